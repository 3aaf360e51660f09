"""What waits for a person: messages that do not leave by themselves."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.channels.access import visible_messages
from anyelir.channels.queries import in_box
from anyelir.core.waiting import WAITING, Task, Waiting


def messages(user) -> list[Task]:
    count = in_box(visible_messages(user), "somebody").count()
    if not count:
        return []
    title = ngettext("%d pesan menunggu Ibu/Bapak", "%d pesan menunggu Ibu/Bapak", count) % count
    url = f"{reverse('channels:outbox')}?kotak=somebody"
    return [Task(title, _("kirim lewat WhatsApp, atau coba lagi"), url, "outbox")]


WAITING.declare(Waiting("channels.messages", messages))

"""What waits for a person: things that are late, one line for each kind."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.deadlines.queries import overdue_counts


def late(user) -> list[Task]:
    text, url = _("%(count)d lewat batas waktu: %(what)s"), reverse("deadlines:home")
    return [
        Task(text % {"count": count, "what": kind.label}, _("buka daftarnya"), url, kind.icon, is_urgent=True)
        for kind, count in overdue_counts(user, timezone.now())
    ]


WAITING.declare(Waiting("deadlines.late", late))

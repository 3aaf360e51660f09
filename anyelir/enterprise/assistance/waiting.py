"""What waits for a companion and a dinas: help at which somebody looks within two weeks; late ones are deadlines."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.enterprise.assistance.access import HELPING
from anyelir.enterprise.assistance.deadlines import helped_in_reach
from anyelir.enterprise.assistance.queries import owed
from anyelir.membership.access import has_anywhere


def looks(user) -> list[Task]:
    """One line for all of them."""
    if not any(has_anywhere(user, right) for right in HELPING):
        return []
    count = owed(helped_in_reach(user)).count()
    if not count:
        return []
    title = ngettext("Lihat hasil %(count)s pendampingan", "Lihat hasil %(count)s pendampingan", count)
    note = _("setelah 3 dan 6 bulan: dipakai atau tidak?")
    return [Task(title % {"count": count}, note, reverse("assistance:waiting"), "hands")]


WAITING.declare(Waiting("assistance.looks", looks))

"""What waits in families: pairs of records that may be one person."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.families.access import visible_proposals
from anyelir.families.models import MergeProposal
from anyelir.families.queries import waiting_proposals


def twins(user) -> list[Task]:
    count = waiting_proposals(visible_proposals(user), MergeProposal.State.PROPOSED).count()
    if not count:
        return []
    title = ngettext("%d pasang catatan kembar", "%d pasang catatan kembar", count) % count
    return [Task(title, _("mungkin satu orang, perlu diperiksa"), reverse("families:merge-desk"), "users")]


WAITING.declare(Waiting("families.twins", twins))

"""Files and papers of this room: photos, seen by whoever reads the activity, and minutes, which count for good."""

from __future__ import annotations

from typing import Any

from anyelir.documents.owners import PAPER_OWNERS, PaperOwner
from anyelir.files.owners import OWNERS, Owner
from anyelir.meetings.actions.contents import PHOTO_OWNER
from anyelir.meetings.minutes_papers import ADDENDUM, MINUTES
from anyelir.meetings.models import Minutes, MinutesAddendum
from anyelir.secretariat.access import planning_bodies
from anyelir.secretariat.models import Activity


def may_see_photo(user: Any, key: str) -> bool:
    return Activity.objects.filter(pk=key, body__in=planning_bodies(user)).exists()


def are_minutes(key: str) -> bool:
    return Minutes.objects.filter(pk=key, signed_at__isnull=False).exists()


def is_addendum(key: str) -> bool:
    return MinutesAddendum.objects.filter(pk=key).exists()


OWNERS.declare(Owner(PHOTO_OWNER, may_see_photo))
PAPER_OWNERS.declare(PaperOwner(MINUTES, are_minutes), PaperOwner(ADDENDUM, is_addendum))

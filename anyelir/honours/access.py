"""Whose years of service a person sees, and who thanks.

Names with an award are seen by whoever sees the teams of the place. Who is close to one is told to her own desa alone:
above it nobody watches single women come near a prize.
"""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.honours.models import Thanks
from anyelir.membership.access import (
    bodies_with,
    can,
    can_know_body,
    granted_regions,
    holds_body,
    known_bodies,
)
from anyelir.membership.models import Body
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level, contains


def can_view_honours(user: Viewer, code: str) -> bool:
    """Whether the person sees the teams of the place."""
    return can(user, P.TEAM_VIEW, code)


def tells_who_is_close(user: Viewer, code: str) -> bool:
    """A place in one desa, and a right of the person that comes from this desa or below it."""
    desa = at_level(code, Level.DESAKEL)
    return desa is not None and any(
        contains(desa, granted) and contains(granted, code) for granted in granted_regions(user, P.TEAM_VIEW)
    )


def thanking_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies for which the person signs, and so thanks."""
    return bodies_with(user, P.LETTER_SIGN)


def can_thank(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.LETTER_SIGN)


def visible_thanks(user: Viewer) -> QuerySet[Thanks]:
    """Papers of the bodies whose letters the person reads."""
    return Thanks.objects.filter(body__in=bodies_with(user, P.LETTER_VIEW, P.LETTER_SIGN))


def can_view_thanks(user: Viewer, thanks: Thanks) -> bool:
    return holds_body(user, thanks.body, P.LETTER_VIEW, P.LETTER_SIGN)


def known_thanks(user: Viewer) -> QuerySet[Thanks]:
    return Thanks.objects.filter(body__in=known_bodies(user))


def can_know_thanks(user: Viewer, thanks: Thanks) -> bool:
    return can_know_body(user, thanks.body)

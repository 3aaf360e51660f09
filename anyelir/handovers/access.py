"""Who prepares a hand-over, who reads its pack, who signs for herself and who confirms.

The secretary prepares for the own body. The two read the pack and sign for themselves. The office one level up sees
that there is one, with its figures, and confirms; the incoming confirms herself when the outgoing signed with her own
account.
"""

from __future__ import annotations

import functools
import operator

from django.db.models import Q, QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.handovers.models import HandOver, PackSignature
from anyelir.membership.access import (
    NOTHING,
    bodies_with,
    can_know_body,
    granted_regions,
    holds_body,
    known_bodies,
)
from anyelir.membership.bodies import TEAM_LEVELS
from anyelir.membership.models import Body
from anyelir.regions.models import Level
from anyelir.regions.scope import NATION, at_level, is_within, level_of, levels_below


def preparing_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies for which the person prepares hand-overs."""
    return bodies_with(user, P.HANDOVER_RUN)


def can_prepare(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.HANDOVER_RUN)


def office_above(body: Body) -> str:
    """The region of the office one level up: of a group its desa, of a desa its kecamatan, of a province the nation."""
    level = Level(body.region.level)
    if level not in TEAM_LEVELS:
        return at_level(body.region_id, Level.DESAKEL) or NATION
    place = TEAM_LEVELS.index(level)
    return (at_level(body.region_id, TEAM_LEVELS[place - 1]) or NATION) if place else NATION


def _levels_under(code: str) -> list[Level]:
    """Levels of the bodies whose hand-overs the office of that place confirms."""
    level = level_of(code)
    if level is None:
        return [TEAM_LEVELS[0]]
    if level == Level.DESAKEL:
        return levels_below(level)
    place = TEAM_LEVELS.index(level) if level in TEAM_LEVELS else -1
    return [TEAM_LEVELS[place + 1]] if place >= 0 else []


def _below(code: str) -> Q:
    levels = Q(body__region__level__in=_levels_under(code), body__unit_kind="")
    return levels & is_within(code, "body__region_id") if code != NATION else levels


def is_office_above(user: Viewer, body: Body) -> bool:
    return not body.unit_kind and office_above(body) in granted_regions(user, P.HANDOVER_RUN)


def _given_or_taken(user: Viewer) -> Q:
    """Those in which the person herself gives or takes."""
    if not getattr(user, "is_authenticated", False):
        return NOTHING
    return Q(outgoing__user=user.id) | Q(incoming__user=user.id)


def side_of(handover: HandOver, user: Viewer) -> PackSignature.Side | None:
    """Which of the two she is; None for anybody else."""
    sides = {
        handover.outgoing.user_id: PackSignature.Side.OUTGOING,
        handover.incoming.user_id: PackSignature.Side.INCOMING,
    }
    return sides.get(user.id) if user.id is not None else None


def is_one_of_two(user: Viewer, handover: HandOver) -> bool:
    return side_of(handover, user) is not None


def readable_handovers(user: Viewer) -> QuerySet[HandOver]:
    """Those whose pack the person reads."""
    return HandOver.objects.filter(Q(body__in=preparing_bodies(user)) | _given_or_taken(user))


def can_read_pack(user: Viewer, handover: HandOver) -> bool:
    return can_prepare(user, handover.body) or is_one_of_two(user, handover)


def visible_handovers(user: Viewer) -> QuerySet[HandOver]:
    """Those and the ones that the person confirms as the office above."""
    above = [_below(code) for code in granted_regions(user, P.HANDOVER_RUN)]
    seen = functools.reduce(operator.or_, above, Q(body__in=preparing_bodies(user)) | _given_or_taken(user))
    return HandOver.objects.filter(seen)


def can_view_handover(user: Viewer, handover: HandOver) -> bool:
    return can_read_pack(user, handover) or is_office_above(user, handover.body)


def known_handovers(user: Viewer) -> QuerySet[HandOver]:
    """Of which the person may know that there are some: of the bodies around her, and her own."""
    return HandOver.objects.filter(Q(body__in=known_bodies(user)) | _given_or_taken(user))


def can_know_handover(user: Viewer, handover: HandOver) -> bool:
    return can_know_body(user, handover.body) or is_one_of_two(user, handover)

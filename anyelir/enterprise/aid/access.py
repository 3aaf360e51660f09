"""Who may see and do what with aid.

Whoever looks after the place of the receiver reads what was asked for and how far it is; its papers with the names of
signers, its photos and its visits are for the dinas, the companion of the place, and the receiver itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.enterprise.aid.models import Aid, AidItem, AidRound
from anyelir.enterprise.groups.access import UNIT as GROUP
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.access import UNIT as BUSINESS
from anyelir.enterprise.trade.ties import is_tied_to_business, is_tied_to_groups
from anyelir.membership.access import (
    EVERYTHING,
    can,
    granted_regions,
    granted_units,
    grants_of,
    inside_regions,
    is_inside,
)
from anyelir.regions.scope import NATION, is_within_any

# Whoever holds one of these for the receiver works on its aid.
OF_THE_RECEIVER = (P.BUSINESS_EDIT, P.FUND_RUN, P.FUND_DECIDE)
OF_THE_GIVER = (P.AID_VERIFY, P.AID_DECIDE)


def _around(codes: list[str]) -> Q:
    if NATION in codes:
        return EVERYTHING
    return is_within_any(codes, "business__region_id") | is_within_any(codes, "group__region_id")


def _held(user: Viewer, rights: Iterable[P]) -> Q:
    """In a granted region, or for exactly the business or group."""
    codes = [code for right in rights for code in granted_regions(user, right)]
    businesses = [pk for right in rights for pk in granted_units(user, right, BUSINESS)]
    groups = [pk for right in rights for pk in granted_units(user, right, GROUP)]
    return _around(codes) | Q(business__in=businesses) | Q(group__in=groups)


def _can(user: Viewer, rights: Iterable[P], aid: Aid) -> bool:
    units = {BUSINESS: aid.business_id, GROUP: aid.group_id}
    return any(can(user, right, aid.place, units=units) for right in rights)


def visible_aids(user: Viewer) -> QuerySet[Aid]:
    return Aid.objects.filter(_held(user, [P.AID_VIEW]))


def can_view_aid(user: Viewer, aid: Aid) -> bool:
    return _can(user, [P.AID_VIEW], aid)


def known_aids(user: Viewer) -> QuerySet[Aid]:
    """Aid of whose receiver the person may know that it exists: in a granted region, and the own."""
    units = [grant.unit_id for grant in grants_of(user) if grant.unit_kind in (BUSINESS, GROUP)]
    return Aid.objects.filter(_around(inside_regions(user)) | Q(business__in=units) | Q(group__in=units))


def can_know_aid(user: Viewer, aid: Aid) -> bool:
    receiver = (BUSINESS, aid.business_id) if aid.business_id else (GROUP, aid.group_id)
    return is_inside(user, aid.place) or any(
        (grant.unit_kind, grant.unit_id) == receiver for grant in grants_of(user)
    )


def worked_aids(user: Viewer) -> QuerySet[Aid]:
    """Aid whose papers, photos and visits the person reads."""
    return Aid.objects.filter(_held(user, [*OF_THE_GIVER, *OF_THE_RECEIVER]))


def can_work_on_aid(user: Viewer, aid: Aid) -> bool:
    return _can(user, [*OF_THE_GIVER, *OF_THE_RECEIVER], aid)


def can_verify_aid(user: Viewer, aid: Aid) -> bool:
    return can(user, P.AID_VERIFY, aid.place)


def can_decide_aid(user: Viewer, aid: Aid) -> bool:
    return can(user, P.AID_DECIDE, aid.place)


def can_propose_for_group(user: Viewer, group: Group) -> bool:
    """Its treasurer and chair, and the companion of the place."""
    return any(can(user, right, group.region_id, units={GROUP: group.pk}) for right in OF_THE_RECEIVER)


def proposing_groups(user: Viewer) -> QuerySet[Group]:
    """Groups for which the person may ask."""
    codes = [code for right in OF_THE_RECEIVER for code in granted_regions(user, right)]
    held_pks = [pk for right in OF_THE_RECEIVER for pk in granted_units(user, right, GROUP)]
    around = EVERYTHING if NATION in codes else is_within_any(codes)
    return Group.objects.filter(around | Q(pk__in=held_pks))


VISITORS = (P.BUSINESS_EDIT, P.AID_VERIFY)


def visited_items(user: Viewer) -> QuerySet[AidItem]:
    """Items that the person visits: as companion of the place or for the dinas, never as the owner."""
    codes = [code for right in VISITORS for code in granted_regions(user, right)]
    return AidItem.objects.filter(aid__in=Aid.objects.filter(_around(codes)))


def visits_somewhere(user: Viewer) -> bool:
    return any(granted_regions(user, right) for right in VISITORS)


def can_visit_item(user: Viewer, asset: AidItem) -> bool:
    return any(can(user, right, asset.aid.place) for right in VISITORS)


def known_items(user: Viewer) -> QuerySet[AidItem]:
    """Items of aid of which the person may know; they are for ``can_visit_item``."""
    return AidItem.objects.filter(aid__in=known_aids(user))


def visible_rounds(user: Viewer) -> QuerySet[AidRound]:
    """Rounds of the dinas of the place, for whoever decides or verifies there."""
    codes = [code for right in OF_THE_GIVER for code in granted_regions(user, right)]
    return AidRound.objects.filter(EVERYTHING if NATION in codes else is_within_any(codes))


def can_view_round(user: Viewer, aid_round: AidRound) -> bool:
    return any(can(user, right, aid_round.region_id) for right in OF_THE_GIVER)


def known_rounds(user: Viewer) -> QuerySet[AidRound]:
    """Rounds of granted regions; deciding needs ``can_run_round``."""
    codes = inside_regions(user)
    return AidRound.objects.filter(EVERYTHING if NATION in codes else is_within_any(codes))


def can_know_round(user: Viewer, aid_round: AidRound) -> bool:
    return is_inside(user, aid_round.region_id)


def can_run_round(user: Viewer, aid_round: AidRound) -> bool:
    return can(user, P.AID_DECIDE, aid_round.region_id)


def can_open_round(user: Viewer, code: str) -> bool:
    return can(user, P.AID_DECIDE, code)


def is_of_receiver(user: Viewer, aid: Aid) -> bool:
    """Whether the person has to do with whoever receives (``trade.ties``)."""
    today = today_at(aid.place)
    if aid.business is not None:
        return is_tied_to_business(user, aid.business, today)
    return is_tied_to_groups(user, {aid.group_id}, today)

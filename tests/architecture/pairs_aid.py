"""Lists of the room `aid` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.aid import access as aid
from anyelir.enterprise.aid.models import Aid, AidItem, AidRound
from anyelir.enterprise.groups.models import Group
from tests import aids, businesses, groups
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """For a business and a group in the desa, in the next RW and in another desa, and a round of each place."""
    for number, place in enumerate((world.kelurahan, world.next_rw, world.elsewhere)):
        aids.item(businesses.business(place, f"Jahit {place.pk}"), f"B7KM2QX{number}")
        aids.item(groups.group(place, f"Jahit {place.pk}"), f"C7KM2QX{number}")
        aids.aid_round(place)


def knows_item(user, asset: AidItem) -> bool:
    return aid.can_know_aid(user, asset.aid)


ASKING = aid.OF_THE_RECEIVER
GIVING = aid.OF_THE_GIVER
PAIRS = {
    "enterprise.aid.visible_aids": pair(aid.visible_aids, aid.can_view_aid, Aid, P.AID_VIEW),
    "enterprise.aid.known_aids": pair(aid.known_aids, aid.can_know_aid, Aid, *P),
    "enterprise.aid.worked_aids": pair(aid.worked_aids, aid.can_work_on_aid, Aid, *GIVING, *ASKING),
    "enterprise.aid.proposing_groups": pair(aid.proposing_groups, aid.can_propose_for_group, Group, *ASKING),
    "enterprise.aid.visited_items": pair(aid.visited_items, aid.can_visit_item, AidItem, *aid.VISITORS),
    "enterprise.aid.known_items": pair(aid.known_items, knows_item, AidItem, *P),
    "enterprise.aid.visible_rounds": pair(aid.visible_rounds, aid.can_view_round, AidRound, *GIVING),
    "enterprise.aid.known_rounds": pair(aid.known_rounds, aid.can_know_round, AidRound, *P),
}

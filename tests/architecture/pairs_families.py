"""Lists of the room `families` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.families import access as families
from anyelir.families.models import Family, MergeProposal, Person
from anyelir.membership.access import is_inside
from anyelir.regions.models import Region
from tests.architecture.access_pairs import pair

PAIRS = {
    "families.known_families": pair(
        families.known_families, lambda u, f: families.can_view_families(u, f.region_id) or is_inside(u, f.region_id),
        Family, *P,
    ),
    "families.known_people": pair(
        families.known_people, lambda u, p: families.can_view_person(u, p) or is_inside(u, p.region_id), Person, *P
    ),
    "families.known_proposals": pair(
        families.known_proposals, lambda u, m: families.can_merge(u, m.region_id) or is_inside(u, m.region_id),
        MergeProposal, *P,
    ),
    "families.visible_families": pair(
        families.visible_families, lambda u, f: families.can_view_families(u, f.region_id), Family, P.FAMILY_VIEW
    ),
    "families.editable_families": pair(
        families.editable_families, lambda u, f: families.can_edit_families(u, f.region_id), Family, P.FAMILY_EDIT
    ),
    "families.editable_places": pair(
        lambda u: families.editable_places(u, ""), lambda u, r: families.can_edit_families(u, r.pk), Region,
        P.FAMILY_EDIT,
    ),
    "families.visible_people": pair(families.visible_people, families.can_view_person, Person, P.FAMILY_VIEW),
    "families.visible_proposals": pair(
        families.visible_proposals, lambda u, m: families.can_merge(u, m.region_id), MergeProposal, P.PERSON_MERGE
    ),
}  # fmt: skip

"""Lists of the room `regions` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.regions import access as regions
from anyelir.regions.models import Region
from tests.architecture.access_pairs import pair, regions_below

PAIRS = {
    "regions.visible_codes": pair(
        lambda u: regions_below(regions.visible_codes(u)), lambda u, r: regions.can_view_region(u, r.pk), Region,
        P.REPORT_VIEW,
    ),
}  # fmt: skip

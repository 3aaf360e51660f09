"""Lists of the room `reports` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.regions.models import Region
from anyelir.reports import access as reports
from tests.architecture.access_pairs import pair, regions_below

PAIRS = {
    "reports.highest_regions": pair(
        lambda u: regions_below(reports.highest_regions(u)), lambda u, r: reports.can_view_region(u, r.pk), Region,
        P.REPORT_VIEW,
    ),
}  # fmt: skip

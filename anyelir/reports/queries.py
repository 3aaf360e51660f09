"""Reading the folded tables for screens and exports; the region is always the first argument."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from anyelir.posyandu.models import Posyandu
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION, is_within
from anyelir.reports.engine import Numbers
from anyelir.reports.models import MEASURES, LeafMonth, RegionMonth, ReportedTotal
from anyelir.rules.dates import add_months

ZERO = dict.fromkeys(MEASURES, 0)


@dataclass(frozen=True)
class Row:
    """One line of a comparison: a child region or a posyandu, with its numbers (None when it has none)."""

    key: str
    name: str
    numbers: Numbers | None
    latitude: float | None = None
    longitude: float | None = None
    is_posyandu: bool = False


def latest_month(code: str, today: date) -> date:
    """The last month in which somebody was weighed in the region, otherwise the current one."""
    rows = RegionMonth.objects.filter(code=code, weighed__gt=0)
    return rows.aggregate(last=Max("month"))["last"] or today.replace(day=1)


def months_with_numbers(code: str) -> list[date]:
    """Months that can be chosen, the newest first."""
    return list(RegionMonth.objects.filter(code=code).order_by("-month").values_list("month", flat=True))


def series(code: str, last: date, count: int = 12) -> list[tuple[date, Numbers | None]]:
    """The numbers of ``count`` months up to ``last``; None for a month without a row."""
    months = [add_months(last, -step) for step in reversed(range(count))]
    rows = {row.month: row.numbers for row in RegionMonth.objects.filter(code=code, month__in=months)}
    return [(month, rows.get(month)) for month in months]


def numbers_of(code: str, month: date) -> Numbers:
    """The numbers of a region in a month; all zero when it has none."""
    row = RegionMonth.objects.filter(code=code, month=month).first()
    return row.numbers if row else dict(ZERO)


def rows_below(code: str, month: date) -> list[Row]:
    """The regions one step below, or the posyandu where no region below has numbers."""
    numbers = {row.code: row.numbers for row in RegionMonth.objects.filter(parent_code=code, month=month)}
    regions = Region.objects.current().filter(parent_id=code or None).order_by("code")
    rows = [
        Row(region.code, region.name, numbers.get(region.code), region.latitude, region.longitude)
        for region in regions
    ]
    return rows if numbers and len(numbers) > 1 or not _posyandu_here(code) else posyandu_rows(code, month)


def _posyandu_here(code: str) -> bool:
    """Whether posyandu hang on this very region: then the comparison is between posyandu, from desa down."""
    return code != NATION and Posyandu.objects.filter(region_id=code).exists()


def posyandu_rows(code: str, month: date) -> list[Row]:
    """All posyandu in the subtree of a desa or below, with their numbers of the month."""
    leaves = {
        leaf.posyandu_id: leaf.numbers for leaf in LeafMonth.objects.filter(is_within(code), month=month)
    }
    posts = Posyandu.objects.filter(is_within(code), closed_on=None).order_by("name")
    return [
        Row(str(post.pk), post.name, leaves.get(post.pk), post.latitude, post.longitude, is_posyandu=True)
        for post in posts
    ]


def reported(code: str, measures: Iterable[str]) -> dict[str, ReportedTotal]:
    """The newest told total of each measure for the region."""
    totals: dict[str, ReportedTotal] = {}
    for total in ReportedTotal.objects.filter(region_id=code, measure__in=list(measures)):
        totals.setdefault(total.measure, total)
    return totals


def leaf_series(posyandu: Posyandu, last: date, count: int = 12) -> list[tuple[date, Numbers | None]]:
    """The same as ``series`` for one posyandu."""
    months = [add_months(last, -step) for step in reversed(range(count))]
    rows = {row.month: row.numbers for row in LeafMonth.objects.filter(posyandu=posyandu, month__in=months)}
    return [(month, rows.get(month)) for month in months]


def leaf_numbers(posyandu: Posyandu, month: date) -> Numbers:
    """The numbers of a posyandu in a month; all zero when nothing was folded yet."""
    row = LeafMonth.objects.filter(posyandu=posyandu, month=month).first()
    return row.numbers if row else dict(ZERO)

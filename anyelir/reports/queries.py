"""Reading the folded tables for screens and exports; the region is always the first argument."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from anyelir.core.models import DirtyLeaf
from anyelir.posyandu.actions.dirty import FACT
from anyelir.posyandu.models import Posyandu
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION, is_within
from anyelir.reports.cells import SIGNED, ZERO, Cells, signatures
from anyelir.reports.engine import Leaf, Numbers
from anyelir.reports.models import LeafMonth, RegionMonth, ReportedTotal
from anyelir.rules.dates import add_months
from anyelir.rules.ranking.funnel import ranking_rules


@dataclass(frozen=True)
class Row:
    """One line of a comparison: a child region or a posyandu, with its numbers (None when it has none)."""

    key: str
    name: str
    numbers: Cells | None
    latitude: float | None = None
    longitude: float | None = None
    is_posyandu: bool = False


def told_month(code: str, today: date) -> date:
    """The month an overview opens with: the last that most posyandu have closed or reported.

    Where no month got so far it is the last in which somebody was weighed, otherwise the current one.
    """
    enough = ranking_rules(today)["min_coverage"]
    rows = RegionMonth.objects.filter(code=code, posyandu_count__gt=0).order_by("-month")
    months = rows.values_list("month", "posyandu_count", "posyandu_reporting", "posyandu_closed")
    weighed = None
    for month, count, reporting, closed in months:
        if max(reporting, closed) >= enough * count:
            return month
        weighed = weighed or (month if reporting else None)
    return weighed or today.replace(day=1)


def months_with_numbers(code: str) -> list[date]:
    """Months that can be chosen, the newest first."""
    return list(RegionMonth.objects.filter(code=code).order_by("-month").values_list("month", flat=True))


def series(code: str, last: date, count: int = 12) -> list[tuple[date, Cells | None]]:
    """The numbers of ``count`` months up to ``last``; None for a month without a row."""
    months = [add_months(last, -step) for step in reversed(range(count))]
    rows = {row.month: row.numbers for row in RegionMonth.objects.filter(code=code, month__in=months)}
    return [(month, rows.get(month)) for month in months]


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


def leaf_series(posyandu: Posyandu, last: date, count: int = 12) -> list[tuple[date, Cells | None]]:
    """The same as ``series`` for one posyandu; a month signed a moment ago shows what was signed."""
    months = [add_months(last, -step) for step in reversed(range(count))]
    rows = {row.month: row.live for row in LeafMonth.objects.filter(posyandu=posyandu, month__in=months)}
    signed = signatures([posyandu.pk], months)
    queued = DirtyLeaf.objects.filter(fact=FACT, unit_id=posyandu.pk, month__in=months)
    waiting = set(queued.values_list("month", flat=True))
    return [
        (month, _leaf_cells(rows.get(month), signed.get(Leaf(posyandu.pk, month)), month in waiting))
        for month in months
    ]


def _leaf_cells(live: Numbers | None, signature: Numbers | None, is_waiting: bool) -> Cells | None:
    if signature is None:
        return None if live is None else Cells(live)
    # Until the leaf is folded again nobody knows whether the facts are still those that were signed.
    if live is None or is_waiting:
        return Cells({**(live or ZERO), **{key: signature[key] for key in SIGNED if key in signature}})
    return Cells.signed(live, signature)


def leaf_numbers(posyandu: Posyandu, month: date) -> Cells:
    """The numbers of a posyandu in a month; all zero when nothing was folded yet."""
    return leaf_series(posyandu, month, 1)[0][1] or Cells(ZERO)

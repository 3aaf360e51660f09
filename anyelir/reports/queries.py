"""Reading the folded tables for screens and exports; the catalogue and the region are always the first arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import QuerySet

from anyelir.core.indicator import Catalogue, Leaf
from anyelir.core.models import DirtyLeaf
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION
from anyelir.reports.cells import Cells, Numbers
from anyelir.reports.models import LeafNumbers, RegionNumbers, ReportedTotal
from anyelir.rules.ranking.funnel import ranking_rules

N = TypeVar("N")


@dataclass(frozen=True)
class NumbersRow(Generic[N]):
    """One line of a comparison: a child region or a unit, with its numbers (None when it has none).

    ``Row[Cells]`` stays in the house; a reader gets the ``Row[Seen]`` that the veil makes of it.
    """

    key: str
    name: str
    numbers: N | None
    latitude: float | None = None
    longitude: float | None = None
    # The address of the page of a unit, empty for a region and for units without a page.
    page: str = ""
    is_unit: bool = False


def told_period(catalogue: Catalogue, code: str, today: date) -> date:
    """The period an overview opens with: the last that most units have closed or reported.

    Where none got so far it is the last in which anybody reported, otherwise the current one.
    """
    enough = ranking_rules(today)["min_coverage"]
    reported = None
    is_of_the_end = catalogue.overview is not None and catalogue.overview.is_of_the_end
    for period, numbers in _newest(catalogue, code):
        if is_of_the_end and catalogue.unit.grain.end(period) >= today:
            continue
        done, units = catalogue.reporting(numbers)
        if units and done >= enough * units:
            return period
        reported = reported or (period if done else None)
    return reported or catalogue.unit.grain.start(today)


def _newest(catalogue: Catalogue, code: str) -> Iterator[tuple[date, Cells]]:
    rows = _regions(catalogue).filter(code=code).order_by("-period")
    return ((row.period, row.numbers) for row in rows.iterator(chunk_size=12))


def _regions(catalogue: Catalogue) -> QuerySet[RegionNumbers]:
    return RegionNumbers.objects.filter(unit_kind=catalogue.kind)


def _leaves(catalogue: Catalogue) -> QuerySet[LeafNumbers]:
    return LeafNumbers.objects.filter(unit_kind=catalogue.kind)


def periods_with_numbers(catalogue: Catalogue, code: str) -> list[date]:
    """Periods that can be chosen, the newest first."""
    return list(_regions(catalogue).filter(code=code).order_by("-period").values_list("period", flat=True))


def series(catalogue: Catalogue, code: str, last: date, count: int = 12) -> list[tuple[date, Cells | None]]:
    """The numbers of ``count`` periods up to ``last``; None for a period without a row."""
    periods = _periods_up_to(catalogue, last, count)
    rows = {row.period: row.numbers for row in _regions(catalogue).filter(code=code, period__in=periods)}
    return [(period, rows.get(period)) for period in periods]


def _periods_up_to(catalogue: Catalogue, last: date, count: int) -> list[date]:
    return [catalogue.unit.grain.step(last, -step) for step in reversed(range(count))]


def rows_below(catalogue: Catalogue, code: str, period: date) -> list[NumbersRow[Cells]]:
    """The regions one step below, or the units where no region below has numbers."""
    below = _regions(catalogue).filter(parent_code=code, period=period)
    numbers = {row.code: row.numbers for row in below}
    if catalogue.unit.listed is None and not numbers:
        return []
    if len(numbers) > 1 or not _are_units_here(catalogue, code, period):
        regions = Region.objects.current().filter(parent_id=code or None).order_by("code")
        return [
            NumbersRow(region.code, region.name, numbers.get(region.code), region.latitude, region.longitude)
            for region in regions
        ]
    return unit_rows(catalogue, code, period)


def _are_units_here(catalogue: Catalogue, code: str, period: date) -> bool:
    """Whether units hang on this very region: then the comparison is between units, from desa down."""
    if catalogue.unit.listed is None:
        return False
    return code != NATION and _leaves(catalogue).filter(region=code, period=period).exists()


def unit_rows(catalogue: Catalogue, code: str, period: date) -> list[NumbersRow[Cells]]:
    """All units in the subtree of a desa or below, with their numbers of the period."""
    unit = catalogue.unit
    listed = unit.listed(code) if unit.listed is not None else ()
    leaves = _leaves(catalogue).filter(unit_key__in=[each.key for each in listed], period=period)
    numbers = {leaf.unit_key: leaf.numbers for leaf in leaves}
    return [
        NumbersRow(
            each.key, each.name, numbers.get(each.key), each.latitude, each.longitude,
            unit.page(each.key, unit.grain.key(period)), is_unit=True,
        )
        for each in listed
    ]  # fmt: skip


def reported(code: str, measures: Iterable[str]) -> dict[str, ReportedTotal]:
    """The newest told total of each measure for the region."""
    totals: dict[str, ReportedTotal] = {}
    for total in ReportedTotal.objects.filter(region_id=code, measure__in=list(measures)):
        totals.setdefault(total.measure, total)
    return totals


def leaf_series(
    catalogue: Catalogue, key: str, last: date, count: int = 12
) -> list[tuple[date, Cells | None]]:
    """The same as ``series`` for one unit; a period signed a moment ago shows what was signed."""
    periods = _periods_up_to(catalogue, last, count)
    rows = {row.period: row.live for row in _leaves(catalogue).filter(unit_key=key, period__in=periods)}
    signed = catalogue.unit.signed([Leaf(key, period) for period in periods])
    queued = DirtyLeaf.objects.filter(unit_kind=catalogue.kind, unit_key=key, period__in=periods)
    waiting = set(queued.values_list("period", flat=True))
    return [
        (period, _leaf_cells(catalogue, rows.get(period), signed.get(Leaf(key, period)), period in waiting))
        for period in periods
    ]


def _leaf_cells(
    catalogue: Catalogue, live: Numbers | None, signature: Mapping[str, int] | None, is_waiting: bool
) -> Cells | None:
    if signature is None:
        return None if live is None else Cells(catalogue, live)
    # Until the leaf is folded again nobody knows whether the facts are still those that were signed.
    if live is None or is_waiting:
        known = {key: signature[key] for key in catalogue.signed if key in signature}
        return Cells(catalogue, {**(live or {}), **known})
    return Cells.signed(catalogue, live, signature)


def leaf_numbers(catalogue: Catalogue, key: str, period: date) -> Cells:
    """The numbers of a unit in a period; all zero when nothing was folded yet."""
    return leaf_series(catalogue, key, period, 1)[0][1] or Cells(catalogue, {})

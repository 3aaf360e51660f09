"""What the worker does for the numbers beside folding: new periods, units that moved, a nightly look at a sample."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils import timezone

from anyelir.core.clock import today_anywhere
from anyelir.core.indicator import CATALOGUES, Catalogue, Leaf
from anyelir.core.models import DirtyLeaf
from anyelir.reports import sums
from anyelir.reports.folding import every_leaf, mark_leaves
from anyelir.reports.models import LeafNumbers, NumbersCheck
from anyelir.reports.verifying import Verification, verify_leaves, verify_regions

log = logging.getLogger("anyelir.numbers")

SAMPLED_LEAVES = 200
SAMPLED_REGIONS = 40
FIRST_HOUR = 1
CHUNK = 500


def mark_new_period(catalogue: Catalogue, period: date) -> int:
    """Queue every unit that has no row in ``period`` yet, so that stocks such as S start on the first day."""
    folded = LeafNumbers.objects.filter(unit_kind=catalogue.kind, period=period)
    waiting = DirtyLeaf.objects.filter(unit_kind=catalogue.kind, period=period)
    known = {*folded.values_list("unit_key", flat=True), *waiting.values_list("unit_key", flat=True)}
    return mark_leaves(
        catalogue, [Leaf(key, period) for key in catalogue.unit.standing() if key not in known]
    )


_opened: dict[str, date] = {}


def queue_new_periods() -> int:
    """The worker's calendar: on the first look at a new period, queue every unit for it."""
    marked, today = 0, today_anywhere()
    for catalogue in CATALOGUES:
        period = catalogue.unit.grain.start(today)
        if _opened.get(catalogue.kind) != period:
            marked += mark_new_period(catalogue, period)
            _opened[catalogue.kind] = period
    return marked


def follow_codes(codes: Mapping[str, str]) -> None:
    """Regions were replaced or ended (old code -> new): whatever was added to the old ones is folded again."""
    old = sorted(codes)
    for catalogue in CATALOGUES:
        for part in _chunks(old):
            rows = LeafNumbers.objects.filter(unit_kind=catalogue.kind, region__in=part)
            mark_leaves(catalogue, [row.leaf for row in rows.iterator()])


def mark_misplaced() -> int:
    """Queue leaves that were added to another region than the one in which their unit lies, or whose unit is gone."""
    return sum(mark_leaves(catalogue, list(_misplaced(catalogue))) for catalogue in CATALOGUES)


def _misplaced(catalogue: Catalogue) -> Iterator[Leaf]:
    rows = LeafNumbers.objects.filter(unit_kind=catalogue.kind)
    keys = sorted(set(rows.values_list("unit_key", flat=True)))
    for part in _chunks(keys):
        places = catalogue.unit.places(part)
        for row in (
            rows.filter(unit_key__in=part).only("unit_kind", "unit_key", "period", "region").iterator()
        ):
            if places.get(row.unit_key) != row.region:
                yield row.leaf


def _chunks(items: list[str]) -> Iterator[list[str]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))


def mend_nightly() -> int:
    """Once a night: heal what was misplaced, verify a sample, report and mend what has drifted; 0 when done already."""
    now = timezone.localtime()
    if now.hour < FIRST_HOUR or NumbersCheck.objects.filter(checked_on=now.date()).exists():
        return 0
    marked = mark_misplaced()
    verification = verify_sample(random.Random(now.date().toordinal()))
    NumbersCheck.objects.create(
        checked_on=now.date(), leaves=verification.leaves, regions=verification.regions, cells=verification.cells,
        differences=[_said(*difference) for difference in verification.differences],
    )  # fmt: skip
    if marked or verification.differences:
        log.error(
            "numbers drifted: %d leaves misplaced, %d cells differ", marked, len(verification.differences)
        )
    return 1


def verify_sample(chance: random.Random) -> Verification:
    """Some leaves against their facts and some regions against their leaves; what differs is folded or summed anew.

    Leaves that wait in the queue are stale by right and are not looked at, nor the periods in which they lie.
    """
    result = Verification()
    for catalogue in CATALOGUES:
        waiting = DirtyLeaf.objects.filter(unit_kind=catalogue.kind).values_list("unit_key", "period")
        stale = {Leaf(*each) for each in waiting}
        leaves = _some(chance, [leaf for leaf in every_leaf(catalogue) if leaf not in stale], SAMPLED_LEAVES)
        mark_leaves(catalogue, verify_leaves(result, catalogue, leaves))
        periods = {leaf.period for leaf in leaves} - {leaf.period for leaf in stale}
        for period in _some(chance, periods, SAMPLED_REGIONS):
            if verify_regions(result, catalogue, period):
                sums.sum_anew(catalogue, period)
    return result


def _some(chance: random.Random, items: Iterable, most: int) -> list:
    items = sorted(items)
    return sorted(chance.sample(items, min(most, len(items))))


def _said(table: str, key: str, period: date, measure: str, stored: int, expected: int) -> list[str]:
    return [table, key, period.isoformat(), measure, str(stored), str(expected)]

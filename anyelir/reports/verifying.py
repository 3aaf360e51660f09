"""Comparing the folded tables with a full recompute that shares nothing with the folding but the engine."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from anyelir.core.models import DirtyLeaf
from anyelir.posyandu.models import MonthClosing, Posyandu
from anyelir.posyandu.queries.closings import is_genuine
from anyelir.regions.scope import NATION, ancestors
from anyelir.reports.cells import SIGNED
from anyelir.reports.engine import Leaf, Numbers, measure_leaves
from anyelir.reports.folding import BATCH, FACT, every_leaf
from anyelir.reports.models import LeafMonth, RegionMonth


@dataclass
class Verification:
    """How many cells were compared and which differ, as (table, key, month, measure, stored, expected)."""

    leaves: int = 0
    regions: int = 0
    cells: int = 0
    waiting: int = 0
    differences: list[tuple[str, str, date, str, int, int]] = field(default_factory=list)

    @property
    def is_equal(self) -> bool:
        return not self.differences


def verify() -> Verification:
    """Recompute every leaf and every region from the facts and compare them with what is stored."""
    result = Verification(waiting=DirtyLeaf.objects.filter(fact=FACT).count())
    leaves = every_leaf()
    expected_leaves = {}
    for start in range(0, len(leaves), BATCH):
        expected_leaves.update(measure_leaves(leaves[start : start + BATCH]))
    stored = {Leaf(row.posyandu_id, row.month): row for row in LeafMonth.objects.iterator()}
    result.leaves = _compare(result, "posyandu", _live(stored), expected_leaves)
    regions = {(row.code, row.month): row for row in RegionMonth.objects.iterator()}
    result.regions = _compare(result, "wilayah", _live(regions), _sum_up(expected_leaves))
    expected_shifts = _signed_minus_live(expected_leaves)
    _compare(result, "posyandu, ditutup", _shifts(stored), expected_shifts)
    _compare(result, "wilayah, ditutup", _shifts(regions), _sum_up(expected_shifts))
    return result


def _live(rows: dict) -> dict:
    return {key: row.live for key, row in rows.items()}


def _shifts(rows: dict) -> dict:
    return {key: row.shift for key, row in rows.items()}


def _signed_minus_live(leaves: dict[Leaf, Numbers]) -> dict[Leaf, Numbers]:
    """Of every month in force as closed and genuine: how far the signed numbers are from those of the facts."""
    shifts = {}
    for closing in MonthClosing.objects.filter(reopened_at=None).iterator():
        leaf = Leaf(closing.posyandu_id, closing.month)
        if is_genuine(closing):
            signed = closing.snapshot["numbers"]
            shifts[leaf] = {key: signed[key] - leaves[leaf][key] for key in SIGNED if key in signed}
    return shifts


def _sum_up(leaves: dict[Leaf, Numbers]) -> dict[tuple[str, date], Numbers]:
    places = dict(Posyandu.objects.values_list("pk", "region_id"))
    sums: dict[tuple[str, date], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for leaf, numbers in leaves.items():
        region = places[leaf.unit_id]
        for code in (NATION, *ancestors(region), region):
            for key, value in numbers.items():
                sums[code, leaf.month][key] += value
    return sums


def _compare(result: Verification, table: str, stored: dict, expected: dict) -> int:
    """A missing row equals a row of zeros on either side."""
    keys = stored.keys() | expected.keys()
    for key in keys:
        have, want = stored.get(key, {}), expected.get(key, {})
        for measure in have.keys() | want.keys():
            result.cells += 1
            if have.get(measure, 0) != want.get(measure, 0):
                result.differences.append(
                    (table, str(key[0]), key[1], measure, have.get(measure, 0), want.get(measure, 0))
                )
    return len(keys)

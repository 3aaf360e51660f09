"""Comparing the folded tables with a full recompute that shares nothing with the folding but the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from anyelir.core.indicator import CATALOGUES, Catalogue, Leaf
from anyelir.core.models import DirtyLeaf
from anyelir.regions.scope import NATION, ancestors
from anyelir.reports.engine import Numbers, measure_leaves
from anyelir.reports.folding import BATCH, every_leaf
from anyelir.reports.models import Folded, LeafNumbers, RegionNumbers

Difference = tuple[str, str, date, str, int, int]


@dataclass
class Verification:
    """How many cells were compared and which differ, as (table, key, period, measure, stored, expected)."""

    leaves: int = 0
    regions: int = 0
    cells: int = 0
    waiting: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_equal(self) -> bool:
        return not self.differences


def verify() -> Verification:
    """Recompute every leaf and every region of every catalogue from the facts, and compare with what is stored."""
    result = Verification(waiting=DirtyLeaf.objects.count())
    for catalogue in CATALOGUES:
        _verify(result, catalogue)
    return result


def _verify(result: Verification, catalogue: Catalogue) -> None:
    leaves = every_leaf(catalogue)
    live, shifts = _expected(catalogue, leaves)
    stored = {row.leaf: row for row in _rows(LeafNumbers, catalogue)}
    places = catalogue.unit.places({leaf.key for leaf in leaves})
    result.leaves += _compare(result, catalogue.kind, stored, live, shifts)
    regions = {(row.code, row.period): row for row in _rows(RegionNumbers, catalogue)}
    sums = _sum_up(live, places), _sum_up(shifts, places)
    result.regions += _compare(result, f"wilayah ({catalogue.kind})", regions, *sums)


def verify_leaves(result: Verification, catalogue: Catalogue, leaves: Sequence[Leaf]) -> list[Leaf]:
    """Compare these leaves with their facts; returns those that differ."""
    live, shifts = _expected(catalogue, leaves)
    rows = _rows(LeafNumbers, catalogue).filter(
        unit_key__in={leaf.key for leaf in leaves}, period__in={leaf.period for leaf in leaves}
    )
    wanted, before = set(leaves), len(result.differences)
    stored = {row.leaf: row for row in rows if row.leaf in wanted}
    result.leaves += _compare(result, catalogue.kind, stored, live, shifts)
    return sorted({Leaf(key, period) for _table, key, period, *_rest in result.differences[before:]})


def verify_regions(result: Verification, catalogue: Catalogue, period: date) -> bool:
    """Compare the regions of a period with the stored leaves below them; True when one differs."""
    leaves = {row.leaf: row for row in _rows(LeafNumbers, catalogue).filter(period=period)}
    places = {leaf.key: row.region for leaf, row in leaves.items()}
    live = _sum_up({leaf: row.live for leaf, row in leaves.items()}, places)
    shifts = _sum_up({leaf: row.shift for leaf, row in leaves.items()}, places)
    stored = {(row.code, row.period): row for row in _rows(RegionNumbers, catalogue).filter(period=period)}
    before = len(result.differences)
    result.regions += _compare(result, f"wilayah ({catalogue.kind})", stored, live, shifts)
    return len(result.differences) > before


def _rows(model, catalogue: Catalogue):
    return model.objects.filter(unit_kind=catalogue.kind)


def _expected(
    catalogue: Catalogue, leaves: Sequence[Leaf]
) -> tuple[dict[Leaf, Numbers], dict[Leaf, Numbers]]:
    """What the facts say, and of closed periods how far the signed numbers are from that."""
    live, shifts = {}, {}
    for start in range(0, len(leaves), BATCH):
        part = leaves[start : start + BATCH]
        live.update(measure_leaves(catalogue, part))
        for leaf, signed in catalogue.unit.signed(part).items():
            shifts[leaf] = {key: signed[key] - live[leaf][key] for key in catalogue.signed if key in signed}
    return live, shifts


def _sum_up(leaves: Mapping[Leaf, Numbers], places: Mapping[str, str]) -> dict[tuple[str, date], Numbers]:
    sums: dict[tuple[str, date], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for leaf, numbers in leaves.items():
        region = places[leaf.key]
        for code in {NATION, *ancestors(region), region}:
            for key, value in numbers.items():
                sums[code, leaf.period][key] += value
    return sums


def _compare(
    result: Verification, table: str, stored: Mapping[tuple, Folded], live: Mapping, shifts: Mapping
) -> int:
    """A missing row equals a row of zeros on either side."""
    keys = stored.keys() | live.keys() | shifts.keys()
    for key in keys:
        row = stored.get(key)
        _compare_row(result, table, key, row.live if row else {}, live.get(key, {}))
        _compare_row(result, f"{table}, ditutup", key, row.shift if row else {}, shifts.get(key, {}))
    return len(keys)


def _compare_row(result: Verification, table: str, key: tuple, have: Numbers, want: Numbers) -> None:
    for measure in have.keys() | want.keys():
        result.cells += 1
        if have.get(measure, 0) != want.get(measure, 0):
            result.differences.append(
                (table, str(key[0]), key[1], measure, have.get(measure, 0), want.get(measure, 0))
            )

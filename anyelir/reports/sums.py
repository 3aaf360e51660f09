"""The sums of regions: differences that move up the tree, and summing a period anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from anyelir.core.indicator import Catalogue
from anyelir.core.locking import hold
from anyelir.regions.scope import NATION, ancestors, parent
from anyelir.reports.cells import Cells
from anyelir.reports.models import LeafNumbers, RegionNumbers

Key = tuple[str, date]


@dataclass
class Difference:
    """What is added to a row of a region."""

    live: Counter[str] = field(default_factory=Counter)
    shift: Counter[str] = field(default_factory=Counter)

    def add(self, cells: Cells) -> None:
        self.live.update(cells.live)
        self.shift.update(cells.shift)

    def take(self, cells: Cells) -> None:
        self.live.subtract(cells.live)
        self.shift.subtract(cells.shift)

    def __bool__(self) -> bool:
        return any(self.live.values()) or any(self.shift.values())


class Differences:
    """What one fold changes, by region and period."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._moved: dict[Key, Difference] = defaultdict(Difference)

    def add(self, region: str, period: date, cells: Cells) -> None:
        for code in path(region):
            self._moved[code, period].add(cells)

    def take(self, region: str, period: date, cells: Cells) -> None:
        for code in path(region):
            self._moved[code, period].take(cells)

    def write(self) -> None:
        """Add to the regions, in code order so that two folders could never wait for each other."""
        moved = {key: difference for key, difference in sorted(self._moved.items()) if difference}
        rows = self._region_rows(moved)
        for (code, period), difference in moved.items():
            row = rows.get((code, period)) or _region_row(self.catalogue, code, period)
            difference.add(row.numbers)
            row.set_numbers(difference.live, difference.shift)
            rows[code, period] = row
        _save_regions([rows[key] for key in moved])

    def _region_rows(self, keys: Iterable[Key]) -> dict[Key, RegionNumbers]:
        codes, periods = {code for code, _ in keys}, {period for _, period in keys}
        rows = RegionNumbers.objects.filter(unit_kind=self.catalogue.kind, code__in=codes, period__in=periods)
        return {(row.code, row.period): row for row in hold(rows).order_by("code", "period")}


def path(code: str) -> list[str]:
    """All regions that count what lies in ``code``, the nation first."""
    return [NATION, *ancestors(code), code] if code else [NATION]


def sum_anew(catalogue: Catalogue, period: date) -> None:
    """Every region of a period from its leaves, whatever its row said."""
    with transaction.atomic():
        old = RegionNumbers.objects.filter(unit_kind=catalogue.kind, period=period)
        # Held first: a folder that adds to them waits, and adds to what is written here.
        rows = {row.code: row for row in hold(old).order_by("code")}
        summed: dict[str, Difference] = defaultdict(Difference)
        for leaf in LeafNumbers.objects.filter(unit_kind=catalogue.kind, period=period).iterator():
            for code in path(leaf.region):
                summed[code].add(leaf.numbers)
        for code in sorted(rows.keys() | summed.keys()):
            row = rows.setdefault(code, _region_row(catalogue, code, period))
            row.set_numbers(summed[code].live, summed[code].shift)
        _save_regions([rows[code] for code in sorted(rows)])


def _region_row(catalogue: Catalogue, code: str, period: date) -> RegionNumbers:
    above = parent(code) if code else None
    return RegionNumbers(unit_kind=catalogue.kind, code=code, period=period, parent_code=above)


def _save_regions(rows: Sequence[RegionNumbers]) -> None:
    """A region in which nothing is counted any more has no row."""
    empty = [row.pk for row in rows if row.pk and not row.live and not row.shift]
    RegionNumbers.objects.filter(pk__in=empty).delete()
    kept = [row for row in rows if row.live or row.shift]
    upsert(kept, ["unit_kind", "code", "period"], ["live", "shift"])


def upsert(rows: list, unique: list[str], columns: list[str]) -> None:
    if rows:
        type(rows[0]).objects.bulk_create(
            [_without_key(row) for row in rows],
            update_conflicts=True,
            unique_fields=unique,
            update_fields=columns,
        )


def _without_key(row):
    """The row as a new one: the upsert finds its place by the unique columns, on both databases."""
    row.pk = None
    return row

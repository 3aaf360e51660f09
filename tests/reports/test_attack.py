"""Whoever opens every page, table and sheet and subtracts all that he sees finds no small number of people.

The attacker knows how regions and units add up, and that nobody is counted less than zero times. He works with a
linear program of his own, so that he shares nothing with the rules that hide.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pytest
from django.db import transaction
from scipy.optimize import linprog

from anyelir.regions.models import Region
from anyelir.regions.scope import ancestors, parent
from anyelir.reports import exports
from anyelir.reports.dashboard import Dashboard
from anyelir.reports.guards import Guard
from anyelir.reports.models import LeafNumbers, RegionNumbers
from anyelir.reports.neighbours import Neighbours, Tree, UnitCell
from anyelir.reports.presenting import Seen, present
from anyelir.reports.queries import unit_rows
from anyelir.reports.veiling import Veil
from anyelir.rules.disclosure.limits import Audience, cell_limit
from tests import factories as make
from tests.reports.wells import WELLS, Well, wells

YEAR_2025 = dt.date(2025, 1, 1)
OFFICE = Audience.INTERNAL
LIMIT = cell_limit(OFFICE, YEAR_2025)
CLEAN = "well.clean"
pytestmark = pytest.mark.django_db


@dataclass
class Country:
    """Regions and units with a count each; ``counts`` holds the truth of every cell."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    region_of: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, region: str, count: int) -> None:
        self.region_of[key], self.counts[key] = region, count
        for code in ["", *ancestors(region), region]:
            self.counts[code] += count

    @property
    def regions(self) -> list[str]:
        return sorted(self.counts.keys() - self.region_of.keys())

    def parts(self, code: str) -> list[str]:
        below = [each for each in self.regions if each and parent(each) == code]
        return below + [key for key, region in self.region_of.items() if region == code]

    def store(self) -> None:
        for code in self.regions:
            if code:
                make.region(code, code)
        rows = [
            RegionNumbers(
                unit_kind="well", code=code, parent_code=parent(code) if code else None, period=YEAR_2025,
                live=live(self.counts[code]),
            )
            for code in self.regions
        ]  # fmt: skip
        RegionNumbers.objects.bulk_create(rows)
        LeafNumbers.objects.bulk_create(
            LeafNumbers(
                unit_kind="well", unit_key=key, region=region, period=YEAR_2025, live=live(self.counts[key])
            )
            for key, region in self.region_of.items()
        )


def live(count: int) -> dict[str, int]:
    return {"wells": 100, "looked_at": 100, "clean": count}


def count_at_random(chance: random.Random) -> int:
    return chance.choice([0, 0, chance.randrange(1, 5), chance.randrange(1, 5), chance.randrange(5, 12), 30])


def random_country(seed: int) -> Country:
    """Two kecamatan with some desa, RW and RT; units in RW, in RT, in the desa itself and at times in a kecamatan."""
    chance, country = random.Random(seed), Country()
    for kecamatan in ("32.01.01", "32.01.02"):
        if chance.random() < 0.2:
            country.add(f"kantor-{kecamatan}", kecamatan, count_at_random(chance))
        for village in range(chance.randrange(1, 4)):
            desa = f"{kecamatan}.100{village}"
            for number in range(chance.randrange(1, 6)):
                place = chance.choice([desa, f"{desa}/RW00{chance.randrange(1, 4)}", f"{desa}/RW009/RT01"])
                country.add(f"sumur-{desa}-{number}", place, count_at_random(chance))
    return country


@pytest.fixture
def guarded(monkeypatch):
    """Clean wells stand for sick children."""
    careful = dataclasses.replace(WELLS.indicators[CLEAN], minimum_cell=5)
    monkeypatch.setitem(WELLS.indicators, CLEAN, careful)
    monkeypatch.setitem(WELLS.guarded, CLEAN, careful)


def said(numbers: Seen | None) -> int | None:
    """What a page says of the clean wells, by the measure or by the indicator."""
    values = {present(CLEAN, numbers).above, present("clean", numbers).value}
    assert len(values) == 1
    return values.pop()


def seen_by_office(country: Country) -> tuple[dict[str, int], set[str]]:
    """Every number of every page, table, file and sheet, and the cells that are hidden on one of them."""
    shown, hidden = {}, set()

    def look(cell: str, numbers: Seen | None) -> None:
        if (number := said(numbers)) is None:
            hidden.add(cell)
        else:
            shown[cell] = number

    for code in country.regions:
        region = Region.objects.get(pk=code) if code else None
        board = Dashboard(WELLS, region, YEAR_2025, OFFICE)
        look(code, board.numbers)
        for row in board.rows:
            if row.numbers is not None:
                look(row.key, row.numbers)
        assert shown.items() >= said_in_file(region).items()
        for row in Veil(WELLS, YEAR_2025, OFFICE).rows(
            code, unit_rows(WELLS, code, YEAR_2025) if "/" in code else []
        ):
            look(row.key, row.numbers)
    veil = Veil(WELLS, YEAR_2025, OFFICE)
    for leaf in LeafNumbers.objects.all():
        look(leaf.unit_key, veil.unit(leaf.unit_key, leaf.region, leaf.numbers))
    return shown, hidden


def said_in_file(region: Region | None) -> dict[str, int]:
    head, *lines = exports.comparison(WELLS, region, YEAR_2025, OFFICE)
    at = next(number for number, title in enumerate(head) if str(title).endswith("Sumur bersih: pembilang"))
    return {str(line[0]): line[at] for line in lines if isinstance(line[at], int)}


def ranges(country: Country, known: dict[str, int], of: list[str]) -> dict[str, tuple[float, float]]:
    """What the attacker can say of cells: the least and the most that fits all he knows."""
    cells = list(country.counts)
    column = {cell: number for number, cell in enumerate(cells)}
    equations, sums = [], []
    for code in country.regions:
        if parts := country.parts(code):
            row = np.zeros(len(cells))
            row[column[code]] = 1
            row[[column[part] for part in parts]] -= 1
            equations.append(row)
            sums.append(0)
    bounds = [(known[cell], known[cell]) if cell in known else (0, None) for cell in cells]
    by_cell = {}
    for cell in of:
        ends = []
        for sense in (1, -1):
            goal = np.zeros(len(cells))
            goal[column[cell]] = sense
            solved = linprog(goal, A_eq=np.array(equations), b_eq=sums, bounds=bounds, method="highs")
            assert solved.status in (0, 3), solved.message
            ends.append(sense * solved.fun if solved.status == 0 else np.inf)
        by_cell[cell] = (ends[0], ends[1])
    return by_cell


def given_away(country: Country) -> dict[str, tuple[float, float]]:
    """The small numbers that the attacker knows too well."""
    known, _hidden = seen_by_office(country)
    small = [cell for cell, count in country.counts.items() if LIMIT.is_small(count)]
    by_cell = ranges(country, known, small)
    return {cell: ends for cell, ends in by_cell.items() if ends[1] - ends[0] < LIMIT.min_interval - 1e-6}


@contextmanager
def settled(seed: int) -> Iterator[Country]:
    """A random country for the time of the block."""
    country = random_country(seed)
    standing = [Well(key, region, 2020, 9, is_clean=True) for key, region in country.region_of.items()]
    with transaction.atomic(), wells(*standing):
        country.store()
        yield country
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(12))
def test_subtracting_all_that_is_seen_finds_no_small_number(guarded, seed):
    with settled(seed) as country:
        assert given_away(country) == {}


def test_most_of_what_is_not_small_is_shown(guarded):
    """A gate that hides everything would pass as well."""
    shown = total = 0
    for seed in range(6):
        with settled(seed) as country:
            known, hidden = seen_by_office(country)
            assert not known.keys() & hidden, "shown here and hidden there"
            large = [cell for cell, count in country.counts.items() if not LIMIT.is_small(count)]
        shown, total = shown + sum(cell in known for cell in large), total + len(large)
    assert shown > 0.6 * total, f"{shown} of {total}"


def is_anything_given_away() -> bool:
    for seed in range(12):
        with settled(seed) as country:
            if given_away(country):
                return True
    return False


def test_weighed_apart_the_two_tables_of_a_desa_give_numbers_away(guarded, monkeypatch):
    """Why the regions and the units of a desa are one tree."""
    monkeypatch.setattr(Neighbours, "tree_of", lambda self, code: self._tree(parent(code), self._family))
    monkeypatch.setattr(Neighbours, "tree_of_unit", units_apart)
    assert is_anything_given_away()


def units_apart(self: Neighbours, region: str) -> Tree:
    """The units of a region among themselves."""
    tree = self._all_below(region)
    units = {cell: cells for cell, cells in tree.numbers.items() if isinstance(cell, UnitCell)}
    return Tree(region, {**units, region: self.numbers_of(region)}, {region: list(units)})


def not_inherited(self: Veil, guard: Guard, code: str) -> bool:
    tree = self.neighbours.tree_of(code)
    return guard.limit is not None and bool(code) and code in self._hidden_in(guard, tree)


def test_parts_of_a_hidden_place_would_give_it_away(guarded, monkeypatch):
    """Why what lies below a hidden region is hidden with it."""
    monkeypatch.setattr(Veil, "_is_hidden", not_inherited)
    assert is_anything_given_away()

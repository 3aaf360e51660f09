"""A catalogue of another unit and a yearly grain passes through everything without a line in ``reports``."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.grain import MONTH, QUARTER, YEAR
from anyelir.core.indicator import CATALOGUES, Leaf
from anyelir.core.models import DirtyLeaf
from anyelir.core.registry import DeclaredTwice
from anyelir.reports.folding import drain_all, mark_leaves, rebuild
from anyelir.reports.keeping import mark_new_period
from anyelir.reports.models import LeafNumbers, RegionNumbers
from anyelir.reports.verifying import verify
from tests.reports.wells import WELLS, Well, wells

pytestmark = pytest.mark.django_db
YEAR_2025 = dt.date(2025, 1, 1)


@pytest.fixture
def dug(corner):
    """Three wells of two kelurahan, dug in 2024 and 2025."""
    with wells(
        Well("sumur-1", "32.01.01.1010/RW014", dug_in=2024, depth_m=12, is_clean=True),
        Well("sumur-2", "32.01.01.1010", dug_in=2025, depth_m=30, is_clean=False),
        Well("sumur-3", "32.01.01.1003", dug_in=2025, depth_m=9, is_clean=True),
    ) as known:
        yield known


def of(code: str, period: dt.date = YEAR_2025) -> dict[str, int]:
    row = RegionNumbers.objects.filter(unit_kind="well", code=code, period=period).first()
    return {key: value for key, value in row.numbers.items() if value} if row else {}


def test_leaves_of_a_year_are_folded_up_to_the_nation(dug):
    mark_leaves(WELLS, [Leaf(key, YEAR_2025) for key in dug])
    drain_all()
    assert of("32.01.01.1010/RW014") == {"wells": 1, "clean": 1, "metres": 12, "looked_at": 1}
    assert of("32.01.01.1010") == {"wells": 2, "clean": 1, "metres": 42, "looked_at": 2}
    assert of("") == of("32.01") == {"wells": 3, "clean": 2, "metres": 51, "looked_at": 3}
    assert not DirtyLeaf.objects.filter(unit_kind="well").exists()


def test_a_rebuild_counts_every_year_and_verify_looks_at_it(dug):
    rebuild()
    assert of("", dt.date(2024, 1, 1)) == {"wells": 1, "clean": 1, "metres": 12, "looked_at": 1}
    found = verify()
    assert found.is_equal and found.leaves >= len(LeafNumbers.objects.filter(unit_kind="well"))
    row = RegionNumbers.objects.get(unit_kind="well", code="32", period=YEAR_2025)
    row.live["wells"] = 7
    row.save()
    assert [(table, measure) for table, _key, _period, measure, _have, _want in verify().differences] == [
        ("wilayah (well)", "wells")
    ]


def test_the_posyandu_beside_it_stay_as_they_are(dug, corner):
    drain_all()
    posyandu = {row.code: row.numbers for row in RegionNumbers.objects.filter(unit_kind="posyandu")}
    rebuild()
    assert {row.code: row.numbers for row in RegionNumbers.objects.filter(unit_kind="posyandu")} == posyandu


def test_a_new_year_begins_with_the_wells_that_stand(dug):
    this_year = YEAR.start(dt.date.today())
    assert mark_new_period(WELLS, this_year) == 3
    assert mark_new_period(WELLS, this_year) == 0


def test_a_well_that_is_filled_in_leaves_nothing_behind(dug):
    rebuild()
    del dug["sumur-1"]
    mark_leaves(WELLS, [Leaf("sumur-1", YEAR_2025)])
    drain_all()
    assert of("") == {"wells": 2, "clean": 1, "metres": 39, "looked_at": 2}
    assert not LeafNumbers.objects.filter(unit_key="sumur-1", period=YEAR_2025).exists()


def test_a_unit_is_declared_once():
    with wells(), pytest.raises(DeclaredTwice, match="well"):
        CATALOGUES.declare(type(WELLS)(WELLS.unit, [], [], counted="wells", reported_by=()))


@pytest.mark.parametrize(
    ("grain", "day", "start", "key", "end"),
    [
        (MONTH, "2025-10-14", "2025-10-01", "2025-10", "2025-10-31"),
        (QUARTER, "2025-12-31", "2025-10-01", "2025-10", "2025-12-31"),
        (YEAR, "2024-02-29", "2024-01-01", "2024", "2024-12-31"),
    ],
)
def test_a_period_begins_ends_and_is_named(grain, day, start, key, end):
    period = grain.start(dt.date.fromisoformat(day))
    assert (period.isoformat(), grain.key(period), grain.end(period).isoformat()) == (start, key, end)
    assert grain.parse(key) == period
    assert grain.between(grain.step(period, -2), period) == [
        grain.step(period, -2),
        grain.step(period, -1),
        period,
    ]


@pytest.mark.parametrize("text", ["", "2025-13", "2025-1", "kemarin", "0000", "2025-10-01"])
def test_nonsense_is_no_period(text):
    assert MONTH.parse(text) is None

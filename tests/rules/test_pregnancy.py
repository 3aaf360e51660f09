"""Dating, antenatal and postnatal visits, coverage and 4T."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import pregnancy as pg
from tests.rules.vectors import Vectors, day, unnoticed


def run_dating(data):
    if "scan_on" in data:
        dating = pg.from_ultrasound(day(data["scan_on"]), data["weeks"], data["days"])
    else:
        dating = pg.from_last_period(day(data["last_period_on"]))
    return {"starts_on": dating.starts_on, "expected_on": dating.expected_on, "source": dating.source}


def run_gestational_age(data):
    age = pg.gestational_age(pg.from_last_period(day(data["last_period_on"])), day(data["on"]))
    return {"weeks": age.weeks, "days": age.days, "reason": age.reason}


def antenatal(data):
    return (
        pg.from_last_period(day(data["last_period_on"])),
        [pg.AntenatalVisit(day(visit["on"]), visit.get("by_doctor", False)) for visit in data["visits"]],
        day(data["on"]),
        day(data["ended_on"]),
    )


def rows(slots):
    return [[slot.visit, slot.opens_on, slot.closes_on, slot.state, slot.done_on] for slot in slots]


def run_coverage(data):
    coverage = pg.coverage(*antenatal(data))
    return {name: getattr(coverage, name) for name in ("k1_access", "k1_pure", "k4", "k6")}


def run_postnatal(data):
    visits = [pg.PostnatalVisit(day(visit["on"]), visit["hours_after_birth"]) for visit in data["visits"]]
    return rows(
        pg.postnatal_slots(pg.PostnatalKind(data["kind"]), day(data["born_on"]), visits, day(data["on"]))
    )


VECTORS = Vectors(
    "pregnancy",
    {
        "dating": run_dating,
        "gestational_age": run_gestational_age,
        "visit_slots": lambda data: rows(pg.visit_slots(*antenatal(data))),
        "coverage": run_coverage,
        "postnatal_slots": run_postnatal,
        "four_too": lambda data: pg.four_too(
            day(data["on"]), day(data["mother_born_on"]), day(data["last_birth_on"]), data["births"]
        ),
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_vector(group, case):
    assert VECTORS.result(group, case) == case["expected"]


# K2 and K3 share one window, and a doctor's visit in a trimester is a visit there: these mean the same.
SAME_MEANING = {
    "antenatal_windows": [
        "antenatal_windows K3 trimester 2 -> 3",
        "antenatal_windows K3 trimester 2 -> 1",
    ],
    "antenatal_indicators": ["antenatal_indicators K6 in_trimester_1 1 -> 0"],
}


@pytest.mark.parametrize(
    ("table", "groups"),
    [
        ("antenatal_windows", ("visit_slots", "coverage")),
        ("antenatal_indicators", ("coverage",)),
        ("postnatal_windows", ("postnatal_slots",)),
        ("pregnancy_limits", ("dating", "gestational_age", "four_too")),
    ],
)
def test_every_changed_number_breaks_a_vector(table, groups, monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, table, groups=groups) == SAME_MEANING.get(table, [])


NEAR = st.dates(dt.date(2022, 1, 1), dt.date(2027, 12, 31))
VISITS = st.lists(st.builds(pg.AntenatalVisit, NEAR, st.booleans()), max_size=10)
ANY_VISITS = st.lists(st.builds(pg.AntenatalVisit, st.dates(), st.booleans()), max_size=5)
ANY_POSTNATAL = st.lists(st.builds(pg.PostnatalVisit, st.dates(), st.none() | st.integers()), max_size=5)


@given(NEAR, st.integers(0, 44), st.integers(0, 6))
def test_scan_and_age_agree(scan_on, weeks, extra_days):
    age = pg.gestational_age(pg.from_ultrasound(scan_on, weeks, extra_days), scan_on)
    assert (age.weeks, age.days) == (weeks, extra_days)
    assert age.is_plausible is (7 * weeks + extra_days <= 308)


@given(NEAR, st.integers(0, 320))
def test_age_grows_by_a_day_a_day(last_period_on, passed):
    dating = pg.from_last_period(last_period_on)
    age = pg.gestational_age(dating, last_period_on + dt.timedelta(passed))
    assert 7 * age.weeks + age.days == passed
    assert (dating.expected_on - last_period_on).days == 280


@st.composite
def pregnancies(draw):
    """A dating with visits within its weeks, and two days to look at it."""
    dating = pg.from_last_period(draw(NEAR))
    passed = draw(st.lists(st.integers(-10, 300), max_size=9))
    visits = [
        pg.AntenatalVisit(dating.starts_on + dt.timedelta(days), draw(st.booleans())) for days in passed
    ]
    early, late = sorted(dating.starts_on + dt.timedelta(draw(st.integers(-5, 320))) for _ in range(2))
    return dating, visits, early, late


@given(pregnancies())
@settings(max_examples=150, deadline=None)
def test_slots_are_filled_inside_their_window_and_stay_filled(case):
    dating, visits, early, late = case
    before, after = (pg.visit_slots(dating, visits, on) for on in (early, late))
    assert after == pg.visit_slots(dating, list(reversed(visits)), late)
    for slot in after:
        if slot.state is pg.VisitState.DONE:
            assert slot.opens_on <= slot.done_on <= slot.closes_on
    for first, second in zip(before, after, strict=True):
        if first.state is pg.VisitState.DONE:
            assert second == first
    filled = [slot.done_on for slot in after if slot.state is pg.VisitState.DONE]
    assert len(filled) == len(set(filled))


@given(pregnancies())
@settings(max_examples=150, deadline=None)
def test_coverage_is_never_lost_and_k6_implies_k4_implies_k1(case):
    dating, visits, early, late = case
    before, after = (pg.coverage(dating, visits, on) for on in (early, late))
    for name in ("k1_access", "k1_pure", "k4", "k6"):
        assert getattr(before, name) <= getattr(after, name)
    assert after.k6 <= after.k4 <= after.k1_pure <= after.k1_access


@given(NEAR, st.integers(0, 60), st.integers(0, 60))
def test_postnatal_windows_move_on(born_on, first, more):
    order = [pg.VisitState.NOT_YET, pg.VisitState.DUE, pg.VisitState.MISSED]
    for kind in pg.PostnatalKind:
        early, late = (
            pg.postnatal_slots(kind, born_on, [], born_on + dt.timedelta(days))
            for days in (first, first + more)
        )
        for before, after in zip(early, late, strict=True):
            assert order.index(before.state) <= order.index(after.state)


@given(st.dates(), ANY_VISITS, ANY_POSTNATAL, st.dates(), st.none() | st.dates(), st.none() | st.integers())
@settings(max_examples=150, deadline=None)
def test_any_input_gives_an_answer(start, visits, later_visits, on, other, births):
    dating = pg.from_last_period(start)
    assert dating.expected_on >= start
    pg.gestational_age(dating, on)
    pg.visit_slots(dating, visits, on, other)
    pg.coverage(dating, visits, on, other)
    for kind in pg.PostnatalKind:
        pg.postnatal_slots(kind, start, later_visits, on)
    pg.four_too(on, other, other, births)
    pg.from_ultrasound(on, births or 0, 3)

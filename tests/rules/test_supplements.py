"""Vitamin A, deworming, recovery food, iron tablets."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import supplements as sp
from anyelir.rules.age import completed_months
from tests.rules.vectors import Vectors, day, days, unnoticed


def campaign(compute):
    def run(data):
        computed = compute(day(data["born_on"]), days(data["given_on"]), day(data["on"]))
        return computed and {name: getattr(computed, name) for name in ("state", "kind", "amount", "next_on")}

    return run


def run_recovery_food(data):
    course = sp.recovery_food(
        data["reason"], day(data["started_on"]), days(data["eaten_on"]), day(data["on"])
    )
    return course and {
        name: getattr(course, name) for name in ("days", "eaten", "planned_until", "is_complete")
    }


def run_iron_tablets(data):
    tablets = sp.iron_tablets(data["target_group"], data["taken"], day(data["on"]))
    return tablets and {name: getattr(tablets, name) for name in ("least", "is_reached", "every_days")}


VECTORS = Vectors(
    "supplements",
    {
        "vitamin_a": campaign(sp.vitamin_a),
        "deworming": campaign(sp.deworming),
        "capsule_for": lambda data: sp.capsule_for(day(data["born_on"]), day(data["given_on"])),
        "postpartum_capsules_left": lambda data: sp.postpartum_capsules_left(
            day(data["delivered_on"]), days(data["given_on"]), day(data["on"])
        ),
        "recovery_food": run_recovery_food,
        "iron_tablets": run_iron_tablets,
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_vector(group, case):
    assert VECTORS.result(group, case) == case["expected"]


# The younger row of a table goes first, so an older row that begins sooner changes nothing.
SAME_MEANING = {
    "vitamin_a": ["vitamin_a red from_month 12 -> 11"],
    "deworming": ["deworming 2 from_month 24 -> 23"],
}


@pytest.mark.parametrize(
    ("table", "groups"),
    [
        ("vitamin_a", ("vitamin_a", "capsule_for")),
        ("deworming", ("deworming",)),
        ("vitamin_a_postpartum", ("postpartum_capsules_left",)),
        ("recovery_food", ("recovery_food",)),
        ("iron_tablets", ("iron_tablets",)),
    ],
)
def test_every_changed_number_breaks_a_vector(table, groups, monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, table, groups=groups) == SAME_MEANING.get(table, [])


def test_only_vitamin_a_is_confirmed():
    born_on, on = dt.date(2025, 1, 1), dt.date(2026, 8, 1)
    assert sp.vitamin_a(born_on, [], on).is_confirmed
    assert not sp.deworming(born_on, [], on).is_confirmed


NEAR = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
GIVEN = st.lists(NEAR, max_size=6)


@given(NEAR, GIVEN, NEAR)
@settings(max_examples=200, deadline=None)
def test_vitamin_a_follows_age_and_month(born_on, given_on, on):
    dose, months = sp.vitamin_a(born_on, given_on, on), completed_months(born_on, on)
    assert (dose.kind == "blue") is (6 <= months <= 11)
    assert (dose.kind == "red") is (12 <= months <= 59)
    if dose.state is sp.CampaignState.DUE:
        assert on.month in (2, 8) and dose.kind
        assert sp.vitamin_a(born_on, [*given_on, on], on).state is sp.CampaignState.GIVEN
    assert dose == sp.vitamin_a(born_on, list(reversed(given_on)) * 2, on)


@given(NEAR, NEAR)
@settings(max_examples=150, deadline=None)
def test_the_next_campaign_day_has_a_dose_and_lies_ahead(born_on, on):
    for compute in (sp.vitamin_a, sp.deworming):
        next_on = compute(born_on, [], on).next_on
        if next_on is not None:
            assert next_on > on
            assert compute(born_on, [], next_on).state is sp.CampaignState.DUE


@given(st.dates(), st.lists(st.dates(), max_size=4), st.dates(), st.integers(), st.text(max_size=5))
@settings(max_examples=200, deadline=None)
def test_any_input_gives_an_answer(born_on, given_on, on, taken, name):
    sp.vitamin_a(born_on, given_on, on)
    sp.deworming(born_on, given_on, on)
    sp.capsule_for(born_on, on)
    assert sp.postpartum_capsules_left(born_on, given_on, on) >= 0
    for reason in (name, "wasting"):
        sp.recovery_food(reason, born_on, given_on, on)
    for group in (name, "pregnant"):
        sp.iron_tablets(group, taken, on)

"""Life stages, target groups and the age terms of the forms."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import lifecycle as lc
from anyelir.rules.age import completed_months
from tests.rules.vectors import Vectors, day, unnoticed


def run_life_stage(data):
    stage = lc.life_stage(day(data["born_on"]), day(data["on"]))
    return stage and {name: getattr(stage, name) for name in ("stage", "target_group", "is_newborn")}


def run_motherhood(data):
    return lc.motherhood(
        day(data["on"]),
        is_pregnant=data["is_pregnant"],
        delivered_on=day(data["delivered_on"]),
        is_breastfeeding=data["is_breastfeeding"],
    )


def run_is_in_term(data):
    born_on, on = day(data["born_on"]), day(data["on"])
    return lc.is_in_term(data["term"], born_on, on, data["sex"], data["edition"])


VECTORS = Vectors(
    "lifecycle",
    {
        "life_stage": run_life_stage,
        "motherhood": run_motherhood,
        "target_group": lambda data: lc.target_group(
            day(data["born_on"]), day(data["on"]), lc.Motherhood(data["motherhood"])
        ),
        "is_in_term": run_is_in_term,
        "is_fertile_couple": lambda data: lc.is_fertile_couple(
            day(data["wife_born_on"]),
            day(data["on"]),
            is_married=data["is_married"],
            lives_with_husband=data["lives_with_husband"],
        ),
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_vector(group, case):
    assert VECTORS.result(group, case) == case["expected"]


@pytest.mark.parametrize("table", ["life_stages", "life_limits", "age_terms"])
def test_every_changed_number_breaks_a_vector(table, monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, table) == []


NEAR = st.dates(dt.date(1930, 1, 1), dt.date(2030, 12, 31))
STAGES = ["infant", "toddler", "preschool_child", "school_adolescent", "adult", "elderly"]


@given(NEAR, st.dates(dt.date(2023, 1, 1), dt.date(2035, 12, 31)), st.integers(0, 20_000))
@settings(max_examples=200, deadline=None)
def test_everybody_born_has_one_stage_and_only_grows_older(born_on, on, later):
    first, second = lc.life_stage(born_on, on), lc.life_stage(born_on, on + dt.timedelta(days=later))
    assert (first is None) is (born_on > on)
    if first:
        assert STAGES.index(first.stage) <= STAGES.index(second.stage)
        assert lc.target_group(born_on, on) is first.target_group
        assert lc.target_group(born_on, on, lc.Motherhood.PREGNANT) is lc.TargetGroup.MOTHER


@given(NEAR, st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)))
@settings(max_examples=150, deadline=None)
def test_default_balita_is_what_skdn_counts(born_on, on):
    assert lc.is_in_term("under_five", born_on, on) is (0 <= completed_months(born_on, on) <= 59)


@given(
    st.dates(),
    st.dates(),
    st.text(max_size=5),
    st.none() | st.sampled_from("FM"),
    st.none() | st.dates(),
    st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_any_input_gives_an_answer(born_on, on, term, sex, delivered_on, flag):
    lc.life_stage(born_on, on)
    mother = lc.motherhood(on, is_pregnant=flag, delivered_on=delivered_on, is_breastfeeding=flag)
    lc.target_group(born_on, on, mother)
    for name in (term, "woman_fertile_age"):
        lc.is_in_term(name, born_on, on, sex, term)
    lc.is_fertile_couple(born_on, on, is_married=flag, lives_with_husband=flag)

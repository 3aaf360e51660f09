"""Permenkes 2/2020 categories and the arm band."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import nutrition, tables
from tests.rules.golden import cases

ON = dt.date(2026, 11, 23)


@pytest.mark.parametrize(("given_", "expected"), cases("nutrition"))
def test_golden(given_, expected):
    on = dt.date.fromisoformat(given_["on"])
    assert nutrition.category(given_["index"], given_["z"], on, given_["oedema"]) == expected


@pytest.mark.parametrize(("given_", "expected"), cases("nutrition", "muac"))
def test_golden_arm(given_, expected):
    on = dt.date.fromisoformat(given_["on"])
    assert nutrition.muac_category(given_["muac_cm"], on, given_["completed_month"]) == expected


def test_the_ages_that_the_categories_are_for():
    for rule in tables.load("nutrition_categories").as_of(ON):
        expected = (60, 228) if rule["index"] == "bfa" else (0, 60)
        assert (rule["from_month"], rule["to_month"]) == expected, rule.values


@pytest.mark.parametrize("index", nutrition.INDICES)
def test_bands_leave_no_gap_and_no_overlap(index):
    bands = nutrition.bands(index, ON)
    assert bands[0].low is None
    assert bands[-1].high is None
    for before, after in zip(bands, bands[1:], strict=False):
        assert after.low == before.high + 1


@given(st.sampled_from(nutrition.INDICES), st.integers(-32_767, 32_767), st.booleans())
def test_every_score_has_exactly_one_category(index, centi_z, oedema):
    holding = [band.category for band in nutrition.bands(index, ON) if band.holds(centi_z)]
    assert len(holding) == 1
    category = nutrition.category(index, centi_z / 100, ON, oedema)
    assert category == (nutrition.OEDEMA_CATEGORY.get(index, holding[0]) if oedema else holding[0])


@given(st.floats())
def test_nothing_raises(value):
    nutrition.category("whz", value, ON)
    nutrition.muac_category(value, ON)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_no_number_no_category(value):
    assert nutrition.category("waz", value, ON) is None
    assert nutrition.muac_category(value, ON) is None


def test_arm_for_age_has_no_category():
    with pytest.raises(ValueError, match="acz"):
        nutrition.category("acz", -2.5, ON)


def test_groups_are_categories():
    def slugs(index):
        return {band.category for band in nutrition.bands(index, ON)}

    assert slugs("waz") > nutrition.UNDERWEIGHT
    assert slugs("haz") > nutrition.STUNTED
    assert slugs("whz") > nutrition.WASTED

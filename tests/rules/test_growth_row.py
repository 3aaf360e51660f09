"""A row of growth results answers for itself: z-scores, categories, flags, and whether anything was measured."""

import datetime as dt
from types import SimpleNamespace

import pytest

from anyelir.rules.growth_row import GrowthResult, MeasuredValues, in_sd

DAY = dt.date(2026, 11, 5)


class Row(GrowthResult, SimpleNamespace):
    pass


class Values(MeasuredValues, SimpleNamespace):
    pass


def row(**fields):
    return Row(
        **{**dict.fromkeys(("waz", "haz", "whz")), "measured_on": DAY, "flags": "", "oedema": False, **fields}
    )


def values(**fields):
    empty = dict.fromkeys(("weight_kg", "height_cm", "head_cm", "muac_cm"))
    return Values(**{**empty, "oedema": False, **fields})


def test_hundredths_are_read_as_standard_deviations():
    assert (row(waz=-205).z("waz"), row().z("waz"), in_sd(0)) == (-2.05, None, 0.0)


@pytest.mark.parametrize(
    ("z", "category"),
    [(-301, "severely_stunted"), (-300, "stunted"), (-200, "normal"), (301, "tall"), (None, None)],
)
def test_the_category_is_that_of_its_own_index(z, category):
    assert row(haz=z, waz=-400).category("haz") == category


def test_oedema_is_the_most_severe_category_of_weight_and_none_of_length():
    swollen = row(oedema=True)
    assert swollen.category("whz") == "severe_wasting" and swollen.category("haz") is None
    assert swollen.has_category("whz") and not swollen.has_category("haz")
    assert row(whz=0).has_category("whz") and not row().has_category("whz")


def test_the_category_is_that_of_the_rules_of_a_day():
    assert row(haz=-250).category("haz") == "stunted"
    assert row(haz=-250).category("haz", dt.date(1990, 1, 1)) is None


def test_flags_are_names_of_indices():
    assert row(flags="waz whz").flagged == ("waz", "whz")
    assert row().flagged == ()


@pytest.mark.parametrize("measure", ["weight_kg", "height_cm", "head_cm", "muac_cm"])
def test_one_value_is_something(measure):
    assert not values(**{measure: 9.1}).is_empty


def test_nothing_is_nothing_and_a_swelling_is_something():
    assert values().is_empty
    assert not values(oedema=True).is_empty

"""Every declared indicator holds its own example, and the engine gives what a slow count by hand gives."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.indicator import Leaf
from anyelir.posyandu.care import facts
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.care.measures import CHILD_MONTH
from anyelir.posyandu.care.sheets import SKDN
from anyelir.reports import columns
from anyelir.reports.engine import measure_leaves
from tests import factories as make

OCTOBER = dt.date(2025, 10, 1)
ZERO = CATALOGUE.zero


@pytest.mark.parametrize("code", CATALOGUE.indicators)
def test_an_indicator_names_known_measures_and_holds_its_example(code):
    indicator = CATALOGUE.indicators[code]
    assert {*indicator.numerator, *indicator.denominator, *indicator.stated_parts} <= set(CATALOGUE.measures)
    assert str(indicator.title) and str(indicator.definition)
    if indicator.is_ratio:
        assert indicator.example is not None, "a ratio shows by an example what it divides"
        given, expected = indicator.example
        assert indicator.value({**ZERO, **given}) == pytest.approx(expected)
        assert indicator.value(ZERO) is None, "nothing to divide by is null, never 0"


def test_the_skdn_form_has_its_columns_in_order():
    form = columns.load(CATALOGUE, SKDN.form)
    assert [column.no for column in form.columns] == list(range(2, 20))
    assert sum(width for _name, width in form.groups) == len(form.columns)
    assert [column.label for column in form.columns[:7]] == ["S", "K", "D", "N", "T", "O", "B"]


@pytest.mark.django_db
def test_the_engine_counts_like_a_person_with_a_pencil(corner):
    for month in range(1, 6):
        card = make.growth_card(OCTOBER if month % 2 == 0 else None)
        child = corner.child(dt.date(2024, month, 5), since=OCTOBER, **card)
        if month != 3:
            corner.weigh(child, dt.date(2025, 10, 14), f"{8 + month}", height_cm="80", posture="recumbent")
    leaf = Leaf(str(corner.first.pk), OCTOBER)
    rows = facts.child_months([leaf])
    numbers = measure_leaves(CATALOGUE, [leaf])[leaf]
    assert numbers["target_children"] == len(rows) == 5
    assert numbers["with_growth_card"] == sum(row["has_card"] for row in rows) == 2
    assert numbers["weighed"] == sum(row["is_weighed"] for row in rows) == 4
    for index in ("waz", "haz", "whz", "baz"):
        assessed = [row[index] for row in rows if row[index] is not None]
        assert numbers[f"{index}_assessed"] == len(assessed) == 4
        slugs = [
            key for key in CATALOGUE.measures if key.startswith(f"{index}_") and key != f"{index}_assessed"
        ]
        assert sum(numbers[key] for key in slugs) == len(assessed)


@pytest.mark.django_db
def test_a_child_of_sixty_months_is_a_target_until_its_birthday_month_ends(corner):
    turns_sixty = corner.child(dt.date(2020, 10, 10), since=dt.date(2025, 9, 1))
    corner.weigh(turns_sixty, dt.date(2025, 10, 9), "17")
    leaves = [
        Leaf(str(corner.first.pk), dt.date(2025, 10, 1)),
        Leaf(str(corner.first.pk), dt.date(2025, 11, 1)),
    ]
    numbers = measure_leaves(CATALOGUE, leaves)
    assert (numbers[leaves[0]]["target_children"], numbers[leaves[0]]["weighed"]) == (1, 1)
    assert numbers[leaves[1]]["target_children"] == 0


@pytest.mark.django_db
def test_weighed_after_the_sixtieth_month_is_no_longer_counted_in_d(corner):
    turns_sixty = corner.child(dt.date(2020, 10, 10), since=dt.date(2025, 9, 1))
    corner.weigh(turns_sixty, dt.date(2025, 10, 10), "17")
    leaf = Leaf(str(corner.first.pk), OCTOBER)
    numbers = measure_leaves(CATALOGUE, [leaf])[leaf]
    assert (numbers["target_children"], numbers["weighed"]) == (1, 0)


@pytest.mark.django_db
def test_implausible_values_stay_but_are_not_counted(corner):
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    corner.weigh(child, dt.date(2025, 10, 14), "11", height_cm="125", posture="recumbent")
    leaf = Leaf(str(corner.first.pk), OCTOBER)
    numbers = measure_leaves(CATALOGUE, [leaf])[leaf]
    assert (numbers["weighed"], numbers["waz_assessed"], numbers["haz_assessed"]) == (1, 1, 0)


@pytest.mark.django_db
def test_oedema_counts_as_severe_wasting(corner):
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    corner.weigh(child, dt.date(2025, 10, 14), "11", height_cm="80", posture="recumbent", oedema=True)
    leaf = Leaf(str(corner.first.pk), OCTOBER)
    assert measure_leaves(CATALOGUE, [leaf])[leaf]["whz_severe_wasting"] == 1


def test_facts_have_the_columns_they_declare():
    assert set(CHILD_MONTH.columns) == {
        "is_target", "has_card", "is_card_known", "is_weighed", "status", "not_gained_run", "is_below_red_line",
        "waz", "haz", "whz", "baz",
    }  # fmt: skip

"""Measured values, ages and the words for them, at every boundary."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from anyelir.families.models import Person
from anyelir.posyandu.day import growth, subject, values, wording
from anyelir.posyandu.day.summaries import value_words
from tests.refusals import code_of

BORN = dt.date(2024, 2, 29)
DAY = dt.timedelta(days=1)
Precision = Person.Precision


def child(precision: str = Precision.DAY, born_on: dt.date | None = BORN) -> Person:
    return Person(name="Putri Ayu", sex="F", born_on=born_on, birth_precision=precision)


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("weight_kg", "9,1254", "9.125"),
        ("weight_kg", "9.1255", "9.126"),
        ("weight_kg", "0,001", "0.001"),
        ("weight_kg", "199,999", "199.999"),
        ("height_cm", "76,445", "76.45"),
        ("height_cm", "249,99", "249.99"),
        ("head_cm", "44,55", "44.6"),
        ("muac_cm", Decimal("14.24"), "14.2"),
        ("weight_kg", 9, "9.000"),
    ],
)
def test_a_value_is_kept_as_exactly_as_it_is_stored(field, typed, stored):
    assert str(values.number(field, typed)) == stored


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_typed_is_nothing_measured(nothing):
    assert values.number("weight_kg", nothing) is None


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("weight_kg", "0", "impossible_value"),
        ("weight_kg", "0,0004", "impossible_value"),
        ("weight_kg", "-9", "impossible_value"),
        ("weight_kg", "200", "impossible_value"),
        ("height_cm", "250", "impossible_value"),
        ("head_cm", "100", "impossible_value"),
        ("muac_cm", "0,04", "impossible_value"),
        ("weight_kg", "sembilan", "not_a_number"),
        ("weight_kg", float("nan"), "not_a_number"),
        ("weight_kg", Decimal("Infinity"), "not_a_number"),
    ],
)
def test_what_no_child_can_be_is_refused_with_an_example(field, typed, code):
    assert code_of(values.number, field, typed) == code


def cleaned(**typed) -> values.Values:
    given = {"weight_kg": None, "height_cm": None, "posture": "", "head_cm": None, "muac_cm": None}
    return values.cleaned(**{**given, "oedema": False, **typed})


def test_a_posture_belongs_to_a_length():
    assert cleaned(height_cm="76", posture="standing").posture == "standing"
    assert cleaned(weight_kg="9", posture="standing").posture == ""
    assert code_of(cleaned, weight_kg="9", posture="sitting") == "posture_unknown"


@pytest.mark.parametrize("measured", ["weight_kg", "height_cm", "head_cm", "muac_cm"])
def test_one_measure_is_enough(measured):
    assert getattr(cleaned(**{measured: "44"}), measured) == Decimal("44")


def test_oedema_is_a_finding_and_nothing_at_all_is_not():
    assert cleaned(oedema=True).oedema
    assert code_of(cleaned) == "nothing_measured"


@pytest.mark.parametrize(
    ("precision", "on", "days"),
    [
        (Precision.DAY, BORN, 0),
        (Precision.DAY, dt.date(2025, 3, 1), 366),
        (Precision.MONTH, dt.date(2024, 2, 1), 0),
        (Precision.MONTH, dt.date(2024, 3, 1), 30),
        (Precision.MONTH, dt.date(2025, 2, 28), 365),
        (Precision.MONTH, dt.date(2024, 1, 31), None),
        (Precision.YEAR, dt.date(2025, 3, 1), None),
    ],
)
def test_an_age_is_as_exact_as_the_birth(precision, on, days):
    assert growth.age_in_days(child(precision), on) == days


def test_without_a_birth_there_is_no_age_and_the_child_lies():
    assert growth.age_in_days(child(born_on=None), BORN) is None
    assert growth.expected_posture(child(born_on=None), BORN) == "recumbent"
    assert growth.expected_posture(child(Precision.YEAR), dt.date(2028, 1, 1)) == "recumbent"


@pytest.mark.parametrize(("days", "posture"), [(730, "recumbent"), (731, "standing")])
def test_a_child_stands_from_two_years_on(days, posture):
    assert growth.expected_posture(child(), BORN + days * DAY) == posture


@pytest.mark.parametrize(
    ("precision", "until"),
    [
        (Precision.DAY, None),
        (Precision.MONTH, dt.date(2024, 2, 29)),
        (Precision.YEAR, dt.date(2024, 12, 31)),
    ],
)
def test_the_last_day_on_which_a_child_may_have_been_born(precision, until):
    started = child(precision, dt.date(2024, 2, 1))
    assert subject.subject_of(started).born_until == until
    assert subject.is_age_exact(started) is (until is None)


def test_an_unknown_birth_is_no_estimate():
    unknown = child(Precision.YEAR, None)
    assert subject.is_age_exact(unknown) and subject.subject_of(unknown).born_until is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("9.100"), "9,1 kg"),
        (Decimal("9.125"), "9,125 kg"),
        (Decimal("10.000"), "10,0 kg"),
        (9, "9,0 kg"),
        (None, "belum ada"),
    ],
)
def test_a_weight_is_said_as_it_was_written(value, text):
    assert wording.kg(value) == text


@pytest.mark.parametrize(("grams", "text"), [(800, "800 g"), (-1200, "−1.200 g"), (0, "0 g")])
def test_a_loss_has_a_true_minus(grams, text):
    assert wording.grams(grams) == text


@pytest.mark.parametrize(
    ("day", "today", "text"),
    [
        (dt.date(2025, 12, 31), dt.date(2026, 1, 1), "Bulan lalu"),
        (dt.date(2024, 2, 29), dt.date(2024, 3, 31), "Bulan lalu"),
        (dt.date(2025, 1, 15), dt.date(2026, 2, 15), "Januari 2025"),
        (dt.date(2026, 2, 1), dt.date(2026, 2, 28), "Februari 2026"),
    ],
)
def test_last_month_is_called_so_across_the_year(day, today, text):
    assert wording.month_words(day, today) == text


def test_all_that_was_measured_is_said():
    said = value_words(cleaned(weight_kg="18,6", height_cm="104", head_cm="50,5", muac_cm="16"))
    assert said == "18,6 kg, 104,0 cm, 50,5 cm, 16,0 cm"
    assert value_words(cleaned(oedema=True)) == "tanpa angka"

"""Which values are asked about again, what is offered, and that a true value always passes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.families.models import Person
from anyelir.posyandu.day.doubts import doubts, limits, probably_meant, slips
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.day.values import Values

ON = dt.date(2026, 11, 10)
RAKA = Person(name="Raka Pratama", sex="M", born_on=dt.date(2025, 9, 8))
LAST = Measurement(
    measured_on=dt.date(2026, 10, 13),
    weight_kg=D("9.1"),
    height_cm=D("75.8"),
    corrected_height_cm=D("75.8"),
    posture="recumbent",
)


def ask(last=LAST, confirmed=(), child=RAKA, **values):
    values = {name: D(value) if value[:1].isdigit() else value for name, value in values.items()}
    return doubts(child, ON, Values(**values), last, confirmed)


def test_a_normal_value_is_not_asked():
    assert ask(weight_kg="9.3", height_cm="76.4", posture="recumbent", head_cm="46", muac_cm="14") == []


def test_a_slipped_digit_is_offered_back():
    (doubt,) = ask(weight_kg="19.1")
    assert (doubt.field, doubt.meant, doubt.token) == ("weight_kg", D("9.1"), "weight_kg:19.1")
    assert doubt.text == "19,1 kg jauh dari terakhir (9,1 kg). Mungkin salah ketik."


@pytest.mark.parametrize(
    ("weight", "asked"), [("10.92", False), ("10.93", True), ("7.28", False), ("7.27", True)]
)
def test_twenty_percent_in_a_month_is_the_border(weight, asked):
    assert bool(ask(weight_kg=weight)) == asked


def test_what_was_confirmed_is_not_asked_twice():
    (doubt,) = ask(weight_kg="19.100")
    assert ask(weight_kg="19.1", confirmed=[doubt.token]) == []
    assert ask(weight_kg="19.2", confirmed=[doubt.token]) != []


def test_a_shrinking_child_is_asked_and_a_little_less_is_not():
    assert ask(height_cm="74.7", posture="recumbent")[0].code == "height_loss"
    assert ask(height_cm="74.8", posture="recumbent") == []


def test_standing_before_nine_months_is_asked():
    baby = Person(name="Bayi", sex="F", born_on=dt.date(2026, 5, 10))
    (doubt,) = ask(last=None, child=baby, height_cm="65", posture="standing")
    assert (doubt.code, doubt.meant) == ("standing_under_9_months", None)


@pytest.mark.parametrize(
    ("field", "value", "meant"),
    [
        ("weight_kg", "0.4", D(4)),
        ("height_cm", "7.6", D(76)),
        ("muac_cm", "140", D(14)),
        ("head_cm", "4.6", D(46)),
    ],
)
def test_a_moved_point_is_offered(field, value, meant):
    doubt = next(doubt for doubt in ask(last=None, **{field: value}) if doubt.field == field)
    assert doubt.meant == meant


def test_one_doubt_a_field_in_the_order_of_the_form():
    fields = [
        doubt.field for doubt in ask(weight_kg="90", height_cm="140", muac_cm="60", posture="recumbent")
    ]
    assert fields == ["weight_kg", "height_cm", "muac_cm"]


@pytest.mark.parametrize(
    ("typed", "before", "meant"),
    [
        ("63", "6.0", "6.3"),
        ("0.93", "9.1", "9.3"),
        ("19.1", "9.1", "9.1"),
        ("91", "9.1", "9.1"),
        ("0.91", "9.1", "9.1"),
        ("1.9", "9.1", "9.1"),
        ("30", "9.1", None),
    ],
)
def test_probably_meant(typed, before, meant):
    assert probably_meant(D(typed), D(before)) == (D(meant) if meant else None)


@given(st.decimals(D("0.1"), D("199.9"), places=1))
def test_slips_are_positive_and_an_offer_is_close(typed):
    assert all(value > 0 for value in slips(typed))
    offer = probably_meant(typed, D("9.1"))
    assert offer is None or abs(offer - D("9.1")) <= D("1.82")


@given(st.decimals(D("0.001"), D("199.999"), places=3), st.decimals(D("0.01"), D("249.99"), places=2))
def test_confirming_what_is_asked_ends_all_questions(weight, height):
    values = {"weight_kg": str(weight), "height_cm": str(height), "posture": "recumbent"}
    tokens = [doubt.token for doubt in ask(**values)]
    assert ask(**values, confirmed=tokens) == []


def test_the_page_gets_the_same_limits():
    by_field = limits(RAKA, ON, LAST)
    assert by_field["weight_kg"] == {"low": D("7.28"), "high": D("10.92"), "last": D("9.1")}
    assert by_field["height_cm"] == {"low": 35, "high": 130, "last": D("75.8")}
    assert limits(RAKA, ON, None)["weight_kg"] == {"low": D("0.5"), "high": 40}

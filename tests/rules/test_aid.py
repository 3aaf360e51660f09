"""When the same aid is asked for again too early, and when an item is visited."""

import datetime as dt

import pytest

from anyelir.rules import aid

GIVEN = dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("on", "is_again"),
    [
        (dt.date(2024, 2, 28), False),
        (GIVEN, True),
        (dt.date(2027, 2, 28), True),
        (dt.date(2027, 3, 1), False),
    ],
)
def test_the_same_within_three_years_is_again(on, is_again):
    assert aid.is_again(GIVEN, on) is is_again


@pytest.mark.parametrize(
    ("month", "opens_on", "due_on"),
    [
        (1, dt.date(2026, 2, 14), dt.date(2026, 2, 28)),
        (3, dt.date(2026, 4, 16), dt.date(2026, 4, 30)),
        (6, dt.date(2026, 7, 17), dt.date(2026, 7, 31)),
        (12, dt.date(2027, 1, 17), dt.date(2027, 1, 31)),
    ],
)
def test_a_visit_is_due_by_its_month_and_counts_two_weeks_before(month, opens_on, due_on):
    handed_over_on = dt.date(2026, 1, 31)
    assert aid.visit_due_on(handed_over_on, month) == due_on
    assert aid.visit_opens_on(handed_over_on, month) == opens_on


def test_nobody_comes_in_another_month():
    with pytest.raises(ValueError, match="month 2"):
        aid.visit_due_on(GIVEN, 2)


def test_what_may_be_given_has_a_name():
    labels = aid.item_labels()
    assert labels["sewing_machine"] == "Mesin jahit" and list(labels)[-1] == aid.OTHER

"""N, T, O, B and runs of T from stored weights."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from anyelir.families.models import Person
from anyelir.posyandu.history import MonthRun, child_months, month_statuses, weighed_months

BORN = dt.date(2025, 1, 10)


def raka(**fields) -> Person:
    return Person(**{"name": "Raka", "sex": "M", "born_on": BORN, **fields})


def row(
    month: int, weight: str | None, *, day: int = 12, chosen: bool = True, visual: str = "", waz: int = -50
):
    return SimpleNamespace(
        measured_on=dt.date(2026, month, day),
        weight_kg=None if weight is None else Decimal(weight),
        is_chosen=chosen,
        visual_status=visual,
        waz=waz,
    )


def letters(rows, child: Person | None = None) -> str:
    return "".join(entry.status.status or "-" for entry in child_months(child or raka(), rows))


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({1: "9.0"}, "B"),
        ({1: "9.0", 2: "9.2"}, "BN"),
        ({1: "9.0", 2: "9.199"}, "BT"),
        ({1: "9.0", 3: "9.4"}, "BO"),
        ({1: "9.0", 2: "9.0", 3: "8.9", 4: "8.8"}, "BTTT"),
        ({1: "9.0", 2: None, 3: "9.4"}, "BO"),
    ],
)
def test_letters(weights, expected):
    assert letters(row(month, weight) for month, weight in weights.items()) == expected


@pytest.mark.parametrize(("birth_weight_g", "expected"), [(3000, "N"), (3300, "T"), (None, "B")])
def test_at_one_month_the_birth_weight_is_the_month_before(birth_weight_g, expected):
    child = raka(born_on=dt.date(2026, 1, 5), birth_weight_g=birth_weight_g)
    assert letters([row(2, "3.9")], child) == expected


def test_the_last_chosen_weight_of_a_month_counts():
    rows = [row(1, "9.0"), row(2, "9.5", day=2), row(2, "9.1", day=20), row(2, "12", day=25, chosen=False)]
    assert weighed_months(rows)[dt.date(2026, 2, 1)].weight_kg == Decimal("9.1")
    assert letters(rows) == "BT"


def test_a_run_stops_counting_at_three_and_at_a_gap():
    rows = [row(1, "9.0"), row(2, "9"), row(3, "9"), row(4, "9"), row(5, "9"), row(7, "9"), row(8, "9")]
    assert [entry.not_gained_run for entry in child_months(raka(), rows)] == [0, 1, 2, 3, 3, 0, 1]


def test_a_kader_may_read_the_curve_as_gained():
    rows = [row(1, "9.0", waz=-60), row(2, "9.1", waz=-60, visual="N")]
    assert letters(rows) == "BN"
    rows[1].waz = -160
    assert letters(rows) == "BT"


def test_four_months_of_weights_are_enough():
    """The facts load only four months; the letter and the run must be those of the full history."""
    rows = [row(month, "9.0") for month in range(1, 8)]
    full = child_months(raka(), rows)[-1]
    part = month_statuses(
        raka(), weighed_months(rows[3:]), month=dt.date(2026, 7, 1), first_weighed_on=rows[0].measured_on
    )
    assert part == MonthRun(full.status.status, full.not_gained_run) == MonthRun("T", 3)


@pytest.mark.parametrize("child", [raka(born_on=None), raka(born_on=dt.date(2020, 1, 1))])
def test_no_letter_without_an_age_below_sixty_months(child):
    assert letters([row(1, "9")], child) == "-"

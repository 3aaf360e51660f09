"""N, T, O, B and runs of T from stored weights."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from anyelir.rules.child_months import WeighedChild, child_months, months_of, weighed_months

BORN = dt.date(2025, 1, 10)


def raka(**fields) -> WeighedChild:
    return WeighedChild(**{"sex": "M", "born_on": BORN, **fields})


def row(
    month: int, weight: str | None, *, day: int = 12, visual: str = "", waz: int = -50, oedema: bool = False
):
    return SimpleNamespace(
        measured_on=dt.date(2026, month, day),
        weight_kg=None if weight is None else Decimal(weight),
        visual_status=visual,
        waz=waz,
        oedema=oedema,
    )


def letters(rows, child: WeighedChild | None = None) -> str:
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


def test_the_last_weight_of_a_month_counts():
    rows = [row(1, "9.0"), row(2, "9.5", day=2), row(2, "9.1", day=20), row(2, None, day=25)]
    assert weighed_months(rows)[dt.date(2026, 2, 1)].weight_kg == Decimal("9.1")
    assert letters(rows) == "BT"


def test_a_run_lasts_as_long_as_t_lasts_and_stops_at_a_gap():
    weights = dict.fromkeys((1, 2, 3, 4, 5, 6, 7, 9, 10), "9.0")
    rows = [row(month, weight) for month, weight in weights.items()]
    assert [entry.not_gained_run for entry in child_months(raka(), rows)] == [0, 1, 2, 3, 4, 5, 6, 0, 1]


def test_a_kader_may_read_the_curve_as_gained():
    rows = [row(1, "9.0", waz=-60), row(2, "9.1", waz=-60, visual="N")]
    assert letters(rows) == "BN"
    rows[1].waz = -160
    assert letters(rows) == "BT"


def test_four_months_of_weights_are_enough_for_3t():
    """The facts load only four months; the letter must be that of the full history, and the run at least 3."""
    rows = [row(month, "9.0") for month in range(1, 8)]
    full = child_months(raka(), rows)[-1]
    part = months_of(raka(), weighed_months(rows[3:]), rows[0].measured_on)[-1]
    assert (part.letter, part.not_gained_run) == ("T", 3) and (full.letter, full.not_gained_run) == ("T", 6)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(1, "9.0"), row(2, "9.9", oedema=True)], "BT"),
        ([row(1, "9.0"), row(2, "9.9", visual="N", oedema=True)], "BT"),
        ([row(1, "9.0"), row(2, "9.9"), row(2, None, day=25, oedema=True)], "BT"),
        ([row(1, "9.0"), row(2, "9.9", oedema=True), row(2, "9.8", day=25)], "BT"),
        ([row(1, "9.0"), row(3, "9.9", oedema=True)], "BO"),
        ([row(1, "9.0", oedema=True)], "B"),
        ([row(1, "9.0", oedema=True), row(2, "9.2")], "BN"),
    ],
)
def test_a_month_with_oedema_is_never_n_and_always_has_a_letter(rows, expected):
    assert letters(rows) == expected


def test_what_the_gain_was_counted_from_is_told():
    rows = [row(1, "9.0"), row(2, "9.5", day=2), row(2, "9.1", day=20)]
    last = child_months(raka(), rows)[-1]
    assert (last.compared.weight_kg, last.status.actual_gain_g) == (Decimal("9.0"), 100)


def test_a_letter_that_another_day_of_birth_would_change_is_not_certain():
    """Born in 2025, weighed in April 2026 with 250 g more: enough from twelve months on, too little before."""
    by_year = WeighedChild("M", dt.date(2025, 1, 1), None, dt.date(2025, 12, 31))
    last = child_months(by_year, [row(3, "9.0"), row(4, "9.25")])[-1]
    assert (last.letter, last.is_letter_certain, last.status.is_confirmed) == ("N", False, False)
    last = child_months(by_year, [row(3, "9.0"), row(4, "9.0")])[-1]
    assert (last.letter, last.is_letter_certain) == ("T", True)


@pytest.mark.parametrize("child", [raka(born_on=None), raka(born_on=dt.date(2020, 1, 1))])
def test_no_letter_without_an_age_below_sixty_months(child):
    assert letters([row(1, "9")], child) == "-"

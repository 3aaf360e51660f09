"""Places are compared only where enough is known of them, and named for what they are worse or better in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.reports.cells import Cells
from anyelir.reports.comparing import is_silent, standings
from anyelir.reports.models import RegionNumbers
from anyelir.reports.presenting import Seen, present, text_of
from anyelir.reports.queries import NumbersRow, told_period
from anyelir.reports.table import sorted_table
from anyelir.rules.dates import add_months

OCTOBER = dt.date(2025, 10, 1)
PLAIN = {
    "target_children": 100, "weighed": 90, "gained": 60, "not_gained": 20, "not_gained_twice": 4,
    "haz_assessed": 90, "haz_stunted": 12, "haz_severely_stunted": 3, "whz_assessed": 90, "whz_wasting": 4,
    "posyandu_count": 5, "posyandu_reporting": 5,
}  # fmt: skip


def place(key: str, **numbers: int) -> NumbersRow:
    return NumbersRow(key, key.title(), Seen(Cells(CATALOGUE, {**PLAIN, **numbers})))


def among_peers(*places: NumbersRow, peers: int = 6):
    return standings(CATALOGUE, [*places, *(place(f"peer{number}") for number in range(peers))], OCTOBER)


def reasons(standing) -> list[tuple[str, bool]]:
    return [(reason.code, reason.is_attention) for reason in standing.reasons]


@pytest.mark.parametrize(
    ("numbers", "code", "is_attention"),
    [
        ({"weighed": 62, "gained": 42, "not_gained": 14, "haz_assessed": 62, "whz_assessed": 62}, "posyandu.d_s", True),
        ({"gained": 40, "not_gained": 40}, "posyandu.nd_prime", True),
        ({"not_gained_twice": 25}, "posyandu.t2", True),
        ({"haz_stunted": 45}, "posyandu.stunting", True),
        ({"whz_wasting": 25}, "posyandu.wasting", True),
        ({"haz_stunted": 0, "haz_severely_stunted": 0}, "posyandu.stunting", False),
    ],
)  # fmt: skip
def test_a_place_is_named_for_what_it_differs_in(numbers, code, is_attention):
    by_key = among_peers(place("own", **numbers))
    assert (code, is_attention) in reasons(by_key["own"])
    assert all(not standing.reasons for key, standing in by_key.items() if key != "own")
    assert by_key["own"].needs_help is is_attention and by_key["own"].can_teach is not is_attention


def test_the_words_say_what_and_how_many():
    [reason] = among_peers(place("own", haz_stunted=45))["own"].reasons
    assert (reason.verdict, reason.counts) == ("Stunting lebih banyak", "48 dari 90 anak")


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (
            {
                "target_children": 29,
                "weighed": 2,
                "gained": 1,
                "not_gained": 1,
                "haz_assessed": 2,
                "whz_assessed": 2,
            },
            "kurang dari 30 balita",
        ),
        ({"posyandu_reporting": 2, "weighed": 30}, "kurang dari 60% posyandu melapor"),
    ],
)
def test_too_few_people_or_too_small_a_part_is_not_compared(numbers, missing):
    standing = among_peers(place("own", **numbers))["own"]
    assert (standing.compared, standing.reasons, standing.missing) == (0, [], missing)


@pytest.mark.parametrize(("children", "compared"), [(29, 0), (30, 1)])
def test_thirty_is_enough(children, compared):
    judged = place("own", **{**dict.fromkeys(PLAIN, 0), "target_children": children, "weighed": children,
                          "posyandu_count": 1, "posyandu_reporting": 1})  # fmt: skip
    assert among_peers(judged)["own"].compared == compared


def test_few_measured_children_say_nothing_about_stunting():
    """All posyandu report, but only 40 of 100 were measured: their stunting may be that of the worst off."""
    by_key = among_peers(place("own", haz_assessed=40, haz_stunted=37))
    assert "posyandu.stunting" not in dict(reasons(by_key["own"]))


def test_a_silent_place_is_neither_zero_nor_compared():
    silent = place("own", **dict.fromkeys(PLAIN, 0) | {"target_children": 100, "posyandu_count": 5})
    nothing = NumbersRow("none", "None", None)
    assert is_silent(silent) and is_silent(nothing)
    by_key = among_peers(silent, nothing)
    assert "own" not in by_key and "none" not in by_key
    for code in ("weighed", "gained", "posyandu.d_s", "posyandu.n_s", "not_gained_twice"):
        assert present(code, silent.numbers).value is None and text_of(code, silent.numbers) == "belum ada", (
            code
        )
    table = sorted_table(CATALOGUE, [silent, nothing, *(place(f"p{n}") for n in range(6))], OCTOBER, "-ds")
    assert [row.key for row in table.silent] == ["own", "none"]
    assert sum(each.count for each in table.classes) == 8


def test_a_signed_month_in_which_nobody_came_is_a_zero():
    closed = place(
        "own", **dict.fromkeys(PLAIN, 0) | {"target_children": 40, "posyandu_count": 1, "posyandu_closed": 1}
    )
    assert not is_silent(closed) and present("posyandu.d_s", closed.numbers).value == 0


def test_four_places_are_no_peers():
    by_key = standings(CATALOGUE, [place("own", weighed=30), *(place(f"p{n}") for n in range(3))], OCTOBER)
    assert all(standing.compared == 0 for standing in by_key.values())


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        # (months ago, posyandu, reporting, closed)
        ([(0, 10, 1, 0), (1, 10, 6, 0), (2, 10, 10, 10)], 1),
        ([(0, 10, 1, 0), (1, 10, 5, 0), (2, 10, 10, 10)], 2),
        ([(0, 10, 1, 0), (1, 10, 0, 6)], 1),
        ([(0, 10, 9, 0), (1, 10, 9, 0)], 0),
        ([(0, 10, 0, 0), (1, 10, 2, 0), (2, 10, 0, 0)], 1),
        ([(1, 10, 0, 0)], 0),
        ([], 0),
    ],
)
@pytest.mark.django_db
def test_an_overview_opens_with_a_month_that_most_have_reported(months, expected):
    this_month = timezone.localdate().replace(day=1)
    for ago, count, reporting, closed in months:
        live = {"posyandu_count": count, "posyandu_reporting": reporting, "posyandu_closed": closed}
        month = add_months(this_month, -ago)
        RegionNumbers.objects.create(unit_kind="posyandu", code="32", parent_code="", period=month, live=live)
    assert told_period(CATALOGUE, "32", timezone.localdate()) == add_months(this_month, -expected)

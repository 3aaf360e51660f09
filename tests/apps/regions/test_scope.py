from __future__ import annotations

import pytest

from anyelir.regions import scope
from anyelir.regions.models import Level

CIRIUNG = "32.01.01.1010"


@pytest.mark.parametrize(
    "code",
    [
        "32",
        "32.01",
        "32.01.01",
        CIRIUNG,
        f"{CIRIUNG}/RW014",
        f"{CIRIUNG}/DS01/RW014/RT03/DW02",
        f"{CIRIUNG}/DW1",
    ],
)
def test_is_code(code):
    assert scope.is_code(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "3",
        "32.1",
        "32.01.01.101",
        "32.01.01.10100",
        "32.01.1010",
        "32.01.01/RW014",
        f"{CIRIUNG}/RW",
        f"{CIRIUNG}/RW1234567",
        f"{CIRIUNG}/RT03/RW014",
        f"{CIRIUNG}/RW014/RW015",
        f"{CIRIUNG}/XX01",
        f"{CIRIUNG}/",
        f"{CIRIUNG}\n",
        "٣٢",
    ],
)
def test_is_no_code(code):
    assert not scope.is_code(code)


@pytest.mark.parametrize(
    "parent, level, number, code",
    [
        (CIRIUNG, Level.RW, 14, f"{CIRIUNG}/RW014"),
        (CIRIUNG, Level.RT, 3, f"{CIRIUNG}/RT03"),
        (f"{CIRIUNG}/RW014", Level.DASAWISMA, 2, f"{CIRIUNG}/RW014/DW02"),
        (CIRIUNG, Level.DUSUN, 1, f"{CIRIUNG}/DS01"),
        (CIRIUNG, Level.RT, 999, f"{CIRIUNG}/RT999"),
    ],
)
def test_suffixed(parent, level, number, code):
    assert scope.suffixed(parent, level, number) == code
    assert scope.is_code(code)
    assert scope.number_of(code) == number
    assert scope.parent(code) == parent


@pytest.mark.parametrize(
    "parent, level, number",
    [
        ("32.01.01", Level.RW, 1),
        ("", Level.RW, 1),
        (f"{CIRIUNG}/RT03", Level.RW, 1),
        (f"{CIRIUNG}/RT03", Level.RT, 1),
        (CIRIUNG, Level.RW, 0),
        (CIRIUNG, Level.RW, 1000),
    ],
)
def test_suffixed_refuses(parent, level, number):
    with pytest.raises(ValueError):
        scope.suffixed(parent, level, number)


def test_levels_may_be_skipped_but_not_turned_round():
    assert scope.levels_below(Level.DESAKEL) == [Level.DUSUN, Level.RW, Level.RT, Level.DASAWISMA]
    assert scope.levels_below(Level.RW) == [Level.RT, Level.DASAWISMA]
    assert scope.levels_below(Level.DASAWISMA) == []
    assert scope.levels_below(Level.KECAMATAN) == []


def test_number_of_a_desa_is_none():
    assert scope.number_of(CIRIUNG) is None


@pytest.mark.parametrize(
    "outer, inner, is_inside",
    [
        ("", "32", True),
        ("32", "32.01.01.1010/RW014", True),
        ("32.01", "32.01", True),
        ("32.0", "32.01", False),
        ("32.01", "32.010", False),
        (CIRIUNG, f"{CIRIUNG}/RW014", True),
        (f"{CIRIUNG}/RW1", f"{CIRIUNG}/RW14", False),
        (f"{CIRIUNG}/RW014", CIRIUNG, False),
        ("32.01.01", "32.01.02", False),
    ],
)
def test_contains(outer, inner, is_inside):
    assert scope.contains(outer, inner) is is_inside


def test_at_level_and_ancestors():
    code = f"{CIRIUNG}/RW014/RT03"
    assert scope.ancestors(code) == ["32", "32.01", "32.01.01", CIRIUNG, f"{CIRIUNG}/RW014"]
    assert scope.at_level(code, Level.RW) == f"{CIRIUNG}/RW014"
    assert scope.at_level(code, Level.DUSUN) is None
    assert scope.at_level(code, Level.RT) == code

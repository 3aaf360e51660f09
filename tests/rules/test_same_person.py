"""Joined only when everything agrees; asked when it nearly does."""

import datetime as dt
from dataclasses import replace

import pytest

from anyelir.rules.matching import TWIN, TWIN_AT_MOST, PersonRecord, person_score
from anyelir.rules.same_person import (
    SamePersonVerdict,
    by_description,
    by_nik,
    is_described_alike,
    is_weakly_described,
)

RAFA = PersonRecord(
    "1", "Rafa Pratama", dt.date(2024, 12, 4), "day", "M", "Siti Aminah", "32.01.01.1010/RW014"
)


def changed(**changes):
    return replace(RAFA, ref="2", **changes)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "same"),
        ({"name": "RAFA PRATAMA"}, "same"),
        ({"name": "Rafa P."}, "same"),
        ({"mother_name": ""}, "same"),
        ({"mother_name": "Hj. St. Aminah"}, "same"),
        ({"place": "32.01.01.1010/RW001"}, "same"),
        ({"name": "Rafi Pratama"}, "ask"),
        ({"name": "Rafa"}, "ask"),
        ({"sex": "F"}, "ask"),
        ({"mother_name": "Neneng"}, "ask"),
        ({"born_on": dt.date(2024, 12, 5)}, "ask"),
        ({"born_on": dt.date(2024, 12, 4), "birth_precision": "month"}, "ask"),
        ({"name": "Rangga Kusuma", "sex": "F"}, "ask"),
        ({"name": "Bagas Saputra", "sex": "F", "mother_name": "Neneng"}, "another"),
        ({"name": "Bayu Pratama", "born_on": dt.date(2022, 1, 9)}, "another"),
        ({"name": "Sulastri", "born_on": dt.date(2020, 1, 1), "mother_name": ""}, "another"),
    ],
)
def test_who_holds_the_same_nik(change, verdict):
    assert by_nik(RAFA, changed(**change)) == by_nik(changed(**change), RAFA) == SamePersonVerdict(verdict)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "ask"),
        ({"name": "Rafi Pratama"}, "ask"),
        ({"name": "Alya Kirana", "sex": "F"}, "ask"),
        ({"mother_name": "Neneng"}, "ask"),
        ({"mother_name": "Neneng", "name": "Alya Kirana", "sex": "F"}, "another"),
        ({"name": "By. Ny. Siti Aminah"}, "ask"),
        ({"name": "Bayu Pratama", "born_on": dt.date(2022, 1, 9)}, "another"),
        ({"born_on": dt.date(2024, 4, 12)}, "ask"),
    ],
)
def test_who_is_asked_about_without_a_nik(change, verdict):
    assert (
        by_description(RAFA, changed(**change))
        == by_description(changed(**change), RAFA)
        == SamePersonVerdict(verdict)
    )


@pytest.mark.parametrize(
    ("change", "is_alike"),
    [
        ({}, True),
        ({"name": "RAFA  pratama"}, True),
        ({"name": "Rafa Pratamma"}, False),
        ({"mother_name": ""}, False),
        ({"sex": "F"}, False),
        ({"birth_precision": "year"}, False),
        ({"born_on": None}, False),
    ],
)
def test_described_alike(change, is_alike):
    assert is_described_alike(RAFA, changed(**change)) is is_alike


def test_without_a_mother_the_home_must_be_the_same():
    motherless = changed(name="Muhammad", mother_name="")
    assert is_described_alike(motherless, replace(motherless, ref="3"))
    assert not is_described_alike(motherless, replace(motherless, ref="3", place="32.01.01.1010/RW001"))
    assert is_weakly_described(motherless) and is_weakly_described(changed(name="By. Ny. Siti"))
    assert not is_weakly_described(RAFA)


@pytest.mark.parametrize(
    ("first", "second", "sex"),
    [
        ("Rafa Pratama", "Rafi Pratama", "M"),
        ("Rafa Pratama", "Alya Kirana", "F"),
        ("I Wayan Agus", "I Made Agus", "M"),
        ("Rina Siregar", "Rini Siregar", "M"),
        ("By. Ny. Siti Aminah I", "By. Ny. Siti Aminah II", "M"),
        ("By. Ny. Siti Aminah", "By. Ny. Siti Aminah", "F"),
    ],
)
def test_twins_are_called_so_and_never_sure(first, second, sex):
    score = person_score(changed(name=first), changed(name=second, sex=sex))
    assert score.kind == TWIN and score.total <= TWIN_AT_MOST


@pytest.mark.parametrize(
    "change", [{}, {"name": "Rafa P."}, {"name": "Rafa"}, {"sex": "F"}, {"name": "By. Ny. Siti Aminah"}]
)
def test_one_child_is_no_twin_of_itself(change):
    assert person_score(RAFA, changed(**change)).kind == ""


def test_another_mother_makes_no_twins():
    assert person_score(RAFA, changed(name="Rafi Pratama", mother_name="Neneng")).kind == ""


def test_an_unknown_mother_is_no_shared_mother():
    holder = changed(mother_name="")
    assert (
        by_nik(holder, changed(name="Bagas Saputra", sex="F", mother_name="Neneng"))
        is SamePersonVerdict.ANOTHER
    )
    assert by_nik(holder, changed(name="Rafa", mother_name="Neneng")) is SamePersonVerdict.ASK

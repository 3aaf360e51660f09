"""Duplicate candidates: evidence adds up as said, and blocking finds what it must."""

import datetime as dt

from anyelir.rules.matching import PersonRecord, candidates, person_score

BAGAS = PersonRecord(
    "1",
    "Bagas Kusuma",
    dt.date(2021, 9, 17),
    sex="M",
    mother_name="Tuti Alawiyah",
    place="32.01.01.1010/RW004",
)


def test_another_spelling_with_the_same_date_and_mother_is_proposed():
    spelt = PersonRecord(
        "2", "Bagus Koesoema", dt.date(2021, 9, 17), sex="M", mother_name="Toeti Alawijah", place=BAGAS.place
    )
    (found,) = candidates([BAGAS], [spelt])
    assert (found.a, found.b) == ("1", "2")
    assert found.score == person_score(BAGAS, spelt)


def test_a_twin_with_another_name_is_not_proposed():
    twin = PersonRecord(
        "3", "Rangga Kusuma", dt.date(2021, 9, 17), sex="M", mother_name="Tuti Alawiyah", place=BAGAS.place
    )
    assert person_score(BAGAS, twin).total < person_score(BAGAS, BAGAS).total

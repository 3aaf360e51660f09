"""Lists and look-ups of the register: whom they hold, in which order, page by page, and whom they leave out."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.families import queries, waiting
from anyelir.families.models import Family, MergeProposal, Person
from anyelir.families.wording import age, born, born_short, masked
from tests import factories as make
from tests.apps.families.conftest import CARD, NIK

pytestmark = pytest.mark.django_db
Relation, Precision = Person.Relation, Person.Precision
BORN = dt.date(2024, 2, 29)


def everybody():
    return Person.objects.all()


def heads_found(code: str, text: str) -> list[str]:
    """Names of a search in their order, from all its pages."""
    names, cursor = [], ""
    while True:
        page = queries.people_page(code, everybody(), text, cursor)
        names += [person.name for person in page.rows]
        cursor = page.next_cursor
        if not cursor:
            return names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("siti", ["Siti Rahma", "Ani Siti"]),
        ("rah", ["Siti Rahma"]),
        ("ahma", []),
        ("mus", ["Putri Ayu Mustika"]),
        ("tidak ada", []),
    ],
)
def test_above_a_desa_the_beginning_of_a_word_is_found(family, text, names):
    for name in ("Ani Siti", "Siti Rahma", "Putri Ayu Mustika"):
        make.person(family, name)
    assert heads_found("32.01", text) == names


def test_a_name_whose_words_begin_alike_is_found_once(family):
    for name in ("Siti Sitirah", "Ani Siti Sitirah", "Siti"):
        make.person(family, name)
    assert sorted(heads_found("32.01", "siti")) == ["Ani Siti Sitirah", "Siti", "Siti Sitirah"]


@pytest.mark.parametrize("firsts", [0, 49, 50, 51, 100])
def test_pages_lead_from_first_words_to_second_words_without_loss(family, firsts):
    for number in range(firsts):
        make.person(family, f"Wulan {chr(97 + number // 26)}{chr(97 + number % 26)}")
    for number in range(3):
        make.person(family, f"Ani Wulan{chr(97 + number)}")
    names = heads_found("32.01", "wulan")
    assert len(names) == len(set(names)) == firsts + 3
    assert all(name.startswith("Wulan") for name in names[:firsts])


def test_in_a_desa_any_part_is_found_and_merged_records_are_not(family, desa, mother):
    gone = make.person(family, "Rahmawati")
    gone.merged_into = mother
    gone.save()
    assert heads_found(desa.code, "ahma") == ["Siti Rahma"]


@pytest.mark.parametrize(
    ("code", "text", "is_enough"),
    [
        ("32.01", "si", False),
        ("32.01", "sit", True),
        ("32.01.01.1010", "s", True),
        ("32.01.01.1010", " ", False),
    ],
)
def test_a_wide_search_needs_three_letters(code, text, is_enough):
    assert queries.is_long_enough(code, text) is is_enough


@pytest.mark.parametrize(
    ("text", "looks", "is_whole"),
    [
        (NIK, True, True),
        ("3201 0143 0290 0001", True, True),
        (NIK[:15], True, False),
        (NIK[:5], False, False),
        ("T0123456789AB", True, True),
        ("T0123456789A", False, False),
        ("Siti 123456", False, False),
    ],
)
def test_a_number_is_told_from_a_name_and_a_whole_one_from_a_part(text, looks, is_whole):
    assert queries.looks_like_number(text) is looks
    assert queries.is_whole_number(text) is is_whole


def test_a_card_finds_its_family_and_a_number_its_holder(rw, family):
    home = make.family(rw, "Budi", card_no=CARD)
    wife = make.person(home, "Rina", born_on=dt.date(1991, 1, 1))
    child = make.child(home, "Raka", born_on=BORN)
    merged = make.person(home, "Rina M.", nik=NIK)
    Person.objects.filter(pk=merged.pk).update(merged_into=wife)
    assert list(queries.by_number(everybody(), CARD)) == [wife, child]
    assert list(queries.by_number(everybody(), NIK)) == [wife]
    assert not queries.by_number(everybody(), "3201014302900002").exists()


def test_members_are_told_head_first_then_by_age(family):
    for name, relation, year in [
        ("Anak Muda", Relation.CHILD, 2020),
        ("Anak Tua", Relation.CHILD, 2010),
        ("Istri", Relation.SPOUSE, 1990),
        ("Kepala", Relation.HEAD, 1995),
        ("Nenek", Relation.OTHER, 1950),
    ]:
        make.person(family, name, relation=relation, born_on=dt.date(year, 1, 1))
    assert [member.name for member in queries.members(family)] == [
        "Kepala", "Istri", "Nenek", "Anak Tua", "Anak Muda",
    ]  # fmt: skip


@pytest.mark.parametrize("gone", ["died_on", "moved_on"])
def test_a_head_who_is_gone_leads_no_household(family, gone):
    head = make.person(family, "Budi", relation=Relation.HOUSEHOLD_HEAD)
    assert queries.household_head(family) == head
    Person.objects.filter(pk=head.pk).update(**{gone: make.today()})
    assert queries.household_head(family) is None


def test_families_are_listed_by_place_and_head_and_only_where_somebody_lives(desa, rw, next_rw):
    for place, name in [(next_rw, "Ali"), (rw, "Zainal"), (rw, "Budi")]:
        make.person(make.family(place, name), name)
    make.family(rw, "Kosong")
    away = make.family(rw, "Pergi", moved_on=make.today())
    make.person(away, "Pergi")
    assert [listed.head_name for listed in queries.families_page(desa.code, Family.objects.all()).rows] == [
        "Budi", "Zainal", "Ali",
    ]  # fmt: skip


def test_families_are_offered_by_the_beginning_of_the_head_in_the_desa(rw, next_rw):
    for place, name in [(rw, "Budi Santoso"), (next_rw, "Budiman"), (rw, "Abudi")]:
        make.person(make.family(place, name), name)
    offered = queries.families_named(Family.objects.all(), rw.code, "budi")
    assert [family.head_name for family in offered] == ["Budi Santoso", "Budiman"]
    assert not queries.families_named(Family.objects.all(), rw.code, " ").exists()


def test_children_follow_both_parents(family, mother):
    father = make.person(family, "Budi", sex="M")
    first = make.child(family, "Raka", mother=mother, father=father, born_on=dt.date(2020, 1, 1))
    second = make.child(family, "Wulan", mother=mother, born_on=BORN)
    assert list(queries.children_of(everybody(), mother)) == [first, second]
    assert list(queries.children_of(everybody(), father)) == [first]
    assert list(queries.children_of(everybody().none(), mother)) == []


def test_twins_wait_as_long_as_both_records_stand(family, mother, secretary):
    """The task counts what the desk shows."""
    kept, other = make.child(family, "Raka"), make.child(family, "Raka P.")
    MergeProposal.objects.create(kept=kept, other=other, region=family.region, score=0.9, parts={})
    assert [task.title for task in waiting.twins(secretary)] == ["1 pasang catatan kembar"]
    assert waiting.twins(make.user("lain")) == []
    Person.objects.filter(pk=other.pk).update(merged_into=mother)
    assert waiting.twins(secretary) == []


@pytest.mark.parametrize(
    ("precision", "on", "text"),
    [
        (Precision.DAY, dt.date(2024, 2, 28), ""),
        (Precision.DAY, BORN, "0 bulan"),
        (Precision.DAY, dt.date(2026, 2, 27), "23 bulan"),
        (Precision.DAY, dt.date(2026, 3, 1), "2 tahun"),
        (Precision.MONTH, dt.date(2025, 4, 29), "sekitar 14 bulan"),
        (Precision.YEAR, dt.date(2025, 2, 27), "kurang dari 1 tahun"),
        (Precision.YEAR, dt.date(2025, 3, 1), "sekitar 1 tahun"),
    ],
)
def test_an_age_is_said_in_months_up_to_two_years(precision, on, text):
    assert age(Person(born_on=BORN, birth_precision=precision), on) == text


@pytest.mark.parametrize(
    ("precision", "long", "short"),
    [
        (Precision.DAY, "29 Februari 2024", "29 Feb 2024"),
        (Precision.MONTH, "Februari 2024", "Februari 2024"),
        (Precision.YEAR, "tahun 2024", "tahun 2024"),
    ],
)
def test_a_birth_is_said_as_far_as_it_is_known(precision, long, short):
    person = Person(born_on=BORN, birth_precision=precision)
    assert (born(person), born_short(person)) == (long, short)
    assert age(Person(born_on=None), BORN) == ""


def test_of_a_number_the_last_four_digits_are_shown():
    assert masked(NIK) == "•••• 0001" and masked("") == ""

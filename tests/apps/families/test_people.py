"""A person: births as far as they are known, parents, numbers, deaths, and what is refused or doubted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from anyelir.core.models import AuditEntry, DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.families import actions, wording
from anyelir.families.models import Person
from tests import factories as make
from tests.apps.families.conftest import NIK, add, edit, only, page_of
from tests.pages import flat

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
# Tomorrow has begun somewhere in the country from ten in the evening on.
AHEAD = TODAY + dt.timedelta(days=2)


@pytest.mark.parametrize(
    ("day", "month", "born_on", "precision", "text"),
    [
        ("9", "3", dt.date(2020, 3, 9), "day", "9 Maret 2020"),
        ("", "3", dt.date(2020, 3, 1), "month", "Maret 2020"),
        ("", "", dt.date(2020, 1, 1), "year", "tahun 2020"),
    ],
)
def test_a_birth_is_entered_and_shown_as_far_as_it_is_known(
    office, family, day, month, born_on, precision, text
):
    assert add(office, family, birth_day=day, birth_month=month).status_code == 302
    person = only("Wulan Sari")
    assert (person.born_on, person.birth_precision) == (born_on, precision)
    assert text in page_of(office, person)
    form = flat(office.get(reverse("families:edit-person", args=[person.pk])))
    assert f'name="birth_day" value="{day}"' in form and 'name="birth_year" value="2020"' in form
    assert edit(office, person, birth_day="", birth_month="", birth_year="2019").status_code == 302
    person.refresh_from_db()
    assert (person.born_on, person.birth_precision) == (dt.date(2019, 1, 1), "year")


@pytest.mark.parametrize(("day", "status"), [(TODAY, 302), (AHEAD, 422)])
def test_nobody_is_born_tomorrow(office, family, day, status):
    parts = {"birth_day": day.day, "birth_month": day.month, "birth_year": day.year}
    assert add(office, family, **parts).status_code == status


@pytest.mark.parametrize(("year", "status"), [("1900", 302), ("1899", 422)])
def test_nobody_is_older_than_the_oldest(office, family, year, status):
    assert add(office, family, birth_year=year).status_code == status


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", " ", "belum diisi"),
        ("name", "...", "bukan nama"),
        ("name", "#N/A", "bukan nama"),
        ("nik", "0000000000000000", "bukan NIK"),
        ("nik", "3201014302900000", "bukan NIK"),
        ("name", "x" * 121, "Paling panjang 120"),
        ("sex", "", "belum diisi"),
        ("relation", "", "belum diisi"),
        ("relation", "tetangga", "Pilih salah satu"),
        ("nik", "123", "tepat 16 angka"),
        ("nik", "32010143029000011", "tepat 16 angka"),
        ("nik", "320101430290000A", "tepat 16 angka"),
        ("phone", "12", "tidak dikenal"),
        ("mother", "00000000-0000-7000-8000-000000000000", "Pilih salah satu"),
        ("birth_weight_g", "3,1", "dalam gram"),
        ("birth_weight_g", "299", "dalam gram"),
        ("birth_length_cm", "490", "dalam sentimeter"),
        ("marital", "jomblo", "Pilih salah satu"),
    ],
)
def test_each_wrong_input_has_a_clear_message_and_nothing_is_lost(
    office, family, mother, field, value, message
):
    typed = {"birth_place": "Wonogiri", "mother_name": "Ibu Ningsih"}
    answer = add(office, family, **typed | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422 and message in page
    assert "Wonogiri" in page and "Ibu Ningsih" in page
    assert Person.objects.count() == 1


def test_all_mistakes_are_told_at_once(office, family):
    page = add(office, family, nik="123", phone="12", birth_year="90").content.decode()
    for text in ("tepat 16 angka", "tidak dikenal", "empat angka"):
        assert text in page


def test_everything_of_a_child_is_kept_and_shown(office, family, mother):
    father = make.person(family, "Budi Santoso", sex="M", relation="head")
    data = {"mother": mother.pk, "father": father.pk, "birth_weight_g": "3100", "birth_length_cm": "49,5"}
    add(office, family, birth_place="Cibinong", growth_card="yes", **data)
    child = only("Wulan Sari")
    assert (child.mother, child.father, child.mother_name) == (mother, father, "Siti Rahma")
    page = page_of(office, child)
    for text in ("Siti Rahma", "Budi Santoso", "3.100 g", "49,5 cm", "Cibinong", "KMS"):
        assert text in page
    assert "Wulan Sari" in page_of(office, mother)
    assert "Wulan Sari" in page_of(office, father)


def test_the_name_of_the_mother_follows_her_record(office, family, mother, secretary):
    add(office, family, mother=mother.pk)
    actions.edit_person(person=mother, name="Siti Rahmawati", by=secretary)
    assert only("Wulan Sari").mother_name == "Siti Rahmawati"


def test_a_mother_who_lives_elsewhere_stays_the_mother(office, family, next_rw):
    mother = make.person(make.family(next_rw), "Siti Rahma", born_on=dt.date(1990, 2, 3))
    child = make.child(family, mother=mother, mother_name="Siti Rahma")
    edit(office, child, mother=mother.pk, birth_year="2024")
    child.refresh_from_db()
    assert child.mother == mother


def test_parents_are_older_and_of_their_sex(family, mother, secretary):
    old = make.person(family, "Karto", sex="M", born_on=dt.date(1980, 1, 1))
    for field, parent, code in (
        ("mother", old, "not_a_parent"),
        ("father", mother, "not_a_parent"),
        ("father", old, None),
    ):
        given = {"name": "Wulan Sari", "sex": "F", "born_on": dt.date(2020, 1, 1), "relation": "child"}
        assert refusal(family, secretary, **given, **{field: parent}) == code
    given = {"name": "Tua", "sex": "F", "relation": "parent", "mother": mother}
    assert refusal(family, secretary, born_on=dt.date(1990, 2, 3), **given) == "parent_too_young"
    assert refusal(family, secretary, born_on=dt.date(1990, 2, 4), **given) is None


def refusal(family, by, **fields) -> str | None:
    try:
        actions.add_member(family=family, by=by, **fields)
    except Refused as refused:
        return refused.code
    return None


def test_saving_can_lead_to_the_next_member(office, family):
    assert add(office, family, lagi="1")["Location"] == reverse("families:add-member", args=[family.pk])
    assert only("Wulan Sari")


def test_a_merged_record_leads_to_the_one_that_stands(office, family):
    kept, middle, first = (make.child(family, name) for name in ("Satu", "Dua", "Tiga"))
    for record, into in ((first, middle), (middle, kept)):
        record.merged_into = into
        record.save()
    answer = office.get(reverse("families:person", args=[first.pk]))
    assert answer["Location"] == reverse("families:person", args=[kept.pk])
    answer = office.get(reverse("families:edit-person", args=[first.pk]))
    assert answer["Location"] == reverse("families:edit-person", args=[kept.pk])


def die(office, person, **data):
    return office.post(reverse("families:died", args=[person.pk]), data)


@pytest.mark.parametrize(("days_after_birth", "status"), [(-1, 422), (0, 302), (1, 302)])
def test_nobody_dies_before_birth(office, family, days_after_birth, status):
    child = make.child(family, born_on=dt.date(2023, 9, 17))
    died_on = child.born_on + dt.timedelta(days=days_after_birth)
    assert die(office, child, died_on=died_on.isoformat()).status_code == status
    child.refresh_from_db()
    assert child.died_on == (died_on if status == 302 else None)


@pytest.mark.parametrize(("day", "message"), [(AHEAD.isoformat(), "belum tiba"), ("", "belum diisi")])
def test_a_wrong_day_of_death_is_refused(office, family, day, message):
    answer = die(office, make.child(family), died_on=day)
    assert answer.status_code == 422 and message in answer.content.decode()


def test_a_death_is_shown_counted_and_can_be_withdrawn(office, rw, family):
    child = make.child(family)
    make.enrolment(make.posyandu(rw), child)
    DirtyLeaf.objects.all().delete()
    die(office, child, died_on=TODAY.isoformat())
    assert DirtyLeaf.objects.exists()
    assert "Meninggal pada" in page_of(office, child)
    assert "Tarik kembali" in office.get(reverse("families:died", args=[child.pk])).content.decode()
    die(office, child, keliru="1")
    child.refresh_from_db()
    assert child.died_on is None
    assert AuditEntry.objects.filter(verb="person.death_withdrawn").count() == 1


def test_a_birth_after_the_death_is_refused(office, family):
    child = make.child(family, died_on=dt.date(2024, 5, 1))
    answer = edit(office, child, birth_year="2024", birth_month="5", birth_day="2")
    assert answer.status_code == 422 and "sesudah tanggal meninggal" in answer.content.decode()


def test_the_trail_of_an_edit_names_fields_never_values(office, family, mother):
    edit(office, mother, name="Siti Rahmawati", nik=NIK)
    detail = AuditEntry.objects.get(verb="person.edit").detail
    assert detail == {"fields": ["name", "nik"]}


def test_somebody_without_a_known_birth_can_still_be_put_right(office, family):
    person = make.person(family, "Karto", sex="M")
    edit(office, person, name="Karto Wiyono", birth_day="", birth_month="", birth_year="")
    person.refresh_from_db()
    assert (person.name, person.born_on) == ("Karto Wiyono", None)


@pytest.mark.parametrize("page", ["family", "person"])
def test_the_number_of_queries_of_a_page_does_not_grow(office, family, mother, secretary, next_rw, page):
    record = family if page == "family" else mother
    url = reverse(f"families:{page}", args=[record.pk])

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert office.get(url).status_code == 200
        return len(caught)

    def grow(number: int) -> None:
        for each in range(number):
            child = make.child(family, f"Anak {each}", mother=mother)
            actions.move_person(person=child, moved_on=TODAY, to_text="Depok", by=secretary)
            mate = make.family(family.region, f"Serumah {each}")
            mate.household = family.household
            mate.save()
            make.person(mate)

    grow(1)
    queries()
    few = queries()
    grow(8)
    assert queries() == few


@pytest.mark.parametrize(
    ("born_on", "precision", "text"),
    [
        (dt.date(2024, 12, 2), "day", "23 bulan"),
        (dt.date(2024, 12, 1), "day", "2 tahun"),
        (dt.date(2024, 12, 1), "month", "sekitar 2 tahun"),
        (dt.date(2026, 1, 1), "year", "kurang dari 1 tahun"),
        (dt.date(2025, 1, 1), "year", "sekitar 1 tahun"),
        (dt.date(2026, 12, 2), "day", ""),
        (None, "day", ""),
    ],
)
def test_ages_are_said_as_far_as_they_are_known(born_on, precision, text):
    person = Person(born_on=born_on, birth_precision=precision)
    assert wording.age(person, dt.date(2026, 12, 1)) == text

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
from anyelir.families.models import Family, MergeProposal, Person
from tests import factories as make
from tests.apps.families.conftest import NIK, home_data, person_data

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def family(rw):
    return make.family(rw)


@pytest.fixture
def mother(family):
    return make.person(family, "Siti Rahma", relation="spouse", born_on=dt.date(1990, 2, 3))


def add(office, family, **changes):
    data = person_data(name="Wulan Sari", relation="child", birth_year="2020") | changes
    return office.post(reverse("families:add-member", args=[family.pk]), data)


def edit(office, person, **changes):
    data = person_data(name=person.name, sex=person.sex, relation=person.relation) | changes
    return office.post(reverse("families:edit-person", args=[person.pk]), data)


def page_of(office, person) -> str:
    return office.get(reverse("families:person", args=[person.pk])).content.decode()


def only(name: str) -> Person:
    return Person.objects.get(name=name)


@pytest.mark.parametrize(
    ("day", "month", "born_on", "precision", "words"),
    [
        ("9", "3", dt.date(2020, 3, 9), "day", "9 Maret 2020"),
        ("", "3", dt.date(2020, 3, 1), "month", "Maret 2020"),
        ("", "", dt.date(2020, 1, 1), "year", "tahun 2020"),
    ],
)
def test_a_birth_is_entered_and_shown_as_far_as_it_is_known(
    office, family, day, month, born_on, precision, words
):
    assert add(office, family, birth_day=day, birth_month=month).status_code == 302
    person = only("Wulan Sari")
    assert (person.born_on, person.birth_precision) == (born_on, precision)
    assert words in page_of(office, person)
    form = office.get(reverse("families:edit-person", args=[person.pk])).content.decode()
    assert f'name="birth_day" value="{day}"' in form and 'name="birth_year" value="2020"' in form
    assert edit(office, person, birth_day="", birth_month="", birth_year="2019").status_code == 302
    person.refresh_from_db()
    assert (person.born_on, person.birth_precision) == (dt.date(2019, 1, 1), "year")


@pytest.mark.parametrize(("day", "status"), [(TODAY, 302), (TOMORROW, 422)])
def test_nobody_is_born_tomorrow(office, family, day, status):
    parts = {"birth_day": day.day, "birth_month": day.month, "birth_year": day.year}
    assert add(office, family, **parts).status_code == status


@pytest.mark.parametrize(("year", "status"), [("1900", 302), ("1899", 422)])
def test_nobody_is_older_than_the_oldest(office, family, year, status):
    assert add(office, family, birth_year=year).status_code == status


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", " ", "belum diisi"),
        ("name", "...", "Nama belum diisi"),
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
    office, family, mother, field, value, words
):
    typed = {"birth_place": "Wonogiri", "mother_name": "Ibu Ningsih"}
    answer = add(office, family, **typed | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert "Wonogiri" in page and "Ibu Ningsih" in page
    assert Person.objects.count() == 1


def test_all_mistakes_are_told_at_once(office, family):
    page = add(office, family, nik="123", phone="12", birth_year="90").content.decode()
    for words in ("tepat 16 angka", "tidak dikenal", "empat angka"):
        assert words in page


def test_everything_of_a_child_is_kept_and_shown(office, family, mother):
    father = make.person(family, "Budi Santoso", sex="M", relation="head")
    data = {"mother": mother.pk, "father": father.pk, "birth_weight_g": "3100", "birth_length_cm": "49,5"}
    add(office, family, birth_place="Cibinong", has_growth_card="on", **data)
    child = only("Wulan Sari")
    assert (child.mother, child.father, child.mother_name) == (mother, father, "Siti Rahma")
    page = page_of(office, child)
    for words in ("Siti Rahma", "Budi Santoso", "3.100 g", "49,5 cm", "Cibinong", "KMS"):
        assert words in page
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


def test_whoever_has_no_nik_gets_a_number_of_ours_that_stays_on_paper(office, family):
    add(office, family)
    person = only("Wulan Sari")
    number = person.temporary_no
    assert number.startswith("T") and number in page_of(office, person)
    url = reverse("families:list", args=[person.region_id.replace("/", "-")])
    assert "Wulan Sari" in office.get(url, {"cari": number.lower()}).content.decode()
    edit(office, person, nik=NIK)
    person.refresh_from_db()
    assert (person.nik, person.temporary_no) == (NIK, number)
    assert number not in page_of(office, person)
    assert "Wulan Sari" in office.get(url, {"cari": number}).content.decode()
    edit(office, person, no_nik="on")
    person.refresh_from_db()
    assert (person.nik, person.nik_index, person.temporary_no) == ("", "", number)


def test_stored_numbers_are_hidden_and_stay_when_their_fields_are_left_empty(office, family):
    add(office, family, nik=NIK, phone="0812 3456 7890")
    person = only("Wulan Sari")
    form = office.get(reverse("families:edit-person", args=[person.pk])).content.decode()
    assert NIK not in form and f"•••• {NIK[-4:]}" in form and "81234567890" not in form
    edit(office, person, name="Wulan Sari Dewi")
    person.refresh_from_db()
    assert (person.name, person.nik, person.phone) == ("Wulan Sari Dewi", NIK, "+6281234567890")


@pytest.mark.parametrize(("name", "field"), [("families:nik", "nik"), ("families:phone", "phone")])
def test_a_number_is_shown_on_request_with_a_line_in_the_trail(office, family, name, field):
    add(office, family, nik=NIK, phone="0812 3456 7890")
    person = only("Wulan Sari")
    number = getattr(person, field)
    assert number not in page_of(office, person)
    before = AuditEntry.objects.filter(object_id=str(person.pk)).count()
    url = reverse(name, args=[person.pk])
    whole = office.post(url)
    part = office.post(url, headers={"HX-Request": "true"})
    assert number in whole.content.decode() and "<html" in whole.content.decode()
    assert number in part.content.decode() and "<html" not in part.content.decode()
    assert whole["Cache-Control"] == part["Cache-Control"] == "no-store"
    assert AuditEntry.objects.filter(object_id=str(person.pk)).count() == before + 2


@pytest.mark.parametrize(
    ("nik", "changes", "words"),
    [
        ("3101014302900001", {}, "kabupaten atau kota lain"),
        ("3201014402900001", {}, "tanggal lahir di dalam NIK berbeda"),
        ("3201010302900001", {}, "jenis kelamin di dalam NIK berbeda"),
        ("3201014302900000", {}, "semuanya nol"),
        ("3201014313900001", {}, "tidak ada di kalender"),
        ("9999994302900001", {}, "bukan kode kecamatan"),
    ],
)
def test_an_odd_nik_is_kept_and_doubted(office, family, nik, changes, words):
    data = {"nik": nik, "birth_day": "3", "birth_month": "2", "birth_year": "1990"}
    answer = office.post(reverse("families:add-member", args=[family.pk]), person_data(**data), follow=True)
    assert answer.status_code == 200 and words in answer.content.decode()
    person = Person.objects.get()
    assert person.nik == nik and words in page_of(office, person)


@pytest.mark.parametrize("changes", [{}, {"birth_day": ""}, {"birth_day": "", "birth_month": ""}])
def test_a_good_nik_is_not_doubted_and_an_uncertain_birth_neither(office, family, changes):
    add(office, family, nik=NIK, birth_year="1990", **changes)
    person = only("Wulan Sari")
    assert wording.nik_warnings(person) == []
    assert "Periksa lagi" not in page_of(office, person)


def test_the_registered_place_decides_whether_a_nik_is_from_elsewhere(family):
    person = make.person(family, nik="3101014302900001", born_on=dt.date(1990, 2, 3))
    assert len(wording.nik_warnings(person)) == 1
    family.registered_region = make.region("31", "DKI Jakarta")
    assert wording.nik_warnings(person) == []


def test_the_nik_of_somebody_is_refused_with_a_link_to_the_record(office, family, next_rw):
    holder = make.person(make.family(next_rw), "Joko Susilo", sex="M", nik=NIK)
    answer = add(office, family, nik=NIK)
    page = answer.content.decode()
    assert answer.status_code == 422 and "sudah tercatat" in page
    assert reverse("families:person", args=[holder.pk]) in page and "Joko Susilo" in page


def test_the_nik_of_somebody_outside_is_refused_without_a_name(office, family):
    make.person(make.family(make.region("32.01.01.1003", "Pabuaran")), "Joko Susilo", sex="M", nik=NIK)
    page = add(office, family, nik=NIK).content.decode()
    assert "sudah tercatat" in page and "Joko Susilo" not in page


def test_an_exact_twin_in_the_desa_is_refused_with_a_link(office, family, next_rw):
    add(office, make.family(next_rw), mother_name="Ningsih")
    known = only("Wulan Sari")
    answer = add(office, family, name="WULAN  sari", mother_name="Ningsih")
    page = answer.content.decode()
    assert answer.status_code == 422 and reverse("families:person", args=[known.pk]) in page
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"mother_name": "Sumiati"},
        {"birth_day": "4", "mother_name": "Ningsih"},
        {"sex": "M", "mother_name": "Ningsih"},
        {"mother_name": ""},
    ],
)
def test_one_difference_makes_another_person(office, family, changes):
    add(office, family, mother_name="Ningsih")
    assert add(office, family, **changes).status_code == 302
    assert Person.objects.count() == 2


def test_a_form_sent_twice_makes_one_family(office, rw):
    url = reverse("families:register", args=[rw.code])
    assert office.post(url, home_data(rw)).status_code == 302
    answer = office.post(url, home_data(rw))
    assert answer.status_code == 422 and "sudah tercatat" in answer.content.decode()
    assert (Person.objects.count(), Family.objects.count()) == (1, 1)


def test_one_name_and_birthday_without_a_mother_elsewhere_is_proposed(office, rw, next_rw):
    for place in (rw, next_rw):
        office.post(reverse("families:register", args=[place.code]), home_data(place))
    assert Person.objects.count() == 2 and MergeProposal.objects.count() == 1


def test_two_niks_make_two_people_whatever_else_agrees(office, family):
    add(office, family, mother_name="Ningsih", nik=NIK)
    assert add(office, family, mother_name="Ningsih", nik=NIK[:-1] + "2").status_code == 302
    assert Person.objects.count() == 2


def test_a_member_added_to_a_family_that_went_away_is_away_with_it(family, rw, mother, secretary):
    actions.move_family(family=family, moved_on=TODAY, to_text="Depok", by=secretary)
    family.refresh_from_db()
    child = actions.add_member(family=family, name="Wulan", sex="F", relation="child", by=secretary).person
    assert child.moved_on == TODAY
    actions.move_family(family=family, moved_on=TODAY, to_region=rw, by=secretary)
    child.refresh_from_db()
    assert child.moved_on is None


def test_the_twin_of_a_merged_record_leads_to_the_one_that_stands(office, family, secretary):
    add(office, family, mother_name="Ningsih")
    kept = make.child(family, "Wulan S.")
    merged = only("Wulan Sari")
    merged.merged_into = kept
    merged.save()
    page = add(office, family, mother_name="Ningsih").content.decode()
    assert reverse("families:person", args=[kept.pk]) in page


def test_a_near_twin_is_kept_and_proposed(office, family):
    add(office, family, nik=NIK, mother_name="Siti Rahmawati")
    answer = office.post(
        reverse("families:add-member", args=[family.pk]),
        person_data(name="Woelan Sari", relation="child", birth_year="2020", mother_name="Siti Rachmawati"),
        follow=True,
    )
    assert "Ada catatan yang mirip: Wulan Sari" in answer.content.decode()
    assert MergeProposal.objects.get().other.name == "Woelan Sari"


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


@pytest.mark.parametrize(("day", "words"), [(TOMORROW.isoformat(), "belum tiba"), ("", "belum diisi")])
def test_a_wrong_day_of_death_is_refused(office, family, day, words):
    answer = die(office, make.child(family), died_on=day)
    assert answer.status_code == 422 and words in answer.content.decode()


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
    assert AuditEntry.objects.filter(verb="person.edit", detail__fields=["died_on"]).count() == 1


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
    ("born_on", "precision", "words"),
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
def test_ages_are_said_as_far_as_they_are_known(born_on, precision, words):
    person = Person(born_on=born_on, birth_precision=precision)
    assert wording.age(person, dt.date(2026, 12, 1)) == words

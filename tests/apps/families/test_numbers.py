"""NIK, temporary numbers and telephones; exact duplicates are refused with their record, near ones proposed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.families import actions, wording
from anyelir.families.models import Family, MergeProposal, Person
from tests import factories as make
from tests.apps.families.conftest import NIK, add, edit, home_data, only, page_of, person_data

pytestmark = pytest.mark.django_db
TODAY = make.today()


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
    edit(office, person, no_phone="on")
    person.refresh_from_db()
    assert (person.nik, person.phone, person.phone_index) == (NIK, "", "")


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
    assert "no-store" in whole["Cache-Control"] and "no-store" in part["Cache-Control"]
    assert AuditEntry.objects.filter(object_id=str(person.pk)).count() == before + 2


@pytest.mark.parametrize(
    ("nik", "changes", "doubt"),
    [
        ("3101014302900001", {}, "kabupaten atau kota lain"),
        ("3201014402900001", {}, "tanggal lahir di dalam NIK berbeda"),
        ("3201010302900001", {}, "jenis kelamin di dalam NIK berbeda"),
        ("3201014313900001", {}, "tidak ada di kalender"),
        ("9999994302900001", {}, "bukan kode kecamatan"),
    ],
)
def test_an_odd_nik_is_kept_and_doubted(office, family, nik, changes, doubt):
    data = {"nik": nik, "birth_day": "3", "birth_month": "2", "birth_year": "1990"}
    answer = office.post(reverse("families:add-member", args=[family.pk]), person_data(**data), follow=True)
    assert answer.status_code == 200 and doubt in answer.content.decode()
    person = Person.objects.get()
    assert person.nik == nik and doubt in page_of(office, person)


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
    assert "Nomor ini belum bisa dipakai di sini" in page and "Joko Susilo" not in page


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


def test_an_edit_can_show_a_twin_and_a_pair_is_proposed_once(office, family, secretary):
    add(office, family, nik=NIK, mother_name="Siti Rahmawati")
    add(office, family, name="Bunga", mother_name="Siti Rachmawati")
    assert not MergeProposal.objects.exists()
    edit(office, only("Bunga"), name="Woelan Sari", birth_year="2020", mother_name="Siti Rachmawati")
    proposal = MergeProposal.objects.get()
    assert {proposal.kept, proposal.other} == {only("Wulan Sari"), only("Woelan Sari")}
    actions.dismiss_merge(proposal=proposal, by=secretary)
    edit(office, only("Wulan Sari"), name="Wulan Sary", birth_year="2020", mother_name="Siti Rahmawati")
    assert MergeProposal.objects.count() == 1

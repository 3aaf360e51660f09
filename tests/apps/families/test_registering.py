"""A child is found again, kept apart, or proposed for merging."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.families.actions import find_or_register_child
from anyelir.families.models import Family, MergeProposal, Person
from tests import factories as make

BORN = dt.date(2023, 9, 17)
NIK = "3201011709230004"
pytestmark = pytest.mark.django_db


def register(place, by, **changes):
    given = {"name": "Bagas Kusuma", "sex": "M", "born_on": BORN, "mother_name": "Tuti Alawiyah", **changes}
    # As a file registers, which has nobody to ask.
    given.setdefault("asks", False)
    return find_or_register_child(region_code=place.pk, by=by, **given)


def test_a_new_child_gets_a_house_a_family_and_a_temporary_number(rw, secretary):
    made = register(rw, secretary)
    assert made.created and not made.proposals
    assert made.person.temporary_no.startswith("T")
    assert made.person.family.household.house.region == rw
    assert AuditEntry.objects.filter(verb="person.register", object_id=str(made.person.pk)).count() == 1


def test_the_nik_is_encrypted_and_found_by_its_blind_index(rw, secretary):
    made = register(rw, secretary, nik=NIK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik FROM families_person")
        stored = cursor.fetchone()[0]
    assert stored and NIK not in stored
    assert Person.objects.get(pk=made.person.pk).nik == NIK
    assert register(rw, secretary, nik=NIK, name="Bagas K.").person == made.person


def test_an_encrypted_field_cannot_be_filtered(rw, secretary):
    with pytest.raises(TypeError, match="blind index"):
        Person.objects.filter(nik=NIK).exists()


def test_the_same_child_without_nik_is_found_again(rw, secretary):
    first = register(rw, secretary)
    again = register(rw, secretary, name="BAGAS  kusuma")
    assert not again.created and again.person == first.person


def test_a_record_without_nik_is_never_joined_to_one_with_nik_in_silence(rw, secretary):
    known = register(rw, secretary, nik=NIK)
    other = register(rw, secretary)
    assert other.created and other.person != known.person
    assert [proposal.kept for proposal in other.proposals] == [known.person]
    again = register(rw, secretary)
    assert not again.created and again.person == other.person


def test_another_spelling_is_proposed(rw, secretary):
    register(rw, secretary, nik=NIK)
    other = register(rw, secretary, name="Bagas Koesoema", mother_name="Hj. Toeti Alawijah")
    assert len(other.proposals) == 1


def test_brothers_are_not_proposed(rw, secretary):
    register(rw, secretary)
    brother = register(rw, secretary, name="Dimas Kusuma", born_on=dt.date(2021, 2, 3))
    assert brother.created and not brother.proposals
    assert Family.objects.count() == 1, "children of one mother at one address are one family"


def test_the_same_name_in_another_desa_is_another_child(rw, secretary):
    elsewhere = make.region("32.01.01.1003", "Pabuaran")
    first = register(rw, secretary)
    second = register(elsewhere, secretary)
    assert second.created and second.person != first.person


@pytest.mark.parametrize("nik", ["123", "32010117092300041", "320101170923000A"])
def test_a_nik_that_is_not_sixteen_digits_is_refused(rw, secretary, nik):
    with pytest.raises(Refused) as refused:
        register(rw, secretary, nik=nik)
    assert (refused.value.code, refused.value.field) == ("nik_not_16_digits", "nik")
    assert not Person.objects.exists()


def test_the_nik_of_quite_another_person_is_refused(rw, secretary):
    register(rw, secretary, nik=NIK)
    with pytest.raises(Refused) as refused:
        register(rw, secretary, nik=NIK, name="Sulastri", born_on=dt.date(2020, 1, 1))
    assert refused.value.code == "nik_taken"


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "name_missing"), ("   ", "name_missing"), ("...", "not_a_name"), ("#N/A", "not_a_name"),
     ("-", "not_a_name"), ("tidak ada", "not_a_name"), ("0", "not_a_name")],
)  # fmt: skip
def test_a_child_without_a_name_is_refused(rw, secretary, name, code):
    with pytest.raises(Refused) as refused:
        register(rw, secretary, name=name)
    assert (refused.value.code, refused.value.field) == (code, "name")
    assert not Person.objects.exists()


def test_a_proposal_exists_once_a_pair(rw, secretary):
    register(rw, secretary, nik=NIK)
    register(rw, secretary)
    assert MergeProposal.objects.count() == 1


def test_of_two_children_described_alike_a_file_chooses_none(rw, secretary):
    register(rw, secretary)
    register(rw, secretary, asks=True, is_another=True)
    with pytest.raises(Refused) as refused:
        register(rw, secretary)
    assert (refused.value.code, refused.value.field) == ("several_alike", "name")
    assert Person.objects.count() == 2


def test_who_says_that_it_is_another_stands_in_the_trail(rw, secretary):
    register(rw, secretary)
    other = register(rw, secretary, asks=True, is_another=True)
    line = AuditEntry.objects.get(verb="person.register", object_id=str(other.person.pk))
    assert line.detail == {"is_another": True}

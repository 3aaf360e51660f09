"""What cannot be true of a family or a person is refused, and nothing of it is stored."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.families import actions
from anyelir.families.actions import recognising
from anyelir.families.models import Family, MergeProposal, Move, Person
from tests import factories as make
from tests.apps.families.conftest import NIK
from tests.refusals import code_of, refused_with

pytestmark = pytest.mark.django_db
TODAY = make.today()
DAY = dt.timedelta(days=1)
BORN = dt.date(1990, 2, 3)


@pytest.fixture
def head(family):
    return make.person(family, "Budi Santoso", sex="M", relation="head")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"phone": "12"}, "phone_wrong"),
        ({"nik": NIK[:15]}, "nik_not_16_digits"),
        ({"nik": "1" * 16}, "nik_of_nobody"),
        ({"nik": NIK[:12] + "0000"}, "nik_of_nobody"),
        ({"name": "  "}, "name_missing"),
        ({"name": " - "}, "not_a_name"),
        # Tomorrow may be today in another zone of the country.
        ({"born_on": TODAY + 2 * DAY}, "born_in_future"),
        ({"born_on": dt.date(1700, 1, 1)}, "born_too_long_ago"),
        ({"growth_card": "no", "growth_card_on": TODAY}, "card_day_alone"),
        ({"growth_card": "yes", "growth_card_on": TODAY + 2 * DAY}, "date_in_future"),
    ],
)
def test_what_cannot_be_is_not_written_on_a_person(mother, secretary, changes, code):
    before = Person.objects.filter(pk=mother.pk).values().get()
    assert code_of(actions.edit_person, person=mother, by=secretary, **changes) == code
    assert Person.objects.filter(pk=mother.pk).values().get() == before


def test_nobody_dies_before_birth_or_is_born_after_death(mother, secretary):
    death = actions.record_death
    assert code_of(death, person=mother, died_on=BORN - DAY, by=secretary) == "died_before_birth"
    assert code_of(death, person=mother, died_on=TODAY + 2 * DAY, by=secretary) == "date_in_future"
    death(person=mother, died_on=BORN, by=secretary)
    edit = actions.edit_person
    assert code_of(edit, person=mother, born_on=BORN + DAY, by=secretary) == "born_after_death"
    assert edit(person=mother, born_on=BORN, by=secretary).born_on == BORN


def test_two_people_have_two_numbers_whichever_form_brings_the_second(family, head, mother, secretary):
    actions.edit_person(person=head, nik=NIK, by=secretary)
    assert code_of(actions.edit_person, person=mother, nik=NIK, by=secretary) == "nik_taken"
    member = {"name": "Wulan", "sex": "F", "relation": "other", "nik": NIK}
    assert code_of(actions.add_member, family=family, by=secretary, **member) == "nik_taken"
    assert actions.edit_person(person=head, nik=NIK, by=secretary).nik == NIK


CHILD = {"name": "Kirana Ayu", "sex": "F", "born_on": dt.date(2024, 12, 4), "mother_name": "Neneng"}


def register(family, by, **changes):
    return actions.find_or_register_child(region_code=family.region_id, by=by, **CHILD | changes).person


def test_a_child_that_was_recognised_keeps_its_own_number(family, secretary):
    known = register(family, secretary, nik=NIK)
    recognise = recognising.recognise_child
    assert code_of(recognise, pk=known.pk, nik=f"{NIK[:-1]}2", by=secretary) == "nik_differs"
    assert recognise(pk=known.pk, nik=NIK, by=secretary) == known
    known.refresh_from_db()
    assert known.nik == NIK


def test_nobody_is_chosen_of_two_who_are_described_alike(family, secretary):
    make.person(family, **CHILD), make.person(family, **CHILD)
    assert code_of(register, family, secretary, asks=False) == "several_alike"
    assert Person.objects.filter(name="Kirana Ayu").count() == 2


def test_a_twin_with_the_number_of_the_other_is_asked_about(family, secretary):
    register(family, secretary, nik=NIK)
    assert code_of(register, family, secretary, nik=NIK, name="Kinanti") == "perhaps_holder"
    assert code_of(register, family, secretary, nik=NIK, name="Bagas", mother_name="Tuti") == "nik_taken"
    assert Person.objects.filter(nik_index=Person.index_of_nik(NIK)).count() == 1


@pytest.mark.parametrize("card_no", ["123", "320101120315000x", "32010112031500070"])
def test_a_card_has_sixteen_digits_whoever_writes_it(family, secretary, card_no):
    changed = {"place": family.region, "address": "", "card_no": card_no}
    assert code_of(actions.edit_family, family=family, by=secretary, **changed) == "card_not_16_digits"
    assert not Family.objects.exclude(card_index="").exists()


def test_somebody_goes_where_people_live_and_says_where(family, head, mother, next_rw, secretary):
    gone = make.family(next_rw, "Karto", moved_on=TODAY)

    def move(person=mother, on=TODAY, **where):
        return code_of(actions.move_person, person=person, moved_on=on, by=secretary, **where)

    assert move(to_text=" ") == "no_destination"
    assert move(to_family=family) == "same_family"
    assert move(to_family=gone) == "family_moved"
    assert move(on=BORN - DAY, to_text="Depok") == "before_birth"
    assert move(on=TODAY + 2 * DAY, to_text="Depok") == "date_in_future"
    assert not Move.objects.exists()
    actions.move_person(person=mother, moved_on=TODAY, to_text="Depok", by=secretary)
    assert move(on=TODAY - DAY, to_family=family) == "before_last_move"
    assert move(person=head, to_text="Depok") == "last_one"


@pytest.mark.parametrize(
    ("code", "to_region"), [("place_too_wide", "32.01.01"), ("no_such_region", "32.01.01.1003")]
)
def test_the_place_of_a_move_is_one_of_the_own_or_only_told(office, family, code, to_region):
    make.region("32.01.01.1003", "Pabuaran")
    data = {"moved_on": TODAY.isoformat(), "to_region": to_region}
    with refused_with(code):
        assert office.post(reverse("families:move", args=[family.pk]), data).status_code == 422
    assert not Move.objects.exists()


@pytest.fixture
def proposal(desa, mother, family):
    twin = make.person(family, "Siti Rachma", born_on=BORN)
    return MergeProposal.objects.create(kept=mother, other=twin, region=desa, score=0.95, parts={})


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("no_decision", {}),
        ("no_decision", {"keputusan": "mungkin"}),
        ("no_record_chosen", {"keputusan": "gabung"}),
        ("no_record_chosen", {"keputusan": "gabung", "simpan": "ketiga"}),
        ("not_decided", {"keputusan": "batal"}),
    ],
)
def test_a_half_decision_of_the_merge_desk_is_none(office, proposal, code, data):
    with refused_with(code):
        office.post(reverse("families:decide", args=[proposal.pk]), data)
    proposal.refresh_from_db()
    assert proposal.state == MergeProposal.State.PROPOSED and proposal.decided_at is None


def test_two_records_of_two_desa_are_not_proposed(mother, secretary):
    far = make.person(make.family(make.region("32.01.01.1003", "Pabuaran")), "Siti Rahma")
    assert code_of(actions.propose_merge, person=mother, other=far, by=secretary) == "another_desa"
    assert code_of(actions.propose_merge, person=mother, other=mother, by=secretary) == "already_merged"
    assert not MergeProposal.objects.exists()

"""House, household (KRT) and family (KK): registering, putting right, living under one roof."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.families import actions
from anyelir.families.models import Family, House, Household, Person
from tests import factories as make
from tests.apps.families.conftest import CARD, home_data

pytestmark = pytest.mark.django_db


def page_of(office, family) -> str:
    return office.get(reverse("families:family", args=[family.pk])).content.decode()


def test_a_family_is_registered_in_its_house_with_card_and_registered_address(office, rw, next_rw):
    data = home_data(rw, card_no=CARD, address="Gang Kenanga 7") | {
        "registered_region": next_rw.code,
        "registered_address": "Kp. Curug 2",
    }
    office.post(reverse("families:register", args=[rw.code]), data)
    family = Family.objects.get()
    assert family.household.house.address == "Gang Kenanga 7"
    assert (family.card_no, family.registered_region) == (CARD, next_rw)
    page = page_of(office, family)
    assert "Gang Kenanga 7" in page and "Kp. Curug 2" in page and next_rw.label in page
    assert CARD not in page and f"•••• {CARD[-4:]}" in page


def test_the_place_is_one_of_those_in_which_the_person_works(office, desa, rw, next_rw):
    page = office.get(reverse("families:register", args=[desa.code])).content.decode()
    assert f'value="{rw.code}"' in page and f'value="{next_rw.code}"' in page
    office.post(reverse("families:register", args=[desa.code]), home_data(next_rw))
    assert Family.objects.get().region == next_rw


def test_nobody_registers_a_family_in_a_whole_kecamatan(client, desa):
    user = make.user("wati", "Wati")
    make.grant(user, "village_secretary", desa.parent)
    client.force_login(user)
    url = reverse("families:register", args=[desa.parent_id])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("household", "households", "text"),
    [("satu", 1, "Serumah tangga dengan"), ("sendiri", 2, "Rumah tangga lain di rumah ini")],
)
def test_a_second_family_lives_in_the_same_house(office, rw, household, households, text):
    first = make.family(rw)
    make.person(first, relation="head")
    url = f"{reverse('families:register', args=[rw.code])}?serumah={first.pk}"
    data = home_data(rw, household=household)
    del data["place"]
    assert office.post(url, data).status_code == 302
    second = Family.objects.exclude(pk=first.pk).get()
    assert (House.objects.count(), Household.objects.count()) == (1, households)
    assert second.region == first.region
    assert text in page_of(office, first) and second.head_name in page_of(office, first)


def test_the_house_of_a_family_outside_is_not_there(office, rw):
    elsewhere = make.family(make.region("32.01.01.1003", "Pabuaran"))
    url = f"{reverse('families:register', args=[rw.code])}?serumah={elsewhere.pk}"
    assert office.get(url).status_code == 404


def test_the_head_of_the_household_may_stand_on_another_card(office, rw, secretary):
    young = make.family(rw)
    make.person(young, "Budi Santoso", sex="M", relation="head")
    assert "Kepala rumah tangga" in page_of(office, young)
    head = {"name": "Sumiati", "sex": "F", "relation": "household_head"}
    actions.register_family(region=rw, head=head, beside=young, by=secretary)
    page = page_of(office, young)
    assert page.index("Sumiati") > page.index("Kepala rumah tangga")


@pytest.mark.parametrize("relation", ["head", "household_head"])
def test_there_is_one_living_head(rw, secretary, relation):
    family = make.family(rw)
    old = make.person(family, "Budi", sex="M", relation=relation)
    with pytest.raises(Refused) as refused:
        actions.add_member(family=family, by=secretary, name="Wati", sex="F", relation=relation)
    assert (refused.value.code, refused.value.field) == ("head_taken", "relation")
    old.died_on = make.today()
    old.save()
    actions.add_member(family=family, by=secretary, name="Wati", sex="F", relation=relation)
    family.refresh_from_db()
    assert family.head_name == "Wati"


def test_a_known_card_is_refused_with_a_link_to_its_family(office, rw):
    known = make.family(rw, "Slamet Riyadi", card_no=CARD)
    answer = office.post(reverse("families:register", args=[rw.code]), home_data(rw, card_no=CARD))
    page = answer.content.decode()
    assert answer.status_code == 422 and "sudah terdaftar" in page
    assert reverse("families:family", args=[known.pk]) in page and "Siti Rahma" in page
    assert Family.objects.count() == 1


def test_a_known_card_outside_is_refused_without_its_name(office, rw):
    make.family(make.region("32.01.01.1003", "Pabuaran"), "Slamet Riyadi", card_no=CARD)
    page = office.post(
        reverse("families:register", args=[rw.code]), home_data(rw, card_no=CARD)
    ).content.decode()
    assert "Nomor ini belum bisa dipakai di sini" in page and "Slamet Riyadi" not in page


def test_an_odd_card_is_kept_and_doubted(office, rw):
    card = "3101011209880007"
    answer = office.post(
        reverse("families:register", args=[rw.code]), home_data(rw, card_no=card), follow=True
    )
    assert "kabupaten atau kota lain" in answer.content.decode()
    assert Family.objects.get().card_no == card
    assert "Periksa lagi" in page_of(office, Family.objects.get())


def edit_data(family, **changes):
    return {"place": family.region_id, "address": "Jalan Baru 1", "card_no": ""} | changes


def test_an_empty_card_field_leaves_the_card(office, rw):
    family = make.family(rw, card_no=CARD)
    url = reverse("families:edit-family", args=[family.pk])
    assert CARD not in office.get(url).content.decode()
    assert office.post(url, edit_data(family)).status_code == 302
    family.refresh_from_db()
    assert (family.card_no, family.household.house.address) == (CARD, "Jalan Baru 1")
    office.post(url, edit_data(family, no_card="on"))
    family.refresh_from_db()
    assert (family.card_no, family.card_index) == ("", "")


def test_the_card_of_another_family_is_refused_and_what_was_typed_stays(office, rw):
    make.family(rw, "Slamet Riyadi", card_no=CARD)
    family = make.family(rw)
    answer = office.post(
        reverse("families:edit-family", args=[family.pk]), edit_data(family, card_no=CARD, address="Jalan X")
    )
    assert answer.status_code == 422 and "Jalan X" in answer.content.decode()
    family.refresh_from_db()
    assert family.card_no == "" and family.household.house.address == "Gang Melati 3"


def test_a_wrong_place_is_put_right_for_the_whole_house(office, rw, next_rw, secretary):
    family = make.family(rw)
    person = make.person(family, relation="head")
    head = {"name": "Sumiati", "sex": "F"}
    mate = actions.register_family(region=rw, head=head, beside=family, by=secretary).person
    url = reverse("families:edit-family", args=[family.pk])
    assert "semua keluarga di rumah ini" in office.get(url).content.decode()
    office.post(url, edit_data(family, place=next_rw.code))
    for member in (person, mate):
        member.refresh_from_db()
        assert member.region == member.family.region == member.family.household.house.region == next_rw
    assert not family.moves.exists()


def test_a_registered_place_can_be_taken_away_again(office, rw, next_rw):
    family = make.family(rw, registered_region=next_rw, registered_address="Kp. Curug 2")
    url = reverse("families:edit-family", args=[family.pk])
    data = edit_data(family, registered_region=next_rw.code, registered_address="Kp. Curug 2")
    office.post(url, data)
    family.refresh_from_db()
    assert family.registered_region == next_rw
    office.post(url, data | {"is_registered_here": "on"})
    family.refresh_from_db()
    assert (family.registered_region, family.registered_address) == (None, "")


def test_an_edit_is_in_the_trail_without_the_number(office, rw):
    family = make.family(rw)
    office.post(reverse("families:edit-family", args=[family.pk]), edit_data(family, card_no=CARD))
    line = AuditEntry.objects.get(verb="family.edit", object_id=str(family.pk))
    assert CARD not in str(line.detail)


def test_lists_leave_out_families_in_which_nobody_is_left(office, desa, rw):
    make.person(make.family(rw, "Slamet Riyadi"))
    gone = make.person(make.family(rw, "Budi Santoso"))
    gone.merged_into = Person.objects.exclude(pk=gone.pk).get()
    gone.save()
    make.person(make.family(rw, "Joko Susilo", moved_on=make.today()))
    page = office.get(reverse("families:list", args=[desa.code])).content.decode()
    assert "Slamet Riyadi" in page
    assert "Budi Santoso" not in page and "Joko Susilo" not in page

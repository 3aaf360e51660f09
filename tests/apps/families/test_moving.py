"""A family or one person goes to live elsewhere, and can come back; what happened before stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.models import DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.families import actions
from anyelir.families.models import Family, Move, Person
from tests import factories as make
from tests.apps.families.conftest import CARD
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
TODAY = make.today()
EARLIER = TODAY - dt.timedelta(days=30)


@pytest.fixture
def family(rw):
    family = make.family(rw, "Budi Santoso")
    make.person(family, "Budi Santoso", sex="M", relation="head")
    return family


@pytest.fixture
def sister(family):
    return make.person(family, "Wulan Sari", relation="other", born_on=dt.date(1999, 5, 2))


def again(record):
    record.refresh_from_db()
    return record


def test_everybody_who_lives_there_goes_along(family, sister, next_rw, secretary):
    dead = make.person(family, "Karto", died_on=EARLIER)
    left = make.person(family, "Joko", moved_on=EARLIER)
    old_house = family.household.house
    actions.move_family(
        family=family, moved_on=TODAY, to_region=next_rw, address=" Gang  Baru 1", by=secretary
    )
    again(family)
    assert family.region == again(sister).region == family.household.house.region == next_rw
    assert family.household.house.address == "Gang Baru 1" and family.household.house != old_house
    assert again(dead).region == again(left).region == old_house.region
    move = Move.objects.get()
    assert (move.from_region, move.to_region, move.moved_on) == (old_house.region, next_rw, TODAY)


def test_a_family_that_went_away_can_come_back(family, sister, rw, secretary):
    left = make.person(family, "Joko", moved_on=EARLIER)
    actions.move_family(family=family, moved_on=TODAY, to_text="Kota Depok", by=secretary)
    assert (again(family).moved_on, again(sister).moved_on) == (TODAY, TODAY)
    actions.move_family(family=family, moved_on=TODAY, to_region=rw, by=secretary)
    assert (again(family).moved_on, again(sister).moved_on) == (None, None)
    assert again(left).moved_on == EARLIER


def test_a_move_that_is_told_again_is_no_second_move(family, sister, next_rw, secretary):
    """Out of the house, back into another one, and one person alone; told by two people or in two tabs."""
    away = {"moved_on": TODAY, "to_text": "Kota  Depok", "by": secretary}
    for again in (away, {"moved_on": TODAY, "to_region": next_rw, "by": secretary}):
        actions.move_family(family=family, **again)
        assert code_of(actions.move_family, family=family, **again) == "moved_already"
    actions.move_person(person=sister, **away)
    assert code_of(actions.move_person, person=sister, **away) == "moved_already"
    assert Move.objects.filter(person=None).count() == 2 and Move.objects.filter(person=sister).count() == 1


def post_family_move(office, family, **data):
    return office.post(reverse("families:move", args=[family.pk]), {"moved_on": TODAY.isoformat()} | data)


def test_the_page_tells_where_a_family_went(office, family, next_rw):
    assert post_family_move(office, family, to_region=next_rw.code, address="Gang Baru 1").status_code == 302
    page = office.get(reverse("families:family", args=[family.pk])).content.decode()
    assert "Gang Baru 1" in page and "Riwayat pindah" in page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "tujuan pindah"),
        ({"to_text": "Depok", "moved_on": (TODAY + dt.timedelta(days=2)).isoformat()}, "belum tiba"),
        ({"to_text": "Depok", "moved_on": ""}, "belum diisi"),
        ({"to_text": "Depok", "moved_on": "31-02-2024"}, "tidak ada di kalender"),
        ({"to_text": "x" * 201}, "Paling panjang 200"),
        ({"to_region": "32.01.01", "address": "Depok"}, "sampai desa"),
        ({"to_region": "32.01.01.1003", "address": "Depok"}, "bukan wilayah"),
        ({"to_region": "99.99", "address": "Depok"}, "tidak ditemukan"),
    ],
)
def test_a_wrong_move_has_a_clear_message_and_loses_nothing(office, family, data, message):
    make.region("32.01.01.1003", "Pabuaran")
    answer = post_family_move(office, family, **data)
    page = answer.content.decode()
    assert answer.status_code == 422 and message in page
    assert all(value in page for name, value in data.items() if name in ("to_text", "address"))
    assert not Move.objects.exists()


def test_moves_are_in_order(office, family, secretary, next_rw):
    actions.move_family(family=family, moved_on=TODAY, to_region=next_rw, by=secretary)
    answer = post_family_move(office, family, to_text="Depok", moved_on=EARLIER.isoformat())
    assert answer.status_code == 422 and "Kepindahan terakhir" in answer.content.decode()


def post_move(office, person, **data):
    return office.post(
        reverse("families:move-person", args=[person.pk]), {"moved_on": TODAY.isoformat()} | data
    )


def test_one_person_joins_another_family(office, family, sister, next_rw):
    other = make.family(next_rw, "Joko Susilo", card_no=CARD)
    make.person(other, "Joko Susilo", sex="M", relation="head")
    answer = post_move(office, sister, where="keluarga", family_text=CARD, relation="spouse")
    assert answer.status_code == 302
    assert (again(sister).family, sister.region, sister.relation) == (other, next_rw, "spouse")
    move = sister.moves.get()
    assert (move.family, move.to_region, move.to_text) == (family, next_rw, "Joko Susilo")
    page = office.get(reverse("families:person", args=[sister.pk])).content.decode()
    assert "Riwayat pindah" in page and "Joko Susilo" in page


def test_several_families_of_one_name_are_offered(office, family, sister, next_rw):
    homes = [make.family(next_rw, "Joko Susilo", address=f"Gang {n}") for n in (1, 2)]
    for home in homes:
        make.person(home, "Joko Susilo", sex="M", relation="head")
    answer = post_move(office, sister, where="keluarga", family_text="joko")
    page = answer.content.decode()
    assert answer.status_code == 422 and "Gang 1" in page and "Gang 2" in page
    post_move(office, sister, where="keluarga", family_text="joko", to_family=str(homes[1].pk))
    assert again(sister).family == homes[1]


def test_a_family_outside_cannot_be_chosen(office, sister):
    elsewhere = make.region("32.01.01.1003", "Pabuaran")
    home = make.family(elsewhere, "Joko Susilo", card_no=CARD)
    make.person(home, "Joko Susilo", sex="M", relation="head")
    answer = post_move(office, sister, where="keluarga", family_text=CARD, to_family=str(home.pk))
    assert answer.status_code == 422 and "tidak ditemukan" in answer.content.decode()
    assert again(sister).family != home


def test_somebody_gets_a_card_of_their_own_in_the_same_household(office, family, sister):
    assert post_move(office, sister, where="sendiri").status_code == 302
    new_family = again(sister).family
    assert new_family != family and new_family.household == family.household
    assert (new_family.head_name, sister.relation, sister.region) == ("Wulan Sari", "head", family.region)


def test_somebody_goes_away_and_comes_back(office, family, sister):
    assert post_move(office, sister, where="keluar", to_text="Hong Kong").status_code == 302
    assert again(sister).moved_on == TODAY and sister.family == family
    page = office.get(reverse("families:person", args=[sister.pk])).content.decode()
    assert "Hong Kong" in page and "Pindah pada" in page
    assert post_move(office, sister, where="kembali").status_code == 302
    assert again(sister).moved_on is None


def test_the_last_one_takes_the_family_along(office, family, sister):
    post_move(office, sister, where="keluar", to_text="Hong Kong")
    head = Person.objects.get(name="Budi Santoso")
    answer = post_move(office, head, where="keluar", to_text="Hong Kong")
    assert answer.status_code == 422 and "Catat kepindahan keluarganya" in answer.content.decode()
    assert again(head).moved_on is None and not head.moves.exists()


def test_a_family_left_by_its_last_member_is_no_longer_listed(office, desa, rw, next_rw, secretary):
    lonely = make.person(make.family(rw, "Sumiati"), "Sumiati", relation="head")
    other = make.family(next_rw, "Joko Susilo")
    make.person(other, "Joko Susilo", sex="M", relation="head")
    old = lonely.family
    actions.move_person(person=lonely, moved_on=TODAY, to_family=other, relation="parent", by=secretary)
    page = office.get(reverse("families:list", args=[desa.code])).content.decode()
    assert reverse("families:family", args=[other.pk]) in page
    assert reverse("families:family", args=[old.pk]) not in page
    actions.move_person(person=lonely, moved_on=TODAY, to_family=old, relation="head", by=secretary)
    page = office.get(reverse("families:list", args=[desa.code])).content.decode()
    assert reverse("families:family", args=[old.pk]) in page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "belum diisi"),
        ({"where": "bulan"}, "Pilih salah satu"),
        ({"where": "keluar"}, "tujuan pindah"),
        ({"where": "keluarga"}, "tidak ditemukan"),
        ({"where": "keluarga", "family_text": "..."}, "tidak ditemukan"),
        ({"where": "keluar", "to_text": "Depok", "moved_on": "1999-05-01"}, "sebelum lahir"),
        ({"where": "keluar", "to_text": "Depok", "moved_on": "2199-05-01"}, "belum tiba"),
        ({"where": "sendiri", "moved_on": "kemarin"}, "tidak ada di kalender"),
    ],
)
def test_a_wrong_move_of_one_person_has_a_clear_message(office, sister, data, message):
    answer = post_move(office, sister, **data)
    assert answer.status_code == 422 and message in answer.content.decode()
    assert not Move.objects.exists() and Family.objects.count() == 1


def test_a_head_does_not_join_beside_another_head(office, sister, next_rw):
    other = make.family(next_rw, "Joko Susilo", card_no=CARD)
    make.person(other, "Joko Susilo", sex="M", relation="head")
    answer = post_move(office, sister, where="keluarga", family_text=CARD, relation="head")
    assert answer.status_code == 422 and "sudah tercatat sebagai kepalanya" in answer.content.decode()
    assert not Move.objects.exists()


def test_the_dead_do_not_move(sister, secretary):
    sister.died_on = TODAY
    sister.save()
    with pytest.raises(Refused) as refused:
        actions.move_person(person=sister, moved_on=TODAY, to_text="Depok", by=secretary)
    assert refused.value.code == "cannot_move"


def test_the_head_who_left_no_longer_names_the_family(family, sister, secretary):
    head = Person.objects.get(name="Budi Santoso")
    actions.move_person(person=head, moved_on=TODAY, to_text="Depok", by=secretary)
    actions.edit_person(person=sister, relation="head", by=secretary)
    assert again(family).head_name == "Wulan Sari"


def test_moving_a_child_of_a_posyandu_marks_its_months(rw, family, next_rw, secretary):
    child = make.child(family)
    make.enrolment(make.posyandu(rw), child)
    DirtyLeaf.objects.all().delete()
    actions.move_family(family=family, moved_on=TODAY, to_region=next_rw, by=secretary)
    assert DirtyLeaf.objects.exists()


def test_who_died_before_a_move_is_still_shown_with_the_family(client, family, sister, next_rw, secretary):
    actions.record_death(person=sister, died_on=EARLIER, by=secretary)
    actions.move_family(family=family, moved_on=TODAY, to_region=next_rw, by=secretary)
    neighbour = make.user("yanti", "Yanti")
    make.grant(neighbour, "kader_dasawisma", next_rw)
    client.force_login(neighbour)
    url = reverse("families:person", args=[sister.pk])
    assert url in client.get(reverse("families:family", args=[family.pk])).content.decode()
    assert "Tempat tinggal terakhir" in client.get(url).content.decode()
    actions.record_death(person=sister, died_on=None, by=secretary)
    assert again(sister).region == next_rw


def test_who_left_a_family_is_not_shown_to_the_old_place(client, family, sister, rw, next_rw, secretary):
    other = make.family(next_rw, "Joko Susilo")
    actions.move_person(person=sister, moved_on=TODAY, to_family=other, by=secretary)
    old_neighbour = make.user("yanti", "Yanti")
    make.grant(old_neighbour, "kader_dasawisma", rw)
    client.force_login(old_neighbour)
    assert client.get(reverse("families:person", args=[sister.pk])).status_code == 404

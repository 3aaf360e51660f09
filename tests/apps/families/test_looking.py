"""A number is looked up inside the own scope, every try is in the trail, and there are only so many a day."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.core.audit import SYSTEM, attempts
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.families import looking
from anyelir.families.actions import find_or_register_child
from anyelir.families.known_people import IN_DATABASE, PeopleRead, Sought
from anyelir.families.models import Person
from anyelir.rules import look_ups
from tests import factories as make

pytestmark = pytest.mark.django_db
NIK = "3201014106250002"


@pytest.fixture
def far(world):
    return make.child(make.family(world.elsewhere, "I Made Sujana"), "Kadek Ayu", age_months=14, nik=NIK)


def lines(verb, user):
    return AuditEntry.objects.filter(verb=verb, actor_id=user.pk)


def small(monkeypatch, **limits):
    real = look_ups.limit
    monkeypatch.setattr(look_ups, "limit", lambda name, on: limits.get(name) or real(name, on))


def register(by, world, **said):
    given = {
        "region_code": world.rw.code,
        "name": "Kadek Ayu",
        "sex": "F",
        "born_on": make.today(),
        "nik": NIK,
    }
    return find_or_register_child(**given | said, by=by)


def test_a_number_outside_gives_no_record_to_show(world, far):
    with pytest.raises(looking.NumberElsewhere) as refused:
        register(world.user("kader"), world)
    assert refused.value.code == "number_elsewhere"
    assert not any(word in refused.value.text for word in ("Kadek", "Sujana", "Karangasem"))
    assert Person.objects.filter(name="Kadek Ayu").count() == 1


def test_the_line_outlives_the_transaction_that_was_rolled_back(world, far):
    kader = world.user("kader")
    with pytest.raises(looking.NumberElsewhere):
        register(kader, world)
    line = lines("number.held_back", kader).get()
    assert line.region_code == world.rw.code and NIK not in str(line.detail) and not line.object_id


def test_a_spent_day_looks_up_nothing_whoever_holds_the_number(world, far, monkeypatch):
    small(monkeypatch, held_back_a_day=3)
    kader = world.user("kader")
    for _number in range(3):
        with pytest.raises(looking.NumberElsewhere):
            register(kader, world)
    for nik in (NIK, "3201014106250013"):
        with pytest.raises(Refused) as refused:
            register(kader, world, nik=nik)
        assert refused.value.code == "look_ups_spent" and refused.value.status == 429
    assert register(kader, world, nik="").created


def test_the_site_itself_finds_everybody(world, far):
    assert register(SYSTEM, world, born_on=far.born_on).person == far


@pytest.mark.parametrize("role", ["kabupaten", "secretary", "bidan"])
def test_a_search_by_number_shows_nobody_outside(role, world, far, sign_in):
    """Of a person in the scope the same search shows the name: see the last test."""
    client = sign_in(world.user(role))
    for address in (reverse("families:list", args=[world.kelurahan.code]), reverse("web:search")):
        response = client.get(address, {"cari": NIK, "q": NIK})
        assert "Kadek Ayu" not in response.content.decode()


def test_part_of_a_number_finds_nobody(world, sign_in):
    make.person(world.family, "Joko Susilo", nik=NIK)
    client = sign_in(world.user("secretary"))
    address = reverse("families:list", args=[world.kelurahan.code])
    assert "Joko Susilo" in client.get(address, {"cari": NIK}).content.decode()
    assert "Joko Susilo" not in client.get(address, {"cari": NIK[:12]}).content.decode()


def test_searches_are_counted_and_end(world, sign_in, monkeypatch):
    small(monkeypatch, look_ups_a_day=2)
    user = world.user("secretary")
    client, address = sign_in(user), reverse("families:list", args=[world.kelurahan.code])
    answers = [client.get(address, {"cari": NIK}).status_code for _number in range(4)]
    assert answers == [200, 200, 429, 429]
    assert lines(looking.LOOK_UP, user).count() == 2
    assert lines("page.refused", user).count() == 2


def test_the_search_box_counts_a_number_too(world, sign_in):
    user = world.user("secretary")
    make.person(world.family, "Joko Susilo", nik=NIK)
    page = sign_in(user).get(reverse("web:search"), {"cari": NIK}).content.decode()
    assert "Joko Susilo" in page
    assert lines(looking.LOOK_UP, user).get().region_code == world.kelurahan.code


def test_the_rows_of_a_file_are_counted_and_end(world, far, monkeypatch):
    """Counted when the first number is looked up: what it was not enough for is not looked up at all."""
    small(monkeypatch, held_rows_a_day=1)
    kader, index = world.user("kader"), Person.index_of_nik(NIK)
    sought = [Sought("Kadek Ayu", far.born_on, NIK, "")]
    with attempts(), pytest.raises(looking.NumberElsewhere):
        PeopleRead(sought).holder(index, kader, looking.IMPORT)
    for nik in (NIK, "3201014106250013"):
        with pytest.raises(Refused) as refused:
            PeopleRead(sought).holder(Person.index_of_nik(nik), kader, looking.IMPORT)
        assert refused.value.code == "look_ups_spent"
    assert lines("number.row_held_back", kader).count() == 1
    assert PeopleRead(sought).holder(index, SYSTEM, looking.IMPORT) == far


@pytest.mark.parametrize("is_file", [False, True])
def test_nobody_of_another_desa_is_asked_about(world, is_file):
    born_on = make.today()
    ask = PeopleRead([Sought("Raka Pratama", born_on, "", "")]) if is_file else IN_DATABASE
    here = make.child(world.family, "Raka Pratama", born_on=born_on)
    make.child(make.family(world.next_kelurahan), "Raka Pratama", born_on=born_on)
    for key, birth in (("", born_on), (here.name_key, born_on), (here.name_key, None)):
        assert [
            person.pk for person in ask.near(world.kelurahan.code, key, birth) if person.name == here.name
        ] == [here.pk]


def test_an_edit_does_not_say_who_holds_a_number(world, far, sign_in):
    """Every field that takes a number is the same door: here the form of a member."""
    user = world.user("secretary")
    data = {"name": "Wulan Sari", "sex": "F", "birth_year": "2020", "relation": "child", "nik": NIK}
    page = sign_in(user).post(reverse("families:add-member", args=[world.family.pk]), data).content.decode()
    assert "Nomor ini belum bisa dipakai di sini" in page
    assert not any(word in page for word in ("Kadek", "Sujana", "Karangasem"))
    assert lines("number.held_back", user).count() == 1

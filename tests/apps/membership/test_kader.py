"""The register of kader: general and special, found by name and kind, kept after they stop."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.accounts.models import User
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.membership import actions, queries
from anyelir.membership.kinds import POKJA_OF, SpecialKind, grouped_choices
from anyelir.membership.models import Service
from tests import factories as make

pytestmark = pytest.mark.django_db
BEGIN = dt.date(2024, 3, 1)
DAY = dt.timedelta(days=1)


def register(world, name="Enok Rohayati", **fields) -> Service:
    fields = {"region": world.rw, "sex": "F", "since": BEGIN, "by": world.user("secretary"), **fields}
    return actions.register_kader(name=name, **fields)


def test_a_special_kader_says_in_what_and_a_general_one_does_not(world):
    with pytest.raises(Refused) as refused:
        register(world, kind="special")
    assert refused.value.field == "special_kind"
    assert register(world, kind="general", special_kind="bkb").special_kind == ""
    assert register(world, "Lain", kind="special", special_kind="bkb").special_kind == "bkb"


def test_the_same_person_may_be_special_twice_but_not_in_the_same_thing(world):
    register(world, kind="special", special_kind="bkb")
    register(world, kind="special", special_kind="nutrition")
    with pytest.raises(Refused) as refused:
        register(world, "enok  rohayati", kind="special", special_kind="bkb")
    assert refused.value.code == "kader_exists"


def test_who_stopped_may_begin_again(world):
    first = register(world)
    actions.end_kader(service=first, until=BEGIN, by=world.user("secretary"))
    assert register(world).pk != first.pk
    with pytest.raises(Refused) as refused:
        actions.end_kader(service=first, until=BEGIN, by=world.user("secretary"))
    assert refused.value.code == "kader_ended"


def test_the_last_day_is_not_before_the_first(world):
    with pytest.raises(Refused) as refused:
        actions.end_kader(service=register(world), until=BEGIN - DAY, by=world.user("secretary"))
    assert refused.value.field == "until"


def test_kader_are_found_by_name_and_kind(world):
    bkb = register(world, kind="special", special_kind="bkb")
    stopped = register(world, "Nani Suhartini", until=BEGIN)
    scope = queries.visible_services(world.user("secretary"))
    assert list(queries.serving_members(scope, text="rohay")) == [bkb.member]
    assert (
        list(queries.serving_members(scope, kind="bkb"))
        == [bkb.member]
        == list(queries.serving_members(scope, kind="special"))
    )
    assert list(queries.serving_members(scope, former=True)) == [stopped.member]
    assert queries.kader_counts(scope, world.kelurahan.code) == {"general": 1, "special": 1}
    assert not queries.visible_services(world.user("stranger")).exists()


def test_every_kind_has_its_pokja():
    listed = [value for _title, options in grouped_choices() for value, _label in options]
    assert sorted(listed) == sorted(SpecialKind.values) and set(POKJA_OF.values()) == {1, 2, 3, 4}


def test_the_list_filters_and_typing_gets_a_part_only(client, world):
    register(world, kind="special", special_kind="bkb")
    client.force_login(world.user("secretary"))
    url = reverse("membership:kader-list", args=[world.kelurahan.code])
    assert "Enok Rohayati" in client.get(url).content.decode()
    part = client.get(url, {"cari": "enok", "jenis": "bkb"}, headers={"HX-Request": "true"}).content.decode()
    assert "Enok Rohayati" in part and "<html" not in part
    assert "Enok Rohayati" not in client.get(url, {"jenis": "nutrition"}).content.decode()
    assert client.get(url, {"jenis": "tidak-ada", "cari": "a\0b", "kursor": "???"}).status_code == 200


def test_opening_a_kader_leaves_a_line_and_mending_another(client, world):
    kader = register(world)
    client.force_login(world.user("secretary"))
    url = reverse("membership:service", args=[kader.pk])
    assert client.get(url).status_code == 200
    given = {"kind": "special", "special_kind": "", "since": "2024-03-01"}
    assert client.post(url, given).status_code == 422
    assert client.post(url, given | {"special_kind": "health"}).status_code == 302
    kader.refresh_from_db()
    assert kader.special_kind == "health"
    page = reverse("membership:member", args=[kader.member_id])
    assert client.get(page).status_code == 200
    assert AuditEntry.objects.filter(verb="member.read", object_id=str(kader.member_id)).count() == 1
    assert client.post(page, {"name": "Enok R.", "education": "SMA"}).status_code == 302
    kader.member.refresh_from_db()
    assert (kader.member.name, kader.member.education) == ("Enok R.", "SMA")
    assert (
        client.post(reverse("membership:end-kader", args=[kader.pk]), {"until": "2026-01-31"}).status_code
        == 302
    )


def test_who_may_only_read_cannot_mend(client, world):
    client.force_login(world.user("health_office"))
    url = reverse("membership:member", args=[world.member.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"name": "X"}).status_code == 403


def test_an_account_for_a_kader_is_tied_to_the_register(client, world):
    kader = register(world)
    client.force_login(world.user("secretary"))
    url = reverse("membership:add-user", args=[world.rw.code]) + f"?anggota={kader.member_id}"
    assert "Enok Rohayati" in client.get(url).content.decode()
    given = {"name": "Enok Rohayati", "role": "kader_dasawisma", "since": "2026-01-01"}
    assert client.post(url, given).status_code == 200
    kader.member.refresh_from_db()
    assert kader.member.user == User.objects.get(username="enok.rohayati")


def test_the_list_does_not_ask_once_a_kader(client, world, django_assert_max_num_queries):
    for number in range(12):
        make.kader(world.rw, f"Kader {number}")
    client.force_login(world.user("secretary"))
    with django_assert_max_num_queries(14):
        client.get(reverse("membership:kader-list", args=[world.kelurahan.code]))

"""Pages of the register of groups."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.enterprise.groups.models import Group, GroupStage
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.membership.models import BodyMember
from tests import factories as make
from tests import groups
from tests.architecture.matrix_groups import FOUNDED

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of(world, sign_in):
    return lambda role: sign_in(world.user(role))


def page(client, name, *args, **query) -> str:
    answer = client.get(reverse(f"groups:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_filters_and_says_form_422(world, client_of):
    groups.group_stage(world.group, "madya")
    groups.group(world.next_rw, "Melati", programme="uppks")
    client = client_of("kecamatan")
    assert "Poklak Mekar Sari" in page(client, "list") and "Poklak Melati" in page(client, "list")
    assert "Poklak Melati" not in page(client, "list", strata="madya")
    assert "Poklak Mekar Sari" not in page(client, "list", strata="belum")
    assert "Poklak Mekar Sari" not in page(client, "list", program="uppks")
    assert "Poklak Melati" not in page(client, "list", cari="mekar")
    assert "Poklak Melati" not in page(client, "list", tampil="ditutup")
    assert "28, 29" in page(client, "list", world.rw.pk)


def test_a_register_names_nobody(world, client_of):
    make.post(body_of(world.group))
    for role in ("kecamatan", "kabupaten", "provinsi"):
        client = client_of(role)
        for name, args in (("list", ()), ("show", (world.group.pk,)), ("profile", (world.group.pk,))):
            text = page(client, name, *args)
            assert "Sumiati" not in text and "Wulan" not in text
    assert "Wulan" in page(client_of("secretary"), "show", world.group.pk)
    assert "Wulan" in page(client_of("dasawisma"), "show", world.group.pk)


def test_founding_leads_to_the_group_and_twice_is_once(world, client_of):
    client = client_of("secretary")
    facts = FOUNDED | {"region": world.rw.pk, "op_id": "01981d5e-7a5b-7000-8000-000000000001"}
    for _time in range(2):
        answer = client.post(reverse("groups:found"), facts)
        group = Group.objects.get(name="Melati")
        assert answer.headers["Location"] == reverse("groups:show", args=[group.pk])
    assert [person.name for person in body_of(group).people.all()] == ["Nani Rohani", "Imas Masitoh"]
    answer = client.post(reverse("groups:found"), FOUNDED | {"region": world.next_kelurahan.pk})
    assert answer.status_code == 422


def test_a_place_of_others_is_refused(world, client_of, monkeypatch):
    """The list of the form holds no other place; this is the second door."""
    from anyelir.enterprise.groups import access

    monkeypatch.setattr(access, "can_found_group", lambda user, code: False)
    answer = client_of("secretary").post(reverse("groups:found"), FOUNDED | {"region": world.rw.pk})
    assert answer.status_code == 422 and answer.context["form"].refused_code == "not_yours"


def test_a_stage_is_written_with_its_reason(world, client_of):
    client = client_of("secretary")
    facts = {"stage": "madya", "on": "2026-10-01", "assessor_name": "Hendra", "reason": "Kas ditutup 6 bulan"}
    client.post(reverse("groups:assess", args=[world.group.pk]), facts)
    assert GroupStage.objects.get().reason == "Kas ditutup 6 bulan"
    assert "Kas ditutup 6 bulan" in page(client, "show", world.group.pk)
    assert (
        client.post(reverse("groups:assess", args=[world.group.pk]), facts | {"reason": ""}).status_code
        == 422
    )


def test_members_are_read_by_their_officers_and_the_reading_is_noted(world, client_of):
    assert "Sumiati Rahayu" in page(client_of("chair"), "members", world.group.pk)
    assert AuditEntry.objects.filter(verb="group.read_people").count() == 1
    client = client_of("dasawisma")
    client.post(reverse("groups:join", args=[world.group.pk]), {"name": "Ratih", "since": "2026-10-01"})
    ratih = BodyMember.objects.get(name="Ratih")
    assert ratih.body == body_of(world.group)
    assert "3. Ratih" in page(client, "members", world.group.pk)
    client.post(reverse("groups:leave", args=[ratih.pk]), {"until": "2026-10-02"})
    assert "3. Ratih" not in page(client, "members", world.group.pk)
    assert "3. Ratih" in page(client, "members", world.group.pk, semua="ya")


def test_an_officer_is_named_on_the_page(world, client_of):
    facts = {"office": "chair", "name": "Sumiati Rahayu", "since": "2026-10-01"}
    client_of("chair").post(reverse("groups:officer", args=[world.group.pk]), facts)
    assert body_of(world.group).posts.get().name == "Sumiati Rahayu"


def test_editing_and_closing(world, client_of):
    client, melati = client_of("secretary"), groups.group(world.rw, "Melati")
    facts = {
        "name": "Melati Putih",
        "founded_on": "2020-01-01",
        "category": "craft",
        "products": "Tas\nTikar",
    }
    client.post(reverse("groups:edit", args=[melati.pk]), facts)
    melati.refresh_from_db()
    assert (melati.name, melati.products) == ("Melati Putih", "Tas\nTikar")
    client.post(reverse("groups:close", args=[melati.pk]), {"on": "2026-10-01", "reason": "Sepi"})
    assert "Ditutup 1 Oktober 2026: Sepi" in page(client, "show", melati.pk)
    assert "Melati Putih" in page(client, "list", tampil="ditutup")


def test_a_group_is_found_in_the_search_box(world, client_of):
    answer = client_of("kecamatan").get(reverse("web:search"), {"cari": "poklak mekar"})
    assert "Poklak Mekar Sari" in answer.content.decode()


@pytest.mark.parametrize("name", ["membership:end-post", "membership:correct-post", "handovers:prepare"])
def test_no_page_of_a_team_opens_a_post_of_a_group(world, client_of, name):
    """Sumiati holds a post of the group; the offices above know no name in a group."""
    post = make.post(body_of(world.group))
    for role in ("secretary", "kecamatan", "kabupaten"):
        assert client_of(role).get(reverse(name, args=[post.pk])).status_code == 404

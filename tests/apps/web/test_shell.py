"""Home by role, tasks, search and the trail, each within the person's own places."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.core.audit import note
from anyelir.core.models import AuditEntry
from anyelir.membership.roles import ROLES
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("kader", "posyandu:today"),
        ("bidan", "posyandu:referral-inbox"),
        ("secretary", "web:tasks"),
        ("dasawisma", "families:start"),
        ("kabupaten", "reports:start"),
        ("pusat", "reports:start"),
    ],
)
def test_each_role_has_its_own_first_page(client, world, role, page):
    client.force_login(world.user(role))
    assert client.get("/")["Location"] == reverse(page)


@pytest.mark.parametrize("role", [role.slug for role in ROLES])
def test_whoever_has_a_role_begins_somewhere(client, world, role):
    person = make.user("baru")
    units = {
        "posyandu": world.posyandu,
        "puskesmas": world.puskesmas,
        "group": world.group,
        "business": world.business,
    }
    kind = ROLES[role].unit_kind
    make.grant(person, role, None if kind else world.kelurahan, unit=units[kind] if kind else None)
    client.force_login(person)
    assert client.get("/").status_code == 302


def test_a_person_without_a_role_learns_whom_to_ask(client, world):
    client.force_login(make.user("baru"))
    assert "Sekretaris PKK" in client.get("/").content.decode()


def test_search_finds_only_what_lies_in_reach(client, world):
    for role, is_found in (("secretary", True), ("stranger", False)):
        client.force_login(world.user(role))
        page = client.get("/cari/", {"cari": world.posyandu.name}).content.decode()
        assert (reverse("posyandu:detail", args=[world.posyandu.pk]) in page) == is_found


def test_search_finds_a_person_by_the_beginning_of_the_name(client, world):
    client.force_login(world.user("secretary"))
    page = client.get("/cari/", {"cari": world.child.name.split()[0]}).content.decode()
    assert world.child.name in page


def test_two_letters_are_too_few(client, world):
    client.force_login(world.user("secretary"))
    assert "tiga huruf" in client.get("/cari/", {"cari": "pu"}).content.decode()


def test_the_trail_shows_the_own_region_alone(client, world):
    by = world.user("kader")
    note(by=by, verb="uji.di_sini", what="uji", region=world.kelurahan.code)
    note(by=by, verb="uji.di_sana", what="uji", region=world.elsewhere.code)
    client.force_login(world.user("secretary"))
    page = client.get("/jejak/").content.decode()
    assert "uji.di_sini" in page and "uji.di_sana" not in page


def test_the_trail_is_filtered_and_forgives_a_wrong_date(client, world):
    note(by=world.user("kader"), verb="uji.satu", what="uji", region=world.kelurahan.code)
    client.force_login(world.user("secretary"))
    assert "uji.satu" in client.get("/jejak/", {"orang": world.user("kader").name[:4]}).content.decode()
    assert "uji.satu" not in client.get("/jejak/", {"tindakan": "kader.register"}).content.decode()
    assert "uji.satu" not in client.get("/jejak/", {"orang": "Tidak Ada"}).content.decode()
    wrong = client.get("/jejak/", {"dari": "kemarin", "tindakan": "tidak-ada"})
    assert wrong.status_code == 200 and wrong.content.decode().count('class="error"') == 2


def test_the_trail_only_grows(world):
    line = note(by=world.user("kader"), verb="uji", what="uji")
    for change in (
        line.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(verb="lain"),
    ):
        with pytest.raises(TypeError):
            change()


def test_an_unknown_page_offers_the_next_step(client, world):
    client.force_login(world.user("secretary"))
    answer = client.get("/keluarga/kk/00000000-0000-7000-8000-000000000000/")
    assert answer.status_code == 404 and "Kembali ke beranda" in answer.content.decode()


def test_what_cannot_be_read_is_said_in_indonesian(client):
    answer = client.post("/masuk/", {f"isian{number}": "x" for number in range(1100)})
    assert answer.status_code == 400
    assert "tidak bisa kami baca" in answer.content.decode()


def test_a_fault_of_ours_is_said_in_indonesian(client, world, monkeypatch):
    client.force_login(world.user("kader"))

    def broken(*arguments, **options):
        raise RuntimeError("away")

    monkeypatch.setattr("anyelir.web.views.frame.render", broken)
    client.raise_request_exception = False
    answer = client.get("/bantuan/")
    assert answer.status_code == 500
    assert "gangguan di pihak kami" in answer.content.decode()


def test_the_path_leads_only_to_pages_of_the_own_rights(client, world):
    """A companion of businesses works in the place and sees no posyandu there."""
    companion = make.user("pendamping")
    make.grant(companion, "business_companion", world.kelurahan)
    client.force_login(companion)
    page = client.get(reverse("trade:show", args=[world.business.pk])).content.decode()
    assert reverse("posyandu:list", args=[world.kelurahan.pk]) not in page

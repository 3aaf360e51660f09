"""The frame: path, places beside, dock of a kader, refusals, help for operators."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django_htmx.middleware import HtmxMiddleware

from anyelir.core.navigation import MOST_SECTIONS
from anyelir.core.refusal import Refused
from anyelir.web.menu import address_of, dock_for, open_pages, path_to, sections_for, sisters_of, top_regions
from anyelir.web.middleware import RefusedMiddleware
from tests import factories as make
from tests.pages import flat
from tests.people import ROLES

pytestmark = pytest.mark.django_db


def test_the_path_begins_at_the_own_height(world):
    path = path_to(world.user("kecamatan"), world.rw)
    assert [place.name for place in path] == ["Cibinong", "Ciriung", "RW 14"]
    assert [place.name for place in path_to(world.user("pusat"), world.kecamatan)] == [
        "Jawa Barat",
        "Kab. Bogor",
        "Cibinong",
    ]


def test_the_highest_places_swallow_those_inside(world):
    user = make.user("dua")
    make.grant(user, "village_secretary", world.kelurahan)
    make.grant(user, "team_kecamatan", world.kecamatan)
    assert top_regions(user) == [world.kecamatan.code]


def test_places_beside_end_at_the_own_region(client, world):
    beside = sisters_of(world.user("kecamatan"), world.kelurahan, "reports:dashboard")
    assert [place.name for place, _url in beside] == ["Ciriung", "Pabuaran"]
    assert sisters_of(world.user("secretary"), world.kelurahan, "reports:dashboard") == []
    assert {place.name for place, _url in sisters_of(world.user("pusat"), world.provinsi, "")} == {
        "Jawa Barat",
        "Bali",
    }
    client.force_login(world.user("kecamatan"))
    address = reverse("web:sisters", args=[world.kelurahan.code])
    page = client.get(address, {"ke": "membership:team"}).content.decode()
    assert reverse("membership:team", args=[world.next_kelurahan.code]) in page
    # What the person may not open there is no place to lead to: the overview is.
    page = client.get(address, {"ke": "families:list"}).content.decode()
    assert reverse("reports:dashboard", args=[world.next_kelurahan.code]) in page and "/keluarga/" not in page


def test_a_page_of_another_kind_cannot_be_asked_for(world):
    beside = sisters_of(world.user("kecamatan"), world.kelurahan, "accounts:sign-out")
    assert beside[0][1] == reverse("reports:dashboard", args=[world.kelurahan.code])


def test_addresses_that_do_not_exist_are_left_out():
    assert address_of(("web:no-such-page", "web:help")) == reverse("web:help")
    assert address_of(("web:no-such-page",)) == ""


def test_pages_follow_the_rights(world):
    def labels(role):
        return {str(page.label) for page in open_pages(world.user(role))}

    assert {"Pengguna", "Jejak", "Wilayah", "Impor"} <= labels("secretary")
    assert not {"Pengguna", "Jejak", "Wilayah"} & labels("kader")
    assert "Keluarga" not in labels("kabupaten")


@pytest.mark.parametrize("role", ["kader", "bidan", "secretary", "kabupaten"])
def test_everybody_finds_the_shop_window(client, world, role):
    """Whoever has signed in by the menu, a visitor on the page of signing in."""
    assert f'href="{reverse("catalogue:search")}"' in flat(client.get(reverse("accounts:sign-in")))
    client.force_login(world.user(role))
    assert f'<a href="{reverse("catalogue:search")}">' in flat(client.get(reverse("web:more")))


@pytest.mark.parametrize("role", ROLES)
def test_nobody_has_more_than_seven_places_on_top(world, role):
    assert len(sections_for(world.user(role))) <= MOST_SECTIONS


def test_a_page_lights_up_its_section_and_stands_in_the_second_row(client, world):
    client.force_login(world.user("secretary"))
    page = flat(client.get(reverse("membership:users")))
    assert (
        f'<a href="{reverse("membership:team", args=[world.kelurahan.code])}" aria-current="true">' in page
    ), "the section Kantor"
    assert f'<a href="{reverse("membership:users")}" aria-current="page">Pengguna</a>' in page


def test_on_a_phone_every_page_is_behind_the_last_place_of_the_dock(client, world):
    client.force_login(world.user("secretary"))
    page = client.get(reverse("web:more")).content.decode()
    assert 'aria-current="true"' not in page, "no section is lit up beside Lainnya"
    assert all(f'href="{entry.url}"' in page for entry in open_pages(world.user("secretary")))


@pytest.mark.parametrize(
    ("role", "places"),
    [
        ("kader", ["Hari ini", "Sasaran", "Cari", "Saya"]),
        ("dasawisma", ["Keluarga", "Kelompok", "Cari", "Saya"]),
    ],
)
def test_the_dock_has_what_the_person_may_open(client, world, role, places):
    assert [str(place["label"]) for place in dock_for(world.user(role), "")] == places
    client.force_login(world.user(role))
    page = client.get("/saya/").content.decode()
    assert 'class="dock' in page and 'class="tabs"' not in page


def refusing(request):
    raise AssertionError("the answer comes from process_exception")


def answer_to(world, **headers) -> HttpResponse:
    request = RequestFactory(headers=headers).get("/")
    request.user = world.user("kader")
    HtmxMiddleware(lambda request: HttpResponse())(request)
    refused = Refused("uji", "Hari ini sudah ditutup.", status=423)
    return RefusedMiddleware(refusing).process_exception(request, refused)


def test_a_refusal_is_a_page_with_its_own_status(world):
    answer = answer_to(world)
    assert answer.status_code == 423
    assert "Hari ini sudah ditutup." in answer.content.decode() and "<html" in answer.content.decode()


def test_a_refused_part_goes_to_the_notice(world):
    answer = answer_to(world, **{"HX-Request": "true"})
    assert answer.status_code == 423 and answer["HX-Retarget"] == "#kabar"
    assert "<html" not in answer.content.decode()


def test_other_errors_are_not_swallowed(world):
    assert RefusedMiddleware(refusing).process_exception(RequestFactory().get("/"), ValueError()) is None


def test_the_gallery_shows_both_themes(client, world):
    client.force_login(world.user("kader"))
    page = client.get("/galeri/").content.decode()
    assert 'data-theme="light"' in page and 'data-theme="dark"' in page
    assert page.count("error-summary") == 2


def test_a_form_without_its_token_gets_words(world):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "sari", "password": "x"})
    assert answer.status_code == 403 and "muat ulang halamannya" in answer.content.decode()


def test_search_finds_by_number_and_typing_gets_a_part_only(client, world):
    world.child.nik = "3201011405250001"
    world.child.nik_index = type(world.child).index_of_nik(world.child.nik)
    world.child.save()
    client.force_login(world.user("secretary"))
    part = client.get("/cari/", {"cari": world.child.nik}, headers={"HX-Request": "true"}).content.decode()
    assert world.child.name in part and "<html" not in part
    client.force_login(world.user("stranger"))
    assert world.child.name not in client.get("/cari/", {"cari": world.child.nik}).content.decode()


@pytest.mark.parametrize("text", ["", "  ", "a\0b", "%", "' OR 1=1", "x" * 5000, "<script>"])
def test_odd_words_to_search_give_a_page(client, world, text):
    client.force_login(world.user("secretary"))
    answer = client.get("/cari/", {"cari": text})
    assert answer.status_code == 200 and "<script>alert" not in answer.content.decode()

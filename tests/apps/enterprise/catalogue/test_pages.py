"""The pages of the shop window: what they say, what they weigh, what they ask, and that they know nobody."""

from __future__ import annotations

import datetime as dt
import json
import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from anyelir.documents.qr import qr_file
from anyelir.enterprise.catalogue import keeping, queries, suggestions, views
from anyelir.enterprise.catalogue.models import Gone, Listing, Shop
from tests import listings

pytestmark = pytest.mark.django_db
SEARCH = reverse("catalogue:search")
MOST_QUERIES = 5


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def places(db):
    for code, name in [
        ("32", "Jawa Barat"),
        ("32.01", "Kab. Bogor"),
        ("32.01.01", "Cibinong"),
        ("51", "Bali"),
        ("51.07", "Kab. Karangasem"),
    ]:
        listings.place(code, name)
    return listings.place("32.01.01.1010", "Ciriung")


def test_an_empty_window_leads_on(client):
    answer = client.get(SEARCH)
    assert "Belum ada barang di sini" in text_of(answer)


def test_a_card_says_what_how_much_of_whom_and_where(client):
    listings.shown(
        listings.shop(sentra="Keripik Ciriung"),
        net="250 g",
        badges=[listings.badge("pirt"), listings.badge("nib", "1234567890123")],
    )
    text = text_of(client.get(SEARCH))
    for part in (
        "Keripik pisang",
        "Rp 13.000 / 250 g",
        "Keripik Seruni",
        "Ciriung, Cibinong, Kab. Bogor",
        "Sentra kelurahan",
        "P-IRT",
        "NIB",
        "1 barang",
    ):
        assert part in text, part


def test_filters_and_pages_stay_in_the_address(client, places):
    keeping.show(listings.shop(), [listings.listing(name=f"Abon {each}") for each in range(13)])
    first = client.get(SEARCH, {"cari": "abon", "wilayah": "32.01", "jenis": "snacks"})
    assert len(first.context["shelf"].listings) == 12 and "Buatan ibu-ibu Kab. Bogor" in text_of(first)
    (following,) = re.findall(r'rel="next"\s+href="([^"]+)"', first.content.decode())
    second = client.get(SEARCH + following.replace("&amp;", "&"))
    assert len(second.context["shelf"].listings) == 1
    shown = {row.pk for answer in (first, second) for row in answer.context["shelf"].listings}
    assert len(shown) == 13
    assert second.context["search"] == first.context["search"]


@pytest.mark.parametrize(
    "params",
    [
        {"dari": "x"},
        {"dari": "9" * 30},
        {"mulai": "2026-99-99"},
        {"wilayah": "32.0"},
        {"wilayah": "../.."},
        {"jenis": "\x00"},
        {"izin": "palsu"},
    ],
)
def test_what_is_not_understood_narrows_nothing(client, params):
    listings.shown()
    answer = client.get(SEARCH, params)
    assert answer.status_code == 200 and "Keripik pisang" in text_of(answer)


def test_places_to_choose_from_have_shops(client, places):
    listings.shown()
    assert [place.code for place in client.get(SEARCH).context["places"]] == ["32.01"]
    inside = client.get(SEARCH, {"wilayah": "32.01"}).context["places"]
    assert [place.code for place in inside] == ["32.01", "32.01.01"]
    assert "Katalog Kab. Bogor untuk dicetak" in text_of(client.get(SEARCH, {"wilayah": "32.01"}))


def test_a_slip_leads_to_the_nearest_word(client):
    listings.shown()
    suggestions.rebuild_words()
    answer = client.get(SEARCH, {"cari": "kripik", "jenis": "snacks"})
    assert "Mungkin maksud Anda: keripik" in text_of(answer)
    assert "?cari=keripik&amp;jenis=snacks" in answer.content.decode()


def test_the_page_of_a_product_says_all_that_was_agreed(client):
    shop = listings.shop(owner="Bu Nursiah", phone="+6281234567890")
    row = listings.shown(
        shop,
        net="250 g",
        brand="Seruni",
        about="Renyah, tanpa pengawet.",
        composition="Pisang, minyak, garam",
        allergens="Kacang",
        shelf_days=90,
        storage="Kering dan tertutup",
        lead_days=3,
        min_order=10,
        capacity_month=300,
        badges=[listings.badge("pirt", until=None)],
    )
    answer = client.get(row.get_absolute_url())
    text = text_of(answer)
    for part in (
        "Keripik pisang",
        "Rp 13.000 / 250 g",
        "Renyah, tanpa pengawet.",
        "P-IRT 2063201010147-31 Tanpa batas waktu. Diperiksa 3 Oktober 2026.",
        "Pisang, minyak, garam",
        "Kacang",
        "Tahan 90 hari Simpan Kering dan tertutup",
        "Siap 3 hari setelah pesan",
        "10 bungkus",
        "Sanggup 300 bungkus sebulan",
        "Bu Nursiah, Ciriung, Cibinong, Kab. Bogor",
    ):
        assert part in text, part
    html = answer.content.decode()
    order, share = [unquote(link) for link in re.findall(r'href="(https://wa.me/[^"]+)"', html)]
    address = f"http://testserver{row.get_absolute_url()}"
    assert order.startswith(
        "https://wa.me/6281234567890?text=Halo, saya ingin pesan Keripik pisang"
    ) and order.endswith(address)
    assert (
        share
        == f"https://wa.me/?text=Keripik pisang, Rp 13.000 per bungkus, buatan Keripik Seruni. {address}"
    )
    code = reverse("catalogue:code", args=[row.pk])
    assert f'src="{code}"' in html and f'property="og:url" content="{address}"' in html


def test_the_code_of_a_product_leads_to_its_page_and_is_kept_for_a_week(client, monkeypatch):
    row = listings.shown()
    written = []
    monkeypatch.setattr(views, "qr_file", lambda text: written.append(text) or qr_file(text))
    answer = client.get(reverse("catalogue:code", args=[row.pk]))
    assert written == [f"http://testserver{row.get_absolute_url()}"]
    assert answer["Content-Type"] == "image/svg+xml" and answer["Cache-Control"] == "public, max-age=604800"
    assert answer.content.startswith(b"<?xml") and b'fill="#fff"' in answer.content
    keeping.withdraw_listings([row.pk])
    assert client.get(reverse("catalogue:code", args=[row.pk])).status_code == 410


def test_a_shop_shows_twelve_of_its_products_at_a_time(client, monkeypatch):
    """From where the ring of the day begins, each once, whatever they are called."""
    shop = listings.shop()
    keeping.show(shop, [listings.listing(name=f"Abon {each}") for each in range(30)])
    keeping.show(listings.shop(), [listings.listing(name="Orang lain")])
    address, shown, pages = shop.get_absolute_url(), [], 0
    places = sorted(shop.listings.values_list("place", flat=True))
    for start in (places[0], places[17], places[29], places[29] + 1):
        monkeypatch.setattr(queries, "ring_start", lambda _day, start=start: start)
        following, shown, pages = [""], [], 0
        while following:
            answer = client.get(address + following[0].replace("&amp;", "&"))
            shown += [row.place for row in answer.context["shelf"].listings]
            pages += 1
            following = re.findall(r'rel="next"\s+href="([^"]+)"', answer.content.decode())
        around = [place for place in places if place >= start] + [place for place in places if place < start]
        assert shown == around and pages == 3


def test_a_number_that_was_not_agreed_is_nowhere(client):
    row = listings.shown(ordering="Pesan di balai RW 14")
    answer = client.get(row.get_absolute_url())
    assert "Pesan di balai RW 14" in text_of(answer) and "wa.me/62" not in answer.content.decode()
    landline = listings.shown(listings.shop(phone="+62218765432"))
    assert 'href="tel:+62218765432"' in client.get(landline.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("day", "badges"), [(30, 1), (31, 0)])
def test_a_permit_leaves_the_page_the_day_after_its_end(client, monkeypatch, day, badges):
    last = dt.date(2026, 11, 30)
    row = listings.shown(badges=[listings.badge(until=last)])
    monkeypatch.setattr(queries, "today", lambda: last + dt.timedelta(days=day - 30))
    assert len(client.get(row.get_absolute_url()).context["badges"]) == badges
    assert text_of(client.get(SEARCH)).count("P-IRT") == badges + 1, "a filter is called so as well"


def schema_of(answer) -> dict:
    (text,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode(), re.DOTALL
    )
    return json.loads(text)


def test_the_schema_is_data_that_ends_no_element(client):
    row = listings.shown(
        listings.shop(name="</script><b>Dapur & Co"),
        name='Kue "</script><script>alert(1)</script>',
        lead_days=2,
    )
    answer = client.get(row.get_absolute_url())
    schema = schema_of(answer)
    assert schema["name"] == row.name and schema["offers"]["seller"]["name"] == row.shop.name
    assert (
        schema["offers"]["availability"] == "https://schema.org/PreOrder"
        and schema["offers"]["price"] == "13000"
    )
    assert answer.content.count(b"</script>") == 1


def test_an_old_name_leads_to_the_address_of_today(client):
    row = listings.shown()
    answer = client.get(reverse("catalogue:listing", args=[row.pk, "nama-lama"]))
    assert answer.status_code == 301 and answer["Location"] == row.get_absolute_url()


def test_what_was_taken_back_is_gone_and_what_never_was_is_not_found(client):
    row = listings.shown()
    shop = row.shop
    addresses = [row.get_absolute_url(), shop.get_absolute_url()]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    keeping.withdraw_shop(shop.pk)
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert all(row.name not in text_of(answer) and shop.name not in text_of(answer) for answer in answers)
    never = [
        address.replace(str(key), "018f0000-0000-7000-8000-000000000000")
        for address, key in zip(addresses, (row.pk, shop.pk), strict=True)
    ]
    assert [client.get(address).status_code for address in never] == [404, 404]
    assert not (Listing.objects.exists() or Shop.objects.exists()) and Gone.objects.count() == 2
    keeping.show(shop, [row])
    assert [client.get(address).status_code for address in addresses] == [
        200,
        200,
    ] and not Gone.objects.exists()


def test_questions_to_the_database_are_few(client, places, django_assert_max_num_queries):
    keeping.show(
        listings.shop(SHOP := listings.SHOP, sentra="Keripik"),
        [listings.listing(name=f"Abon {each}") for each in range(13)],
    )
    suggestions.rebuild_words()
    row = Listing.objects.first()
    for address in (
        SEARCH,
        f"{SEARCH}?cari=abon&wilayah=32.01",
        f"{SEARCH}?cari=abonn",
        row.get_absolute_url(),
        reverse("catalogue:code", args=[row.pk]),
        reverse("catalogue:shop", args=[SHOP]),
        reverse("catalogue:sentra", args=[row.shop.region_code]),
        reverse("catalogue:print", args=["32.01"]),
        reverse("catalogue:map_part", args=[1]),
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address).status_code == 200


ADDRESSES = [
    "/etalase/",
    "/etalase/?cari=abon",
    "/etalase/tidak-ada/",
    "/etalase/peta.xml",
    "/etalase/u/00000000-0000-0000-0000-000000000001/",
]


def bare(answer) -> str:
    """Without what every request has of its own: its id, which an error page shows, and the token of its form."""
    text = answer.content.decode().replace(answer["X-Request-ID"], "")
    return re.sub(r'"X-CSRFToken": "\w+"', "", text)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_pages_know_nobody(world, client, address, method):
    """The same bytes for somebody who signed in; no cookie is set, and nothing hangs on one."""
    listings.known()
    client.force_login(world.user("secretary"))
    client.cookies["bahasa"] = "en"
    answer, stranger = getattr(client, method)(address), getattr(Client(), method)(address)
    assert answer.status_code == stranger.status_code
    assert bare(answer) == bare(stranger)
    for each in (answer, stranger):
        assert not each.cookies and "Set-Cookie" not in each.headers and "ookie" not in each.get("Vary", "")
        assert (
            "private" not in each.get("Cache-Control", "")
            and "script-src 'self'" in each["Content-Security-Policy"]
        )


def test_pages_may_be_kept_for_five_minutes(client):
    listings.known()
    for address in ADDRESSES:
        answer = client.get(address)
        if answer.status_code == 200:
            assert answer["Cache-Control"] == "public, max-age=300"


def test_the_map_names_each_page_once(client, monkeypatch):
    keeping.show(listings.shop(), [listings.listing(name=f"Abon {each}") for each in range(25)])
    monkeypatch.setattr(queries, "LISTINGS_OF_A_MAP", 6)
    maps = re.findall(r"<loc>http://testserver([^<]+)", client.get("/etalase/peta.xml").content.decode())
    pages = [
        page
        for part in maps
        for page in re.findall(r"<loc>http://testserver([^<]+)", client.get(part).content.decode())
    ]
    assert len(maps) == 5 and sorted(pages) == sorted(row.get_absolute_url() for row in Listing.objects.all())
    assert (
        client.get("/etalase/peta-6.xml").status_code == client.get("/etalase/peta-0.xml").status_code == 404
    )


def test_the_catalogue_of_a_kabupaten_is_printed(client, places, monkeypatch):
    listings.shown(listings.shop(phone="+6281234567890"), badges=[listings.badge()])
    address = reverse("catalogue:print", args=["32.01"])
    text = text_of(client.get(address))
    for part in (
        "Katalog buatan ibu-ibu Kab. Bogor",
        "Ciriung",
        "Keripik pisang Rp 13.000 / bungkus",
        "Keripik Seruni, +6281234567890",
        "P-IRT",
    ):
        assert part in text, part
    monkeypatch.setattr(queries, "MOST_PRINTED", 1)
    assert "Hanya 1 barang yang dicetak" in text_of(client.get(address))
    assert [
        client.get(reverse("catalogue:print", args=[code])).status_code for code in ("32", "33.01", "51.07")
    ] == [404, 404, 200]


def test_a_sentra_has_its_page_while_it_has_a_member(client):
    row = listings.known()
    address = reverse("catalogue:sentra", args=[row.shop.region_code])
    assert "Sentra Keripik Ciriung" in text_of(client.get(address))
    keeping.withdraw_shop(row.shop_id)
    assert client.get(address).status_code == 404

"""The shop window as a buyer meets it: without a script, a cookie or an account, on a phone and at a desk."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

WINDOW = "/etalase/"
# Shops of their own beside those of the demo: a page is full, and one more follows.
MORE = """
from anyelir.enterprise.catalogue import keeping, suggestions
from tests import listings
if not keeping.Shop.objects.filter(name="Dapur Contoh Uji").exists():
    shop = listings.shop(name="Dapur Contoh Uji", sentra="Kue Uji", phone="+6281255500100",
        region_code="32.01.01.1003", region_label="Karadenan, Cibinong, Kab. Bogor")
    rows = [listings.listing(name=f"Rengginang rasa {number}", category="snacks") for number in range(13)]
    rows[0].badges = [listings.badge("halal")]
    keeping.show(shop, rows)
    suggestions.rebuild_words()
"""


@pytest.fixture(scope="module")
def stocked(site):
    site.manage("manage", "shell", "-v", "0", "-c", MORE)


@pytest.fixture(params=["phone", "desk"])
def guest(request, stocked, visitor):
    """Somebody without scripts; whatever she does leaves no cookie and moves no page sideways."""
    guest = visitor(request.param, scripts=False)
    yield guest
    assert guest.context.cookies() == []


def look(guest, path: str) -> Page:
    page = guest.open(path)
    assert not guest.overflows(), path
    return page


def names(page: Page) -> list[str]:
    return page.locator(".cat-card .cat-name").all_inner_texts()


def search(guest, **fields: str) -> Page:
    """By the form of the page."""
    page = look(guest, WINDOW)
    for name, value in fields.items():
        field = page.locator(f"form.cat-search [name={name}]")
        field.fill(value) if name == "cari" else field.select_option(value)
    page.get_by_role("button", name="Cari").click()
    assert not guest.overflows()
    return page


def test_a_page_has_twelve_cards_and_the_ring_leads_through_all_of_them(guest):
    page = look(guest, WINDOW)
    total = int(re.search(r"(\d+) barang", page.locator("main").inner_text())[1])
    seen = names(page)
    assert len(seen) == 12
    while page.locator("a[rel=next]").count():
        page.locator("a[rel=next]").click()
        assert not guest.overflows()
        seen += names(page)
    assert len(seen) == len(set(seen)) == total >= 24


def test_the_order_is_that_of_the_day_and_of_nothing_that_sells(guest):
    """The same for everybody; yesterday's ring is the same circle, begun elsewhere."""
    first = names(look(guest, WINDOW))
    assert first == names(look(guest, WINDOW))
    text = guest.page.locator("body").inner_text().casefold()
    assert not [word for word in ("terlaris", "terpopuler", "urutkan", "bintang") if word in text]


def test_a_slip_of_a_name_leads_to_it(guest):
    page = search(guest, cari="rengginag")
    expect(page.locator("main")).to_contain_text("Mungkin maksud Anda")
    page.get_by_role("link", name="rengginang", exact=True).click()
    assert len(names(page)) == 12 and all("Rengginang" in name for name in names(page))


def test_category_place_and_permit_narrow(guest):
    page = search(guest, cari="rengginang", jenis="snacks", wilayah="32.01")
    expect(page.locator("h1")).to_have_text("Buatan ibu-ibu Kab. Bogor")
    page.get_by_role("navigation", name="Saring").get_by_role("link", name="Halal").click()
    assert names(page) == ["Rengginang rasa 0"] and not guest.overflows()
    address = parse_qs(urlsplit(page.url).query)
    assert (address["izin"], address["jenis"], address["wilayah"]) == (["halal"], ["snacks"], ["32.01"])
    expect(page.locator(".cat-card")).to_contain_text("Halal")


def test_a_product_is_read_ordered_and_shared(guest):
    page = search(guest, cari="rengginang rasa", jenis="snacks")
    card = page.locator(".cat-card").first
    name = card.locator(".cat-name").inner_text()
    card.click()
    assert not guest.overflows()
    expect(page.locator("h1")).to_have_text(name)
    for label, opening in (("Bagikan", f"{name}, Rp 13.000"), ("Pesan langsung", "Halo, saya ingin pesan")):
        link = urlsplit(page.get_by_role("link", name=label).get_attribute("href"))
        [text] = parse_qs(link.query)["text"]
        assert link.netloc == "wa.me" and text.startswith(opening) and text.endswith(page.url)
    schema = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert (schema["@type"], schema["name"], schema["offers"]["price"]) == ("Product", name, "13000")
    code = page.get_by_alt_text("Kode QR alamat halaman ini")
    assert code.evaluate("(image) => image.complete && image.naturalWidth > 0")


def test_shop_and_sentra_lead_to_each_other(guest):
    page = search(guest, cari="rengginang")
    page.locator(".cat-card").first.click()
    page.get_by_role("link", name="Dapur Contoh Uji").click()
    expect(page.locator("h1")).to_have_text("Dapur Contoh Uji")
    assert len(names(page)) == 12 and not guest.overflows()
    page.get_by_role("link", name="Anggota sentra Kue Uji").click()
    expect(page.locator("h1")).to_have_text("Sentra Kue Uji")
    assert len(names(page)) == 12 and not guest.overflows()
    page.get_by_role("link", name="Berikutnya").click()
    assert len(names(page)) == 1


def test_the_catalogue_of_a_kabupaten_is_printed(guest):
    page = look(guest, f"{WINDOW}?wilayah=32.01")
    page.get_by_role("link", name="untuk dicetak").click()
    expect(page.locator("h1")).to_have_text("Katalog buatan ibu-ibu Kab. Bogor")
    assert page.locator(".cat-lines li").count() >= 24 and not guest.overflows()
    page.emulate_media(media="print")
    expect(page.locator("header.topbar")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF-")


def test_all_of_it_is_reached_with_the_keyboard(guest):
    """From the address bar to the first card and into it, each stop seen."""
    page = look(guest, WINDOW)
    stops = []
    for _press in range(30):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        stops.append(focused.evaluate("(element) => element.name || element.className || element.href"))
        if "cat-card" in stops[-1]:
            break
    order = [stop for stop in stops if stop in ("cari", "wilayah", "jenis") or "cat-card" in stop]
    assert order == ["cari", "wilayah", "jenis", "cat-card"], stops
    assert focused.evaluate("(element) => getComputedStyle(element).outlineStyle") != "none"
    name = focused.locator(".cat-name").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_what_an_office_takes_down_is_gone_for_the_buyer(stocked, visitor):
    """Down, read by its companion, and back."""
    office, companion, buyer = visitor("desk"), visitor("phone"), visitor("phone", scripts=False)
    card = search(buyer, cari="robusta").locator(".cat-card", has_text="Kopi robusta")
    address = card.get_attribute("href")
    page = office.sign_in("ratna")
    office.open("/usaha/u/?cari=Kopi+Bukit+Ciriung")
    page.locator("main").get_by_role("link", name="Kopi Bukit Ciriung").first.click()
    business = urlsplit(page.url).path
    page.locator("li", has_text="Kopi robusta bubuk").get_by_role("link", name="Turunkan").click()
    page.get_by_label("Mengapa diturunkan").fill("Fotonya milik toko lain")
    page.get_by_role("button", name="Turunkan").click()
    expect(page.locator("main")).to_contain_text("Kopi robusta bubuk diturunkan dari etalase.")
    assert not office.overflows()
    assert buyer.page.goto(buyer.site.address + address).status == 410
    expect(buyer.page.locator("main")).not_to_contain_text("Fotonya")
    read = companion.sign_in("wida")
    companion.open(business)
    expect(read.locator("main")).to_contain_text("Fotonya milik toko lain")
    assert not companion.overflows()
    page.get_by_role("button", name="Tampilkan lagi").click()
    expect(page.locator("main")).not_to_contain_text("diturunkan dari etalase.")
    # Her own browser may keep the answer of a page for five minutes.
    next_buyer = visitor("phone", scripts=False)
    assert next_buyer.page.goto(buyer.site.address + address).status == 200

"""From what a woman can make to the card for her buyers and the sales of her first month, on a phone of 360 pixels.

The first card takes at most five minutes: a tap is counted with three seconds and a key with one, which is slow.
"""

from __future__ import annotations

import io
from urllib.parse import unquote

from PIL import Image
from playwright.sync_api import expect

from tests.browser.finger import Finger

SECONDS_OF_TAP, SECONDS_OF_KEY, MOST_SECONDS = 3, 1, 300
MOST_TAPS = 30
# Opening the page, the field, the button; the digits of the amount are keys.
MOST_TAPS_OF_SALES = 3


def photo() -> dict:
    target = io.BytesIO()
    Image.new("RGB", (1200, 900), "#c98f3a").save(target, "JPEG")
    return {"name": "IMG_0812.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


def test_a_baker_comes_to_her_first_card_in_five_minutes_and_notes_what_she_sold(visitor):
    companion = visitor("phone")
    page = companion.sign_in("wida")
    companion.open("/usaha/mulai/")
    finger = Finger(page)
    begin(page, finger)
    count(page, finger)
    finger.step = "price"
    expect(page.locator("h1")).to_contain_text("Untuk Ibu")
    assert not companion.overflows()
    finger.tap(page.get_by_role("button", name="Lanjut ke kartu"))
    card(page, finger)
    assert not companion.overflows()
    seconds = SECONDS_OF_TAP * finger.taps.total() + SECONDS_OF_KEY * finger.keys.total()
    assert finger.taps.total() <= MOST_TAPS and seconds <= MOST_SECONDS, finger.figures
    sell(page, companion)


def begin(page, finger: Finger) -> None:
    finger.step = "skill"
    finger.tap(page.get_by_label("Masak dan kue"))
    finger.type(page.get_by_label("Mau menjual apa?"), "Roti manis")
    finger.type(page.get_by_label("Nama pembuatnya"), "Tuti Suryani")
    finger.tap(page.get_by_role("button", name="Lanjut ke belanja"))


def count(page, finger: Finger) -> None:
    finger.step = "shopping"
    expect(page.locator("h1")).to_contain_text("Belanja")
    for label, text in (
        ("Bahan", "62000"),
        ("Plastik, stiker, kemasan", "12000"),
        ("Gas, listrik, air", "6000"),
        ("Jadi berapa?", "10"),
        ("Berapa menit kerja?", "180"),
    ):
        finger.type(page.get_by_label(label), text)
    finger.tap(page.get_by_role("button", name="Lanjut ke harga"))


def card(page, finger: Finger) -> None:
    finger.step = "card"
    # The button of the phone and the photo that is chosen there.
    finger.taps[finger.step] += 2
    page.get_by_label("Foto produk").set_input_files(photo())
    finger.tap(page.get_by_role("button", name="Buat kartunya"))
    share = page.get_by_role("link", name="Kirim ke WhatsApp")
    expect(share).to_be_visible()
    assert "Roti manis" in unquote(share.get_attribute("href"))
    finger.taps[finger.step] += 1


def sell(page, companion) -> None:
    companion.open("/usaha/u/?cari=Roti+manis")
    page.get_by_role("link", name="Roti manis").first.click()
    finger = Finger(page)
    finger.step = "sales"
    finger.tap(page.get_by_role("link", name="Catat penjualan"))
    finger.type(page.get_by_label("Laku berapa rupiah?"), "450000")
    assert not companion.overflows()
    finger.tap(page.get_by_role("button", name="Simpan"))
    expect(page.locator("main")).to_contain_text("Rp 450.000")
    assert finger.taps.total() <= MOST_TAPS_OF_SALES, finger.figures

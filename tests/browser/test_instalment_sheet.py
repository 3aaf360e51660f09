"""The meeting of a group with a revolving fund: thirty women, their instalments, and what it costs the finger."""

from __future__ import annotations

import io

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.finger import MOST, Finger, count_notes

# Confirmations of three people by a number of four digits, should they come one day: the design counts them too.
PINS = 16
PARTIAL, NO_INSTALMENT, SAVES_MORE, SENT, ABSENT = 5, 9, 3, 7, (29, 30)


def test_thirty_women_and_their_instalments(visitor, record_property):
    """24 as expected, one pays a part, one nothing of it, one saves more, one is sent by a neighbour, two are away."""
    treasurer = visitor("phone")
    page = treasurer.sign_in("lina")
    finger = Finger(page)
    finger.tap(page.get_by_role("link", name="Rapat", exact=True).first)
    finger.tap(page.get_by_role("link", name="Mulai rapat"))
    finger.tap(page.get_by_role("button", name="Mulai"))
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(30)
    expect(page.locator(".js-filled")).to_have_text("0 dari 30 terisi")
    is_one_sheet_of_paper(visitor, page.url)
    finger.step = "rows"
    fill(page, finger)
    assert not treasurer.overflows()
    finger.step = "cash"
    count_notes(page, finger)
    finger.step = "closing"
    finger.choose(page.locator("[name=witness]"), index=3)
    finger.tap(page.get_by_role("button", name="Simpan hitungan"))
    expect(page.locator("body")).to_contain_text("Hitungan tersimpan")
    close_as_second(visitor, page.url, finger)
    record_property("figures", finger.figures)
    assert finger.total + PINS <= MOST, finger.figures


def is_one_sheet_of_paper(visitor, address: str) -> None:
    """A4 upright with thirty rows, the notes to count and three who sign; nothing of it is late or owed."""
    desk = visitor("desk")
    page = desk.sign_in("lina")
    page.goto(f"{address}cetak/")
    assert not desk.overflows()
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    width, height = (float(side) for side in paper.pages[0].mediabox[2:])
    assert abs(width - 595) < 2 and abs(height - 842) < 2
    text = paper.pages[0].extract_text()
    assert "Uang di meja" in text and "Saksi" in text and "tertinggal" not in text


def fill(page, finger: Finger) -> None:
    def row(number: int):
        return page.locator(f"[data-row='{number}']")

    different = (PARTIAL, NO_INSTALMENT, SAVES_MORE, SENT, *ABSENT)
    for number in range(1, 31):
        if number not in different:
            finger.tap(row(number).locator(".js-tick"))
    finger.tap(row(PARTIAL).locator(".js-who"))
    expect(row(PARTIAL).locator("[data-key='simpanan:wajib']")).to_have_value("")
    finger.type(row(PARTIAL).locator("[data-key=angsuran]"), "50000")
    expect(row(PARTIAL).locator("[data-key='simpanan:wajib']")).to_have_value("10.000")
    finger.tap(row(NO_INSTALMENT).locator(".js-who"))
    finger.tap(row(NO_INSTALMENT).get_by_role("button", name="Angsuran: Belum bayar"))
    finger.tap(row(SAVES_MORE).locator(".js-who"))
    finger.tap(row(SAVES_MORE).get_by_role("button", name="Simpanan sukarela: 10.000"))
    finger.tap(row(SENT).locator(".js-who"))
    finger.tap(row(SENT).locator("[value=entrusted]"))
    finger.choose(row(SENT).locator(".js-via select"), index=1)
    finger.tap(page.locator(".js-rest"))
    expect(page.locator(".js-filled")).to_have_text("30 dari 30 terisi")
    for number in (PARTIAL, NO_INSTALMENT, SAVES_MORE, SENT):
        expect(row(number).locator(".js-tick")).to_have_attribute("data-other", "")
    for number in ABSENT:
        expect(row(number).locator("small")).to_have_text("tidak hadir")


def close_as_second(visitor, address: str, finger: Finger) -> None:
    """The group has two officers with accounts; the chair closes what the treasurer counted."""
    page = visitor("phone").sign_in("sumiati")
    page.goto(address)
    finger.tap(page.get_by_role("button", name="Tutup lembar"))
    expect(page.locator("body")).to_contain_text("Lembar ditutup, tercatat sebagai nomor")

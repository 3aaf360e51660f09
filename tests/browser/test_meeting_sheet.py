"""A meeting of a dasawisma from the first tap to the closed sheet: arisan, cash on the table, three who close."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.browser.finger import MOST, Finger, count_notes

SECONDS = 360
EXTRA = (3, 8, 12, 17, 21)
SPENT = [("belanja:konsumsi", "35000"), ("belanja:atk", "12000")]


def fill_the_sheet(page, finger: Finger) -> None:
    """Twenty-nine pay what was agreed, five of them save more, one did not come."""
    rows = page.locator("[data-row]")
    # What is agreed for each, with her share of the arisan, is what a tick says.
    expect(page.locator(".js-standard")).to_contain_text(rows.first.locator(".js-tick").inner_text().strip())
    for place in range(rows.count() - 1):
        finger.tap(rows.nth(place).locator(".js-tick"))
    for place in EXTRA:
        finger.tap(rows.nth(place).locator(".js-who"))
        free = rows.nth(place).locator("[data-key='simpanan:sukarela']")
        expect(free).to_be_focused()
        finger.tap(rows.nth(place).get_by_role("button", name="Simpanan sukarela: 10.000"))
        expect(free).to_have_value("10.000")


def other_money(page, finger: Finger) -> None:
    for account, amount_text in SPENT:
        finger.tap(page.locator(".js-add-other"))
        last = page.locator(".con-other").last
        finger.choose(last.locator("select"), value=account)
        finger.type(last.locator("[data-other=amount_idr]"), amount_text)


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_meeting_of_thirty_women(visitor, size, record_property):
    guest = visitor(size)
    page = guest.sign_in("ratmi")
    began = time.monotonic()
    finger = Finger(page)
    finger.tap(page.get_by_role("link", name="Rapat", exact=True).first)
    if size == "desk":
        undo_the_last(page)
    else:
        finger.tap(page.get_by_role("link", name="Mulai rapat"))
        finger.tap(page.get_by_role("button", name="Mulai"))
    expect(page.locator("[data-row]")).to_have_count(30)
    assert not guest.overflows()
    if size == "phone":
        lose_the_signal(guest, page)
        two_phones(visitor, page)
        meet(guest, page, finger)
    else:
        mend(guest, page, finger)
    finger.tap(page.get_by_role("button", name="Tutup lembar"))
    expect(page.locator("body")).to_contain_text("Lembar ditutup, tercatat sebagai nomor")
    assert not guest.overflows()
    record_property("figures", f"{finger.figures}, {time.monotonic() - began:.0f} s")
    assert finger.total <= MOST, finger.figures
    assert time.monotonic() - began < SECONDS


def lose_the_signal(guest, page) -> None:
    """What was tapped stands there again after the page was lost, and goes out when the signal is back."""
    first = page.locator("[data-row]").first
    expect(page.locator(".js-filled")).to_have_text("0 dari 30 terisi")
    guest.context.set_offline(True)
    first.locator(".js-tick").click()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    guest.context.set_offline(False)
    page.reload()
    expect(first.locator("small")).to_have_text("hadir")
    expect(page.locator(".js-saved")).to_have_text("Tersimpan", timeout=15_000)
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('lembar:')).length"
    assert page.evaluate(kept) == 0
    first.locator(".js-tick").click()


def two_phones(visitor, page) -> None:
    """Another phone was first with the same row: nothing is overwritten, and whoever comes later chooses."""
    expect(page.locator(".js-saved")).to_have_text("Tersimpan", timeout=15_000)
    other = visitor("phone").sign_in("ratmi")
    other.goto(page.url)
    other.locator("[data-row]").nth(1).locator(".js-tick").click()
    expect(other.locator(".js-saved")).to_have_text("Tersimpan", timeout=15_000)
    row = page.locator("[data-row]").nth(1)
    row.locator(".js-who").click()
    row.locator("[value=entrusted]").click()
    expect(row.locator(".js-clash")).to_contain_text("hadir", timeout=15_000)
    row.locator(".js-clash [data-keep=theirs]").click()
    expect(row.locator("button small").first).to_have_text("hadir")
    row.locator(".js-tick").click()
    expect(page.locator(".js-saved")).to_have_text("Tersimpan", timeout=15_000)


def meet(guest, page, finger: Finger) -> None:
    finger.step = "rows"
    fill_the_sheet(page, finger)
    finger.tap(page.locator(".js-rest"))
    pay_the_absent(page, finger)
    expect(page.locator(".js-filled")).to_have_text("30 dari 30 terisi")
    finger.step = "other money"
    other_money(page, finger)
    finger.step = "draw"
    draw(page, finger)
    finger.step = "cash"
    count_notes(page, finger)
    finger.step = "closing"
    finger.choose(page.locator("[name=witness]"), index=3)
    assert not guest.overflows()


def pay_the_absent(page, finger: Finger) -> None:
    """Her neighbour brought the stake of the arisan along."""
    last = page.locator("[data-row]").last
    finger.tap(last.locator(".js-who"))
    finger.tap(last.locator("[value=entrusted]"))


def draw(page, finger: Finger) -> None:
    """The draft reaches the server before the draw, which sends the page back to the sheet."""
    finger.type(page.locator("[name=word]"), "melati")
    finger.tap(page.get_by_role("button", name="Buka undian"))
    expect(page.locator("main")).to_contain_text("Periksa undian")
    check = page.get_by_role("link", name="Periksa undian").get_attribute("href")
    stranger = page.context.browser.new_page()
    stranger.goto(page.url.split("/kantor/")[0] + check)
    expect(stranger.locator("main")).to_contain_text(
        "Dihitung ulang di HP ini: kuncinya cocok dan nomornya sama."
    )
    for name in ("Ratmi", "Yuli", "Siti"):
        expect(stranger.locator("main")).not_to_contain_text(name)
    stranger.close()


def undo_the_last(page) -> None:
    """On the desk the sheet of before is taken back and stands there again with its values."""
    page.get_by_role("link", name="Ditutup").first.click()
    page.get_by_label("Mengapa dibatalkan?").fill("Salah ketik iuran")
    page.get_by_role("button", name="Batalkan dan betulkan").click()


def mend(guest, page, finger: Finger) -> None:
    expect(page.locator(".js-filled")).to_have_text("30 dari 30 terisi")
    expect(page.locator(".js-match p")).to_have_text("Cocok")

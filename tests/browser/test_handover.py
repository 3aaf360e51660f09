"""A hand-over: both sign with their own accounts on a phone and a desk, and with it the rights change hands."""

from __future__ import annotations

from playwright.sync_api import expect


def draw(page) -> None:
    """Two strokes with the finger or the mouse."""
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 110, steps=4)
    page.mouse.up()


def open_handover(visitor, path="/kantor/serah-terima/"):
    page = visitor.open(path)
    page.get_by_role("link", name="Murniati Saleh → Laras Prameswari").click()
    return page


def test_a_hand_over_by_three_people(visitor):
    secretary, outgoing, incoming = visitor("desk"), visitor("phone"), visitor("desk")
    secretary.sign_in("rahma")
    page = open_handover(secretary)
    expect(page.locator("h1")).to_contain_text("Menunggu dua tanda tangan.")
    expect(page.locator("main")).to_contain_text("Hak Murniati Saleh berakhir".lower(), ignore_case=True)
    assert not secretary.overflows()

    her = outgoing.sign_in("murni")
    outgoing.open("/tugas/")
    expect(her.locator("main")).to_contain_text("Serah terima Ketua: baca berkas dan tanda tangani")
    her.get_by_role("link", name="Kerjakan sekarang").click()
    assert not outgoing.overflows()
    her.get_by_role("link", name="Buka layar tanda tangan").click()
    her.get_by_label("Saya sudah membaca berkasnya.").check()
    her.get_by_role("button", name="Tanda tangan", exact=True).click()
    expect(her.locator("main")).to_contain_text("Buat dulu tanda tangan di kotak.")
    draw(her)
    assert not outgoing.overflows()
    her.get_by_role("button", name="Tanda tangan", exact=True).click()
    expect(her.locator("h1")).to_contain_text("Tinggal satu tanda tangan.")

    incoming.sign_in("laras")
    taking = open_handover(incoming)
    taking.get_by_role("link", name="Tanda tangan dan terima").click()
    taking.get_by_label("Saya sudah membaca berkasnya.").check()
    draw(taking)
    assert not incoming.overflows()
    taking.get_by_role("button", name="Tanda tangan dan terima").click()
    expect(taking.locator("h1")).to_contain_text("Selesai. Laras Prameswari bertugas sejak")
    assert not incoming.overflows()

    # At the same second the one is signed out and the other signs for the body.
    her.reload()
    expect(her.locator("body")).to_contain_text("Masuk")
    incoming.open("/kantor/surat/")
    expect(taking.locator("main")).to_contain_text("Tenggarong Seberang")

"""An order from written down to paid, the chair who sees what stayed unpaid, and oleh-oleh of a kabupaten printed."""

from __future__ import annotations

import io
from datetime import date, timedelta

from playwright.sync_api import expect
from pypdf import PdfReader


def test_an_order_is_written_down_brought_and_paid_on_the_phone(visitor):
    phone, chair = visitor("phone"), visitor("phone")
    page = phone.sign_in("cucu")
    phone.open("/usaha/pesanan/")
    expect(page.locator("h1")).to_contain_text("2 pesanan sudah diantar, belum dibayar: Rp 510.000.")
    assert not phone.overflows()
    page.get_by_role("link", name="Catat pesanan baru").click()
    page.get_by_label("Siapa yang memesan").fill("TK Mentari")
    page.get_by_label("Seragam PAUD").fill("5")
    page.get_by_label("Warung atau toko").check()
    assert not phone.overflows()
    page.get_by_role("button", name="Simpan pesanan").click()
    page.get_by_role("link", name="Perlu diantar").click()
    card = page.locator("li.ord-card", has_text="TK Mentari")
    card.get_by_role("button", name="Sudah diantar").click()
    card = page.locator("li.ord-card", has_text="TK Mentari")
    expect(card).to_contain_text("Rp 425.000")
    card.get_by_role("button", name="Catat dibayar").click()
    page.get_by_role("link", name="Lunas").click()
    expect(page.locator("li.ord-card", has_text="TK Mentari")).to_have_count(1)
    seen = chair.sign_in("sumiati")
    chair.open("/usaha/pesanan/")
    expect(seen.locator("main")).to_contain_text("PAUD Tunas Bangsa")
    expect(seen.locator("main")).not_to_contain_text("Warung Bu Ijah")
    assert not chair.overflows()


def test_the_oleh_oleh_of_a_kabupaten_are_printed(visitor):
    desk = visitor("desk")
    page = desk.sign_in("ratna")
    desk.open("/usaha/oleh-oleh/")
    page.locator("select[name=region]").select_option(value="32.01")
    page.get_by_label("Berapa buah").fill("10")
    page.get_by_label("Siap pada").fill(str(date.today() + timedelta(days=14)))
    page.get_by_role("button", name="Hitung").click()
    row = page.locator("tr", has_text="Seragam PAUD")
    expect(row).to_contain_text("cukup waktunya")
    expect(page.locator("tr", has_text="Keripik singkong pedas")).to_contain_text("tanya dulu")
    expect(page.locator("main")).not_to_contain_text("Cucu Cahyani")
    assert not desk.overflows()
    paper = page.get_by_role("link", name="Cetak daftar").get_attribute("href")
    opened = page.request.get(desk.site.address + paper)
    assert opened.status == 200 and opened.body().startswith(b"%PDF-")
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(opened.body())).pages)
    assert "Seragam PAUD" in text and "Kab. Bogor" in text and "Cucu Cahyani" not in text
    # And as the browser prints the page itself: the list without its form and menu.
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Hitung")).to_be_hidden()
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", landscape=True)))
    text = " ".join("".join(sheet.extract_text() for sheet in printed.pages).split())
    assert "Seragam PAUD" in text and "cukup waktunya" in text

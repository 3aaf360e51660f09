"""A month of a cash book: money in, money out, a mistake taken back, one counts and another closes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_month_from_the_first_entry_to_closing(visitor, size):
    one = visitor(size)
    page = one.sign_in("eti" if size == "phone" else "eka")
    one.open("/kas/")
    if size == "phone":
        page.get_by_role("link", name="Buka buku kas").click()
        expect(page.get_by_label("Buku kas siapa")).to_contain_text("Kelompok PKK")
        page.get_by_label("Uang tunai pada hari itu").fill("100.000")
        assert not one.overflows()
        page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Uang masuk").click()
    page.get_by_label("Jumlah").fill("25.000")
    page.get_by_label("Dari mana uangnya").select_option(label="Iuran anggota")
    page.get_by_label("Uraian").fill("Iuran bulan ini")
    assert not one.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Iuran bulan ini")
    page.get_by_role("link", name="Uang keluar").click()
    page.get_by_label("Jumlah").fill("90.000.000")
    page.get_by_label("Uraian").fill("Salah ketik")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("tidak cukup")
    page.get_by_label("Jumlah").fill("9.000")
    page.get_by_role("button", name="Simpan").click()
    assert not one.overflows()
    page.get_by_role("link", name="Salah ketik").click()
    page.get_by_label("Alasan").fill("Bukan uang kelompok")
    page.get_by_role("button", name="Batalkan dengan catatan baru").click()
    expect(page.locator("main")).to_contain_text("Bukan uang kelompok")


def test_one_counts_and_another_closes(visitor):
    treasurer, chair = visitor("desk"), visitor("phone")
    page = treasurer.sign_in("nani")
    treasurer.open("/kas/")
    page.get_by_role("link", name="Tutup bulan").click()
    page.get_by_label("Uang tunai yang terhitung").fill("1")
    page.get_by_role("button", name="Simpan hitungan").click()
    expect(page.locator("main")).to_contain_text("Hitung sekali lagi")
    counted = page.locator(".tile", has_text="Tunai menurut buku").inner_text()
    page.get_by_label("Uang tunai yang terhitung").fill("".join(sign for sign in counted if sign.isdigit()))
    page.get_by_role("button", name="Simpan hitungan").click()
    expect(page.locator("main")).to_contain_text("Menunggu orang kedua")
    page = chair.sign_in("tuti")
    chair.open("/tugas/")
    page.get_by_role("link", name="menunggu konfirmasi").click()
    assert not chair.overflows()
    page.get_by_role("button", name="Jumlahnya benar").click()
    expect(page.locator("body")).to_contain_text("Bulan sudah ditutup")

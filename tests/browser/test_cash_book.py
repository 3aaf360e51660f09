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
        expect(page.locator("h1")).to_contain_text("Kelompok PKK")
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
    opened = opened_paper(treasurer)
    assert opened.status == 200 and opened.body().startswith(b"%PDF-")
    check_tells_no_name(chair, treasurer)


def opened_paper(treasurer):
    """The paper of the month that was closed last, as the treasurer opens it from the list of months."""
    page = treasurer.page
    treasurer.open("/kas/")
    page.get_by_role("link", name="Bulan dan lembar").click()
    assert not treasurer.overflows()
    row = page.locator("li", has_text="Oktober 2026")
    expect(row).to_contain_text("tunai terhitung")
    return page.request.get(page.url.split("/kas/")[0] + row.get_by_role("link").get_attribute("href"))


def check_tells_no_name(chair, treasurer):
    """Whoever holds the paper asks for its code."""
    row = treasurer.page.locator("li", has_text="Oktober 2026").inner_text()
    chair.open(f"/cek/{row.rpartition('kode ')[2].split()[0]}/")
    expect(chair.page.locator("main")).to_contain_text("Buku Tabungan (4.11) Oktober 2026")
    expect(chair.page.locator("main")).not_to_contain_text("Nani")


def test_residents_read_the_wall_without_signing_in(visitor):
    chair, resident = visitor("desk"), visitor("phone")
    page = chair.sign_in("tuti")
    chair.open("/kas/")
    page.get_by_role("link", name="Posyandu Anyelir").click()
    page.get_by_role("link", name="Halaman dinding").click()
    address = page.get_by_role("link", name="Lihat dan cetak").get_attribute("href")
    resident.open(address)
    wall = resident.page.locator("main")
    expect(wall).to_contain_text("ditutup oleh ketua dan bendahara")
    expect(wall).to_contain_text("Lain-lain, digabung")
    for hidden in ("Nani", "Tuti", "toko", "Rp 200.000"):
        expect(wall).not_to_contain_text(hidden)
    assert not resident.overflows()
    page.get_by_role("button", name="Tutup halaman ini").click()
    resident.page.reload()
    expect(resident.page.locator("h1")).to_contain_text("tidak terbuka")
    page.get_by_role("button", name="Buka halaman dinding").click()
    expect(page.locator("h1")).to_contain_text("terbuka untuk warga")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_line_of_the_budget(visitor, size):
    one = visitor(size)
    page = one.sign_in("eka")
    one.open("/kas/")
    page.get_by_role("link", name="Anggaran").click()
    expect(page.locator("main")).to_contain_text("melebihi rencana")
    assert not one.overflows()
    page.get_by_role("link", name="Tambah baris").click()
    page.get_by_label("Untuk apa").select_option(
        label="Belanja lain" if size == "phone" else "Barang inventaris"
    )
    page.get_by_label("Sumber dana").select_option(label="Swadaya")
    page.get_by_label("Rencana setahun").fill("75.000")
    assert not one.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("+Rp 75.000")

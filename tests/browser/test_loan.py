"""A loan of a group from request to paid: two officers, the costs read first, more than owed asked about."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month


def test_a_loan_from_request_to_paid(visitor):
    treasurer, chair = visitor("phone"), visitor("desk")
    page = treasurer.sign_in("lina")
    treasurer.open("/usaha/dana/")
    expect(page.locator("h1")).to_have_text("Dana bergulir")
    assert not treasurer.overflows()
    ask_for(page, treasurer)
    expect(page.locator("h1")).to_have_text("Kokom Komalasari")
    address = "/usaha/" + page.url.split("/usaha/")[1]
    decide(chair, address)
    hand_over(page, treasurer, address)
    pay_back(page, treasurer)
    chair.open(address)
    expect(chair.page.locator("main")).to_contain_text("lunas")


def ask_for(page, treasurer) -> None:
    """She reads every rupiah and both rates before anything is stored."""
    page.get_by_role("link", name="Ajukan pinjaman").click()
    page.get_by_label("Siapa yang meminjam").select_option(label="10 Kokom Komalasari")
    page.get_by_label("Jenis pinjaman").select_option(label="Pinjaman usaha")
    page.get_by_label("Jumlah (rupiah)").fill("200.000")
    page.get_by_label("Lama (bulan)").fill("2")
    page.get_by_label("Untuk keperluan usaha").fill("Loyang")
    page.get_by_label("Diajukan pada").fill(str(add_months(first_of_month(date.today()), -1).replace(day=14)))
    page.get_by_role("button", name="Lihat biayanya").click()
    costs = page.locator("section", has_text="Biaya pinjaman ini")
    for words in ("Rp 103.000", "Rp 6.000", "Rp 206.000", "1,50% sebulan", "1,993% sebulan"):
        expect(costs).to_contain_text(words)
    assert not treasurer.overflows()
    page.get_by_role("button", name="Sudah dibaca, ajukan").click()


def decide(chair, address: str) -> None:
    page = chair.sign_in("sumiati")
    chair.open(address)
    page.get_by_role("link", name="Catat keputusan rapat").click()
    page.get_by_label("disetujui", exact=True).check()
    page.get_by_label("Diputuskan di rapat").select_option(index=1)
    page.get_by_label("Catatan keputusan").fill("Semua setuju")
    assert not chair.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Semua setuju")
    expect(page.get_by_role("link", name="Serahkan uangnya")).to_have_count(0)


def hand_over(page, treasurer, address: str) -> None:
    """Not before she signed."""
    treasurer.open(address)
    paper = page.get_by_role("link", name="Surat perjanjian").get_attribute("href")
    opened = page.request.get(page.url.split("/usaha/")[0] + paper)
    assert opened.status == 200 and opened.body().startswith(b"%PDF-")
    page.get_by_role("link", name="Serahkan uangnya").click()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("ditandatangani dulu")
    page.get_by_label("Surat perjanjian sudah ditandatangani peminjam").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("berjalan")


def pay_back(page, treasurer) -> None:
    page.get_by_role("link", name="Terima angsuran").click()
    page.get_by_label("Jumlah yang diterima").fill("103.000")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Sisa pokok")
    page.get_by_role("link", name="Terima angsuran").click()
    page.get_by_label("Jumlah yang diterima").fill("110.000")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Lebih Rp 7.000 dari sisa pinjaman")
    page.get_by_label("Kalau lebih dari sisa pinjaman").select_option(label="masuk simpanan sukarela")
    assert not treasurer.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("lunas")
    assert not treasurer.overflows()

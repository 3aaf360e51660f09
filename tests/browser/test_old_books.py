"""A group that comes with old books: filled on a phone, read with two witnesses, closed by its chair, then printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

# A group of the demo's kelurahan with four women, a fund and nothing in it; treasurer and chair are Yeni and Tini.
OLD_GROUP = """
import datetime as dt
from decimal import Decimal
from anyelir.accounts.models import User
from anyelir.enterprise.fund import actions
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.ledger.actions import open_ledger
from anyelir.regions.models import Region
from tests import factories as make
from tests import groups

by = User.objects.get(username="hendra")
today = make.today()
on = today.replace(day=1)
group = groups.group(Region.objects.get(code="32.01.01.1010"), "Anggrek SIZE")
body = body_of(group)
for name in ("Ratmi Suherman", "Nining Suhaeni", "Dedeh Kurniasih", "Iis Aisyah"):
    make.body_member(body, name)
fund = actions.open_fund(
    body=open_ledger(body=body, on=on, by=by).body, on=on, max_loan_idr=5_000_000, quorum_percent=50, by=by
)
terms = {"method": "flat", "rate_percent": Decimal("1.5"), "months_max": 12, "ahead": "next", "payoff": "to_date"}
actions.add_product(fund=fund, name="Pinjaman usaha", on=on, by=by, **terms)
for username, role in (("yeni-SIZE", "group_treasurer"), ("tini-SIZE", "group_chair")):
    user = make.user(username, username.title())
    user.password = by.password
    user.save()
    make.grant(user, role, unit=group)
print("FUND", fund.pk)
"""


@pytest.fixture(params=["phone", "desk"])
def size(request):
    return request.param


@pytest.fixture
def fund(site, size) -> str:
    """The key of the fund of a group of its own."""
    printed = site.manage("manage", "shell", "-c", OLD_GROUP.replace("SIZE", size))
    return printed.split("FUND ")[1].split()[0]


def test_old_books_become_new_ones(visitor, size, fund):
    treasurer, chair = visitor(size), visitor(size)
    page = treasurer.sign_in(f"yeni-{size}")
    treasurer.open(f"/usaha/dana/{fund}/awal/")
    expect(page.locator("h1")).to_have_text("Saldo awal belum diisi.")
    fill_sums(treasurer)
    fill_savings(treasurer)
    fill_loan(treasurer)
    expect(page.locator("h1")).to_have_text("Masih selisih Rp 50.000: uang dan pinjaman lebih besar.")
    assert not treasurer.overflows()
    page.get_by_role("link", name="Kas, bank, dan modal").click()
    page.get_by_label("Modal awal dana bergulir").fill("1.450.000")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("h1")).to_have_text("Kedua sisi sudah sama.")
    close(chair, size, fund)
    check_books(treasurer, fund)


def fill_sums(guest) -> None:
    page = guest.page
    page.get_by_role("link", name="Kas, bank, dan modal").click()
    page.get_by_label("Kas tunai").fill("1.000.000")
    page.get_by_label("Modal awal dana bergulir").fill("1.400.000")
    assert not guest.overflows()
    page.get_by_role("button", name="Simpan").click()


def fill_savings(guest) -> None:
    page = guest.page
    page.get_by_role("link", name="Simpanan anggota").click()
    first = page.locator("fieldset", has_text="Ratmi Suherman")
    first.get_by_label("Simpanan wajib").fill("50.000")
    assert not guest.overflows()
    page.get_by_role("button", name="Simpan halaman ini").click()


def fill_loan(guest) -> None:
    page = guest.page
    page.get_by_role("link", name="Pinjaman berjalan").click()
    page.get_by_label("Peminjam").select_option(label="2 Nining Suhaeni")
    page.get_by_label("Jenis pinjaman").select_option(label="Pinjaman usaha")
    page.get_by_label("Untuk keperluan usaha").fill("Warung")
    page.get_by_label("Sisa pokok").fill("500.000")
    page.get_by_label("Sisa jasa").fill("37.500")
    page.get_by_label("Angsuran yang belum dibayar").fill("5")
    assert not guest.overflows()
    page.get_by_role("button", name="Simpan").click()


def close(guest, size, fund) -> None:
    page = guest.sign_in(f"tini-{size}")
    guest.open(f"/usaha/dana/{fund}/awal/")
    paper = page.request.get(f"{guest.site.address}/usaha/dana/{fund}/awal/berita-acara/")
    assert paper.status == 200 and paper.body().startswith(b"%PDF-")
    page.get_by_label("Saksi pertama").select_option(label="3 Dedeh Kurniasih")
    page.get_by_label("Saksi kedua").select_option(label="4 Iis Aisyah")
    assert not guest.overflows()
    page.get_by_role("button", name="Tutup saldo awal").click()
    expect(page.locator("h1")).to_have_text("Saldo awal ditutup, saksi Dedeh Kurniasih dan Iis Aisyah.")


def check_books(guest, fund) -> None:
    """The journal has it: the balance of the month has both sides, and her loan stands in the book of loans."""
    page = guest.page
    guest.open(f"/usaha/dana/{fund}/buku/")
    page.get_by_role("link", name="Neraca").click()
    expect(page.locator("main")).to_contain_text("1.500.000")
    assert not guest.overflows()
    guest.open(f"/usaha/dana/{fund}/buku/pinjaman/")
    expect(page.locator("main")).to_contain_text("2 Nining Suhaeni")
    assert not guest.overflows()


def test_kitchen_and_business_at_a_phone(visitor, size):
    guest = visitor(size)
    page = guest.sign_in("sari")
    guest.open("/usaha/uang/")
    page.get_by_label("Hasil jualan").fill("1.500.000")
    page.get_by_label("Bahan dan kemasan").fill("800.000")
    page.get_by_label("Diambil untuk dapur").fill("900.000")
    page.get_by_role("button", name="Hitung").click()
    expect(page.locator("#hasil")).to_contain_text("Rp 200.000 dari modal terpakai untuk dapur.")
    assert "1.500.000" not in page.url and not guest.overflows()

"""A group from its founding to its first month closed, at a desk and on a phone; a member opens her own book."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month
from tests.browser.test_meeting_sheet import Finger, count_notes

# Accounts of the two officers of a group that was founded on the page.
OFFICERS = """
from anyelir.accounts.models import User
from anyelir.enterprise.groups.models import Group
from tests import factories as make

group, by = Group.objects.get(name="Kenanga SIZE"), User.objects.get(username="hendra")
officers = (("imas-SIZE", "Imas Masitoh", "group_treasurer"), ("euis-SIZE", "Euis Komariah", "group_chair"))
for username, name, role in officers:
    user = make.user(username, name)
    user.password = by.password
    user.save()
    make.grant(user, role, unit=group)
"""
LAST_MONTH = add_months(first_of_month(date.today()), -1)


@pytest.fixture(params=["phone", "desk"])
def size(request):
    return request.param


def test_a_group_from_its_founding_to_its_first_month_closed(visitor, site, size):
    office = visitor(size)
    group = found(office, size)
    grade(office, group)
    site.manage("manage", "shell", "-c", OFFICERS.replace("SIZE", size))
    treasurer, chair = visitor(size), visitor(size)
    treasurer.sign_in(f"imas-{size}")
    chair.sign_in(f"euis-{size}")
    join(treasurer, group)
    open_books(treasurer)
    open_fund(treasurer, chair)
    hold_meeting(treasurer, chair)
    close_month(treasurer, chair)
    address = hand_over_card(treasurer, group)
    read_own_book(visitor("phone"), address)
    answer_her(chair, group)


def found(guest, size: str) -> str:
    """The path of the page of the new group."""
    page = guest.sign_in("hendra")
    guest.open("/usaha/kelompok/")
    page.get_by_role("link", name="Dirikan kelompok").click()
    assert not guest.overflows()
    page.locator("#id_name").fill(f"Kenanga {size}")
    page.locator("#id_region").select_option(index=1)
    page.locator("#id_founded_on").fill("2026-03-02")
    page.locator("#id_chair_name").fill("Euis Komariah")
    page.locator("#id_treasurer_name").fill("Euis Komariah")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main form")).to_contain_text("dua orang yang berbeda")
    page.locator("#id_treasurer_name").fill("Imas Masitoh")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("h1")).to_have_text(f"Poklak Kenanga {size}")
    assert not guest.overflows()
    return page.url.removeprefix(guest.site.address)


def grade(guest, group: str) -> None:
    page = guest.page
    page.get_by_role("link", name="Nilai strata").click()
    page.get_by_label("Pemula").check()
    page.locator("#id_reason").fill("Baru berdiri")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Baru berdiri")
    guest.open(f"{group}profil/")
    expect(page.locator("main")).to_contain_text("buku sudah lengkap")
    assert not guest.overflows()


def join(guest, group: str) -> None:
    page = guest.open(f"{group}anggota/tambah/")
    page.locator("#id_name").fill("Ratih Kusuma")
    page.locator("#id_since").fill(str(LAST_MONTH))
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("3. Ratih Kusuma")
    assert not guest.overflows()


def open_books(guest) -> None:
    """On the first day of last month, so that there is a month to close."""
    page = guest.open("/usaha/dana/")
    page.get_by_role("link", name="Buka buku kas").click()
    page.get_by_label("Dibuka pada").fill(str(LAST_MONTH))
    page.get_by_label("Uang tunai pada hari itu").fill("0")
    assert not guest.overflows()
    page.get_by_role("button", name="Simpan").click()


def open_fund(treasurer, chair) -> None:
    """The treasurer opens it with its first terms, the chair adds the way of borrowing that was agreed."""
    page = treasurer.open("/usaha/dana/")
    page.get_by_role("link", name="Buka dana").click()
    page.get_by_label("Dana dibuka pada").fill(str(LAST_MONTH))
    page.get_by_label("Pinjaman paling banyak").fill("1.000.000")
    assert not treasurer.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("h1")).to_have_text("Dana bergulir")
    page = chair.open("/usaha/dana/")
    page.get_by_role("link", name="Jenis pinjaman").click()
    page.get_by_label("Nama pinjaman").fill("Pinjaman usaha")
    page.get_by_label("Jasa sebulan").fill("1,5")
    page.get_by_label("Berlaku mulai").fill(str(LAST_MONTH))
    assert not chair.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Pinjaman usaha")


def hold_meeting(treasurer, chair) -> None:
    """Three women pay dues and save; the treasurer counts and the chair closes the sheet."""
    page = treasurer.page
    treasurer.open("/kantor/rapat/")
    page.get_by_role("link", name="Mulai rapat").click()
    page.get_by_label("Tanggal rapat").fill(str(LAST_MONTH.replace(day=14)))
    page.get_by_label("Tempat").fill("Rumah Bu Euis")
    page.get_by_role("button", name="Mulai").click()
    page.locator(".js-dues summary").click()
    for label, amount_text in (("Iuran", "2000"), ("Simpanan wajib", "50000")):
        page.locator(".js-dues").get_by_label(label).fill(amount_text)
        page.keyboard.press("Tab")
    for row in page.locator("[data-row]").all():
        row.locator(".js-tick").click()
    expect(page.locator(".js-filled")).to_have_text("3 dari 3 terisi")
    count_notes(page, Finger(page))
    for name, woman in (("chair", "Euis Komariah"), ("keeper", "Imas Masitoh"), ("witness", "Ratih Kusuma")):
        page.locator(f"[name={name}]").select_option(label=woman)
    assert not treasurer.overflows()
    page.get_by_role("button", name="Simpan hitungan").click()
    expect(page.locator("body")).to_contain_text("Sudah dihitung")
    chair.page.goto(page.url)
    chair.page.get_by_role("button", name="Tutup lembar").click()
    expect(chair.page.locator("body")).to_contain_text("Lembar ditutup, tercatat sebagai nomor")
    assert not chair.overflows()


def close_month(treasurer, chair) -> None:
    """One counts and another agrees: 3 x 52,000."""
    page = treasurer.open("/kas/")
    page.get_by_role("link", name="Tutup bulan").click()
    page.get_by_label("Uang tunai yang terhitung").fill("156.000")
    page.get_by_role("button", name="Simpan hitungan").click()
    expect(page.locator("main")).to_contain_text("Menunggu orang kedua")
    page = chair.open("/tugas/")
    expect(page.locator("main")).to_contain_text("menunggu konfirmasi")
    page.get_by_role("link", name="Kerjakan sekarang").click()
    assert not chair.overflows()
    page.get_by_role("button", name="Jumlahnya benar").click()
    expect(page.locator("body")).to_contain_text("Bulan sudah ditutup")


def hand_over_card(guest, group: str) -> str:
    """The address in the picture of the card of the chair, who saved 50,000 at the meeting."""
    page = guest.open(f"{group}anggota/")
    page.get_by_role("link", name="Buat kartu").first.click()
    expect(page.locator("h1")).to_have_text("Putar HP ke Euis Komariah")
    page.locator("#id_pin").fill("5183")
    page.locator("#id_pin_again").fill("5183")
    page.get_by_role("button", name="Buat kartu").click()
    code = page.locator(".gro-code").inner_text()
    assert re.fullmatch(r"[2-9B-Z]{4}-[2-9B-Z]{4}", code) and not guest.overflows()
    return f"/buku/#{code.replace('-', '')}"


def read_own_book(guest, address: str) -> None:
    """The code comes from the picture and leaves the address at once; after closing, going back shows the door."""
    page = guest.open(address)
    expect(page.locator("#id_code")).not_to_have_value("")
    assert page.url.endswith("/buku/")
    page.locator("#id_pin").fill("0000")
    page.get_by_role("button", name="Buka buku").click()
    expect(page.locator("main")).to_contain_text("Buku belum terbuka")
    page.locator("#id_pin").fill("5183")
    page.get_by_role("button", name="Buka buku").click()
    expect(page.locator("h1")).to_have_text("Simpanan Ibu Rp 50.000.")
    assert page.title().startswith("Buku saya") and not guest.overflows()
    expect(page.locator("main")).to_contain_text("Simpanan wajib")
    page.get_by_text("Beri tahu bendahara").click()
    page.get_by_role("radio", name="Simpanan").check()
    page.get_by_label("Keterangan").fill("Saya setor dua kali")
    assert not guest.overflows()
    page.get_by_role("button", name="Kirim ke bendahara dan ketua").click()
    expect(page.locator("main")).to_contain_text("sudah diberi tahu")
    page.get_by_role("button", name="Tutup buku").click()
    expect(page.locator("h1")).to_have_text("Buka buku Ibu")
    page.go_back()
    expect(page.locator("main")).not_to_contain_text("50.000")


def answer_her(chair, group: str) -> None:
    """It waits on the first page by her number; the answer stands in her book."""
    page = chair.open("/tugas/")
    expect(page.locator("main")).to_contain_text("Anggota merasa bukunya tidak cocok")
    page.get_by_role("link", name="Kerjakan sekarang").click()
    expect(page.locator("main")).to_contain_text("Saya setor dua kali")
    page.get_by_label("Hasil pemeriksaan").fill("Satu setoran belum disalin")
    assert not chair.overflows()
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.locator("h1")).to_have_text("Anggota")

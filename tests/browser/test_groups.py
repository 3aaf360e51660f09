"""A group is founded at a desk or on a phone; one of its members gets her card and opens her own book with it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

# The treasurer of a group that was founded on the page, with an account and books of the group.
TREASURER = """
from anyelir.accounts.models import User
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.ledger.actions import open_ledger, save_money
from tests import factories as make

group, by = Group.objects.get(name="Kenanga SIZE"), User.objects.get(username="hendra")
user = make.user("imas-SIZE", "Imas Masitoh")
user.password = by.password
user.save()
make.grant(user, "group_treasurer", unit=group)
today = make.today()
book = open_ledger(body=body_of(group), on=today.replace(day=1), by=by)
facts = {"account": "simpanan:wajib", "place": "kas", "on": today, "by": by}
save_money(ledger=book, person=body_of(group).people.get(number=1), amount_idr=50_000, **facts)
"""


@pytest.fixture(params=["phone", "desk"])
def size(request):
    return request.param


def test_a_group_from_its_founding_to_a_members_own_book(visitor, site, size):
    office = visitor(size)
    group = found(office, size)
    grade(office, group)
    site.manage("manage", "shell", "-c", TREASURER.replace("SIZE", size))
    treasurer = visitor(size)
    treasurer.sign_in(f"imas-{size}")
    join(treasurer, group)
    address = hand_over_card(treasurer, group)
    read_own_book(visitor("phone"), address)


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
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("3. Ratih Kusuma")
    assert not guest.overflows()


def hand_over_card(guest, group: str) -> str:
    """The address in the picture of the card of the chair, who saved 50,000."""
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
    page.get_by_role("button", name="Tutup buku").click()
    expect(page.locator("h1")).to_have_text("Buka buku Ibu")
    page.go_back()
    expect(page.locator("main")).not_to_contain_text("50.000")

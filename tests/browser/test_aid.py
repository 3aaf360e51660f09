"""A sewing machine from the proposal to its visit after twelve months: companion on a phone, dinas at a desk."""

from __future__ import annotations

import io
import re
from datetime import date

from PIL import Image
from playwright.sync_api import expect

from anyelir.rules.aid import VISIT_MONTHS, visit_due_on
from anyelir.rules.dates import add_months

# A year ago: what the pages wrote today happened thirteen months earlier.
LONG_AGO = """
import datetime as dt
from anyelir.enterprise.aid.models import Aid

on = dt.date.fromisoformat("DAY")
days = ("proposed_on", "verified_on", "decided_on", "granted_on", "procured_on", "handed_over_on")
Aid.objects.filter(pk="KEY").update(**dict.fromkeys(days, on))
"""
GIVEN_ON = add_months(date.today(), -13)


def photo() -> dict:
    target = io.BytesIO()
    Image.new("RGB", (800, 600), "#9ac").save(target, "JPEG")
    return {"name": "mesin.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


def save(page) -> None:
    page.get_by_role("button", name="Simpan").click()


def still_used(desk) -> tuple[int, int]:
    """Of how many items that were visited after a year so many are used, as the list of aid says it."""
    desk.open("/usaha/bantuan/")
    told = re.search(r"masih dipakai: (\d+) dari (\d+) barang", desk.page.locator("main").inner_text())
    return (int(told[1]), int(told[2])) if told else (0, 0)


def test_a_sewing_machine_from_proposal_to_the_visit_after_a_year(visitor, site):
    phone, desk, guest = visitor("phone"), visitor("desk"), visitor("phone")
    address = propose(phone)
    decide(desk, address)
    tag = hand_over(desk, address)
    used, visited = still_used(desk)
    guest.open(f"/aset/{tag}/")
    expect(guest.page.locator("main")).to_contain_text("Barang bantuan, hubungi Dinas Koperasi")
    assert "Dapur Rumpun Bambu" not in guest.page.content() and not guest.overflows()
    code = LONG_AGO.replace("DAY", str(GIVEN_ON)).replace("KEY", re.findall(r"[0-9a-f-]{36}", address)[0])
    site.manage("manage", "shell", "-c", code)
    for month in VISIT_MONTHS:
        visit(phone, tag, month)
    desk.open(address)
    desk.page.get_by_role("link", name="Tutup, tarik, atau alihkan").click()
    desk.page.get_by_label("Selesai dipantau 12 bulan").check()
    save(desk.page)
    expect(desk.page.locator("main")).to_contain_text("Bulan ke-12: Dipakai")
    expect(desk.page.locator("main header")).to_contain_text("Selesai")
    assert still_used(desk) == (used + 1, visited + 1)


def propose(phone) -> str:
    page = phone.sign_in("wida")
    phone.open("/usaha/bantuan/")
    page.get_by_role("link", name="Usulkan", exact=True).click()
    page.get_by_label("Usaha penerima").select_option(label="Dapur Rumpun Bambu")
    page.get_by_label("Barang", exact=True).select_option(label="Mesin jahit")
    page.get_by_label("Untuk apa").fill("Menjahit celemek untuk dijual bersama kue.")
    assert not phone.overflows()
    save(page)
    expect(page.locator("h1")).to_have_text("1 Mesin jahit")
    assert not phone.overflows()
    return "/usaha/" + page.url.split("/usaha/")[1]


def decide(desk, address: str) -> None:
    """Verified, named by the decree of the round, agreed."""
    page = desk.sign_in("rahmat")
    desk.open(address)
    page.get_by_role("link", name="Catat hasil pemeriksaan").click()
    page.get_by_label("Lolos", exact=True).check()
    save(page)
    page.get_by_role("link", name="Tetapkan dengan SK").click()
    page.get_by_label("Paket bantuan").select_option(index=1)
    page.get_by_label("Nilai menurut SK (Rp)").fill("999.000.000")
    save(page)
    expect(page.locator("main")).to_contain_text("Melebihi SK")
    page.get_by_label("Nilai menurut SK (Rp)").fill("2.750.000")
    save(page)
    page.get_by_role("link", name="Catat NPHD").click()
    page.get_by_label("Nomor NPHD").fill("518/NPHD/99")
    save(page)


def hand_over(desk, address: str) -> str:
    """Bought, tagged, handed over with a record whose sum is right at the second try; gives the tag."""
    page = desk.page
    page.get_by_role("link", name="Catat pengadaan").click()
    page.get_by_label("Harga satuan (Rp)").fill("2.750.000")
    page.get_by_label("Nomor seri").fill("CTH-9901")
    save(page)
    for name in ("Konsep NPHD", "BAST", "Label aset", "Lembar pantau"):
        paper = page.get_by_role("link", name=name).get_attribute("href")
        assert page.request.get(desk.site.address + paper).body().startswith(b"%PDF-"), name
    page.get_by_role("link", name="Catat serah terima").click()
    page.get_by_label("Nomor BAST").fill("518/BAST/99")
    page.get_by_label("Nilai di BAST (Rp)").fill("2.000.000")
    page.get_by_label("Yang menyerahkan, nama dan jabatan").fill("Rahmat Setiadi, kepala bidang")
    page.get_by_label("Yang menerima, nama").fill("Euis Komariah")
    page.get_by_label("Foto serah terima").set_input_files(photo())
    save(page)
    expect(page.locator("main")).to_contain_text("Nilai BAST tidak sama")
    page.get_by_label("Nilai di BAST (Rp)").fill("2.750.000")
    page.get_by_label("Foto serah terima").set_input_files(photo())
    save(page)
    expect(page.locator("main")).to_contain_text("CTH-9901")
    assert not desk.overflows()
    return re.findall(r"label ([0-9A-Z]{8})", page.locator("main").inner_text())[0]


def visit(phone, tag: str, month: int) -> None:
    """The tag leads the companion to the page of the visit: a state, a photo, the day, and save."""
    page = phone.page
    phone.open(f"/aset/{tag}/")
    expect(page.locator("h1")).to_contain_text(f"Bulan ke-{month}:")
    assert not phone.overflows()
    page.locator(".aid-states label", has_text=re.compile("^Dipakai$")).click()
    page.get_by_label("Foto barang").set_input_files(photo())
    page.get_by_label("Tanggal").fill(str(visit_due_on(GIVEN_ON, month)))
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.locator("main")).to_contain_text(f"Bulan ke-{month}: Dipakai")

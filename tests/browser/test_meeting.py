"""A meeting on one phone: invited, read by the camera without a signal too, typed, as a guest, and signed minutes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import factories as make

# A camera that sees what a test holds before it; no machine here has one.
CAMERA = """
window.before = [];
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return window.before.splice(0, 1).map((rawValue) => ({ rawValue })); }
};
navigator.mediaDevices.getUserMedia = async () => new MediaStream();
HTMLMediaElement.prototype.play = async () => {};
"""
CODES = """
from anyelir.meetings.models import PersonCard
cards = PersonCard.objects.filter(body_member__name__in=%r, ended_at=None).order_by("body_member__number")
print("codes", *cards.values_list("code", flat=True))
"""
NAMES = ["Aan Hasanah", "Cucu Komalasari", "Dede Rukmini", "Enok Juariah"]


def codes_of(site) -> list[str]:
    """What stands on the printed cards."""
    printed = site.manage("manage", "shell", "-v", "0", "-c", CODES % NAMES)
    return re.search(r"codes (.*)", printed)[1].split()


def show(page, *codes: str) -> None:
    page.evaluate("codes => window.before.push(...codes)", list(codes))


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_meeting_from_its_invitation_to_signed_minutes(visitor, site, size):
    secretary, title = visitor(size), f"Rapat kader {size}"
    secretary.context.add_init_script(CAMERA)
    page = secretary.sign_in("hendra")
    main = page.locator("main")
    secretary.open("/kantor/kegiatan/")
    page.get_by_role("link", name="Buat kegiatan").first.click()
    page.get_by_label("Nama kegiatan").fill(title)
    page.get_by_label("Tempat").fill("Aula kelurahan")
    page.get_by_role("button", name="Simpan").click()
    expect(main).to_contain_text("Catat hasil kegiatan")
    address = page.url.replace("hasil/", "").removeprefix(site.address)

    secretary.open(f"{address}undangan/")
    page.get_by_label("Siapa yang diundang").select_option("all")
    page.get_by_role("button", name="Undang").click()
    expect(main).to_contain_text("12 orang diundang")
    assert not secretary.overflows()
    secretary.open(f"{address}susunan/")
    page.get_by_label("Pukul").fill("09:00")
    page.get_by_label("Acara").fill("Pembukaan")
    page.get_by_role("button", name="Tambah acara").click()
    expect(main).to_contain_text("Pembukaan")
    assert not secretary.overflows()

    attend(secretary, address, codes_of(site))
    write_and_sign(secretary, visitor(size), address, title)


def attend(secretary, address: str, codes: list[str]) -> None:
    page = secretary.page
    secretary.open(f"{address}hadir/")
    expect(page.locator("h1")).to_have_text("0 dari 12 sudah hadir.")
    assert not secretary.overflows()
    page.get_by_role("button", name="Nyalakan kamera").click()
    show(page, codes[0])
    expect(page.locator("h1")).to_have_text("1 dari 12 sudah hadir.")
    expect(page.locator("[data-said]")).to_contain_text("Aan Hasanah hadir")

    # Without a signal nothing is lost, nor when the page is closed before there is one again.
    secretary.context.set_offline(True)
    show(page, codes[1], codes[2])
    expect(page.locator("[data-queue]:not(form)")).to_contain_text("2 kehadiran aman di HP ini")
    expect(page.locator("h1")).to_have_text("1 dari 12 sudah hadir.")
    secretary.context.set_offline(False)
    expect(page.locator("h1")).to_have_text("3 dari 12 sudah hadir.")
    expect(page.locator("[data-queue]:not(form)")).to_be_hidden()

    secretary.context.route("**/hadir/catat/", lambda route: route.abort())
    page.get_by_label("Nomor anggota atau kode kartu").fill("4")
    page.get_by_role("button", name="Hadir", exact=True).click()
    expect(page.locator("[data-waiting]")).to_have_text("1")
    secretary.open(f"{address}hadir/")
    expect(page.locator("[data-waiting]")).to_have_text("1")
    secretary.context.unroute("**/hadir/catat/")
    secretary.open(f"{address}hadir/")
    expect(page.locator("h1")).to_have_text("4 dari 12 sudah hadir.")
    page.get_by_role("button", name="Nyalakan kamera").click()
    # Read as well, she is told to be here since.
    show(page, codes[3])
    expect(page.locator("[data-said]")).to_contain_text(
        re.compile(r"Enok Juariah\s*sudah tercatat \d\d\.\d\d")
    )
    page.get_by_role("button", name=re.compile("Popon Suhartini")).click()
    expect(page.locator("h1")).to_have_text("5 dari 12 sudah hadir.")
    expect(page.get_by_role("button", name=re.compile("Popon Suhartini"))).to_have_count(0)

    # A stranger's card offers her a place as a guest.
    show(page, "2345678923")
    refusal = page.locator("[data-refused] li")
    expect(refusal).to_contain_text("tidak dikenal")
    secretary.open(f"{address}hadir/")
    expect(refusal).to_contain_text("tidak dikenal")
    page.locator("summary", has_text="Catat tamu").click()
    page.get_by_label("Nama tamu").fill("Ibu Sari")
    page.get_by_label("Dari mana").fill("Puskesmas Cibinong")
    page.get_by_role("button", name="Tamu ini hadir").click()
    expect(page.locator("h1")).to_have_text("5 dari 12 sudah hadir. Hadir juga 1 orang lain.")
    refusal.get_by_role("button", name="Sudah diurus").click()
    expect(refusal).to_have_count(0)
    assert page.locator("[data-newest] li").count() == 5
    assert not secretary.overflows()


def write_and_sign(secretary, chair, address: str, title: str) -> None:
    page = secretary.page
    secretary.open(f"{address}notulen/")
    page.get_by_label("Jalannya rapat").fill("Dibahas jadwal penimbangan.")
    page.get_by_label("Kesimpulan").fill("Penimbangan tanggal 10.")
    assert not secretary.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Masih konsep.")
    signer = chair.sign_in("dedi")
    chair.open(address)
    expect(signer.locator("h1")).to_have_text(title)
    signer.get_by_role("button", name="Tandatangani notulen").click()
    expect(signer.locator("main")).to_contain_text("ditandatangani Dedi Mulyana Putra")
    expect(signer.locator("main")).to_contain_text("Bernotulen")
    assert not chair.overflows()
    secretary.open(f"{address}hadir/")
    expect(page.locator("main")).to_contain_text("sudah terkunci")
    assert str(make.today().year) in secretary.open(address).locator("main").inner_text()

"""A P-IRT from its file to valid: the questions, the papers as they come, the proof, and the dinas that compares it."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from PIL import Image
from playwright.sync_api import expect

ISSUED_ON = date.today() - timedelta(days=3)
NUMBER = f"2063201010288-{(ISSUED_ON.year + 5) % 100:02d}"
# A snack without any paper, made by the companion of the demo.
SNACK = """
from anyelir.accounts.models import User
from anyelir.enterprise.trade import actions
from anyelir.regions.models import Region

by = User.objects.get(username="wida")
place = Region.objects.get(code="32.01.01.1010")
actions.begin_business(
    region=place, skills=["snacks"], product_name="Keripik SIZE", unit="bungkus", owner_name="Imas Masitoh", by=by
)
"""


@pytest.fixture(params=["phone", "desk"])
def size(request):
    return request.param


def test_a_pirt_from_its_file_to_valid(visitor, site, size):
    site.manage("manage", "shell", "-c", SNACK.replace("SIZE", size))
    companion, office = visitor(size), visitor("desk")
    page = companion.sign_in("wida")
    companion.open("/usaha/u/?cari=" + f"Keripik {size}")
    page.get_by_role("link", name=f"Keripik {size}").first.click()
    page.get_by_role("link", name="Buka izinnya").click()
    page.get_by_role("link", name=f"Langkahnya Keripik {size}").click()
    answer_questions(page, companion)
    note_nib(page)
    address = ask_for_pirt(page, companion, size)
    write_number(page, companion)
    prove(page)
    compare(office, address)
    companion.open(address)
    expect(page.locator("h1 + p")).to_contain_text("dicocokkan")
    print_label(page, companion)


def answer_questions(page, companion) -> None:
    expect(page.locator("h1")).to_contain_text("Jawab pertanyaannya dulu")
    page.get_by_role("link", name="Jawab lima pertanyaan").click()
    page.get_by_label("Dikemas dulu, lalu dijual atau dititipkan").check()
    page.get_by_label("Tahan berapa hari?").fill("60")
    page.get_by_label("Ya", exact=True).check()
    page.get_by_label("Termasuk jenis pangan apa?").select_option(value="06")
    assert not companion.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("h1")).to_have_text("Produk ini memakai P-IRT.")
    expect(page.locator("main")).to_contain_text("Langkah berikutnya: NIB")
    assert not companion.overflows()


def note_nib(page) -> None:
    page.get_by_role("link", name="Mulai mencatat").click()
    page.get_by_label("Nomor", exact=False).first.fill("1234567890124")
    page.get_by_label("Terbit", exact=False).fill(str(ISSUED_ON))
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("berlaku")
    page.go_back()
    page.go_back()
    page.reload()


def ask_for_pirt(page, companion, size: str) -> str:
    """The path of the page of the permit."""
    expect(page.locator("main")).to_contain_text("Langkah berikutnya: P-IRT")
    page.get_by_role("link", name="Mulai mencatat").click()
    expect(page.get_by_label(f"Keripik {size}")).to_be_checked()
    page.get_by_label("Berkas siap", exact=False).fill(str(ISSUED_ON - timedelta(days=9)))
    assert not companion.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("h1 + p")).to_have_text("berkas siap")
    return "/usaha/izin/" + page.url.rstrip("/").rsplit("/", 1)[1] + "/"


def write_number(page, companion) -> None:
    """A number that cannot be is said, and nothing that was typed is lost."""
    page.get_by_role("link", name="Isi atau betulkan").click()
    page.get_by_label("Diajukan", exact=False).fill(str(ISSUED_ON - timedelta(days=1)))
    page.get_by_label("Terbit", exact=False).fill(str(ISSUED_ON))
    number = page.locator("#id_number")
    number.fill("20632010102")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("#id_number_error")).to_contain_text("15 angka")
    expect(page.locator("#id_issued_on")).to_have_value(str(ISSUED_ON))
    number.fill(f"P-IRT No. {NUMBER}")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("h1 + p")).to_contain_text("terbit, komitmen belum lengkap")
    expect(page.locator("main")).to_contain_text("tepung dan hasil olahannya")
    assert not companion.overflows()


def prove(page) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(picture, "JPEG")
    page.get_by_role("link", name="Tambahkan bukti").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "sertifikat.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Buka sertifikatnya")
    expect(page.get_by_role("button", name="Cocok dengan sertifikat")).to_have_count(0)


def compare(office, address: str) -> None:
    page = office.sign_in("rahmat")
    office.open("/usaha/izin/")
    expect(page.locator("main")).to_contain_text(NUMBER)
    office.open(address)
    page.get_by_role("button", name="Cocok dengan sertifikat").click()
    expect(page.locator("h1 + p")).to_contain_text("dicocokkan")
    assert not office.overflows()


def print_label(page, companion) -> None:
    page.get_by_role("link", name="Izin Keripik").click()
    page.get_by_role("link", name="Label").first.click()
    assert not companion.overflows()
    page.get_by_label("Kertasnya").select_option(value="a4")
    page.get_by_role("button", name="Buat labelnya").click()
    expect(page.locator(".per-label").first).to_contain_text(f"P-IRT No. {NUMBER}")
    expect(page.locator(".per-label")).to_have_count(15)
    assert not companion.overflows()

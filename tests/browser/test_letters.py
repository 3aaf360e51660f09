"""A letter from the draft to the check page: the secretary writes, the chair signs, anybody checks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_letter_from_draft_to_check_page(visitor, size):
    subject = f"Undangan rapat {size}"
    writer, chair, anybody = visitor(size), visitor(size), visitor("phone")
    page = writer.sign_in("hendra")
    writer.open("/kantor/surat/")
    page.get_by_role("link", name="Tulis surat").click()
    page.get_by_label("Perihal").fill(subject)
    page.get_by_label("Isi surat").fill("Dengan hormat,\n\nKami mengundang Ibu pada hari Kamis.")
    assert not writer.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("(diberikan saat ditandatangani)")
    page.get_by_role("button", name="Paraf").click()
    expect(page.locator("body")).to_contain_text("belum punya penerima")
    page.get_by_role("link", name="Perbaiki").click()
    expect(page.get_by_label("Isi surat")).to_have_value(re.compile("hari Kamis"))
    page.get_by_label("Kepada", exact=False).first.fill("Ketua Pokja II")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name="Paraf").click()
    expect(page.locator("h1")).to_contain_text("tinggal ditandatangani")
    assert not writer.overflows()

    signing = chair.sign_in("dedi")
    chair.open("/tugas/")
    signing.get_by_role("link", name="Ketua Pokja II menunggu tanda tangan").first.click()
    signing.get_by_role("button", name="Tandatangani").click()
    expect(signing.locator("body")).to_contain_text("Surat ditandatangani dengan nomor")
    number = signing.locator(".sec-top dd").first.inner_text()
    assert re.fullmatch(r"\d{3}/SB/PKK\.Ciriung/[IVX]+/\d{4}", number)
    code = signing.locator("a[href*='/cek/']").inner_text()
    assert not chair.overflows()

    checked = anybody.open(f"/cek/{code}/")
    expect(checked.locator("h1")).to_contain_text("terdaftar dan masih berlaku")
    expect(checked.locator("main")).to_contain_text(number)
    expect(checked.locator("main")).not_to_contain_text("Dedi")
    expect(checked.locator("main")).not_to_contain_text(subject)

    page.reload()
    page.get_by_role("link", name="Batalkan surat").click()
    page.get_by_label("Alasan").fill("Hari rapat berubah")
    page.get_by_role("button", name="Batalkan surat").click()
    expect(page.locator("main")).to_contain_text("Hari rapat berubah")
    checked.reload()
    expect(checked.locator("h1")).to_contain_text("tidak berlaku lagi")
    page.get_by_role("link", name="Ke daftar surat").click()
    expect(page.locator("main")).to_contain_text(number)
    assert not writer.overflows()


def test_a_letter_of_another_body_is_opened_and_handed_on(visitor):
    """The answer of Ciriung waits in Karangasem."""
    guest = visitor("phone")
    page = guest.sign_in("wayan")
    guest.open("/tugas/")
    expect(page.locator("main")).to_contain_text("Surat dari TP PKK Ciriung belum dibuka")
    page.get_by_role("link", name="Kerjakan sekarang").click()
    assert not guest.overflows()
    page.get_by_role("button", name="Buka dan terima").click()
    expect(page.locator("body")).to_contain_text("Surat diterima dengan nomor agenda 1")
    expect(page.locator("h1")).to_contain_text("Jawaban atas: Permohonan studi referensi")
    assert not guest.overflows()
    page.get_by_role("link", name="Disposisi").click()
    page.get_by_label("Diteruskan kepada").select_option(label="Pokja II")
    page.get_by_label("Isi disposisi").fill("Siapkan rombongan")
    page.get_by_role("button", name="Simpan disposisi").click()
    expect(page.locator("main")).to_contain_text("Siapkan rombongan")
    assert not guest.overflows()

"""The list of the demo from the file to the register: preview on a phone, saved at a desk."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import expect

from tests.browser.site import ROOT

LIST = ROOT / "anyelir" / "web" / "demo" / "umkm_cibinong.csv"


@pytest.fixture
def keep(visitor):
    """A picture of each page in the folder that IMPORT_PICTURES names, for whoever looks at them."""

    def picture(guest, name: str) -> None:
        folder = os.environ.get("IMPORT_PICTURES")
        if folder:
            guest.page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    return picture


def bring(guest, keep, name: str):
    """The file up to its preview; the worker reads it meanwhile."""
    page = guest.sign_in("rahmat")
    guest.open("/impor/")
    keep(guest, f"{name}-home")
    assert not guest.overflows()
    page.locator("input[type=file]").set_input_files(LIST)
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_role("button", name="Simpan baris yang baik")).to_be_visible(timeout=90_000)
    keep(guest, f"{name}-preview")
    assert not guest.overflows()
    return page


def test_a_list_from_preview_to_the_register(visitor, keep):
    page = bring(visitor("phone"), keep, "phone")
    expect(page.get_by_role("heading", name="6 baris siap disimpan, 1 perlu diperbaiki.")).to_be_visible()
    expect(page.get_by_role("heading", name="Mungkin sudah tercatat")).to_be_visible()
    office = visitor("desk")
    page = bring(office, keep, "desk")
    page.get_by_role("button", name="Simpan baris yang baik").click()
    expect(page.get_by_role("heading", name="6 baris tersimpan")).to_be_visible(timeout=90_000)
    keep(office, "desk-saved")
    office.open("/usaha/u/?cari=Contoh")
    expect(page.get_by_text("Dapur Contoh Kenanga").first).to_be_visible()

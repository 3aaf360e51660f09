"""A secretary's year: a line of the plan, an activity from it, what came of it, the mark in the matrix, the report."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests import factories as make


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_from_a_line_of_the_plan_to_the_annual_report(visitor, size):
    secretary, today = visitor(size), make.today()
    page = secretary.sign_in("hendra")
    secretary.open("/kantor/rencana/")
    main = page.locator("main")
    expect(main).to_contain_text(f"Program kerja {today.year}")
    assert not secretary.overflows()

    title = f"Senam bersama {size}"
    page.get_by_role("link", name="Tambah baris").click()
    page.get_by_label("Kegiatan").fill(title)
    page.get_by_role("button", name="Simpan").click()
    expect(main).to_contain_text("Pilih paling sedikit satu bulan.")
    page.get_by_label("Program").select_option(
        label="\N{NO-BREAK SPACE}" * 9 + "Pencegahan penyakit tidak menular (PTM)"
    )
    page.get_by_label(month_name(today.month)).check()
    assert not secretary.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(main).to_contain_text(title)

    page.get_by_role("link", name=title).locator("visible=true").click()
    page.get_by_role("link", name="Buat kegiatan dari baris ini").click()
    page.get_by_label("Nama kegiatan").fill(title)
    page.get_by_label("Tempat").fill("Lapangan RW 14")
    assert not secretary.overflows()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_label("Jumlah yang hadir").fill("45")
    page.get_by_label("Hasil singkat").fill("Rutin tiap bulan.")
    assert not secretary.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(main).to_contain_text("Terlaksana")
    assert not secretary.overflows()

    secretary.open("/kantor/rencana/")
    shown = page.locator(".sec-plan tr" if size == "desk" else ".sec-months li", has_text=title)
    expect(shown).to_contain_text("sudah")

    secretary.open("/kantor/laporan/")
    expect(main).to_contain_text("Rutin tiap bulan.")
    assert not secretary.overflows()


def month_name(month: int) -> str:
    from django.utils import translation
    from django.utils.formats import date_format

    with translation.override("id"):
        return date_format(dt.date(2026, month, 1), "F")

"""A kabupaten with two kecamatan, a list of invented businesses, and the office that keeps it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from anyelir.core.audit import SYSTEM
from anyelir.exchange.importing import import_sheet
from anyelir.exchange.kinds import KINDS
from anyelir.regions.words import search_key
from tests import factories as make

GOOD = {
    "Nama Usaha": "Dapur Kenanga", "Nama Pemilik": "Mimin Karangan", "NIK": "", "Kecamatan": "Cibinong",
    "Desa/Kelurahan": "Ciriung", "Kode KBLI": "10794", "NIB": "1234567890123", "Tanggal NIB": "12-03-2024",
    "P-IRT": "2063201010147-29", "Tanggal P-IRT": "01-08-2024", "No HP": "0812-5550-0101",
    "Produk": "Keripik singkong", "Pekerja Perempuan": 2, "Pekerja Laki-laki": 0, "Modal": "5.000.000",
    "Penjualan Setahun": 24000000, "Tanggal Data": "31-12-2025", "Mulai Usaha": "2019", "Usaha Lain": "",
}  # fmt: skip
HEADINGS = list(GOOD)
# Of no paper and no number, so that rows differ by their names alone.
PLAIN = dict.fromkeys(("NIB", "Tanggal NIB", "P-IRT", "Tanggal P-IRT", "No HP"))


def make_places():
    names = {
        "32": "Jawa Barat",
        "32.01": "Kab. Bogor",
        "32.01.01": "Cibinong",
        "32.01.02": "Gunung Putri",
        "32.01.01.1010": "Ciriung",
        "32.01.01.1006": "Sukamaju",
        "32.01.02.2001": "Sukamaju",
        "32.73": "Kota Bandung",
        "32.73.01": "Sukasari",
        "32.73.01.1001": "Sarijadi",
    }
    return {code: make.region(code, name, search_key=search_key(name)) for code, name in names.items()}


@pytest.fixture
def places(db):
    return make_places()


def write_list(path: Path, *rows: dict, headings=HEADINGS) -> Path:
    """Rows are dicts over GOOD; the headings stand below a title, as offices write them."""
    book = openpyxl.Workbook()
    book.active.append(["DAFTAR UMKM"])
    book.active.append(headings)
    for row in rows:
        values = GOOD | row
        book.active.append([values.get(heading) for heading in headings])
    book.save(path)
    return path


@pytest.fixture
def sheet(tmp_path):
    def write(*rows: dict, headings=HEADINGS, name="umkm.xlsx") -> Path:
        return write_list(tmp_path / name, *rows, headings=headings)

    return write


@pytest.fixture
def take_in(places):
    """``take_in(path)`` as somebody who may write to all regions of ``codes``."""

    def carry_out(path: Path, *, codes: list[str] | None = None, dry_run: bool = False, by=SYSTEM):
        return import_sheet(KINDS["businesses"], path, by=by, codes=codes or ["32.01"], dry_run=dry_run)

    return carry_out


@pytest.fixture
def office(places, sign_in, settings, tmp_path):
    """Somebody of the dinas of the kabupaten, signed in; uploads stay in a folder of the test."""
    settings.VAR = tmp_path / "var"
    user = make.user("rahmat")
    make.grant(user, "cooperative_office", places["32.01"])
    client = sign_in(user)
    client.user = user
    return client

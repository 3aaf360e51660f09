"""The places of the sample workbook, and a way to write small workbooks."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from anyelir.exchange.errorbook import write_errors
from anyelir.exchange.kinds import KINDS
from anyelir.regions.words import search_key
from tests import factories as make

SAMPLE = Path(__file__).parents[2] / "anyelir" / "web" / "demo" / "eppgbm_cibinong.xlsx"
EXPECTED = Path(__file__).parents[1] / "data" / "eppgbm_cibinong_expected.csv"
HEADINGS = [
    "No", "NIK", "Nama", "JK", "Tgl Lahir", "BB Lahir", "TB Lahir", "Nama Ortu", "Prov", "Kab/Kota", "Kec",
    "Pukesmas", "Desa/Kel", "Posyandu", "RT", "RW", "Tanggal Pengukuran", "Berat", "Tinggi", "Cara Ukur",
]  # fmt: skip
GOOD = {
    "No": 1, "NIK": "", "Nama": "Kirana", "JK": "P", "Tgl Lahir": "2024-12-04", "Nama Ortu": "Neneng",
    "Prov": "JAWA BARAT", "Kab/Kota": "KAB. BOGOR", "Kec": "CIBINONG", "Desa/Kel": "Ciriung", "Posyandu": "Anyelir",
    "RT": "001", "RW": "014", "Tanggal Pengukuran": "2026-10-18", "Berat": "10,4", "Tinggi": "84.8",
    "Cara Ukur": "Terlentang",
}  # fmt: skip


def make_cibinong():
    """The desa of the sample workbook, by their codes."""
    names = {
        "32": "Jawa Barat",
        "32.01": "Kab. Bogor",
        "32.01.01": "Cibinong",
        "32.01.01.1001": "Pondok Rajeg",
        "32.01.01.1002": "Karadenan",
        "32.01.01.1006": "Cibinong",
        "32.01.01.1010": "Ciriung",
    }
    return {code: make.region(code, name, search_key=search_key(name)) for code, name in names.items()}


@pytest.fixture
def cibinong(db):
    return make_cibinong()


def write_workbook(path: Path, *rows: dict, headings=HEADINGS) -> Path:
    """Write rows (dicts over GOOD) below the headings; returns the path."""
    book = openpyxl.Workbook()
    book.active.append(headings)
    for row in rows:
        values = GOOD | row
        book.active.append([values.get(heading) for heading in HEADINGS])
    book.save(path)
    return path


def write_rejected(source: Path, target: Path, report) -> None:
    """The workbook of errors of a book of e-PPGBM."""
    write_errors(KINDS["eppgbm"], source, target, report.rejected)


@pytest.fixture
def workbook(tmp_path):
    """``write_workbook`` in a folder of the test."""

    def write(*rows: dict, headings=HEADINGS, name="buku.xlsx") -> Path:
        return write_workbook(tmp_path / name, *rows, headings=headings)

    return write


@pytest.fixture
def secretary(cibinong, sign_in, settings, tmp_path):
    """The secretary of Ciriung, signed in; uploads stay in a folder of the test."""
    settings.VAR = tmp_path / "var"
    user = make.user("sekdes")
    make.grant(user, "village_secretary", cibinong["32.01.01.1010"])
    client = sign_in(user)
    client.user = user
    return client

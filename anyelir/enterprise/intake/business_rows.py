"""The list of businesses as offices of cooperatives keep it: its headings, and what a row of it says.

Fifteen headings are those of the record of a business and its papers (name, owner, kecamatan, kelurahan, KBLI, NIB
and its day, P-IRT and its day, telephone, product, workers, capital, sales, the day of these figures); the others
stand in some sheets. Each has the spellings that sheets of the field give it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from anyelir.enterprise.permits.wording import problem_text
from anyelir.exchange import cells
from anyelir.exchange.kinds import RowProblem
from anyelir.exchange.sheet import SheetRow
from anyelir.regions.words import words_of
from anyelir.rules import identity, tables
from anyelir.rules.names import name_key
from anyelir.rules.no_name import is_no_name
from anyelir.rules.numbers_id import NumberKind, Unread, number_of
from anyelir.rules.texts import plain_digits

COLUMNS = {
    "name": ("Nama Usaha", "Nama UMKM", "Nama IKM", "Usaha"),
    "owner": ("Nama Pemilik", "Pemilik", "Nama Pelaku Usaha", "Pelaku Usaha", "Nama Pengusaha"),
    "nik": ("NIK", "NIK Pemilik", "No KTP", "Nomor KTP"),
    "province": ("Prov", "Provinsi"),
    "kabkota": ("Kab/Kota", "Kabupaten/Kota", "Kabupaten", "Kota"),
    "kecamatan": ("Kecamatan", "Kec"),
    "desakel": ("Desa/Kelurahan", "Desa/Kel", "Kelurahan/Desa", "Kelurahan", "Desa"),
    "desa_code": ("Kode Wilayah", "Kode Desa/Kelurahan", "Kode Kelurahan", "Kode Desa"),
    "rw": ("RW",),
    "rt": ("RT",),
    "kbli": ("KBLI", "Kode KBLI", "KBLI 5 Digit"),
    "kbli_version": ("KBLI Tahun", "Tahun KBLI", "Versi KBLI"),
    "nib": ("NIB", "Nomor NIB", "No NIB"),
    "nib_on": ("Tanggal NIB", "Tgl NIB", "Tanggal Terbit NIB", "Tgl Terbit NIB"),
    "pirt": ("P-IRT", "SPP-IRT", "Nomor P-IRT", "No P-IRT", "Nomor PIRT", "No PIRT"),
    "pirt_on": ("Tanggal P-IRT", "Tgl P-IRT", "Tanggal Terbit P-IRT", "Tgl Terbit P-IRT"),
    "phone": ("No HP", "Nomor HP", "HP", "No Telepon", "Telepon", "No Telp", "No WA", "WhatsApp"),
    "product": ("Produk", "Nama Produk", "Produk Utama", "Produk Unggulan"),
    "category": ("Jenis Produk", "Kategori Produk", "Kategori"),
    "workers_f": ("Pekerja Perempuan", "Tenaga Kerja Perempuan", "Pekerja P", "TK Perempuan"),
    "workers_m": ("Pekerja Laki-laki", "Tenaga Kerja Laki-laki", "Pekerja L", "TK Laki-laki"),
    "capital": ("Modal", "Modal Usaha", "Modal (Rp)"),
    "sales": ("Penjualan Setahun", "Omzet Setahun", "Omset Setahun", "Omzet per Tahun", "Omset per Tahun"),
    "figures_on": ("Tanggal Data", "Tgl Data", "Keadaan Tanggal", "Tahun Data"),
    "started_on": ("Mulai Usaha", "Tanggal Mulai Usaha", "Tahun Berdiri", "Tahun Mulai Usaha"),
    "is_another": ("Usaha Lain",),
}
REQUIRED = ("name", "owner", "desakel")
DAYS = frozenset({"nib_on", "pirt_on", "figures_on", "started_on"})
# The number of a person is not for this register: it is neither read nor copied.
KEPT_BACK = frozenset({"nik"})
PLACE = ("province", "kabkota", "kecamatan", "desakel")
YEARS = range(1900, 2100)
NAME_LENGTH = 80
MOST = {"workers_f": 100_000, "workers_m": 100_000, "capital": 10**13, "sales": 10**13}


@dataclass(frozen=True)
class BusinessRow:
    """One business as the sheet tells it; ``is_another`` answers that it is not the one it resembles."""

    number: int
    name: str
    owner: str
    place: tuple[str, str, str, str]
    rw: str
    rt: str
    kbli: str
    kbli_version: int | None
    nib: str
    nib_on: dt.date | None
    pirt: str
    pirt_on: dt.date | None
    phone: str
    product: str
    category: str
    workers_f: int | None
    workers_m: int | None
    capital: int | None
    sales: int | None
    figures_on: dt.date | None
    started_on: dt.date | None
    is_another: bool

    @property
    def key(self) -> str:
        return business_key(self.name)

    @property
    def owner_key(self) -> str:
        return name_key(self.owner)

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two rows of a file the same."""
        return self.key, self.owner_key, self.place, self.nib, self.phone


def business_key(name: str) -> str:
    """The name for comparison: no capitals, accents and signs."""
    return " ".join(words_of(name))


def count(slug: str) -> Callable[[Any], int | None]:
    """Rupiah or people: whole and not below zero."""

    def read(value: Any) -> int | None:
        if not cells.said(value):
            return None
        number = number_of(value, NumberKind.COUNT)
        if isinstance(number, Unread) or number != int(number) or not 0 <= number <= MOST[slug]:
            raise cells.BadCell(
                _("“%s” bukan jumlah. Tulis angkanya saja, seperti 5.000.000.") % _shown(value)
            )
        return int(number)

    return read


def _year(value: Any) -> int | None:
    written = plain_digits(cells.text(value))
    return int(written) if written.isdecimal() and int(written) in YEARS else None


def since(value: Any) -> dt.date | None:
    """A day; a year alone is meant from its first day on."""
    year = _year(value)
    return dt.date(year, 1, 1) if year else cells.date(value) if cells.said(value) else None


def until(value: Any) -> dt.date | None:
    """A day; figures of a year alone are those of its last day."""
    year = _year(value)
    return dt.date(year, 12, 31) if year else cells.date(value) if cells.said(value) else None


def phone(value: Any) -> str:
    """In E.164; what cannot be read is not repeated: it may be somebody's number all the same."""
    written = cells.said(value)
    number = identity.normalise_phone(written) if written else ""
    if not isinstance(number, str):
        raise cells.BadCell(_("Nomor HP ini tidak bisa dibaca. Tulis seperti 0812-3456-7890."))
    return number


def digits(value: Any) -> str:
    """The number of a paper; a spreadsheet that cut it has lost its end."""
    written = cells.said(value).strip("'’‘`´ ")
    if identity.is_scientific(written):
        raise cells.BadCell(_("Ujung nomor terpotong oleh program lembar kerja. Tulis ulang sebagai teks."))
    return written


def nib(value: Any) -> str:
    number = identity.compact(digits(value))
    for problem in identity.check_nib(number) if number else ():
        raise cells.BadCell(problem_text(problem))
    return number


def category(value: Any) -> str:
    """A key of ``product_categories``, by its key or its label; empty when it is none of them."""
    asked = cells.said(value)
    return _categories().get(business_key(asked), "") if asked else ""


@cache
def _categories() -> dict[str, str]:
    rules = tables.load("product_categories").rules
    return {
        business_key(str(rule[name])): str(rule["category"])
        for rule in rules
        for name in ("category", "label")
    }


def _shown(value: Any) -> str:
    return cells.text(value)[:20]


READERS: dict[str, Callable[[Any], Any]] = {
    "owner": cells.said,
    **dict.fromkeys(("province", "kabkota", "kecamatan", "desakel", "desa_code", "product"), cells.said),
    **dict.fromkeys(("rw", "rt"), cells.unit_number),
    **{slug: count(slug) for slug in MOST},
    "nib": nib,
    "pirt": lambda value: identity.normalise_pirt(digits(value)),
    "kbli": digits,
    **dict.fromkeys(("nib_on", "pirt_on"), lambda value: cells.date(value) if cells.said(value) else None),
    "kbli_version": _year,
    "phone": phone,
    "category": category,
    "figures_on": until,
    "started_on": since,
    "is_another": lambda value: bool(cells.yes(value)),
}


def parse(sheet_row: SheetRow, *, today: dt.date) -> tuple[BusinessRow | None, list[RowProblem]]:
    """The row, or everything that keeps it from being read."""
    values: dict[str, Any] = {}
    problems: list[RowProblem] = []
    for slug in COLUMNS:
        if slug in KEPT_BACK:
            continue
        try:
            values[slug] = READERS.get(slug, cells.text)(sheet_row.cells.get(slug))
        except cells.BadCell as error:
            values[slug] = None
            problems.append(RowProblem(slug, str(error)))
    values["desakel"] = values.pop("desa_code") or values["desakel"]
    problems += _missing(values)
    if problems:
        return None, problems
    # A year that goes on has no last day yet.
    if values["figures_on"] and values["figures_on"].year == today.year:
        values["figures_on"] = min(values["figures_on"], today)
    place = tuple(values.pop(slug) for slug in PLACE)
    return BusinessRow(number=sheet_row.number, place=place, **values), []


def _missing(values: dict[str, Any]) -> list[RowProblem]:
    texts = {
        "name": _("Nama usaha belum diisi."),
        "owner": _("Nama pemilik belum diisi."),
        "desakel": _("Nama desa/kelurahan belum diisi."),
    }
    missing = [
        RowProblem(slug, text) for slug, text in texts.items() if not values[slug] or is_nothing(values, slug)
    ]
    longest = _("Nama ini lebih dari %d huruf. Pendekkan.") % NAME_LENGTH
    names = ("name", "owner", "product")
    return missing + [RowProblem(slug, longest) for slug in names if len(values[slug] or "") > NAME_LENGTH]


def is_nothing(values: dict[str, Any], slug: str) -> bool:
    """A desa may be written by its code."""
    return slug != "desakel" and is_no_name(values[slug])

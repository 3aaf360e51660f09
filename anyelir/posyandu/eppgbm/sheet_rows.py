"""The e-PPGBM export of the field: its headings, and what a row of it says.

The headings are those of four independent public importers; "Pukesmas" is really spelt so in the field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from anyelir.exchange import cells
from anyelir.exchange.kinds import RowProblem
from anyelir.exchange.sheet import SheetRow
from anyelir.posyandu.eppgbm import niks
from anyelir.rules import identity, tables
from anyelir.rules.no_name import is_no_name
from anyelir.rules.numbers_id import typed_number

ALIASES = {
    "number": ("No",),
    "nik": ("NIK", "NIK Anak"),
    "name": ("Nama", "Nama Anak", "Nama Balita"),
    "sex": ("JK", "Jenis Kelamin", "L/P"),
    "born_on": ("Tgl Lahir", "Tanggal Lahir"),
    "birth_weight_kg": ("BB Lahir", "Berat Lahir"),
    "birth_length_cm": ("TB Lahir", "PB Lahir", "Panjang Lahir"),
    "parent_name": ("Nama Ortu", "Nama Orang Tua", "Nama Ibu"),
    "province": ("Prov", "Provinsi"),
    "kabkota": ("Kab/Kota", "Kabupaten/Kota", "Kabupaten"),
    "kecamatan": ("Kec", "Kecamatan"),
    "puskesmas": ("Pukesmas", "Puskesmas"),
    "desakel": ("Desa/Kel", "Desa/Kelurahan", "Desa", "Kelurahan"),
    "posyandu": ("Posyandu", "Nama Posyandu"),
    "rt": ("RT",),
    "rw": ("RW",),
    "address": ("Alamat",),
    "measured_on": ("Tanggal Pengukuran", "Tgl Pengukuran", "Tanggal Ukur"),
    "weight_kg": ("Berat", "BB", "Berat Badan"),
    "height_cm": ("Tinggi", "TB", "PB/TB", "Tinggi Badan"),
    "posture": ("Cara Ukur",),
    "muac_cm": ("LiLA", "LILA"),
    "has_growth_card": ("KIA",),
    "file_waz": ("ZS BB/U",),
    "file_haz": ("ZS TB/U", "ZS PB/U"),
    "file_whz": ("ZS BB/TB", "ZS BB/PB"),
}
REQUIRED = ("name", "sex", "born_on", "desakel", "posyandu", "measured_on", "weight_kg")
DAYS = frozenset({"born_on", "measured_on"})
# No workbook holds weighings from before; an earlier year is a slip of the finger.
FIRST_YEAR = 1990
PLACE = ("province", "kabkota", "kecamatan", "desakel")


@dataclass(frozen=True)
class EppgbmRow:
    """One child on one day as the sheet tells it."""

    number: int
    nik: str
    name: str
    sex: str
    born_on: dt.date
    birth_weight_g: int | None
    birth_length_cm: Decimal | None
    parent_name: str
    place: tuple[str, str, str, str]
    puskesmas: str
    posyandu: str
    rt: str
    rw: str
    address: str
    measured_on: dt.date
    weight_kg: Decimal | None
    height_cm: Decimal | None
    posture: str
    muac_cm: Decimal | None
    has_growth_card: bool | None
    file_z: dict[str, str]
    # What to tell although the row is taken.
    remarks: tuple[RowProblem, ...] = ()

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two rows of a file the same: the child as written and the day and values measured."""
        child = (self.nik, self.name, self.sex, self.born_on, self.parent_name, self.place, self.posyandu)
        return (*child, self.measured_on, self.weight_kg, self.height_cm, self.posture, self.muac_cm)

    @property
    def card(self) -> dict[str, Any]:
        """Whether the child had a KMS or KIA book on that day; an empty cell says nothing."""
        if self.has_growth_card:
            return {"growth_card": "yes", "growth_card_on": self.measured_on}
        return {"growth_card": "" if self.has_growth_card is None else "no", "growth_card_on": None}

    @property
    def is_measured(self) -> bool:
        return any(value is not None for value in (self.weight_kg, self.height_cm, self.muac_cm))


Reader = Callable[[Any], Any]
READERS: dict[str, Reader] = {
    "name": cells.text,
    "parent_name": cells.said,
    "puskesmas": cells.said,
    "address": cells.said,
    "sex": cells.sex,
    "born_on": cells.date,
    "birth_weight_kg": lambda value: cells.number(value, 3),
    "birth_length_cm": lambda value: cells.number(value, 1),
    "measured_on": cells.date,
    "weight_kg": lambda value: cells.number(value, 3),
    "height_cm": lambda value: cells.number(value, 2),
    "posture": cells.posture,
    "muac_cm": lambda value: cells.number(value, 1),
    "has_growth_card": cells.yes,
    "rt": cells.unit_number,
    "rw": cells.unit_number,
}


def parse(sheet_row: SheetRow, *, today: dt.date) -> tuple[EppgbmRow | None, list[RowProblem]]:
    """The row, or what keeps it from being read; every problem of the row is named, not only the first."""
    values: dict[str, Any] = {}
    problems: list[RowProblem] = []
    for slug in ALIASES:
        cell = sheet_row.cells.get(slug)
        try:
            values[slug] = READERS.get(slug, cells.text)(cell)
        except cells.BadCell as error:
            values[slug] = None
            problems.append(RowProblem(slug, str(error)))
    values["nik"], remark = niks.read(sheet_row.cells.get("nik"))
    values["remarks"] = (RowProblem("nik", str(remark)),) if remark else ()
    wrong = {problem.column for problem in problems}
    problems += [problem for problem in _missing(values) if problem.column not in wrong]
    problems += _contradictions(values, today)
    return (None, problems) if problems else (_row(sheet_row.number, values), [])


def _missing(values: dict[str, Any]) -> list[RowProblem]:
    texts = {
        "name": _("Nama belum diisi."),
        "born_on": _("Tanggal lahir belum diisi."),
        "measured_on": _("Tanggal pengukuran belum diisi."),
        "posyandu": _("Nama posyandu belum diisi."),
        "desakel": _("Nama desa/kelurahan belum diisi."),
    }
    missing = [RowProblem(slug, text) for slug, text in texts.items() if not values[slug]]
    for slug in ("name", "posyandu"):
        if values[slug] and _is_nothing(slug, values[slug]):
            missing.append(RowProblem(slug, _("“%s” bukan nama. Tulis namanya.") % values[slug][:20]))
    return missing


def _is_nothing(slug: str, written: str) -> bool:
    """Posyandu are numbered in places: "1" is one, "0" and "#REF!" are none."""
    is_number = slug == "posyandu" and written.isdecimal() and int(written) > 0
    return is_no_name(written) and not is_number


def _contradictions(values: dict[str, Any], today: dt.date) -> list[RowProblem]:
    problems = []
    born_on, measured_on = values["born_on"], values["measured_on"]
    if measured_on and measured_on > today:
        problems.append(RowProblem("measured_on", _("Tanggal pengukuran belum terjadi.")))
    if born_on and measured_on and born_on > measured_on:
        problems.append(RowProblem("born_on", _("Tanggal lahir sesudah tanggal pengukuran.")))
    if measured_on and measured_on.year < FIRST_YEAR:
        problems.append(RowProblem("measured_on", _("Tanggal pengukuran terlalu lama. Periksa tahunnya.")))
    problems += _identity_problems(values["nik"])
    problems += _limit_problems(values, measured_on or today)
    return problems


def _identity_problems(nik: str | None) -> list[RowProblem]:
    if nik and any(problem.severity == "error" for problem in identity.check_nik(nik)):
        return [RowProblem("nik", _("NIK harus tepat 16 angka. Kosongkan bila anak belum punya NIK."))]
    return []


def _limit_problems(values: dict[str, Any], on: dt.date) -> list[RowProblem]:
    problems = []
    for measure, rule in tables.load("import_limits").by_key(on).items():
        value = values[measure]
        if value is not None and not rule["low"] <= value <= rule["high"]:
            params = {"value": value.normalize(), "low": rule["low"], "high": rule["high"]}
            params = {name: typed_number(each) for name, each in params.items()}
            text = _(
                "%(value)s tidak mungkin (harus %(low)s sampai %(high)s). Periksa komanya, lalu impor lagi."
            )
            problems.append(RowProblem(measure, text % params))
    return problems


def _row(number: int, values: dict[str, Any]) -> EppgbmRow:
    birth_weight = values["birth_weight_kg"]
    return EppgbmRow(
        number=number,
        birth_weight_g=None if birth_weight is None else int(birth_weight * 1000),
        place=tuple(values[slug] for slug in PLACE),
        file_z={index: values[f"file_{index}"] for index in ("waz", "haz", "whz")},
        **{
            slug: values[slug]
            for slug in EppgbmRow.__dataclass_fields__
            if slug in values and slug != "number"
        },
    )


def day_of(value: Any) -> dt.date:
    """The day of a cell; rows whose day cannot be read are rejected, so they may come last."""
    try:
        return cells.date(value) or dt.date.max
    except cells.BadCell:
        return dt.date.max

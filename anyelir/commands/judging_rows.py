"""The rows of ``anyelir growth judge``: from text to a measured child, or to a sentence about what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from anyelir.rules.age import age_days, days_from_months
from anyelir.rules.child_months import WeighedChild
from anyelir.rules.dates_id import parse_date
from anyelir.rules.growth_row import GrowthResult
from anyelir.rules.months import last_day
from anyelir.rules.numbers_id import NumberKind, Unread, read_number

INPUT = ("child", "sex", "born_on", "measured_on", "weight", "lenhei", "measure", "headc", "muac", "oedema")
SEX = {"m": "M", "f": "F", "l": "M", "p": "F", "1": "M", "2": "F"}
MEASURE = {"l": "recumbent", "h": "standing", "": ""}
OEDEMA = {"y": True, "n": False, "1": True, "0": False, "2": False, "": False}
# From these values on it is a slip of the unit, not a child; the screens refuse them as well.
MEASURES = {
    "weight": ("berat dalam kilogram", 200.0),
    "lenhei": ("panjang atau tinggi dalam sentimeter", 250.0),
    "headc": ("lingkar kepala dalam sentimeter", 100.0),
    "muac": ("lingkar lengan dalam sentimeter", 100.0),
}
YEAR_OR_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?", re.ASCII)
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class RowFault:
    """Why a row is not judged, in words for the person who mends the file."""

    reason: str


class _Wrong(Exception):
    pass


@dataclass(eq=False)
class JudgedRow(GrowthResult):
    """One measurement as the rules read it; z-scores are written in when all rows are known."""

    child: str
    subject: WeighedChild
    measured_on: dt.date
    age_days: int | None
    weight_kg: float | None
    height_cm: float | None
    posture: str
    head_cm: float | None
    muac_cm: float | None
    oedema: bool
    visual_status: str = ""
    is_chosen: bool = False
    corrected_height_cm: float | None = None
    flags: str = ""
    waz: int | None = None
    haz: int | None = None
    whz: int | None = None
    baz: int | None = None
    hcz: int | None = None
    acz: int | None = None


def parsed(cells: Mapping[str, str]) -> JudgedRow | RowFault:
    """One row of the file; a fault names the column and what was expected."""
    try:
        return _row(cells)
    except _Wrong as wrong:
        return RowFault(str(wrong))


def _row(cells: Mapping[str, str]) -> JudgedRow:
    if not cells["child"]:
        raise _Wrong("kolom child kosong; tulis nama atau nomor anak")
    measured_on, until = _dates("measured_on", cells["measured_on"])
    if measured_on != until:
        raise _unexpected("measured_on", cells["measured_on"], "tanggal lengkap, misalnya 2026-11-05")
    subject, days = _birth(_code("sex", cells, SEX, "M atau F"), cells["born_on"], measured_on)
    weight, length, head, arm = (_measure(column, cells[column]) for column in MEASURES)
    oedema = _code("oedema", cells, OEDEMA, "y atau n")
    if not oedema and weight is None and length is None and head is None and arm is None:
        raise _Wrong("tidak ada yang diukur; isi paling sedikit berat atau panjang")
    posture = _code("measure", cells, MEASURE, "l (berbaring), h (berdiri) atau kosong")
    return JudgedRow(cells["child"], subject, measured_on, days, weight, length, posture, head, arm, oedema)


def _birth(sex: str, text: str, measured_on: dt.date) -> tuple[WeighedChild, int | None]:
    """The child and its age in days: from the month where no day of birth is known, None where only the year is."""
    born_on, until = _dates("born_on", text)
    if born_on > measured_on:
        raise _Wrong(f"measured_on {measured_on} lebih awal daripada tanggal lahir {text}")
    if born_on == until:
        return WeighedChild(sex, born_on), age_days(born_on, measured_on)
    months = (measured_on.year - born_on.year) * 12 + measured_on.month - born_on.month
    by_month = until == last_day(born_on)
    return WeighedChild(sex, born_on, None, until), days_from_months(months) if by_month else None


@lru_cache(maxsize=8192)
def _dates(column: str, text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that the text may mean: the same for a whole date."""
    day = parse_date(text)
    if day is not None:
        return day, day
    match = YEAR_OR_MONTH.fullmatch(text)
    try:
        year, month = (int(match[1]), int(match[2] or 1)) if match else (0, 0)
        first = dt.date(year, month, 1)
    except ValueError:
        raise _unexpected(column, text, "tanggal seperti 2026-11-05") from None
    return first, last_day(first if match and match[2] else first.replace(month=12))


def _code(column: str, cells: Mapping[str, str], meaning: Mapping[str, object], expected: str):
    text = cells[column]
    try:
        return meaning[text.lower()]
    except KeyError:
        raise _unexpected(column, text, expected) from None


@lru_cache(maxsize=8192)
def _measure(column: str, text: str) -> float | None:
    """A measured value; empty and zero are "not measured"."""
    if not text:
        return None
    what, below = MEASURES[column]
    value = read_number(text, NumberKind.MEASURE)
    if isinstance(value, Unread) or value < 0:
        raise _unexpected(column, text, f"{what}, misalnya 7.4")
    if value >= below:
        raise _unexpected(column, text, f"{what}, kurang dari {below:g}")
    return float(value) or None


def _unexpected(column: str, text: str, expected: str) -> _Wrong:
    flat = " ".join(text.split())
    shown = flat if len(flat) <= LONGEST_SHOWN else flat[:LONGEST_SHOWN] + "…"
    return _Wrong(f"kolom {column} berisi “{shown}”, seharusnya {expected}")

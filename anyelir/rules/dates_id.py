"""Dates in Indonesian: on letters, in official minutes, and as people type them."""

from __future__ import annotations

import datetime as dt
import re

from anyelir.rules.terbilang import terbilang
from anyelir.rules.texts import clean_text, plain_digits

DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTH_NAMES = tuple(
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
_SPELT_OTHERWISE = {"peb": 2, "pebruari": 2, "agt": 8, "ags": 8, "nop": 11, "nopember": 11}
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,2}|[A-Za-z]{3,9})\.?\s*[-/. ]\s*([0-9]{4})")
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_NAME = re.compile(
    r"^(?:hari\s+)?(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s+", re.IGNORECASE
)


def long_date(day: dt.date) -> str:
    """``10 November 2026``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def full_date(day: dt.date) -> str:
    """``Selasa, 10 November 2026``."""
    return f"{DAY_NAMES[day.weekday()]}, {long_date(day)}"


def date_in_words(day: dt.date) -> str:
    """As minutes and hand-over records begin, for instance after "Pada hari ini".

    ``Selasa tanggal sepuluh bulan November tahun dua ribu dua puluh enam``.
    """
    month = MONTH_NAMES[day.month - 1]
    return (
        f"{DAY_NAMES[day.weekday()]} tanggal {terbilang(day.day)} bulan {month} tahun {terbilang(day.year)}"
    )


def clock(moment: dt.datetime) -> str:
    """``08.00 WIB`` for a moment in a named zone (``time_zones.local_time``), ``08.00`` without one."""
    return f"{moment:%H.%M %Z}".strip()


def _month_number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    word = text.lower()
    named = (number for number, name in enumerate(MONTH_NAMES, 1) if name.lower().startswith(word))
    return _SPELT_OTHERWISE.get(word) or next(named, None)


def parse_date(text: str) -> dt.date | None:
    """Read ``10 November 2026``, ``10 Nop 2026``, ``10-11-2026``, ``10/11/2026`` and ``2026-11-10``.

    A day name in front is skipped, unseen marks and digits of other scripts are read over, the day comes before the
    month, a year has four digits. None for anything else and for days that do not exist: a wrong guess would be
    worse than a question.
    """
    clean = _DAY_NAME.sub("", plain_digits(clean_text(text)).strip("'’‘`´ "))
    match = _YEAR_MONTH_DAY.fullmatch(clean)
    if match:
        year, month, day = match[1], match[2], match[3]
    else:
        match = _DAY_MONTH_YEAR.fullmatch(clean)
        if match is None:
            return None
        day, month, year = match[1], match[2], match[3]
    number = _month_number(month)
    try:
        return None if number is None else dt.date(int(year), number, int(day))
    except ValueError:
        return None

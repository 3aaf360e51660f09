"""Turning single cells of the field's spreadsheets into values; each raises ``BadCell`` with words for people."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from anyelir.rules.dates_id import parse_date
from anyelir.rules.no_name import is_no_name
from anyelir.rules.numbers_id import NumberKind, Unread, number_of
from anyelir.rules.texts import clean_text, plain_digits
from anyelir.rules.time_zones import written_day

EXCEL_EPOCH = dt.date(1899, 12, 30)
# Serials outside are not dates of living children: 1 Jan 1990 to 31 Dec 2089.
SERIALS = range(32874, 69399)
LARGEST = 1_000_000
UNIT_DIGITS = 3
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d")
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
SEXES = {
    **dict.fromkeys(("l", "lk", "lakilaki", "pria", "m", "1"), "M"),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita", "f", "2"), "F"),
}
POSTURES = {
    **dict.fromkeys(("terlentang", "telentang", "baring", "berbaring", "pb", "l"), "recumbent"),
    **dict.fromkeys(("berdiri", "tb", "h"), "standing"),
}


class BadCell(Exception):
    """The cell cannot be meant as it stands; the text says why and what to do."""


def text(value: Any) -> str:
    """The cell as text; a whole number loses the ``.0`` that spreadsheets give it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean_text(str(value))


def said(value: Any) -> str:
    """A text that may be missing: "#N/A", "-" and "tidak ada" say nothing."""
    written = text(value)
    has_digit = any(sign.isdigit() for sign in written)
    return "" if is_no_name(written) and (not has_digit or written.startswith("#")) else written


def date(value: Any) -> dt.date | None:
    """Native dates, ISO, day-month-year and Excel serials."""
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return _day_of(value, str(value))
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value)
    return _date_from_text(text(value))


def _serial(value: float) -> dt.date:
    # Compared before rounding: a spreadsheet may hold "infinity" or "not a number".
    if not SERIALS.start <= value < SERIALS.stop:
        raise BadCell(_("“%s” bukan tanggal. Tulis seperti 17-09-2021.") % value)
    moment = dt.datetime.combine(EXCEL_EPOCH, dt.time()) + dt.timedelta(seconds=round(value * 86_400))
    return _day_of(moment, str(value))


def _day_of(moment: dt.datetime, written: str) -> dt.date:
    """A day that a program wrote with a time, perhaps of another place: one day early is worse than a question."""
    day = written_day(moment)
    if day is None:
        text = _("“%s” memuat jam, mungkin jam dunia (UTC): harinya tidak pasti. Tulis tanggalnya saja.")
        raise BadCell(text % written[:40])
    return day


def _date_from_text(written: str) -> dt.date:
    written = plain_digits(written).strip("'")
    if match := parse_date(written):
        return match
    if STAMP.match(written):
        return _stamp(written)
    for pattern, order in ((ISO, (1, 2, 3)), (DAY_FIRST, (3, 2, 1))):
        if match := pattern.match(written):
            try:
                return dt.date(*(int(match.group(part)) for part in order))
            except ValueError as error:
                raise BadCell(_("Tanggal “%s” tidak ada di kalender.") % written) from error
    if written.isdecimal() and int(written) in SERIALS:
        return _serial(int(written))
    raise BadCell(_("“%s” bukan tanggal. Tulis seperti 17-09-2021.") % written)


def _stamp(written: str) -> dt.date:
    try:
        moment = dt.datetime.fromisoformat(
            written.replace(".", ":", 2) if written.count(".") > 1 else written
        )
    except ValueError as error:
        raise BadCell(_("“%s” bukan tanggal. Tulis seperti 17-09-2021.") % written[:40]) from error
    return _day_of(moment, written)


def number(value: Any, places: int) -> Decimal | None:
    """A measure, read as every form reads one, rounded half up to ``places``."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | dt.date):
        raise BadCell(_("“%s” bukan angka.") % value)
    written = text(value)
    parsed = number_of(value, NumberKind.MEASURE)
    if isinstance(parsed, Unread) or abs(parsed) > LARGEST:
        raise BadCell(_("“%s” bukan angka. Tulis seperti 10,4.") % written[:40])
    return parsed.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def sex(value: Any) -> str:
    """``M`` or ``F``."""
    key = re.sub(r"[^a-z0-9]", "", text(value).lower())
    if key not in SEXES:
        shown = text(value) or _("kosong")
        raise BadCell(_("Jenis kelamin “%s” tidak dikenal. Tulis L atau P.") % shown[:20])
    return SEXES[key]


def posture(value: Any) -> str:
    """``recumbent``, ``standing`` or empty when it was not written down."""
    key = re.sub(r"[^a-z0-9]", "", text(value).lower())
    if key and key not in POSTURES:
        raise BadCell(_("Cara ukur “%s” tidak dikenal. Tulis Terlentang atau Berdiri.") % text(value)[:20])
    return POSTURES.get(key, "")


def unit_number(value: Any) -> str:
    """RT and RW numbers as three digits, empty when not given."""
    digits = re.sub(r"\D", "", text(value)).lstrip("0")
    if len(digits) > UNIT_DIGITS:
        raise BadCell(_("“%s” bukan nomor RT/RW. Tulis paling banyak tiga angka.") % value)
    return digits.zfill(UNIT_DIGITS) if digits else ""


def yes(value: Any) -> bool | None:
    """Ya/Tidak; None when the cell is empty."""
    key = text(value).lower()
    return None if not key else key in ("ya", "y", "1", "ada", "true")

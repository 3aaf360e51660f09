"""Numbers, shares and dates as people read them: 1.234,5; 82,4%; Selasa, 10 November 2026; 08.00 WIB.

Every place that shows a number or a date (templates, charts, paper forms, messages) goes through here, so that a
missing value is "belum ada" everywhere and never a zero. The words follow the active language.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

Number = int | float | Decimal


def nothing_yet() -> str:
    """The word for a value that is not known."""
    return str(_("belum ada"))


def number(value: Number | None, decimals: int = 0) -> str:
    """``1234.5`` with one decimal as ``1.234,5``; halves are rounded away from zero."""
    if value is None:
        return nothing_yet()
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    return str(number_format(rounded, decimal_pos=decimals, force_grouping=True))


def percent(numerator: Number | None, denominator: Number | None, decimals: int = 1) -> str:
    """The share as ``82,4%``; "belum ada" when either part is missing or there is nothing to divide by."""
    if numerator is None or not denominator:
        return nothing_yet()
    share = Decimal(str(numerator)) * 100 / Decimal(str(denominator))
    return f"{number(share, decimals)}%"


def share(part: Number, whole: Number) -> int:
    """How wide a bar is drawn, in whole percent; what is there at all is seen."""
    if not whole or part <= 0:
        return 0
    return max(1, min(100, round(100 * float(part) / float(whole))))


def rupiah(amount_idr: int | None) -> str:
    """Whole rupiah as ``Rp 25.000``."""
    return nothing_yet() if amount_idr is None else f"Rp {number(amount_idr)}"


def day(value: dt.date | None) -> str:
    """``10 November 2026``."""
    return nothing_yet() if value is None else str(date_format(_local(value), "j F Y"))


def weekday(value: dt.date | None) -> str:
    """``Selasa, 10 November 2026``."""
    return nothing_yet() if value is None else str(date_format(_local(value), "l, j F Y"))


def short_day(value: dt.date | None) -> str:
    """``10 Nov 2026``, for narrow columns."""
    return nothing_yet() if value is None else str(date_format(_local(value), "j M Y"))


def month(value: dt.date | None) -> str:
    """``November 2026``."""
    return nothing_yet() if value is None else str(date_format(_local(value), "F Y"))


def clock(value: dt.datetime | None) -> str:
    """``08.00 WIB`` in the time zone of the site."""
    if value is None:
        return nothing_yet()
    local = timezone.localtime(value)
    return f"{local:%H.%M %Z}"


def moment(value: dt.datetime | None) -> str:
    """``10 November 2026, 08.00 WIB``."""
    return nothing_yet() if value is None else f"{day(value)}, {clock(value)}"


def initials(name: str) -> str:
    """Up to two letters for an avatar: first and last word of a name."""
    name_words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in [*name_words[:1], *name_words[1:][-1:]]).upper()


def _local(value: dt.date) -> dt.date:
    """The local calendar day of a moment, and a date as it is."""
    is_aware = isinstance(value, dt.datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if is_aware else value


# A share of fewer is said in counts.
SMALL = 20


def tenths(part: int, whole: int) -> str:
    """ "Tujuh dari sepuluh" for a share, exact counts when few; "Semua" only when nobody is left out."""
    if part >= whole:
        return str(_("Semua"))
    if whole < SMALL:
        return str(_("%(part)s dari %(whole)s") % {"part": part, "whole": whole})
    numerals = (
        _("Kurang dari satu dari sepuluh"),
        _("Satu dari sepuluh"),
        _("Dua dari sepuluh"),
        _("Tiga dari sepuluh"),
        _("Empat dari sepuluh"),
        _("Lima dari sepuluh"),
        _("Enam dari sepuluh"),
        _("Tujuh dari sepuluh"),
        _("Delapan dari sepuluh"),
        _("Sembilan dari sepuluh"),
        _("Hampir semua"),
    )
    return str(numerals[round(10 * part / whole)])

"""How measured values and months are said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core import wording
from anyelir.rules.months import first_of_month, previous_month


def month_words(day: dt.date, today: dt.date) -> str:
    """Bulan lalu, where it was; else the month by name."""
    is_last = first_of_month(day) == previous_month(today)
    return _("Bulan lalu") if is_last else wording.month(day)


def exact(value: Decimal | float, unit: str, least: int = 1) -> str:
    """9,1 kg; 9,125 kg: what was written, with at least ``least`` decimals and no zeros behind them."""
    number = Decimal(str(value)).normalize()
    decimals = max(least, -int(number.as_tuple().exponent), 0)
    return f"{number_format(number, decimal_pos=decimals)} {unit}"


def kg(value: Decimal | float | None) -> str:
    return wording.nothing_yet() if value is None else exact(value, "kg")


def cm(value: Decimal | float | None) -> str:
    return wording.nothing_yet() if value is None else exact(value, "cm")


def grams(value: int | None) -> str:
    """800 g, with a sign for a loss."""
    return wording.nothing_yet() if value is None else f"{wording.number(value).replace('-', '−')} g"


# As the form asks for it; the same words wherever a measured length is shown.
POSTURE_NAMES = {"recumbent": gettext_lazy("berbaring"), "standing": gettext_lazy("berdiri")}

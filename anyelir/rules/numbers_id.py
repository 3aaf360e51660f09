"""Numbers as Indonesians write them: dot for thousands, comma for decimals, ``Rp`` in front; and roman ones."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

Number = int | float | Decimal

# What stands for a value that is not a number.
NO_NUMBER = "-"
MOST_DIGITS = 400
_RUPIAH = re.compile(r"^(-?)\s*rp\.?\s*", re.IGNORECASE)
_RUPIAH_TAIL = re.compile(r",-+$")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _exact(value: Number) -> Decimal:
    """A float as people see it (0.1 is 0.1), not as its binary neighbour."""
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def format_number(value: Number, decimals: int = 0) -> str:
    """``1234.5`` with one decimal -> ``"1.234,5"``; halves are rounded away from zero, never ``"-0"``.

    ``decimals`` below 0 counts as 0, above ``MOST_DIGITS`` as that. Infinity, not-a-number and what has
    more than ``MOST_DIGITS`` digits give ``NO_NUMBER``.
    """
    exact = _exact(value)
    places = min(max(decimals, 0), MOST_DIGITS)
    if not exact.is_finite() or exact.adjusted() > MOST_DIGITS:
        return NO_NUMBER
    with localcontext(prec=MOST_DIGITS + places + 2):
        rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if not rounded:
        rounded = abs(rounded)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def format_rupiah(amount_idr: int) -> str:
    """Whole rupiah: ``25000`` -> ``"Rp 25.000"``, ``-25000`` -> ``"-Rp 25.000"``."""
    sign = "-" if amount_idr < 0 else ""
    return f"{sign}Rp {format_number(abs(amount_idr))}"


def parse_number(text: str) -> Decimal | None:
    """Read ``"1.234,5"``, ``"21,3"``, ``"Rp 25.000,-"`` and, from spreadsheets, ``"12.5"``; None otherwise.

    Dots before groups of three digits are thousands (``"1.234"`` is 1234) unless the number begins with 0; any
    other single dot or comma is the decimal sign.
    """
    clean = _RUPIAH_TAIL.sub("", _RUPIAH.sub(r"\1", text.strip()))
    if not clean.isascii():
        return None
    if _THOUSANDS.fullmatch(clean):
        return Decimal(clean.replace(".", "").replace(",", "."))
    return Decimal(clean.replace(",", ".")) if _PLAIN.fullmatch(clean) else None


def roman(number: int) -> str:
    """1-39 in roman numerals (months, pokja, semesters); plain digits outside that range."""
    if not 1 <= number < 40:
        return str(number)
    found = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        found += sign * count
    return found


_READ_ROMAN = {roman(number): number for number in range(1, 40)}


def parse_roman(text: str) -> int | None:
    """``"XI"`` or ``"xi"`` -> 11; None for anything else."""
    return _READ_ROMAN.get(text.strip().upper())

"""Numbers as Indonesians write them: dot for thousands, comma for decimals, ``Rp`` in front; and roman ones."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from operator import index

from anyelir.rules.finiteness import plain_number
from anyelir.rules.texts import clean_text, plain_digits

Number = int | float | Decimal

# What stands for a value that is not a number.
NO_NUMBER = "-"
MOST_DIGITS = 400
LONGEST_TEXT = 60
_RUPIAH = re.compile(r"^(-?)\s*rp\.?\s*", re.IGNORECASE)
_RUPIAH_TAIL = re.compile(r",-+$")
_AROUND_SIGN = re.compile(r"\s*([.,])\s*")
# "1.010" alone may be one and ten thousandths or one thousand and ten.
_LIKE_A_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_ONE_SIGN = re.compile(r"[0-9]+[.,]?|[0-9]*[.,][0-9]+")
_GROUPS = tuple(
    (re.compile(rf"[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+(?:{decimal}[0-9]+)?"), group, decimal)
    for group, decimal in ((r"\.", ","), (",", r"\."), ("[ ']", "[.,]"))
)
_ONE_APOSTROPHE = str.maketrans("’‘`´", "''''")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _exact(value: Number) -> Decimal:
    """A float as people see it (0.1 is 0.1), not as its binary neighbour; ValueError for text."""
    value = plain_number(value, "value")
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def format_number(value: Number, decimals: int = 0) -> str:
    """``1234.5`` with one decimal -> ``"1.234,5"``; halves are rounded away from zero, never ``"-0"``.

    ``decimals`` below 0 counts as 0, above ``MOST_DIGITS`` as that. Infinity, not-a-number and what has
    more than ``MOST_DIGITS`` digits give ``NO_NUMBER``.
    """
    exact = _exact(value)
    places = min(max(index(decimals), 0), MOST_DIGITS)
    if not exact.is_finite() or exact.adjusted() > MOST_DIGITS:
        return NO_NUMBER
    with localcontext(prec=MOST_DIGITS + places + 2):
        rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if not rounded:
        rounded = abs(rounded)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def format_rupiah(amount_idr: int) -> str:
    """Whole rupiah: ``25000`` -> ``"Rp 25.000"``, ``-25000`` -> ``"-Rp 25.000"``."""
    sign, amount = ("-" if amount_idr < 0 else ""), abs(plain_number(amount_idr, "amount_idr"))
    return f"{sign}Rp {format_number(amount)}"


class NumberKind(StrEnum):
    """What a field holds: it decides what a single separator before three digits means."""

    # kg, cm, per cent, degrees: the separator is the decimal sign ("1.010" kg is 1,010).
    MEASURE = "measure"
    # Rupiah, grams, people: a dot makes groups of three ("1.010" rupiah is 1010).
    COUNT = "count"
    # A column of which nothing is known.
    OPEN = "open"


class Unread(StrEnum):
    """Why a text gives no number."""

    NO_NUMBER = "no_number"
    # It can be read in two ways: ask, never guess.
    UNCLEAR = "unclear"


def read_number(text: str, kind: NumberKind) -> Decimal | Unread:
    """The number of a typed or pasted text, read in one way for every form, file and command.

    Unseen marks, blanks of every width, digits of other scripts and the apostrophe of spreadsheets are read over.
    ``"1.234,5"``, ``"1,234.5"``, ``"1 234,5"`` and ``"1'234.5"`` are 1234.5 for every kind: with two separators
    the last is the decimal sign. ``"21,3"`` and ``"12.5"`` are decimals. One separator before exactly three digits
    is decimal for a MEASURE; a dot makes a group and a comma is UNCLEAR for a COUNT; both are UNCLEAR when OPEN.
    ``Rp`` in front or ``,-`` behind makes an OPEN number a COUNT.
    """
    clean = plain_digits(clean_text(text)).strip("'’‘`´ ")
    if kind != NumberKind.MEASURE and (_RUPIAH.match(clean) or _RUPIAH_TAIL.search(clean)):
        kind, clean = NumberKind.COUNT, _RUPIAH_TAIL.sub("", _RUPIAH.sub(r"\1", clean))
    clean = _AROUND_SIGN.sub(r"\1", clean).translate(_ONE_APOSTROPHE)
    sign, body = ("-", clean[1:].lstrip()) if clean.startswith("-") else ("", clean)
    if len(body) > LONGEST_TEXT:
        return Unread.NO_NUMBER
    if _LIKE_A_GROUP.fullmatch(body) and kind != NumberKind.MEASURE:
        is_clear = kind == NumberKind.COUNT and "." in body
        return Decimal(sign + body.replace(".", "")) if is_clear else Unread.UNCLEAR
    if _ONE_SIGN.fullmatch(body):
        return Decimal(sign + body.replace(",", "."))
    return _grouped(sign, body)


def _grouped(sign: str, body: str) -> Decimal | Unread:
    """Groups of three digits with one kind of separator, and decimals behind another."""
    for pattern, group, decimal in _GROUPS:
        if pattern.fullmatch(body):
            whole = re.sub(group, "", body)
            return Decimal(sign + re.sub(decimal, ".", whole))
    return Unread.NO_NUMBER


def number_of(value: object, kind: NumberKind) -> Decimal | Unread:
    """What a cell or an argument holds: a text as ``read_number`` reads it, a number as people see it.

    True and False, dates, infinity and not-a-number are no numbers.
    """
    if isinstance(value, str):
        return read_number(value, kind)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return Unread.NO_NUMBER
    exact = _exact(value)
    return exact if exact.is_finite() else Unread.NO_NUMBER


def typed_number(value: Number) -> str:
    """A number as people type it: ``Decimal("9.10")`` -> ``"9,10"``; what is not finite gives ``NO_NUMBER``."""
    exact = _exact(value)
    return f"{exact:f}".replace(".", ",") if exact.is_finite() else NO_NUMBER


def roman(number: int) -> str:
    """1-39 in roman numerals (months, pokja, semesters); plain digits outside that range."""
    if not 1 <= number < 40:
        return str(number)
    numeral = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral


_READ_ROMAN = {roman(number): number for number in range(1, 40)}


def parse_roman(text: str) -> int | None:
    """``"XI"`` or ``"xi"`` -> 11; None for anything else."""
    return _READ_ROMAN.get(text.strip().upper())

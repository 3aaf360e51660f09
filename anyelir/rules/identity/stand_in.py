"""Digits that stand where a NIK should be and are none: filled with zeros, masked, or cut by a spreadsheet."""

from __future__ import annotations

import re

from anyelir.rules.identity.nik import LENGTH
from anyelir.rules.identity.problem import is_digits

_MASK = re.compile(r"[*•●#xX?_]")
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*E\+?[0-9]{1,2}", re.IGNORECASE)
_COUNTED = ("1234567890123456", "0123456789012345", "9876543210987654")


def is_stand_in(digits: str) -> bool:
    """True for sixteen digits that nobody holds: one digit repeated, counted up, or of no region."""
    if not is_digits(digits, LENGTH):
        return False
    return len(set(digits)) == 1 or digits in _COUNTED or digits[:4] == "0000"


def is_cut(digits: str) -> bool:
    """True for serial 0000: serials begin at 0001, and zeros are what a spreadsheet leaves of digits it cut."""
    return is_digits(digits, LENGTH) and digits.endswith("0000")


def is_masked(text: str) -> bool:
    """True for a number with signs over some of its digits, such as ``3201********0010``."""
    return bool(_MASK.search(text)) and any(sign.isdigit() for sign in text)


def is_scientific(text: str) -> bool:
    """True for ``3,20101E+15``: a spreadsheet wrote the number so, and most of its digits are gone."""
    return bool(_SCIENTIFIC.fullmatch(text.replace(" ", "")))

"""Numbers of papers without a published check digit: NIB, BPOM MD/ML, halal certificate.

Only the form can be checked and a few blocks read; what is read is a hint ("terbaca"), never a verification
(handbook, enterprise sections "Facts first" 4 and 1). The P-IRT number has a module of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from anyelir.rules.identity.problem import Problems, compact, error, is_digits, warning
from anyelir.rules.identity.region_code import region_name

NIB_LENGTH = 13
BPOM_DIGITS = 12
HALAL_USUAL_DIGITS = 17
_BPOM = re.compile(r"(?:BPOM)?(?:RI)?(M[DL])([0-9]{12,20})")
_HALAL = re.compile(r"ID([0-9]{14,18})")


def check_nib(number: str) -> Problems:
    """Error ``nib_not_13_digits``; the digits of a NIB have no meaning and no check digit."""
    return () if is_digits(number, NIB_LENGTH) else (error("nib_not_13_digits", len(number)),)


@dataclass(frozen=True, slots=True)
class Bpom:
    """``MD`` is food made in the country, ``ML`` imported food; the digits are not decoded [C]."""

    prefix: Literal["MD", "ML"]
    digits: str

    @property
    def is_imported(self) -> bool:
        """True for ML."""
        return self.prefix == "ML"

    @property
    def text(self) -> str:
        """As printed on a label: ``MD 235602169254``."""
        return f"{self.prefix} {self.digits}"


def parse_bpom(text: str) -> Bpom | None:
    """Read ``MD 235602169254``, with or without blanks and the words "BPOM RI"; None when it is no such."""
    match = _BPOM.fullmatch(compact(text))
    if match is None:
        return None
    return Bpom("ML" if match[1] == "ML" else "MD", match[2])


def check_bpom(text: str) -> Problems:
    """Error ``bpom_malformed``; warning ``bpom_longer`` when there are more than the usual 12 digits."""
    parsed = parse_bpom(text)
    if parsed is None:
        return (error("bpom_malformed", text),)
    extra = len(parsed.digits) > BPOM_DIGITS
    return (warning("bpom_longer", len(parsed.digits)),) if extra else ()


@dataclass(frozen=True, slots=True)
class HalalHints:
    """What the usual 17 digits seem to say: province, month and year of issue. Observed, not official [C]."""

    province_code: str
    issue_month: int
    issue_year: int


@dataclass(frozen=True, slots=True)
class Halal:
    """A halal certificate number; ``hints`` is None when the digits do not follow the usual pattern."""

    text: str
    hints: HalalHints | None


def _hints(digits: str) -> HalalHints | None:
    month, year = int(digits[-4:-2]), 2000 + int(digits[-2:])
    if len(digits) != HALAL_USUAL_DIGITS or not 1 <= month <= 12 or region_name(digits[:2]) is None:
        return None
    return HalalHints(digits[:2], month, year)


def parse_halal(text: str) -> Halal | None:
    """Read ``ID32110001333131122``; None when it is not ``ID`` and 14-18 digits."""
    number = compact(text)
    match = _HALAL.fullmatch(number)
    return Halal(number, _hints(match[1])) if match else None


def check_halal(text: str) -> Problems:
    """Errors ``halal_is_fatwa_number`` (KH..., which a label must not carry) and ``halal_malformed``.

    Warning ``halal_unusual_length`` when there are not 17 digits.
    """
    parsed = parse_halal(text)
    if parsed is None:
        code = "halal_is_fatwa_number" if compact(text).startswith("KH") else "halal_malformed"
        return (error(code, text),)
    digits = len(parsed.text) - len("ID")
    return () if digits == HALAL_USUAL_DIGITS else (warning("halal_unusual_length", digits),)

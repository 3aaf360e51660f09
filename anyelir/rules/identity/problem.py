"""What a check of an identifier says: a reason code, how grave it is, and the fact that matters.

A check never raises on text and never decides that a number is genuine: nobody outside the issuing
office can. An ``error`` means "this cannot be such a number", a ``warning`` means "look again"; only an
error may stop a form, and service is never refused for either (handbook, pkk-administration section 7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from anyelir.rules.texts import clean_text, plain_digits

Severity = Literal["error", "warning"]
Sex = Literal["M", "F"]

_SEPARATORS = re.compile(r"[\s.\-/'’`‐-―]+")
_ASCII_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``code`` is a key of ``codes.CODES``, ``detail`` the fact that fills the sentence."""

    code: str
    severity: Severity
    detail: str = ""

    @property
    def is_error(self) -> bool:
        """True when the number cannot be what it is given for."""
        return self.severity == "error"


Problems = tuple[Problem, ...]


def error(code: str, detail: object = "") -> Problem:
    """A finding of the grave kind; ``detail`` is turned into text."""
    return Problem(code, "error", str(detail))


def warning(code: str, detail: object = "") -> Problem:
    """A finding that only asks to look again; ``detail`` is turned into text."""
    return Problem(code, "warning", str(detail))


def has_error(problems: Problems) -> bool:
    """True when at least one finding is an error."""
    return any(problem.is_error for problem in problems)


def compact(text: str) -> str:
    """The text without blanks, dots, hyphens, slashes, apostrophes and unseen marks, in capitals.

    People write long numbers in groups, and spreadsheets put an apostrophe before them. Every check of
    this package wants the compact form, so that what is checked is exactly what is stored.
    """
    return _SEPARATORS.sub("", plain_digits(clean_text(text))).upper()


def is_digits(text: str, length: int) -> bool:
    """True for exactly ``length`` digits 0-9; digits of other scripts do not count."""
    return len(text) == length and _ASCII_DIGITS.fullmatch(text) is not None

"""Numbers of letters: ``02/ST/PKK.DIY/III/2024`` = number, kind, organ, month in roman, year.

Example of the handbook, pkk-administration section 3. Numbers start again each year in each book and are never
given anew; letters in and out have series of their own. Regions write them in other orders (``005/012/PKK.Kel/XI/2026``
begins with the classification), so the pattern is a fact of the body: segments between slashes, each of them a field in
braces or plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from anyelir.rules.finiteness import check_fields
from anyelir.rules.numbers_id import parse_roman, roman

STANDARD = "{no}/{kind}/{organ}/{month}/{year}"
LONGEST_PATTERN = 80
_FIELD = re.compile(r"\{(no|kind|code|organ|month|year)(?::0([1-6]))?\}")
_PLAIN = re.compile(r"[^{}/\s]+")
_READ = {
    "no": "[0-9]{1,6}",
    "kind": r"[^/\s]+",
    "code": r"[^/\s]+",
    "organ": r"[^/\s]+",
    "month": "[IVX]+",
    "year": "[0-9]{4}",
}


class PatternFault(StrEnum):
    """Why a pattern gives no number that can be told from every other of its year."""

    SEGMENT = "segment"
    TWICE = "twice"
    NO_MISSING = "no_missing"
    YEAR_MISSING = "year_missing"


@dataclass(frozen=True, slots=True)
class LetterNo:
    """The parts of a letter number; ``kind``, ``organ`` and ``code`` hold neither slash nor blank."""

    sequence: int
    kind: str
    organ: str
    month: int
    year: int
    # The classification of what the letter is about; only some patterns write it.
    code: str = ""

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def text(self) -> str:
        """As written in the standard pattern; the number has at least two figures."""
        return format_letter_no(STANDARD, self)


def pattern_fault(pattern: str) -> PatternFault | None:
    """What is wrong with a pattern; None for one that numbers can be written and read by."""
    segments = pattern.split("/")
    if len(pattern) > LONGEST_PATTERN or not all(map(_is_segment, segments)):
        return PatternFault.SEGMENT
    fields = fields_of(pattern)
    if len(set(fields)) != len(fields):
        return PatternFault.TWICE
    if "no" not in fields:
        return PatternFault.NO_MISSING
    return None if "year" in fields else PatternFault.YEAR_MISSING


def fields_of(pattern: str) -> list[str]:
    """The fields of a pattern in their order: no, kind, code, organ, month, year."""
    return [match[1] for match in _FIELD.finditer(pattern)]


def format_letter_no(pattern: str, number: LetterNo) -> str:
    """The number as this body writes it; ``{no:03}`` has at least three figures, ``{no}`` two.

    Raises ValueError for a pattern with a fault.
    """
    if (fault := pattern_fault(pattern)) is not None:
        raise ValueError(f"pattern {pattern!r}: {fault}")
    return "/".join(_written(segment, number) for segment in pattern.split("/"))


def parse_letter_no(text: str, pattern: str = STANDARD) -> LetterNo | None:
    """Take a number of this pattern apart, blanks around slashes allowed; None for letters of others.

    A part that the pattern does not write is "", a month 0. Raises ValueError for a pattern with a fault.
    """
    if (fault := pattern_fault(pattern)) is not None:
        raise ValueError(f"pattern {pattern!r}: {fault}")
    reader = "/".join(_reader(segment) for segment in pattern.split("/"))
    match = re.fullmatch(reader, re.sub(r"\s*/\s*", "/", text.strip()))
    if match is None or not match[0].isascii():
        return None
    parts: dict[str, Any] = match.groupdict()
    month = parse_roman(parts["month"]) if "month" in parts else 0
    if month is None or month > 12:
        return None
    texts = [parts.get(name, "") for name in ("kind", "organ", "code")]
    return LetterNo(int(parts["no"]), texts[0], texts[1], month, int(parts["year"]), texts[2])


def _is_segment(segment: str) -> bool:
    field = _FIELD.fullmatch(segment)
    if field is None:
        return _PLAIN.fullmatch(segment) is not None
    return field[2] is None or field[1] == "no"


def _written(segment: str, number: LetterNo) -> str:
    field = _FIELD.fullmatch(segment)
    if field is None:
        return segment
    if field[1] == "no":
        return f"{number.sequence:0{int(field[2] or 2)}d}"
    values = {"month": lambda: roman(number.month), "year": lambda: f"{number.year:04d}"}
    return values[field[1]]() if field[1] in values else str(getattr(number, field[1]))


def _reader(segment: str) -> str:
    field = _FIELD.fullmatch(segment)
    return re.escape(segment) if field is None else f"(?P<{field[1]}>{_READ[field[1]]})"

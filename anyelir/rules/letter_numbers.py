"""Numbers of letters: ``02/ST/PKK.DIY/III/2024`` = number, kind, organ, month in roman, year.

Example of the handbook, pkk-administration section 3. Numbers start again each year in each book and are never
given anew; letters in and out have series of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from anyelir.rules.numbers_id import parse_roman, roman

_LETTER_NO = re.compile(r"([0-9]{1,6})/([^/\s]+)/([^/\s]+)/([IVX]+)/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class LetterNo:
    """The parts of a letter number; ``kind`` and ``organ`` hold neither slash nor blank."""

    sequence: int
    kind: str
    organ: str
    month: int
    year: int

    @property
    def text(self) -> str:
        """As written on the letter; the number has at least two figures."""
        return f"{self.sequence:02d}/{self.kind}/{self.organ}/{roman(self.month)}/{self.year:04d}"


def parse_letter_no(text: str) -> LetterNo | None:
    """Take a number of our own form apart, blanks around slashes allowed; None for letters of others."""
    match = _LETTER_NO.fullmatch(re.sub(r"\s*/\s*", "/", text.strip()))
    if match is None or not match[0].isascii():
        return None
    month = parse_roman(match[4])
    if month is None or month > 12:
        return None
    return LetterNo(int(match[1]), match[2], match[3], month, int(match[5]))

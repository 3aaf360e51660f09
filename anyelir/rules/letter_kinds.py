"""Kinds of letters with the sign that stands in their numbers and the series in which they are counted.

Handbook, pkk-administration section 3: the kinds are given, their signs are not. One sign (ST) stands in a number that
is in use; the others are what offices write and marked [C].
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.rules import tables

TABLE = "letter_kinds"


@dataclass(frozen=True, slots=True)
class LetterKind:
    """``sign`` stands in the number; letters of one ``series`` share their numbers."""

    slug: str
    sign: str
    series: str
    is_confirmed: bool


def letter_kinds(on: dt.date) -> dict[str, LetterKind]:
    """The kinds of a day by their slug, in the order of the handbook."""
    return {
        slug: LetterKind(slug, rule["sign"], rule["series"], rule.is_confirmed)
        for slug, rule in tables.load(TABLE).nearest(on).items()
    }

"""Wishes that no programme may promise: fewer reports of violence, which is reached by silence alone."""

from __future__ import annotations

import datetime as dt
import re

from anyelir.rules import tables

# "bebas dari kekerasan": one word may stand between.
NEXT_TO = 2
_WORD = re.compile(r"\w+")


def wants_fewer_reports(text: str, on: dt.date) -> bool:
    """Whether a report or an act of violence stands next to "none" or "less" (table ``fewer_reports_words``).

    >>> wants_fewer_reports("0 laporan KDRT di 27 kelurahan", dt.date(2026, 1, 1))
    True
    >>> wants_fewer_reports("Warga tahu ke mana melapor", dt.date(2026, 1, 1))
    False
    """
    parts = {word: rule["part"] for word, rule in tables.load("fewer_reports_words").nearest(on).items()}
    marks = [parts.get(word, "") for word in _WORD.findall(text.casefold())]
    places = {part: [at for at, mark in enumerate(marks) if mark == part] for part in ("matter", "less")}
    return any(abs(matter - less) <= NEXT_TO for matter in places["matter"] for less in places["less"])

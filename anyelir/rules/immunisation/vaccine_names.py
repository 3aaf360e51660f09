"""Vaccine names as forms print them: "DPT-HB-Hib1", "TT II", "Campak/MR", "Polio 1/OPV1", "HB0".

Source: posyandu.md section 4 (old form names) and the table ``vaccine_names``. A name is looked up whole first, then
without the dose number behind it, then part by part where a slash or brackets give a second name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.numbers_id import parse_roman
from anyelir.rules.tables import Rule

HIGHEST_NUMBER = 9
_WITH_DIGIT = re.compile(r"(.*[^0-9])([1-9])")
_WITH_ROMAN = re.compile(r"(.*[^a-z])(i{1,3}|iv|v)", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-z0-9]+")
_PARTS = re.compile(r"[/()]")
# Words and ages that forms print around a name: "Imunisasi ... ke-2", "HB0 (0-24 jam)", "MR 18 bulan".
_UNSAID = re.compile(
    r"\b(?:imunisasi|vaksin|vaksinasi|dosis|ke|inj|injeksi)\b\.?"
    r"|[(<]*\s*(?<![0-9a-z])\d+(?:\s*-\s*\d+)?\s*(?:jam|hari|bulan|bln)\b\s*\)?"
)


@dataclass(frozen=True)
class NamedDose:
    """What a printed name says: the code of the vaccine and the number of the dose, None when none is printed."""

    vaccine: str
    number: int | None


def vaccine_code(name: str, on: dt.date) -> str | None:
    """The code of a vaccine name as forms print it ("campak" is MR), None when it is not known."""
    named = named_dose(name, on)
    return None if named is None else named.vaccine


def named_dose(name: str, on: dt.date) -> NamedDose | None:
    """Vaccine and dose number of a printed name; None when it is unknown or names two vaccines or two numbers."""
    known = tables.load("vaccine_names").by_key(on)
    text = _UNSAID.sub(" ", name.lower()).strip()
    whole = _one_name(text, known)
    return whole if whole is not None else _of_parts(text, known)


def _one_name(text: str, known: Mapping[str, Rule]) -> NamedDose | None:
    """A single name: as it stands, or with a dose number behind it."""
    rule = known.get(_LETTERS.sub("", text))
    if rule is not None:
        return NamedDose(rule["vaccine"], rule["number"])
    for pattern in (_WITH_DIGIT, _WITH_ROMAN):
        match = pattern.fullmatch(text)
        rule = known.get(_LETTERS.sub("", match[1])) if match else None
        if match and rule is not None and rule["number"] is None:
            return NamedDose(rule["vaccine"], int(match[2]) if match[2].isdigit() else parse_roman(match[2]))
    return None


def _of_parts(text: str, known: Mapping[str, Rule]) -> NamedDose | None:
    """Two names of one dose beside each other; a lone number belongs to the name in front of it."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(parts) < 2:
        return None
    numbers = {int(part) for part in parts if part.isdigit() and int(part) <= HIGHEST_NUMBER}
    named = [_one_name(part, known) for part in parts if not part.isdigit()]
    vaccines = {each.vaccine if each else None for each in named}
    numbers |= {each.number for each in named if each and each.number}
    if len(vaccines) != 1 or None in vaccines or len(numbers) > 1:
        return None
    return NamedDose(str(vaccines.pop()), numbers.pop() if numbers else None)

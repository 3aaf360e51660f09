"""What is missing in the six books of a body (tertib administrasi): each room declares what its records lack.

There is no score and no comparison: a gap is a sentence and the page where it is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from anyelir.core.permission import Permission
from anyelir.core.registry import Registry


class SixBook(StrEnum):
    """The six books that every TP PKK keeps (Rakernas VIII; lampiran 4.9 to 4.13 and the minutes)."""

    MEMBERS = "members"
    LETTERS = "letters"
    CASH = "cash"
    MINUTES = "minutes"
    GOODS = "goods"
    ACTIVITIES = "activities"


@dataclass(frozen=True)
class Gap:
    """What is missing of one record, in words without the content of the record, and where it is mended."""

    text: str
    url: str


@dataclass(frozen=True)
class GapKind:
    """What a room finds missing: ``gaps(body, year)``, and the right with which the link can be used."""

    key: str
    book: SixBook
    mended_with: Permission
    gaps: Callable[[Any, int], Sequence[Gap]]


# Declared by ``tidiness.py`` of the rooms.
GAP_KINDS: Registry[GapKind] = Registry("tidiness.gaps")

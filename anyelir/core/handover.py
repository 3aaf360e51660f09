"""What whoever takes over a post reads: the parts of the pack, gathered from the rooms; and the rule that cuts them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from anyelir.core.blocks import Block
from anyelir.core.registry import Registry

Row = TypeVar("Row")
# So many lines of one part, and the pack has at most ten pages whatever the body did.
MOST_LINES = 12


@dataclass(frozen=True)
class Unready:
    """What must be done before the hand-over: a stable code, what to do, and where."""

    code: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class PartRead:
    """A part as it stands: a figure, what stands beside it, a sentence, its blocks in the pack, what is still to do."""

    figure: str
    beside: str = ""
    text: str = ""
    blocks: Sequence[Block] = ()
    unready: Sequence[Unready] = ()
    # What the two should speak about: something is late, broken or vacant.
    asks_a_look: bool = False


@dataclass(frozen=True)
class PackPart:
    """A part of the pack: ``read(body, on)`` says how it stands for who takes over on that day, None for nothing.

    Names of people who save or owe never stand in it: whoever takes over reads them in the books of the body.
    """

    key: str
    rank: int
    title: str | Promise
    icon: str
    read: Callable[[Any, dt.date], PartRead | None]


# Declared by ``handover.py`` of the rooms.
PACK_PARTS: Registry[PackPart] = Registry("handover.parts", order=lambda part: part.rank)


def cut(rows: Sequence[Row], most: int = MOST_LINES) -> tuple[Sequence[Row], str]:
    """The first rows, which are the newest and largest, and in words how many more there are ("" for none)."""
    rest = len(rows) - most
    return rows[:most], _("dan %s lainnya") % rest if rest > 0 else ""

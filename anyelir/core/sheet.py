"""Official sheets: what the paper of a unit and period looks like and how it is signed; declared by its room.

``reports`` draws the sheet on the screen, in a spreadsheet and on paper, and knows no room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from anyelir.core.indicator import Catalogue, Text
from anyelir.core.overview import ReaderNumbers
from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Subject:
    """The unit that a sheet is about: ``key`` is that of its leaves, ``record`` the room's own.

    ``heads`` are lines of the head beside the regions, each a label and what stands behind it.
    """

    key: str
    name: str
    region: str
    record: Any
    heads: tuple[tuple[Text, str], ...] = ()


class Signature(Protocol):
    """Numbers of a period that somebody signed."""

    pk: Any
    version: int
    closed_at: datetime
    closed_by_name: str
    sha256: str
    reopen_reason: str


@dataclass(frozen=True)
class Signing:
    """How a period of a unit is closed with a signature and opened again. All take the room's record first."""

    may_sign: Callable[[Any, Any], bool]
    in_force: Callable[[Any, date], Signature | None]
    is_genuine: Callable[[Signature], bool]
    # Versions that were opened again, the newest first.
    earlier: Callable[[Any, date], Sequence[Signature]]
    # (record, period, count=, by=, op_id=) and (signature, reason=, by=, op_id=): actions of the room.
    close: Callable[..., Signature]
    reopen: Callable[..., Signature]


@dataclass(frozen=True)
class OfficialSheet:
    """A form of one unit: a row per period, a column per measure or indicator.

    ``slug`` stands in addresses and names of files, ``papers`` is the kind of owner of its papers. ``form`` is the CSV
    of its columns. ``find(user, key)`` gives the record, or 404 and 403; ``cares(user, record)`` says who sees every
    number because he cares for the people.
    """

    slug: str
    catalogue: Catalogue
    title: Text
    form: Path
    papers: str
    find: Callable[[Any, str], Any]
    subject: Callable[[Any], Subject]
    cares: Callable[[Any, Any], bool]
    # What a person could say aloud of the period, which is the second argument in words.
    headline: Callable[[ReaderNumbers, str], str]
    signer: Text
    note: Text = ""
    # The page of the menu that is lit up.
    page: str = ""
    signing: Signing | None = field(default=None)


SHEETS: Registry[OfficialSheet] = Registry("sheets", key="slug")

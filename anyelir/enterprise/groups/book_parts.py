"""What rooms above show in a member's own book: declared, so that the book knows none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anyelir.core.registry import Registry
from anyelir.ledger.models import LedgerLine
from anyelir.membership.models import BodyMember


def _nothing_said(_person: BodyMember, _today: dt.date) -> str:
    return ""


def _no_title(_line: LedgerLine) -> str:
    return ""


def _nothing_due(_person: BodyMember, _today: dt.date) -> Sequence[tuple[str, int]]:
    return ()


@dataclass(frozen=True)
class OwnBookPart:
    """``context(person, today)`` gives what ``template`` shows as ``part``; None shows nothing.

    ``headline`` is a sentence for the top of the page, ``due`` what she brings to the next meeting: label and rupiah.
    ``title`` names a line of hers in the journal better than its account does; empty for lines of other rooms. Lines
    of one entry with one title are one row of her book.
    """

    key: str
    template: str
    context: Callable[[BodyMember, dt.date], Mapping[str, Any] | None]
    headline: Callable[[BodyMember, dt.date], str] = _nothing_said
    due: Callable[[BodyMember, dt.date], Sequence[tuple[str, int]]] = _nothing_due
    title: Callable[[LedgerLine], str] = _no_title
    is_below_savings: bool = False
    rank: int = 50


OWN_BOOK_PARTS: Registry[OwnBookPart] = Registry(
    "groups.book_parts", order=lambda part: part.rank, is_required=False
)

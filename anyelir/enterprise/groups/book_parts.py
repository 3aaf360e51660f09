"""What rooms above show in a member's own book: declared, so that the book knows none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anyelir.core.registry import Registry
from anyelir.membership.models import BodyMember


def _nothing_said(_person: BodyMember, _today: dt.date) -> str:
    return ""


def _nothing_due(_person: BodyMember, _today: dt.date) -> Sequence[tuple[str, int]]:
    return ()


@dataclass(frozen=True)
class OwnBookPart:
    """``context(person, today)`` gives what ``template`` shows as ``part``; None shows nothing.

    ``headline`` is a sentence for the top of the page, ``due`` what she brings to the next meeting: label and rupiah.
    """

    key: str
    template: str
    context: Callable[[BodyMember, dt.date], Mapping[str, Any] | None]
    headline: Callable[[BodyMember, dt.date], str] = _nothing_said
    due: Callable[[BodyMember, dt.date], Sequence[tuple[str, int]]] = _nothing_due
    rank: int = 50


OWN_BOOK_PARTS: Registry[OwnBookPart] = Registry(
    "groups.book_parts", order=lambda part: part.rank, is_required=False
)

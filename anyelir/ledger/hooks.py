"""What rooms above say of a ledger: they register a function when they start, the ledger never imports them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Reasons = Callable[[Any, dt.date], Iterable[str]]
Follower = Callable[[Any, Sequence[Any]], None]
_before_closing: list[Reasons] = []
_after_sealing: list[Follower] = []


def before_closing(reasons: Reasons) -> None:
    """``reasons(ledger, through)`` gives sentences for what must be done first: an open sheet, a loan not paid out."""
    if reasons not in _before_closing:
        _before_closing.append(reasons)


def reasons_against(ledger: Any, through: dt.date) -> list[str]:
    return [text for reasons in _before_closing for text in reasons(ledger, through)]


def after_sealing(follower: Follower) -> None:
    """``follower(entry, lines)`` comes in the same transaction as each entry, also as one that takes another back.

    So what a room copies of the books (a loan card) follows whoever posts: a page of its own, the meeting sheet, or the
    page of an entry. What it refuses undoes the entry.
    """
    if follower not in _after_sealing:
        _after_sealing.append(follower)


def tell_sealed(entry: Any, lines: Sequence[Any]) -> None:
    for follower in _after_sealing:
        follower(entry, lines)

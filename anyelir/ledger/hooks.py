"""What rooms above say of a ledger: they register a function when they start, the ledger never imports them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

Reasons = Callable[[Any, dt.date], Iterable[str]]
_before_closing: list[Reasons] = []


def before_closing(reasons: Reasons) -> None:
    """``reasons(ledger, through)`` gives sentences for what must be done first: an open sheet, a loan not paid out."""
    if reasons not in _before_closing:
        _before_closing.append(reasons)


def reasons_against(ledger: Any, through: dt.date) -> list[str]:
    return [text for reasons in _before_closing for text in reasons(ledger, through)]

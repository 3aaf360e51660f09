"""How long a file is kept that was needed once (table ``file_terms``): our own terms, changed by a dated row."""

from __future__ import annotations

import datetime as dt

from anyelir.rules import tables

RULES_VERSION = "keeping.1"


def days_kept(purpose: str, on: dt.date) -> int:
    """Days from the end of the work until the file is removed; KeyError for a purpose that does not exist."""
    days: int = tables.load("file_terms").nearest(on)[purpose].values["days"]
    return days

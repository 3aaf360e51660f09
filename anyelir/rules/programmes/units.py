"""What a programme may promise a number of."""

from __future__ import annotations

import datetime as dt

from anyelir.rules import tables


def countable_units(on: dt.date) -> dict[str, str]:
    """Key and words of each unit of the table ``countable_units``."""
    return {
        str(unit): str(rule["label"]) for unit, rule in tables.load("countable_units").nearest(on).items()
    }

"""From when on something about a running site is worth a word to its operator.

The limits are ours (table ``operating_limits``), each with its reason in the row; a dated row changes one.
"""

from __future__ import annotations

import datetime as dt

from anyelir.rules import tables
from anyelir.rules.finiteness import finite_numbers

RULES_VERSION = "operating.1"
MIB = 1024 * 1024


def limit(name: str, on: dt.date) -> int:
    """The value of a limit on a day, in the unit at the end of its name; KeyError for one that does not exist."""
    value: int = tables.load("operating_limits").nearest(on)[name].values["value"]
    return value


@finite_numbers
def is_disk_full(free_bytes: int, free_names: int, on: dt.date) -> bool:
    """Whether the next save may fail. ``free_names`` is negative where a file system does not count names."""
    too_few_names = 0 <= free_names < limit("disk_full_names", on)
    return too_few_names or free_bytes < limit("disk_full_mib", on) * MIB


@finite_numbers
def is_disk_low(free_bytes: int, all_bytes: int, on: dt.date) -> bool:
    """Whether it is time to make room."""
    share = 100 * free_bytes < limit("disk_low_percent", on) * all_bytes
    return share or free_bytes < limit("disk_low_mib", on) * MIB

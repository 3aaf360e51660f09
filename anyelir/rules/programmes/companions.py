"""What a promised number of companions means for each of them, and how much one woman is asked to carry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.finiteness import check_fields, finite_numbers


def companion_limit(limit: str, on: dt.date) -> int:
    """A number of the table ``companion_limits``."""
    return int(tables.load("companion_limits").nearest(on)[limit]["amount"])


@dataclass(frozen=True)
class CompanionLoad:
    """Groups and families for each companion, rounded up."""

    groups: int
    families: int

    def __post_init__(self) -> None:
        check_fields(self)


@finite_numbers
def companion_load(companions: int, groups: int, families: int) -> CompanionLoad:
    """The load of each when the promise is kept. ValueError for fewer than one companion or less than nothing."""
    if companions < 1 or groups < 0 or families < 0:
        raise ValueError(f"{companions} companions, {groups} groups, {families} families")
    return CompanionLoad(-(-groups // companions), -(-families // companions))

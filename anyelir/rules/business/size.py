"""Size class of a business (PP 7/2021 article 35).

Source: enterprise.md section 4 [B]. The class is computed from a basis and an amount, never typed.
Amounts are integer rupiah; upper limits belong to the smaller class.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.finiteness import finite_numbers


class Size(StrEnum):
    """Size classes; ``LARGE`` is outside UMKM."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Basis(StrEnum):
    """What the class rests on: capital without land and building, or sales of a year."""

    CAPITAL = "capital"
    SALES = "sales"


@dataclass(frozen=True)
class SizeClass:
    """The class and the basis that gave it."""

    size: Size
    basis: Basis
    is_confirmed: bool


@finite_numbers
def size_class(
    on: dt.date, *, capital_idr: int | None = None, sales_idr: int | None = None
) -> SizeClass | None:
    """The class on ``on``: by yearly sales where they are known (an existing business), else by capital.

    None when neither is known, the amount is negative, or no rule is in force on that day.
    """
    basis, amount = (Basis.SALES, sales_idr) if sales_idr is not None else (Basis.CAPITAL, capital_idr)
    if amount is None or amount < 0:
        return None
    for rule in tables.load("business_size").as_of(on):
        up_to = rule["up_to_idr"]
        if rule["basis"] == basis and (up_to is None or amount <= up_to):
            return SizeClass(Size(rule["size"]), basis, rule.is_confirmed)
    return None

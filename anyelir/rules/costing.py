"""What one piece costs its maker, at which price to sell it, and how many must be sold.

All in whole rupiah. Her own hours are a cost: a price that does not pay them is a loss. Source: enterprise.md section
6 and the working sheets of UP2K companions [B]; table ``costing_rules``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.finiteness import check_fields, finite_numbers

MINUTES_IN_HOUR = 60


@dataclass(frozen=True)
class BatchCosts:
    """One batch as it was made: what was spent for all ``pieces`` together, and her own time."""

    pieces: int
    materials_idr: int
    packaging_idr: int = 0
    energy_idr: int = 0
    own_minutes: int = 0
    hour_idr: int = 0

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def spent_idr(self) -> int:
        """What left her purse."""
        return self.materials_idr + self.packaging_idr + self.energy_idr

    @property
    def own_work_idr(self) -> int:
        """Her time, rounded up."""
        return _up(self.own_minutes * self.hour_idr, MINUTES_IN_HOUR)


@dataclass(frozen=True)
class PieceCost:
    """The cost of one piece in its parts; they add up to ``cost_idr``."""

    materials_idr: int
    packaging_idr: int
    energy_idr: int
    own_work_idr: int

    @property
    def cost_idr(self) -> int:
        return self.materials_idr + self.packaging_idr + self.energy_idr + self.own_work_idr


def _up(amount: int, parts: int) -> int:
    """Division rounded up."""
    return -(-amount // parts)


def piece_cost(batch: BatchCosts) -> PieceCost:
    """Cost of one piece, rounded up once over all: each part is what the sum grows by when it is added.

    ValueError for no pieces or a negative amount.
    """
    amounts = (batch.materials_idr, batch.packaging_idr, batch.energy_idr, batch.own_work_idr)
    if batch.pieces < 1 or batch.own_minutes < 0 or batch.hour_idr < 0 or min(amounts) < 0:
        raise ValueError("a batch has pieces, and no amount below zero")
    so_far, parts = 0, []
    for amount in amounts:
        parts.append(_up(so_far + amount, batch.pieces) - _up(so_far, batch.pieces))
        so_far += amount
    return PieceCost(*parts)


def costing_rule(rule: str, on: dt.date) -> int:
    """A proposal of the table ``costing_rules``."""
    return int(tables.load("costing_rules").nearest(on)[rule]["amount"])


@finite_numbers
def offered_price(cost_idr: int, margin_percent: int, step_idr: int) -> int:
    """The cost with its margin, up to the next step; never 0. ValueError for amounts below zero or no step."""
    if cost_idr < 0 or margin_percent < 0 or step_idr < 1:
        raise ValueError(f"cost {cost_idr}, margin {margin_percent}, step {step_idr}")
    return max(_up(cost_idr * (100 + margin_percent), 100 * step_idr), 1) * step_idr


@finite_numbers
def break_even(fixed_idr: int, price_idr: int, cost_idr: int = 0) -> int | None:
    """How many pieces bring ``fixed_idr`` back; None when a piece brings nothing beyond its own cost.

    With the money spent on a batch and cost 0: after how many pieces that money is back.
    """
    if fixed_idr <= 0:
        return 0
    return _up(fixed_idr, price_idr - cost_idr) if price_idr > cost_idr else None

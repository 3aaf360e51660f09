"""What the page of the price says: the parts of one price, what is hers, and from where on it is a loss."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.rules.costing import BatchCosts, break_even, costing_rule, offered_price, piece_cost


@dataclass(frozen=True)
class PriceView:
    """One piece at a price; ``back_after`` pieces bring the shopping back, ``left_over`` remain of the batch."""

    price_idr: int
    materials_idr: int
    packaging_idr: int
    energy_idr: int
    own_work_idr: int
    profit_idr: int
    cost_idr: int
    back_after: int
    left_over: int

    @property
    def for_her_idr(self) -> int:
        """Her hours and what is left; below zero she pays to work."""
        return self.profit_idr + self.own_work_idr

    @property
    def is_loss(self) -> bool:
        return self.profit_idr < 0


def proposed_price(batch: BatchCosts, on: dt.date) -> int:
    """By the table ``costing_rules``."""
    margin, step = costing_rule("margin_percent", on), costing_rule("step_idr", on)
    return offered_price(piece_cost(batch).cost_idr, margin, step)


def price_view(batch: BatchCosts, price_idr: int) -> PriceView:
    """``price_idr`` above zero."""
    cost = piece_cost(batch)
    back_after = break_even(batch.spent_idr, price_idr) or 0
    return PriceView(
        price_idr=price_idr,
        materials_idr=cost.materials_idr,
        packaging_idr=cost.packaging_idr,
        energy_idr=cost.energy_idr,
        own_work_idr=cost.own_work_idr,
        profit_idr=price_idr - cost.cost_idr,
        cost_idr=cost.cost_idr,
        back_after=back_after,
        left_over=max(batch.pieces - back_after, 0),
    )


@dataclass(frozen=True)
class PartOfPrice:
    """One part with its share of the price in whole percent, and the colour that marks it."""

    label: str
    amount_idr: int
    share: int
    colour: str


def price_parts(view: PriceView) -> list[PartOfPrice]:
    """They add up to the price; the last one is below zero when it is a loss."""
    parts = [
        (_("Bahan"), view.materials_idr, "var(--q4)"),
        (_("Plastik, stiker, kemasan"), view.packaging_idr, "var(--q3)"),
        (_("Gas, listrik, air"), view.energy_idr, "var(--q2)"),
        (_("Upah Ibu"), view.own_work_idr, "var(--q1)"),
        (_("Untung"), view.profit_idr, "var(--accent)"),
    ]
    return [
        PartOfPrice(label, amount_idr, max(0, 100 * amount_idr // view.price_idr), colour)
        for label, amount_idr, colour in parts
    ]

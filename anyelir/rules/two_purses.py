"""Money of the kitchen and money of the business kept in two purses, for one month of a woman who sells something.

Source: domain handbook, enterprise.md (companions of UP2K teach modal, untung and dapur); the reading is a teaching
one [D]: what a month of selling used up (modal) goes back into the purse of the business first, and only what is left
(untung) may go to the kitchen. Her own work has no price here; a negative profit is named, not hidden.
Money is whole rupiah.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules.finiteness import check_fields


class PurseState(StrEnum):
    """What the two purses say together."""

    NO_SALES = "no_sales"
    LOSS = "loss"
    CAPITAL_EATEN = "capital_eaten"
    WITHIN_PROFIT = "within_profit"


@dataclass(frozen=True)
class TwoPurses:
    """A month: what was sold, what making it used up, what went from the business to the kitchen, and the kitchen."""

    sales_idr: int
    materials_idr: int
    expenses_idr: int
    taken_idr: int
    home_in_idr: int
    home_out_idr: int

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def capital_idr(self) -> int:
        """Modal: what must go back so that the same can be made again."""
        return self.materials_idr + self.expenses_idr

    @property
    def profit_idr(self) -> int:
        """Untung; below zero it is a loss."""
        return self.sales_idr - self.capital_idr

    @property
    def spare_idr(self) -> int:
        """The most that may go to the kitchen."""
        return max(self.profit_idr, 0)

    @property
    def eaten_idr(self) -> int:
        """Modal that went to the kitchen."""
        return max(self.taken_idr - self.spare_idr, 0)

    @property
    def kept_idr(self) -> int:
        """Profit that stays in the business."""
        return max(self.spare_idr - self.taken_idr, 0)

    @property
    def business_left_idr(self) -> int:
        """In the purse of the business before anything is bought again."""
        return self.sales_idr - self.taken_idr

    @property
    def home_left_idr(self) -> int:
        """In the purse of the kitchen; below zero something is missing there."""
        return self.home_in_idr + self.taken_idr - self.home_out_idr

    @property
    def profit_size_idr(self) -> int:
        """The profit or the loss, without its sign."""
        return abs(self.profit_idr)

    @property
    def home_short_idr(self) -> int:
        """What is missing in the kitchen."""
        return max(-self.home_left_idr, 0)

    @property
    def state(self) -> PurseState:
        if not self.sales_idr and not self.capital_idr and not self.taken_idr:
            return PurseState.NO_SALES
        if self.profit_idr < 0:
            return PurseState.LOSS
        return PurseState.CAPITAL_EATEN if self.eaten_idr else PurseState.WITHIN_PROFIT

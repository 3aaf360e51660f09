"""Writes of this room."""

from anyelir.enterprise.trade.actions.beginning import begin_business
from anyelir.enterprise.trade.actions.selling import cost_batch, save_card, set_price

__all__ = ["begin_business", "cost_batch", "save_card", "set_price"]

"""Writes of this room."""

from anyelir.enterprise.trade.actions.beginning import begin_business
from anyelir.enterprise.trade.actions.photos import add_photo, lead_with_photo, remove_photo
from anyelir.enterprise.trade.actions.products import add_product, edit_product, end_product, offer_again
from anyelir.enterprise.trade.actions.registering import (
    close_business,
    confirm_business,
    edit_business,
    pause_business,
    run_business,
)
from anyelir.enterprise.trade.actions.selling import cost_batch, save_card, set_price

__all__ = [
    "add_photo",
    "add_product",
    "begin_business",
    "close_business",
    "confirm_business",
    "cost_batch",
    "edit_business",
    "edit_product",
    "end_product",
    "lead_with_photo",
    "offer_again",
    "pause_business",
    "remove_photo",
    "run_business",
    "save_card",
    "set_price",
]

"""Writes of this room."""

from anyelir.enterprise.trade.actions.beginning import begin_business
from anyelir.enterprise.trade.actions.owners import give_consent, set_owner, withdraw_consent
from anyelir.enterprise.trade.actions.photos import add_photo, lead_with_photo, remove_photo
from anyelir.enterprise.trade.actions.products import add_product, edit_product, end_product, offer_again
from anyelir.enterprise.trade.actions.registering import (
    close_business,
    confirm_business,
    edit_business,
    pause_business,
    run_business,
)
from anyelir.enterprise.trade.actions.sales import note_sales
from anyelir.enterprise.trade.actions.selling import cost_batch, save_card, set_price
from anyelir.enterprise.trade.actions.sentra import (
    edit_sentra,
    end_sentra,
    join_sentra,
    leave_sentra,
    name_sentra,
)

__all__ = [
    "add_photo",
    "add_product",
    "begin_business",
    "close_business",
    "confirm_business",
    "cost_batch",
    "edit_business",
    "edit_product",
    "edit_sentra",
    "end_product",
    "end_sentra",
    "give_consent",
    "join_sentra",
    "lead_with_photo",
    "leave_sentra",
    "name_sentra",
    "note_sales",
    "offer_again",
    "pause_business",
    "remove_photo",
    "run_business",
    "save_card",
    "set_owner",
    "set_price",
    "withdraw_consent",
]

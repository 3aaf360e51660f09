"""Small pieces of the pages of money. `{% load anyelir_ledger %}`."""

from __future__ import annotations

import datetime as dt

from django import template

from anyelir.core.wording import number, short_day
from anyelir.ledger.cashbook import state_of
from anyelir.ledger.kinds import ENTRY_KINDS

register = template.Library()
register.filter("closing_state", state_of)


@register.filter
def entry_kind(slug: str):
    """The words of a kind of entry; the slug itself for one that is no longer declared."""
    kind = ENTRY_KINDS.get(slug)
    return kind.label if kind is not None else slug


@register.filter
def without_sign(amount_idr: int) -> int:
    return abs(amount_idr)


@register.filter
def is_amount(cell) -> bool:
    return isinstance(cell, int)


@register.filter
def cell_411(cell):
    """A cell of the printed book: rupiah without the sign of the currency, which stands in the heading."""
    if isinstance(cell, dt.date):
        return short_day(cell)
    return number(cell) if isinstance(cell, int) else cell

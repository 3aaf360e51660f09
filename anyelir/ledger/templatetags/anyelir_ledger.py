"""Small pieces of the pages of money. `{% load anyelir_ledger %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from anyelir.core.wording import rupiah
from anyelir.ledger.cashbook import state_of
from anyelir.ledger.form411 import cell_text
from anyelir.ledger.kinds import ENTRY_KINDS
from anyelir.rules.wall_sums import JOINED

register = template.Library()
register.filter("closing_state", state_of)
register.filter("cell_411", cell_text)


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
def signed_rupiah(amount_idr: int) -> str:
    """``+Rp 25.000``, ``−Rp 25.000``, ``Rp 0``: the sign stands before the currency, never in a colour alone."""
    sign = "+" if amount_idr > 0 else "−" if amount_idr < 0 else ""
    return f"{sign}{rupiah(abs(amount_idr))}"


@register.filter
def wall_category(category: str):
    """The words of a category on the wall, also of what was joined."""
    return category if category != JOINED else _("Lain-lain, digabung")

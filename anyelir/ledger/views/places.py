"""What pages of money share: the books that are asked for, and the month."""

from __future__ import annotations

import datetime as dt

from anyelir.core.clock import today_at
from anyelir.core.grain import MONTH
from anyelir.core.screens import load_or_refuse
from anyelir.ledger import access
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month


def known_ledger(request, pk, allowed):
    known = access.known_ledgers(request.user).select_related("body__region")
    return load_or_refuse(known, lambda ledger: allowed(request.user, ledger), pk=pk)


def month_of(request, ledger) -> dt.date:
    this = first_of_month(today_at(ledger.body.region_id))
    chosen = MONTH.parse(request.GET.get("bulan", "")) or this
    return min(max(chosen, first_of_month(ledger.since)), this)


def around(ledger, month: dt.date):
    """The months before and after, where the books have them."""
    before, after = add_months(month, -1), add_months(month, 1)
    return {
        "before": before if before >= first_of_month(ledger.since) else None,
        "after": after if after <= first_of_month(today_at(ledger.body.region_id)) else None,
    }

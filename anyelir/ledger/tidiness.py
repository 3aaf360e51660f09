"""What is missing in the cash book: months that are over and not closed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.tidiness import GAP_KINDS, Gap, GapKind, SixBook
from anyelir.core.wording import month
from anyelir.ledger.models import Ledger
from anyelir.ledger.queries import next_to_close
from anyelir.membership.models import Body
from anyelir.rules.months import months_between, previous_month


def open_months(body: Body, year: int) -> list[Gap]:
    """Months of the year that are over and not closed, the oldest first; only the first of them can be closed now."""
    ledger = Ledger.objects.filter(body=body, until=None).first()
    if ledger is None:
        return [Gap(_("Buku kas belum dibuka."), reverse("ledger:home"))]
    first, today = next_to_close(ledger), today_at(body.region_id)
    over = [each for each in months_between(first, previous_month(today)) if each.year == year]
    close = reverse("ledger:close", args=[ledger.pk])
    return [Gap(_("%s belum ditutup.") % month(each), close) for each in over]


GAP_KINDS.declare(GapKind("ledger.months", SixBook.CASH, P.MONEY_KEEP, open_months))

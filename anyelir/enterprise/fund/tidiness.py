"""What is missing in the books of a fund: the reserve for risk of a month that is over and not closed yet."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.tidiness import GAP_KINDS, Gap, GapKind, SixBook
from anyelir.core.wording import month
from anyelir.enterprise.fund.queries import fund_of_body, terms_on
from anyelir.enterprise.fund.reserves import reserve_due
from anyelir.ledger.queries import next_to_close
from anyelir.membership.models import Body


def open_reserves(body: Body, year: int) -> list[Gap]:
    fund = fund_of_body(body)
    if fund is None:
        return []
    through = next_to_close(fund.ledger)
    terms = terms_on(fund, through)
    if terms is None or through.year != year or today_at(body.region_id) <= through:
        return []
    if not reserve_due(fund, terms, through).missing_idr:
        return []
    text = _("Cadangan risiko %s belum dihitung.") % month(through)
    return [Gap(text, reverse("fund:reserve", args=[fund.pk]))]


GAP_KINDS.declare(GapKind("fund.reserve", SixBook.CASH, P.FUND_RUN, open_reserves))

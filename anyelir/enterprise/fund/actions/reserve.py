"""At the end of a month the reserve for risk is brought to what the classes of the loans ask for."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, month
from anyelir.enterprise.fund.actions.opening import agreed_terms
from anyelir.enterprise.fund.kinds import RESERVE, RESERVE_COST, SET_ASIDE
from anyelir.enterprise.fund.models import Fund
from anyelir.enterprise.fund.reserves import reserve_due
from anyelir.ledger.actions import post_entry
from anyelir.ledger.models import LedgerEntry
from anyelir.ledger.queries import next_to_close
from anyelir.ledger.summaries import entry_words
from anyelir.rules.journal import JournalLine

SOURCE = "fund.reserve"


@action("fund.set_aside", stored=entry_words)
def set_aside_reserve(*, fund: Fund, by: Actor, op_id: uuid.UUID | None = None) -> LedgerEntry:
    """On the last day of the month that is closed next: more is cost of the month, what is too much comes back.

    Refuses: month_not_over, reserve_right; as agreed_terms, post_entry.
    """
    ledger = held_alone(fund.ledger)
    through = next_to_close(ledger)
    if today_at(ledger.body.region_id) <= through:
        text = _("Cadangan %(month)s dihitung setelah %(day)s, sebelum bulannya ditutup.")
        raise Refused("month_not_over", text % {"month": month(through), "day": day(through)})
    missing = reserve_due(fund, agreed_terms(fund, through), through).missing_idr
    if not missing:
        raise Refused("reserve_right", _("Cadangan risiko sudah pas. Tidak ada yang perlu dicatat."))
    entry = post_entry(
        ledger=ledger,
        on=through,
        kind=SET_ASIDE,
        lines=[JournalLine(RESERVE_COST, missing), JournalLine(RESERVE, -missing)],
        words=_("Cadangan risiko %s") % month(through),
        source=(SOURCE, f"{through.isoformat()}/{uuid.uuid4()}"),
        by=by,
    )
    note(by=by, verb="fund.set_aside", what=fund, region=ledger.body.region_id, no=entry.no)
    return entry

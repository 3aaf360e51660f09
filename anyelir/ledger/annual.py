"""What the cash book adds to the annual report of its body: sums of the year by account, and no entry."""

from __future__ import annotations

import datetime as dt

from django.db.models import Sum
from django.utils.translation import gettext as _

from anyelir.core.blocks import ANNUAL_PARTS, AnnualPart, Block, BlockColumn, HeadingBlock, TableBlock
from anyelir.core.clock import today_at
from anyelir.core.wording import day, rupiah
from anyelir.ledger.kinds import YEAR_END
from anyelir.ledger.models import Ledger, LedgerAccount, LedgerLine
from anyelir.ledger.queries import balances_at, money_places
from anyelir.membership.models import Body

Kind = LedgerAccount.Kind


def money_blocks(body: Body, year: int) -> list[Block]:
    """Income and spending of the year, and what was there at its end or is there today."""
    ledger = Ledger.objects.filter(body=body, since__lte=dt.date(year, 12, 31)).first()
    if ledger is None:
        return []
    through = min(dt.date(year, 12, 31), today_at(body.region_id))
    held = balances_at(ledger, through)
    columns = [BlockColumn(_("Uraian"), 6), BlockColumn(_("Jumlah (Rp)"), 3, is_number=True)]
    blocks: list[Block] = [HeadingBlock(_("Keuangan"))]
    for title, kind in ((_("Penerimaan"), Kind.INCOME), (_("Pengeluaran"), Kind.EXPENSE)):
        rows = _sums(ledger, kind, year)
        if rows:
            total_idr = sum(amount for _title, amount in rows)
            lines = [[name, rupiah(amount)] for name, amount in [*rows, (_("Jumlah"), total_idr)]]
            blocks += [HeadingBlock(title, 2), TableBlock(columns, lines)]
    places = [[place.title, rupiah(held.get(place.code, 0))] for place in money_places(ledger)]
    return [*blocks, HeadingBlock(_("Saldo %s") % day(through), 2), TableBlock(columns, places)]


def _sums(ledger: Ledger, kind: str, year: int) -> list[tuple[str, int]]:
    """By account, above zero for what came in and for what went out; the year-end that empties them left out."""
    lines = LedgerLine.objects.filter(ledger=ledger, account__kind=kind, entry__on__year=year)
    sums = lines.exclude(entry__kind=YEAR_END).values("account__code", "account__title")
    sign = -1 if kind == Kind.INCOME else 1
    rows = sums.annotate(sum_idr=Sum("amount_idr")).order_by("account__code")
    return [(row["account__title"], sign * row["sum_idr"]) for row in rows if row["sum_idr"]]


ANNUAL_PARTS.declare(AnnualPart("ledger.money", 700, money_blocks))

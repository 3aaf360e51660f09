"""Books of what each member brought: savings and dues, in the columns of the printed books of a Poksus."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock
from anyelir.core.wording import short_day
from anyelir.enterprise.books.period import BookPeriod
from anyelir.ledger.kinds import YEAR_END
from anyelir.ledger.models import Ledger, LedgerAccount, LedgerLine
from anyelir.ledger.savings import names_of_parties, savings_accounts

DUES = "iuran"


def savings_blocks(ledger: Ledger, period: BookPeriod) -> list[Block]:
    """A table for each kind of savings; what a member takes back stands below zero."""
    blocks: list[Block] = []
    for account in savings_accounts(ledger):
        blocks += [HeadingBlock(account.title, level=2), _member_table(ledger, account, period)]
    return blocks


def dues_blocks(ledger: Ledger, period: BookPeriod) -> list[Block]:
    return [_member_table(ledger, ledger.accounts.get(code=DUES), period)]


def _member_table(ledger: Ledger, account: LedgerAccount, period: BookPeriod) -> TableBlock:
    columns = [
        BlockColumn(_("No."), 3, True),
        BlockColumn(_("Tanggal"), 7),
        BlockColumn(_("Nama anggota"), 15),
        BlockColumn(_("Kelompok"), 11),
        BlockColumn(_("Jumlah (Rp)"), 8, True),
    ]
    lines = [*lines_of(ledger, account, period)]
    rows: list[list[str | int]] = _rows(ledger, lines)
    rows.append(["", "", _("Jumlah"), "", -sum(line.amount_idr for line in lines)])
    return TableBlock(columns, rows, is_numbered=True)


def _rows(ledger: Ledger, lines: Iterable[LedgerLine]) -> list[list[str | int]]:
    lines = [*lines]
    people, group = names_of_parties(ledger, lines), str(ledger.body)
    return [
        [no, short_day(line.entry.on), person_text(people.get(line.party)), group, -line.amount_idr]
        for no, line in enumerate(lines, start=1)
    ]


def person_text(person: object | None) -> str:
    """``3 Eti Rohaeti``; money that no member brought is that of the group."""
    return str(person) if person is not None else _("kelompok")


def lines_of(ledger: Ledger, account: LedgerAccount, period: BookPeriod) -> QuerySet[LedgerLine]:
    """What moved on the account in order of days; without the line with which a year is closed."""
    rows = LedgerLine.objects.filter(account=account, entry__on__range=(period.first, period.last))
    rows = rows.exclude(entry__kind=YEAR_END).select_related("entry")
    return rows.order_by("entry__on", "entry__year", "entry__no", "id")

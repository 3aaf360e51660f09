"""The budget of a year beside what came of it: income by account, spending by account and source of money."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.spreadsheet import Sheet
from anyelir.ledger.cashbook import FUNDS
from anyelir.ledger.chart import fund_of, is_choice
from anyelir.ledger.kinds import YEAR_END
from anyelir.ledger.models import BudgetLine, Ledger, LedgerAccount, LedgerLine

SHEET_COLUMNS = (
    *(_("Jenis"), _("Akun"), _("Sumber dana"), _("Rencana (Rp)")),
    *(_("Realisasi (Rp)"), _("Selisih (Rp)"), _("Keadaan"), _("Keterangan")),
)
KINDS = (LedgerAccount.Kind.INCOME, LedgerAccount.Kind.EXPENSE)


@dataclass(frozen=True)
class BudgetRow:
    """A line of the budget with what came of it, or money that moved without one (``line`` is None)."""

    account: LedgerAccount
    source: str
    realised_idr: int
    line: BudgetLine | None = None

    @property
    def planned_idr(self) -> int:
        return self.line.planned_idr if self.line is not None else 0

    @property
    def source_name(self) -> str | Promise:
        return FUNDS.get(self.source, "")

    @property
    def ahead_idr(self) -> int:
        """Above zero where it is well: money left of what may be spent, or more income than planned."""
        return _ahead(self.account.kind, self.planned_idr, self.realised_idr)

    @property
    def state(self) -> str | Promise:
        if self.line is None:
            return _("di luar rencana")
        return _state(self.account.kind, self.ahead_idr)


@dataclass(frozen=True)
class BudgetPart:
    """Income or spending of the year."""

    kind: str
    rows: list[BudgetRow]

    @property
    def is_income(self) -> bool:
        return self.kind == LedgerAccount.Kind.INCOME

    @property
    def planned_idr(self) -> int:
        return sum(row.planned_idr for row in self.rows)

    @property
    def realised_idr(self) -> int:
        return sum(row.realised_idr for row in self.rows)

    @property
    def ahead_idr(self) -> int:
        return _ahead(self.kind, self.planned_idr, self.realised_idr)

    @property
    def state(self) -> str | Promise:
        return _state(self.kind, self.ahead_idr)


def _ahead(kind: str, planned_idr: int, realised_idr: int) -> int:
    is_income = kind == LedgerAccount.Kind.INCOME
    return realised_idr - planned_idr if is_income else planned_idr - realised_idr


def _state(kind: str, ahead_idr: int) -> str | Promise:
    if not ahead_idr:
        return _("sesuai rencana")
    if kind == LedgerAccount.Kind.INCOME:
        return _("di atas rencana") if ahead_idr > 0 else _("belum diterima")
    return _("masih ada") if ahead_idr > 0 else _("melebihi rencana")


def budget_of(ledger: Ledger, year: int) -> list[BudgetPart]:
    """Income, then spending; what moved without a line stands below the lines: the sums are those of the books."""
    came = realised(ledger, year)
    lines = lines_of(ledger, year)
    return [
        BudgetPart(kind, [*_planned(kind, lines, came), *_unplanned(ledger, kind, lines, came)])
        for kind in KINDS
    ]


def lines_of(ledger: Ledger, year: int) -> list[BudgetLine]:
    rows = BudgetLine.objects.filter(account__ledger=ledger, year=year).select_related("account")
    return [*rows.order_by("account__code", "source")]


def realised(ledger: Ledger, year: int) -> dict[tuple[str, str], int]:
    """What moved in the year by code of the account and source of the money ("" for income, and where none is named).

    What was taken back counts no more. The entries that end a year move all income and spending away: they tell
    nothing of it, and neither does what takes such an entry back.
    """
    rows = LedgerLine.objects.filter(ledger=ledger, entry__year=year, account__kind__in=KINDS)
    rows = rows.exclude(entry__kind=YEAR_END).exclude(entry__reverses__kind=YEAR_END)
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows.values("account__code", "account__kind", "matter").annotate(sum_idr=Sum("amount_idr")):
        is_income = row["account__kind"] == LedgerAccount.Kind.INCOME
        source = row["matter"] if not is_income and row["matter"] in FUNDS else ""
        sums[row["account__code"], source] += -row["sum_idr"] if is_income else row["sum_idr"]
    return dict(sums)


def _key(line: BudgetLine) -> tuple[str, str]:
    is_income = line.account.kind == LedgerAccount.Kind.INCOME
    return line.account.code, "" if is_income else line.source


def _planned(kind: str, lines: Iterable[BudgetLine], came: Mapping[tuple[str, str], int]) -> list[BudgetRow]:
    return [
        BudgetRow(line.account, line.source, came.get(_key(line), 0), line)
        for line in lines
        if line.account.kind == kind
    ]


def _unplanned(
    ledger: Ledger, kind: str, lines: Iterable[BudgetLine], came: Mapping[tuple[str, str], int]
) -> list[BudgetRow]:
    keys = {_key(line) for line in lines}
    accounts = {account.code: account for account in ledger.accounts.filter(kind=kind)}
    return [
        BudgetRow(accounts[code], source or fund_of(code, accounts[code].since), amount_idr)
        for (code, source), amount_idr in sorted(came.items())
        if code in accounts and (code, source) not in keys and amount_idr
    ]


def budget_accounts(ledger: Ledger, year: int) -> list[LedgerAccount]:
    """What may be planned: accounts that a person may choose, in use on at least one day of the year."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = ledger.accounts.filter(kind__in=KINDS, since__lte=last).order_by("-kind", "code")
    return [row for row in rows if not row.has_ended(first) and is_choice(row.code, last)]


def budget_years(ledger: Ledger) -> range:
    """From the year in which the books were opened to the next one, or to their end."""
    last = ledger.until.year if ledger.until is not None else today_at(ledger.body.region_id).year + 1
    return range(ledger.since.year, last + 1)


def is_year_closed(ledger: Ledger, year: int) -> bool:
    return ledger.closed_through is not None and ledger.closed_through >= dt.date(year, 12, 31)


def budget_sheet(ledger: Ledger, year: int) -> Sheet:
    """The table as a workbook: plans, what came, and what is left in a number and in words."""
    sheet = Sheet(f"{_('Anggaran')} {year}")
    sheet.add([f"{ledger.name}, {_('anggaran')} {year}"])
    sheet.add([str(heading) for heading in SHEET_COLUMNS])
    for part in budget_of(ledger, year):
        kind = LedgerAccount.Kind(part.kind).label
        for row in part.rows:
            note_words = row.line.words if row.line is not None else ""
            amounts = (row.planned_idr, row.realised_idr, row.ahead_idr)
            sheet.add([kind, row.account.title, row.source_name, *amounts, row.state, note_words])
        sheet.add([kind, _("Jumlah"), "", part.planned_idr, part.realised_idr, part.ahead_idr, part.state])
    sheet.raw.column_dimensions["B"].width = 32
    sheet.raw.freeze_panes = "C3"
    return sheet

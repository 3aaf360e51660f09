"""Balance (neraca), profit and loss (laba rugi) and growth of capital (perkembangan modal): sums of lines alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Sum
from django.utils.translation import gettext as _

from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock, TextBlock
from anyelir.core.wording import day, month, rupiah
from anyelir.enterprise.books.period import BookPeriod
from anyelir.enterprise.fund.kinds import RESERVE
from anyelir.ledger.chart import in_chart_order
from anyelir.ledger.kinds import YEAR_END
from anyelir.ledger.models import Ledger, LedgerAccount, LedgerLine
from anyelir.ledger.queries import balances_at
from anyelir.rules.months import first_of_month

Kind = LedgerAccount.Kind
RESULT = (Kind.INCOME, Kind.EXPENSE)
Rows = list[tuple[str, int]]


def balance_sides(ledger: Ledger, on: dt.date) -> tuple[Rows, Rows]:
    """Assets, and debts with capital, at the end of a day; the surplus of the running year is capital.

    What is set aside for loans that may fail is taken off what is lent, though its account is on the other side.
    """
    held = _held(ledger, balances_at(ledger, on))
    reserve = held.pop(RESERVE, None)
    assets = [(account.title, idr) for account, idr in held.values() if account.kind == Kind.ASSET]
    if reserve is not None:
        assets.append((reserve[0].title, -reserve[1]))
    claims = [
        (account.title, idr)
        for kind in (Kind.LIABILITY, Kind.EQUITY)
        for account, idr in held.values()
        if account.kind == kind
    ]
    running = sum(_result(account, idr) for account, idr in held.values())
    return assets, [*claims, *([(_("Sisa usaha tahun berjalan"), running)] if running else [])]


def _held(ledger: Ledger, sums: Mapping[str, int]) -> dict[str, tuple[LedgerAccount, int]]:
    """What accounts hold in their own direction, in the order of the chart; without the empty ones."""
    accounts = in_chart_order(ledger.accounts.all(), ledger.since)
    held = {account.code: (account, account.sign * sums.get(account.code, 0)) for account in accounts}
    return {code: pair for code, pair in held.items() if pair[1]}


def _result(account: LedgerAccount, held_idr: int) -> int:
    if account.kind not in RESULT:
        return 0
    return held_idr if account.kind == Kind.INCOME else -held_idr


def balance_blocks(ledger: Ledger, period: BookPeriod) -> list[Block]:
    assets, claims = balance_sides(ledger, period.last)
    rows: list[list[str | int]] = [
        [*(left or ("", "")), *(right or ("", ""))] for left, right in zip_longest(assets, claims)
    ]
    sums = [sum(idr for _title, idr in side) for side in (assets, claims)]
    rows.append([_("Jumlah"), sums[0], _("Jumlah"), sums[1]])
    columns = [
        BlockColumn(_("Harta"), 14),
        BlockColumn(_("Jumlah (Rp)"), 8, True),
        BlockColumn(_("Titipan, simpanan, dan modal"), 14),
        BlockColumn(_("Jumlah (Rp)"), 8, True),
    ]
    return [HeadingBlock(_("Keadaan pada %s") % day(period.last), level=2), TableBlock(columns, rows)]


def result_rows(ledger: Ledger, period: BookPeriod) -> tuple[Rows, Rows]:
    """Income and expense of a period by account; the entry that closes a year takes nothing away."""
    lines = LedgerLine.objects.filter(ledger=ledger, entry__on__range=(period.first, period.last))
    moved = lines.filter(account__kind__in=RESULT).exclude(entry__kind=YEAR_END)
    sums = moved.values("account__code").annotate(n=Sum("amount_idr")).order_by()
    held = _held(ledger, {row["account__code"]: row["n"] for row in sums})
    income, spent = (
        [(account.title, idr) for account, idr in held.values() if account.kind == kind] for kind in RESULT
    )
    return income, spent


def result_blocks(ledger: Ledger, period: BookPeriod) -> list[Block]:
    income, spent = result_rows(ledger, period)
    blocks: list[Block] = []
    for title, rows in ((_("Pendapatan"), income), (_("Biaya"), spent)):
        total = (_("Jumlah"), sum(idr for _title, idr in rows))
        columns = [BlockColumn(title, 20), BlockColumn(_("Jumlah (Rp)"), 8, True)]
        blocks.append(TableBlock(columns, [[*row] for row in (*rows, total)]))
    left = sum(idr for _title, idr in income) - sum(idr for _title, idr in spent)
    text = _("Sisa hasil usaha: %s.") if left >= 0 else _("Rugi: %s.")
    return [*blocks, TextBlock(text % rupiah(abs(left)))]


@dataclass(frozen=True)
class CapitalMonth:
    """Capital before a month, what came and went in it, and the surplus or loss of the month."""

    month: dt.date
    before_idr: int
    added_idr: int
    result_idr: int
    taken_idr: int

    @property
    def after_idr(self) -> int:
        return self.before_idr + self.added_idr + self.result_idr - self.taken_idr


def capital_months(ledger: Ledger, period: BookPeriod) -> list[CapitalMonth]:
    """Month by month, as far as the books go; closing a year moves the surplus inside of the capital and no rupiah."""
    before, added, taken, result = 0, *(defaultdict[dt.date, int](int) for _each in range(3))
    for kind, on, idr in _capital_moves(ledger, period.last):
        if on < period.first:
            before += idr
        elif kind != Kind.EQUITY:
            result[first_of_month(on)] += idr
        elif idr > 0:
            added[first_of_month(on)] += idr
        else:
            taken[first_of_month(on)] -= idr
    rows: list[CapitalMonth] = []
    for start in period.months:
        row = CapitalMonth(start, before, added[start], result[start], taken[start])
        before = row.after_idr
        rows.append(row)
    return rows


def _capital_moves(ledger: Ledger, until: dt.date) -> Iterable[tuple[str, dt.date, int]]:
    """What each entry changed of the capital: of its own accounts as a whole, and by income and expense."""
    lines = LedgerLine.objects.filter(ledger=ledger, entry__on__lte=until)
    lines = lines.filter(account__kind__in=(Kind.EQUITY, *RESULT)).exclude(entry__kind=YEAR_END)
    sums = lines.values("entry", "entry__on", "account__kind").annotate(n=Sum("amount_idr"))
    return ((row["account__kind"], row["entry__on"], -row["n"]) for row in sums.order_by("entry__on"))


def capital_blocks(ledger: Ledger, period: BookPeriod) -> list[Block]:
    months = capital_months(ledger, period)
    rows: list[list[str | int]] = [
        [month(row.month), row.before_idr, row.added_idr, row.result_idr, row.taken_idr, row.after_idr]
        for row in months
    ]
    totals = (sum(getattr(row, name) for row in months) for name in ("added_idr", "result_idr", "taken_idr"))
    rows.append([_("Jumlah"), "", *totals, months[-1].after_idr])
    titles = (
        _("Modal awal"),
        _("Tambahan"),
        _("Untung atau rugi"),
        _("Dibagi atau keluar"),
        _("Modal akhir"),
    )
    columns = [BlockColumn(_("Bulan"), 9), *(BlockColumn(title, 8, True) for title in titles)]
    return [TableBlock(columns, rows, is_numbered=True)]

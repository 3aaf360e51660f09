"""Lines of a budget are added, changed and dropped as long as their year is open."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.ledger.budget import budget_accounts, budget_years, is_year_closed, lines_of
from anyelir.ledger.chart import fund_of
from anyelir.ledger.funds import FundSource
from anyelir.ledger.models import BudgetLine, Ledger, LedgerAccount
from anyelir.ledger.summaries import budget_line_words
from anyelir.rules.journal import LARGEST_IDR
from anyelir.rules.texts import clean_text


@action("ledger.budget_add", stored=budget_line_words)
def add_budget_line(
    *,
    ledger: Ledger,
    year: int,
    account: str,
    source: str,
    planned_idr: int,
    by: Actor,
    words: str = "",
    op_id: uuid.UUID | None = None,
) -> BudgetLine:
    """Plan money of an account (by its code) from one source; an account of income that stands for a source has that.

    Refuses: account_unknown, amount_not_positive, budget_line_exists, source_unknown, year_closed, year_not_in_books.
    """
    ledger = held_alone(ledger)
    _refuse_year(ledger, year)
    chosen = {each.code: each for each in budget_accounts(ledger, year)}.get(account)
    if chosen is None:
        text = _("Akun %s tidak ada di buku ini. Pilih yang ada di daftar.") % account
        raise Refused("account_unknown", text, field="account", status=422)
    source = fund_of(chosen.code, dt.date(year, 12, 31)) or source
    if source not in FundSource.values:
        raise Refused("source_unknown", _("Pilih sumber dana di daftar."), field="source", status=422)
    _refuse_amount(planned_idr)
    _refuse_second(chosen, year, source)
    made = BudgetLine.objects.create(
        account=chosen, year=year, source=source, planned_idr=planned_idr, words=clean_text(words)
    )
    note(by=by, verb="ledger.budget_add", what=made, region=ledger.body.region_id, year=year)
    return made


@action("ledger.budget_change", stored=budget_line_words)
def change_budget_line(*, line: BudgetLine, planned_idr: int, by: Actor, words: str = "") -> BudgetLine:
    """Another amount or other words; account and source stay.

    Refuses: amount_not_positive, budget_line_gone, year_closed, year_not_in_books.
    """
    ledger, line = _still_there(line)
    _refuse_amount(planned_idr)
    words = clean_text(words)
    if (planned_idr, words) != (line.planned_idr, line.words):
        line.planned_idr, line.words = planned_idr, words
        line.save(update_fields=["planned_idr", "words", "updated_at"])
        note(by=by, verb="ledger.budget_change", what=line, region=ledger.body.region_id, year=line.year)
    return line


@action("ledger.budget_drop")
def drop_budget_line(*, line: BudgetLine, by: Actor) -> None:
    """The line is planned no more; what was spent stays in the books.

    Refuses: budget_line_gone, year_closed, year_not_in_books.
    """
    ledger, line = _still_there(line)
    note(by=by, verb="ledger.budget_drop", what=line, region=ledger.body.region_id, year=line.year)
    line.delete()


@action("ledger.budget_copy")
def copy_budget(*, ledger: Ledger, year: int, by: Actor, op_id: uuid.UUID | None = None) -> Ledger:
    """The lines of the year before that this year has not and whose accounts are still in use.

    Refuses: nothing_to_copy, year_closed, year_not_in_books.
    """
    ledger = held_alone(ledger)
    _refuse_year(ledger, year)
    in_use = {account.pk for account in budget_accounts(ledger, year)}
    known = {_place(line) for line in lines_of(ledger, year)}
    copies = [
        BudgetLine(
            account=line.account,
            year=year,
            source=line.source,
            planned_idr=line.planned_idr,
            words=line.words,
        )
        for line in lines_of(ledger, year - 1)
        if line.account_id in in_use and _place(line) not in known
    ]
    if not copies:
        text = _("Tidak ada baris tahun %s yang belum ada di sini. Tambahkan baris satu per satu.") % (
            year - 1
        )
        raise Refused("nothing_to_copy", text)
    BudgetLine.objects.bulk_create(copies)
    note(
        by=by,
        verb="ledger.budget_copy",
        what=ledger,
        region=ledger.body.region_id,
        year=year,
        lines=len(copies),
    )
    return ledger


def _place(line: BudgetLine) -> tuple[object, str]:
    """What there is once a year: an account of income, an account of spending with its source."""
    return line.account_id, "" if line.account.kind == LedgerAccount.Kind.INCOME else line.source


def _still_there(line: BudgetLine) -> tuple[Ledger, BudgetLine]:
    ledger = held_alone(line.account.ledger)
    known = BudgetLine.objects.filter(pk=line.pk).select_related("account").first()
    if known is None:
        raise Refused("budget_line_gone", _("Baris ini sudah dihapus. Muat ulang halaman anggaran."))
    _refuse_year(ledger, known.year)
    return ledger, known


def _refuse_year(ledger: Ledger, year: int) -> None:
    years = budget_years(ledger)
    if year not in years:
        facts = {"first": years[0], "last": years[-1]}
        text = _("Anggaran buku ini disusun untuk tahun %(first)s sampai %(last)s. Pilih salah satunya.")
        raise Refused("year_not_in_books", text % facts, status=422)
    if is_year_closed(ledger, year):
        text = (
            _("Tahun %s sudah ditutup, anggarannya tidak berubah lagi. Susun untuk tahun berikutnya.") % year
        )
        raise Refused("year_closed", text)


def _refuse_amount(planned_idr: int) -> None:
    if not 0 < planned_idr <= LARGEST_IDR:
        text = _("Jumlah harus lebih dari nol dan paling banyak %s.") % rupiah(LARGEST_IDR)
        raise Refused("amount_not_positive", text, field="planned_idr", status=422)


def _refuse_second(account: LedgerAccount, year: int, source: str) -> None:
    """An account of income is planned once a year: what came in is known by account alone."""
    planned = BudgetLine.objects.filter(account=account, year=year)
    if account.kind == LedgerAccount.Kind.EXPENSE:
        planned = planned.filter(source=source)
    if planned.exists():
        text = _("%s dari sumber itu sudah ada di anggaran tahun ini. Ubah barisnya.") % account.title
        raise Refused("budget_line_exists", text, field="account")

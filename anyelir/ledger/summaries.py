"""What a stored record of the books holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day, month, rupiah
from anyelir.ledger.models import BudgetLine, Closing, ClosingProposal, Ledger, LedgerEntry


def size_idr(entry: LedgerEntry) -> int:
    """The sum of one side."""
    return sum(line.amount_idr for line in entry.lines.all() if line.amount_idr > 0)


def entry_words(entry: LedgerEntry) -> str:
    """``nomor 12, 3 November 2026, Rp 25.000``."""
    facts = {"no": entry.no, "day": day(entry.on), "amount": rupiah(size_idr(entry))}
    return _("nomor %(no)s, %(day)s, %(amount)s") % facts


def ledger_words(ledger: Ledger) -> str:
    return _("buku kas %(name)s sejak %(day)s") % {"name": ledger.name, "day": day(ledger.since)}


def closing_words(closing: Closing | ClosingProposal) -> str:
    return _("tutup buku %s") % month(closing.through)


def budget_line_words(line: BudgetLine) -> str:
    """``anggaran Konsumsi tahun 2026, Rp 640.000``."""
    facts = {"account": line.account.title, "year": line.year, "amount": rupiah(line.planned_idr)}
    return _("anggaran %(account)s tahun %(year)s, %(amount)s") % facts

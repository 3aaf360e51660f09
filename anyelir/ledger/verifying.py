"""Whether books are still what was written: sums, numbers, balances and the chain of digests, counted anew."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Max, Min, QuerySet, Sum
from django.utils.translation import gettext as _

from anyelir.core.guards import is_guarded
from anyelir.core.wording import month
from anyelir.ledger.models import Balance, Closing, Ledger, LedgerAccount, LedgerEntry, LedgerLine
from anyelir.ledger.queries import balances_at, entries_until, journal
from anyelir.rules.journal import digest_of

KEPT = (Ledger, LedgerAccount, LedgerEntry, LedgerLine, Balance, Closing)


def faults_of_guards() -> list[str]:
    """Tables whose triggers are missing or say something else."""
    return [
        _("%s: pemicu basis data hilang. Jalankan anyelir manage migrate.") % model._meta.db_table
        for model in KEPT
        if not is_guarded(connection, model)
    ]


def faults_of(ledger: Ledger) -> list[str]:
    """What is wrong in these books, in words; empty when all is as it was sealed."""
    return [*_entries(ledger), *_numbers(ledger), *_balances(ledger), *_closings(ledger)]


def _entries(ledger: Ledger) -> Iterator[str]:
    sealed: QuerySet = LedgerEntry.objects.filter(ledger=ledger)
    sums = sealed.annotate(sum_idr=Sum("lines__amount_idr"), lines_count=Count("lines"))
    for entry in sums:
        if entry.lines_count < 2 or entry.sum_idr != 0:
            yield _("Catatan %s tidak seimbang.") % entry
    foreign = LedgerLine.objects.filter(entry__ledger=ledger).exclude(ledger=ledger, account__ledger=ledger)
    if foreign.exists():
        yield _("Ada baris yang memakai akun buku lain.")


def _numbers(ledger: Ledger) -> Iterator[str]:
    years = LedgerEntry.objects.filter(ledger=ledger).order_by("year").values("year")
    for row in years.annotate(first=Min("no"), last=Max("no"), count=Count("id")):
        if (row["first"], row["last"]) != (1, row["count"]):
            yield _("Nomor catatan tahun %s tidak berurutan.") % row["year"]


def _balances(ledger: Ledger) -> Iterator[str]:
    by_party = LedgerAccount.Guard.PARTY
    wanted: dict[tuple[object, str], int] = {}
    rows = LedgerLine.objects.filter(account__ledger=ledger).values("account", "account__guard", "party")
    for row in rows.annotate(sum_idr=Sum("amount_idr")).order_by("account"):
        key = (row["account"], row["party"] if row["account__guard"] == by_party else "")
        wanted[key] = wanted.get(key, 0) + row["sum_idr"]
    for balance in Balance.objects.filter(account__ledger=ledger).select_related("account"):
        if balance.amount_idr != wanted.pop((balance.account_id, balance.party), 0):
            yield _("Saldo %s tidak sama dengan jumlah barisnya.") % balance.account.code
    if any(wanted.values()):
        yield _("Ada akun tanpa saldo tersimpan.")


def _closings(ledger: Ledger) -> Iterator[str]:
    before: Closing | None = None
    for closing in Closing.objects.filter(ledger=ledger).order_by("through"):
        balances = balances_at(ledger, closing.through)
        entries = journal(entries_until(ledger, closing.through, after=before.through if before else None))
        previous = before.digest if before else ""
        digest = digest_of(previous, closing.through, entries, balances)
        if (closing.digest, closing.previous_digest, closing.balances) != (digest, previous, balances):
            yield _("Tutup buku %s tidak cocok lagi dengan catatannya.") % month(closing.through)
        before = closing
    if ledger.closed_through != (before.through if before else None):
        yield _("Batas tutup buku tidak sama dengan tutup buku terakhir.")

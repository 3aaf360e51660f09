"""Kinds of entry: each room declares those that it posts, with their words and who undoes them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class EntryKind:
    """``has_source``: it comes of a record of its room, which alone undoes it."""

    slug: str
    label: str | Promise
    has_source: bool = False


ENTRY_KINDS: Registry[EntryKind] = Registry("ledger.kinds", key="slug")

OPENING, RECEIPT, EXPENSE, TRANSFER = "opening", "receipt", "expense", "transfer"
SAVING, SAVING_PAID = "saving", "saving_paid"
REVERSAL, DIFFERENCE, YEAR_END = "reversal", "difference", "year_end"

ENTRY_KINDS.declare(
    EntryKind(OPENING, _("Saldo awal")),
    EntryKind(RECEIPT, _("Penerimaan")),
    EntryKind(EXPENSE, _("Pengeluaran")),
    EntryKind(TRANSFER, _("Setor atau ambil di bank")),
    EntryKind(SAVING, _("Simpanan masuk")),
    EntryKind(SAVING_PAID, _("Simpanan diambil")),
    EntryKind(REVERSAL, _("Pembatalan")),
    EntryKind(DIFFERENCE, _("Selisih hitungan kas")),
    EntryKind(YEAR_END, _("Penutupan tahun")),
)

"""The kinds of entry that a fund posts, and the accounts of its chart that rules speak of."""

from django.utils.translation import gettext_lazy as _

from anyelir.ledger.kinds import ENTRY_KINDS, EntryKind

DISBURSE, PAYMENT, WRITE_OFF = "fund.disburse", "fund.payment", "fund.write_off"
JOINT, JOINT_BACK, HELD_OUT = "fund.joint", "fund.joint_back", "fund.held_out"
CUTOFF = "fund.cutoff"
SURPLUS_SPLIT, SURPLUS_SPENT, SET_ASIDE = "fund.surplus", "fund.surplus_spent", "fund.reserve"
# Lines of these on the account of loans are no payment of hers.
NO_PAYMENT = frozenset({DISBURSE, WRITE_OFF, CUTOFF})
# The record of this room that an entry comes of.
SOURCE = "fund.loan"

LOANS, CHARGES, RECOVERED = "pinjaman", "jasa", "pemulihan"
HELD, JOINT_SAVINGS, SURPLUS_OF_MEMBERS = "titipan", "tanggung-renteng", "shu:anggota"
SURPLUS_OF_OTHERS = "shu:lain"
# Beside her savings; paid out from here.
KEPT_FOR_HER = (HELD, JOINT_SAVINGS, SURPLUS_OF_MEMBERS)
SAVINGS = "simpanan:sukarela"
RESERVE, RESERVE_COST = "cadangan:risiko", "biaya:cadangan"

ENTRY_KINDS.declare(
    EntryKind(DISBURSE, _("Pencairan pinjaman"), has_source=True),
    EntryKind(PAYMENT, _("Angsuran pinjaman"), has_source=True),
    EntryKind(WRITE_OFF, _("Pinjaman dihapus dari buku"), has_source=True),
    EntryKind(JOINT, _("Angsuran dari tanggung renteng"), has_source=True),
    EntryKind(JOINT_BACK, _("Tanggung renteng dikembalikan"), has_source=True),
    EntryKind(HELD_OUT, _("Titipan dibayarkan"), has_source=True),
    EntryKind(CUTOFF, _("Saldo awal dana bergulir"), has_source=True),
    EntryKind(SURPLUS_SPLIT, _("Pembagian SHU"), has_source=True),
    EntryKind(SURPLUS_SPENT, _("SHU pengurus atau sosial dibayarkan")),
    EntryKind(SET_ASIDE, _("Cadangan risiko pinjaman"), has_source=True),
)

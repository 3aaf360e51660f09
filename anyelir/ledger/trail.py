"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "ledger.open": _("membuka buku kas"),
        "ledger.end": _("mengakhiri buku kas"),
        "ledger.account": _("menambah akun buku kas"),
        "ledger.sides": _("mengubah susunan cetak buku kas"),
        "ledger.post": _("mencatat uang di buku kas"),
        "ledger.reverse": _("membatalkan catatan uang"),
        "ledger.propose": _("menghitung kas untuk tutup buku"),
        "ledger.withdraw": _("menarik usulan tutup buku"),
        "ledger.close": _("menutup buku kas"),
        "ledger.wall_open": _("membuka halaman dinding buku kas"),
        "ledger.wall_end": _("menutup halaman dinding buku kas"),
        "ledger.budget_add": _("menambah baris anggaran"),
        "ledger.budget_change": _("mengubah baris anggaran"),
        "ledger.budget_drop": _("menghapus baris anggaran"),
        "ledger.budget_copy": _("menyalin anggaran tahun lalu"),
        "ledger.export": _("mengambil salinan buku kas"),
    }
)

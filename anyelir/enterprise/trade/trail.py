"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "batch.cost": _("menghitung belanja satu pembuatan"),
        "business.begin": _("mencatat usaha yang baru dicoba"),
        "sentra.name": _("menetapkan sentra usaha"),
        "sentra.edit": _("mengubah data sentra usaha"),
        "sentra.end": _("mengakhiri sentra usaha"),
        "sentra.member": _("mengatur anggota sentra usaha"),
        "business.export": _("mengunduh daftar usaha"),
        "owner.set": _("mencatat pemilik usaha"),
        "owner.read": _("membaca pemilik usaha"),
        "owner.read_contact": _("membaca nomor HP pemilik usaha"),
        "consent.give": _("mencatat persetujuan tampil untuk umum"),
        "consent.withdraw": _("mencabut persetujuan tampil untuk umum"),
        "sales.note": _("mencatat penjualan sebulan"),
        "business.edit": _("mengubah data usaha"),
        "business.take_in": _("mencatat usaha dari berkas"),
        "business.run": _("mencatat usaha berjalan"),
        "business.pause": _("mencatat usaha berhenti sementara"),
        "business.confirm": _("memastikan usaha masih berjalan"),
        "business.close": _("mencatat usaha tutup"),
        "product.add": _("menambah produk"),
        "product.edit": _("mengubah data produk"),
        "product.end": _("mencatat produk tidak dibuat lagi"),
        "product.offer_again": _("menawarkan lagi sebuah produk"),
        "product.photo": _("mengatur foto produk"),
        "product.price": _("menetapkan harga jual produk"),
        "product.card": _("mengisi kartu jualan produk"),
    }
)

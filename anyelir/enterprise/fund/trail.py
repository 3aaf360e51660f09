"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "fund.open": _("membuka dana bergulir"),
        "fund.terms": _("menetapkan aturan dana bergulir"),
        "fund.product": _("menambah jenis pinjaman"),
        "fund.product_end": _("mengakhiri jenis pinjaman"),
        "loan.request": _("mencatat permohonan pinjaman"),
        "loan.decide": _("mencatat keputusan pinjaman"),
        "loan.disburse": _("mencairkan pinjaman"),
        "loan.cancel": _("membatalkan pinjaman"),
        "loan.pay": _("menerima angsuran pinjaman"),
        "loan.pay_off": _("menerima pelunasan pinjaman"),
        "loan.take_back": _("membatalkan catatan angsuran"),
        "loan.replan": _("menjadwal ulang pinjaman"),
        "loan.write_off": _("menghapus pinjaman dari buku"),
        "loan.cover": _("membayar angsuran dari tanggung renteng"),
        "loan.give_back": _("mengembalikan tanggung renteng"),
        "fund.pay_held": _("membayarkan titipan anggota"),
        "fund.print_book": _("mengambil buku kelompok"),
        "fund.print_card": _("mengambil kartu pinjaman"),
        "fund.set_aside": _("menghitung cadangan risiko pinjaman"),
        "cutoff.save": _("mengisi saldo awal dari buku lama"),
        "cutoff.close": _("menutup saldo awal di depan dua saksi"),
        "cutoff.print": _("mengambil berita acara saldo awal"),
        "surplus.divide": _("membagi SHU"),
        "surplus.take_back": _("membatalkan pembagian SHU"),
        "surplus.spend": _("membayarkan SHU pengurus atau sosial"),
        "surplus.print": _("mengambil berita acara SHU"),
    }
)

"""The acts of the register in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "child.enrol": _("mendaftarkan anak ke posyandu"),
        "child.leave": _("mencatat anak keluar dari posyandu"),
        "child.read": _("membuka data anak"),
        "kader.assign": _("menugaskan kader di posyandu"),
        "posyandu.assess": _("menilai strata posyandu"),
        "posyandu.edit": _("mengubah data posyandu"),
        "posyandu.erase_decree": _("menghapus berkas SK posyandu"),
        "posyandu.keep_decree": _("menyimpan berkas SK posyandu"),
        "posyandu.register": _("mendaftarkan posyandu"),
        "transfer.ask": _("meminta anak pindah"),
        "transfer.grant": _("menyetujui permintaan pindah"),
        "transfer.refuse": _("menolak permintaan pindah"),
    }
)

"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "plan.add": _("menambah baris rencana"),
        "plan.change": _("mengubah baris rencana"),
        "plan.drop": _("menghentikan baris rencana"),
        "plan.copy": _("menyalin rencana tahun lalu"),
        "plan.item": _("menambah program daerah"),
        "activity.plan": _("membuat kegiatan"),
        "activity.change": _("mengubah kegiatan"),
        "activity.hold": _("mencatat hasil kegiatan"),
        "activity.minute": _("menutup kegiatan dengan notulen"),
        "activity.cancel": _("membatalkan kegiatan"),
        "report.write": _("menulis konsep laporan tahunan"),
        "report.add_picture": _("menambah foto laporan tahunan"),
        "report.remove_picture": _("mengambil foto laporan tahunan"),
        "report.sign": _("menandatangani laporan tahunan"),
        "letter.draft": _("menulis surat"),
        "letter.edit": _("mengubah konsep surat"),
        "letter.initial": _("memaraf surat"),
        "letter.sign": _("menandatangani surat"),
        "letter.send": _("mengirim surat"),
        "letter.receive": _("mencatat tanda terima surat"),
        "letter.void": _("membatalkan surat"),
        "letter.open": _("menerima surat dari lembaga lain"),
        "letter.record": _("mencatat surat masuk"),
        "letter.correct": _("membetulkan catatan surat masuk"),
        "letter.scan": _("menyimpan pindaian surat"),
        "letter.dispose": _("memberi disposisi"),
        "letter.work": _("mengerjakan disposisi"),
        "letter.finish": _("menyelesaikan surat masuk"),
        "letter.read_limited": _("membaca surat terbatas"),
        "letterhead.set": _("mengubah kop dan nomor surat"),
    }
)

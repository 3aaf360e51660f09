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
        "activity.cancel": _("membatalkan kegiatan"),
        "report.write": _("menulis konsep laporan tahunan"),
        "report.sign": _("menandatangani laporan tahunan"),
    }
)

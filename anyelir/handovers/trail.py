"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "handover.cancel": _("membatalkan serah terima"),
        "handover.change": _("mengubah serah terima"),
        "handover.confirm": _("mengonfirmasi serah terima"),
        "handover.count": _("mencatat hitungan uang serah terima"),
        "handover.prepare": _("menyiapkan serah terima"),
        "handover.print": _("mencetak berkas serah terima"),
        "handover.read": _("membuka serah terima"),
        "handover.sign": _("menandatangani berkas serah terima"),
    }
)

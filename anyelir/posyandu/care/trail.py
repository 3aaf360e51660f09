"""The acts of care in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "referral.attended": _("mencatat anak datang ke puskesmas"),
        "referral.cancelled": _("membatalkan rujukan"),
        "referral.closed": _("menutup rujukan"),
        "referral.create": _("membuat rujukan"),
        "referral.no_show": _("mencatat anak belum datang"),
        "referral.received": _("menerima rujukan"),
        "referral.result": _("menulis hasil pemeriksaan"),
        "referral.returned": _("mengirim rujuk balik"),
    }
)

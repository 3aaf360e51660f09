"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "aid.close": _("menutup bantuan alat"),
        "aid.decide": _("menetapkan penerima bantuan alat"),
        "aid.decree": _("mencatat SK paket bantuan alat"),
        "aid.grant": _("mencatat NPHD bantuan alat"),
        "aid.hand_over": _("menyerahkan bantuan alat"),
        "aid.procure": _("mengadakan bantuan alat"),
        "aid.propose": _("mengusulkan bantuan alat"),
        "aid.round": _("mencatat paket bantuan alat"),
        "aid.verify": _("memeriksa usulan bantuan alat"),
        "aid.visit": _("mencatat kunjungan bantuan alat"),
    }
)

"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "assistance.record": _("mencatat pendampingan usaha"),
        "assistance.train": _("mencatat peserta pelatihan kelompok"),
        "assistance.photo": _("menyimpan foto pendampingan"),
        "followup.record": _("mencatat apakah hasil pendampingan dipakai"),
    }
)

"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "grant.confirm": _("menyetujui peran"),
        "grant.end": _("mengakhiri peran"),
        "grant.give": _("memberi peran"),
        "kader.edit": _("membetulkan data kader"),
        "kader.end": _("mencatat kader berhenti"),
        "kader.read": _("membuka data kader"),
        "kader.register": _("mendaftarkan kader"),
        "post.appoint": _("mencatat jabatan"),
        "post.correct": _("membetulkan jabatan"),
        "post.end": _("mengakhiri masa jabatan"),
        "post.hand_over": _("mencatat serah terima jabatan"),
        "post.vacant": _("mencatat jabatan lowong"),
        "team.address": _("mengubah alamat sekretariat"),
    }
)

"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "programme.draft": _("merancang program"),
        "programme.change": _("mengubah keterangan program"),
        "programme.launch": _("meluncurkan program"),
        "programme.close": _("menutup program"),
        "target.set": _("menetapkan target program"),
        "tally.add": _("mencatat capaian program"),
        "target.divide": _("membagi target program"),
        "division.announce": _("mengumumkan pembagian target"),
    }
)

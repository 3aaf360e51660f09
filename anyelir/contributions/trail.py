"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "sheet.open": _("membuka lembar rapat"),
        "sheet.count": _("menghitung uang di meja rapat"),
        "sheet.close": _("menutup lembar rapat"),
        "sheet.undo": _("membatalkan lembar rapat"),
    }
)

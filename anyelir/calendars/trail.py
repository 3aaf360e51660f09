"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "calendar.open": _("membuat alamat kalender untuk HP"),
        "calendar.end": _("mengakhiri alamat kalender untuk HP"),
    }
)

"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "honours.print": _("mencetak ucapan terima kasih"),
        "honours.thank": _("membuat ucapan terima kasih"),
    }
)

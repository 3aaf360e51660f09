"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "catalogue.take_down": _("menurunkan dari etalase"),
        "catalogue.put_back": _("menampilkan lagi di etalase"),
    }
)

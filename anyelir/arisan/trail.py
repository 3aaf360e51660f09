"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "arisan.start": _("memulai arisan"),
        "arisan.join": _("menambah bagian arisan"),
        "arisan.leave": _("menyerahkan bagian arisan"),
        "draw.commit": _("mengunci undian arisan"),
        "draw.reveal": _("membuka undian arisan"),
        "draw.glass": _("mencatat pemenang kocokan arisan"),
        "draw.void": _("membatalkan undian arisan"),
    }
)

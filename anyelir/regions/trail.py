"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "region.add": _("menambah wilayah"),
        "region.end": _("mengakhiri wilayah"),
        "region.rename": _("mengganti nama wilayah"),
        "region.reopen": _("membuka kembali wilayah"),
        "region.replace": _("mengganti kode wilayah"),
    }
)

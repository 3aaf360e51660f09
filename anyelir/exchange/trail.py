"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "import.confirm": _("menyimpan hasil impor"),
        "import.upload": _("mengunggah berkas impor"),
        "import.remove": _("menghapus berkas impor yang lewat waktu"),
        "number.row_held_back": _("mengimpor nomor orang di luar wilayahnya"),
    }
)

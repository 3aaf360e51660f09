"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "agenda.add": _("menambah pokok bahasan"),
        "agenda.change": _("mengubah pokok bahasan"),
        "agenda.move": _("mengurutkan pokok bahasan"),
        "agenda.decide": _("mencatat hasil pokok bahasan"),
        "agenda.adopt": _("mengambil titipan ke agenda"),
        "agenda.pass": _("menurunkan pokok bahasan"),
        "agenda.answer": _("menjawab titipan"),
        "agenda.answer_again": _("mengganti jawaban titipan"),
        "agenda.end": _("mengakhiri titipan"),
    }
)

"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "commitment.make": _("membuat komitmen"),
        "commitment.party": _("menambah pihak komitmen"),
        "commitment.remove_party": _("mengambil pihak komitmen"),
        "commitment.sign": _("menandatangani komitmen"),
        "commitment.clause": _("menambah butir komitmen"),
        "commitment.date": _("memberi tenggat butir komitmen"),
        "commitment.pass": _("meneruskan butir komitmen ke bawah"),
        "commitment.follow": _("mencatat tindak lanjut komitmen"),
        "commitment.close": _("menandai butir komitmen selesai"),
        "commitment.drop": _("menghentikan butir komitmen"),
    }
)

"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "permit.answer": _("menjawab pertanyaan izin suatu produk"),
        "permit.save": _("mencatat izin usaha"),
        "permit.evidence": _("menyimpan bukti izin usaha"),
        "permit.verify": _("memeriksa bukti izin usaha"),
        "permit.revoke": _("mencatat izin usaha yang dicabut"),
        "permit.renew": _("mulai memperpanjang izin usaha"),
    }
)

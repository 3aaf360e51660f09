"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "batch.cost": _("menghitung belanja satu pembuatan"),
        "business.begin": _("mencatat usaha yang baru dicoba"),
        "product.price": _("menetapkan harga jual produk"),
        "product.card": _("mengisi kartu jualan produk"),
    }
)

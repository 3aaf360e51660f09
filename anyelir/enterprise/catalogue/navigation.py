"""The shop window in the menu: whoever has signed in finds it as a visitor does."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import ENTERPRISE, PAGES, Page

PAGES.declare(
    Page(
        "catalogue",
        ENTERPRISE,
        _("Etalase"),
        "store",
        ("catalogue:search",),
        purpose=_("Yang dilihat semua orang: barang, harga, izin, dan cara pesan"),
        rank=90,
    )
)

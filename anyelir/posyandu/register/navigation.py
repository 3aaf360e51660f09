"""The list of posyandu in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import PAGES, POSYANDU, Page
from anyelir.core.permission import Permission as P
from anyelir.posyandu.register.access import has_posyandu_at

PAGES.declare(
    Page(
        "posyandu",
        POSYANDU,
        _("Daftar posyandu"),
        "scale",
        ("posyandu:list",),
        P.POSYANDU_VIEW,
        _("Daftar posyandu, jadwal hari buka, kader, dan strata"),
        rank=10,
        for_every_region=True,
        opens_at=has_posyandu_at,
    ),
)

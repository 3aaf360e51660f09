"""The fund in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import ENTERPRISE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "fund-health",
        ENTERPRISE,
        _("Kesehatan dana"),
        "chart",
        ("fund:health",),
        P.MONEY_TOTALS,
        _("LAR, PAR, dan RR dana bergulir menurut wilayah dan strata, tanpa nama"),
        rank=40,
        for_every_region=True,
        stands_for_room=False,
    ),
    Page(
        "fund",
        ENTERPRISE,
        _("Dana kelompok"),
        "bag",
        ("fund:home",),
        P.FUND_RUN,
        _("Pinjaman, angsuran dan aturan dana kelompok sendiri"),
        rank=20,
    ),
    Page(
        "fund-decide",
        ENTERPRISE,
        _("Dana kelompok"),
        "bag",
        ("fund:home",),
        P.FUND_DECIDE,
        _("Keputusan pinjaman dan aturan dana kelompok sendiri"),
        rank=21,
        stands_for_room=False,
    ),
)

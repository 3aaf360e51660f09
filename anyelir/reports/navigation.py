"""The overviews in the menu; offices begin there."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import FIRST_PAGES, NUMBERS, PAGES, FirstPage, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "reports",
        NUMBERS,
        _("Ringkasan"),
        "chart",
        ("reports:dashboard", "reports:start"),
        P.REPORT_VIEW,
        _("Angka bulan ini dan dua belas bulan terakhir, sampai ke tiap posyandu"),
        rank=10,
        for_every_region=True,
    )
)
FIRST_PAGES.declare(FirstPage("reports", ("reports:start",), P.REPORT_VIEW, rank=50))

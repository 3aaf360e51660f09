"""The numbers of businesses in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import ENTERPRISE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "business-numbers",
        ENTERPRISE,
        _("Angka usaha"),
        "chart",
        ("outcome:place", "outcome:start"),
        P.BUSINESS_VIEW,
        _("Usaha yang aktif, berizin, dan bantuan yang masih dipakai"),
        rank=24,
        for_every_region=True,
    )
)

"""Help for businesses in the menu: how much of it is used, and what is to be looked at."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import ENTERPRISE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "assistance",
        ENTERPRISE,
        _("Pendampingan"),
        "hands",
        ("assistance:place",),
        P.BUSINESS_VIEW,
        _("Pelatihan, kemasan, label, pemasaran: berapa yang benar-benar dipakai"),
        rank=30,
        for_every_region=True,
    ),
)

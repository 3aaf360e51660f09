"""Meetings with money in the menu, and at the foot of the phone of whoever keeps it."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, OFFICE, PAGES, DockPlace, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "meetings-money",
        OFFICE,
        _("Uang rapat"),
        "hands",
        ("contributions:home",),
        P.MONEY_VIEW,
        _("Lembar rapat: iuran, jimpitan, simpanan, arisan, hitung uang di meja"),
        rank=20,
    )
)

DOCK.declare(
    DockPlace(
        "contributions",
        _("Rapat"),
        "hands",
        ("contributions:home",),
        P.MONEY_KEEP,
        rank=34,
        may_yield=True,
    )
)

"""The pages of posyandu in the menu, the dock of its kader, and where they begin."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, FIRST_PAGES, PAGES, POSYANDU, DockPlace, FirstPage, Page
from anyelir.core.permission import Permission as P

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
    ),
    Page(
        "posyandu-day",
        POSYANDU,
        _("Hari buka"),
        "cal",
        ("posyandu:today",),
        P.SESSION_RUN,
        _("Menimbang, mengukur, dan mencatat pada hari buka"),
        rank=20,
    ),
    Page(
        "posyandu-referrals",
        POSYANDU,
        _("Rujukan"),
        "hospital",
        ("posyandu:referral-inbox",),
        P.REFERRAL_ANSWER,
        _("Rujukan yang menunggu jawaban puskesmas"),
        rank=30,
    ),
)
DOCK.declare(
    DockPlace("posyandu-day", _("Hari ini"), "home", ("posyandu:today",), P.SESSION_RUN, rank=10),
    DockPlace("posyandu-children", _("Sasaran"), "list", ("posyandu:children",), P.CHILD_VIEW, rank=20),
)
FIRST_PAGES.declare(
    FirstPage("referrals", ("posyandu:referral-inbox",), P.REFERRAL_ANSWER, rank=10),
    FirstPage("posyandu-day", ("posyandu:today",), P.SESSION_RUN, rank=30),
)

"""The open day in the menu and in the dock of its kader, and where they begin."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, FIRST_PAGES, PAGES, POSYANDU, DockPlace, FirstPage, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
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
)
DOCK.declare(
    DockPlace("posyandu-day", _("Hari ini"), "home", ("posyandu:today",), P.SESSION_RUN, rank=10),
)
FIRST_PAGES.declare(
    FirstPage("posyandu-day", ("posyandu:today",), P.SESSION_RUN, rank=30),
)

"""The calendar in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "calendar",
        OFFICE,
        _("Kalender"),
        "cal",
        ("calendars:home",),
        P.ACTIVITY_VIEW,
        _("Kegiatan, hari buka, dan hari peringatan sebulan; cetak atau baca di HP"),
        rank=22,
    )
)

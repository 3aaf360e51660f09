"""Agendas in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "agendas",
        OFFICE,
        _("Agenda"),
        "list",
        ("agendas:home",),
        P.ACTIVITY_VIEW,
        _("Pokok bahasan rapat, titipan dari atas, dan jawaban dari bawah"),
        rank=14,
    )
)

"""Promises in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "commitments",
        OFFICE,
        _("Komitmen"),
        "flag",
        ("commitments:home",),
        P.ACTIVITY_VIEW,
        _("Janji lembaga: siapa, apa, kapan, dan buktinya"),
        rank=18,
    )
)

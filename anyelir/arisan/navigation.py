"""Arisan in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "arisan",
        OFFICE,
        _("Arisan"),
        "swap",
        ("arisan:home",),
        P.MONEY_VIEW,
        _("Putaran, siapa sudah dapat, undian yang bisa diperiksa siapa saja"),
        rank=40,
    )
)

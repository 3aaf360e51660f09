"""Programmes in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import PAGES, PROGRAMMES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "programmes",
        PROGRAMMES,
        _("Program"),
        "flag",
        ("programmes:list",),
        P.ACTIVITY_VIEW,
        _("Program daerah: jumlah yang dijanjikan, pembagiannya, dan yang sudah tercapai"),
        rank=16,
    )
)

"""Aid in kind in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import ENTERPRISE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "aid",
        ENTERPRISE,
        _("Bantuan alat"),
        "hands",
        ("aid:list",),
        P.AID_VIEW,
        _("Usulan, SK, serah terima, dan apakah alatnya masih dipakai"),
        rank=40,
    ),
)

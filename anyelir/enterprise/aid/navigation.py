"""Aid in kind in the menu, and on the phone of the companion who visits."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, ENTERPRISE, PAGES, DockPlace, Page
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
DOCK.declare(
    DockPlace("aid", _("Bantuan alat"), "hands", ("aid:list",), P.BUSINESS_EDIT, rank=36, may_yield=True)
)

"""Businesses in the menu, and the two purses for whoever sits beside a woman who sells something."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, ENTERPRISE, FIRST_PAGES, PAGES, DockPlace, FirstPage, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "businesses",
        ENTERPRISE,
        _("Usaha"),
        "bag",
        ("trade:list",),
        P.BUSINESS_VIEW,
        _("Usaha warga: yang baru dicoba dan produknya"),
        rank=15,
    ),
    Page(
        "sentra",
        ENTERPRISE,
        _("Sentra"),
        "flag",
        ("trade:coverage", "trade:sentra-home"),
        P.BUSINESS_VIEW,
        _("Satu desa atau kelurahan, satu sentra usaha"),
        rank=17,
        for_every_region=True,
    ),
    Page(
        "purses",
        ENTERPRISE,
        _("Dapur dan usaha"),
        "bag",
        ("trade:purses",),
        None,
        _("Memisahkan uang dapur dari uang usaha; tidak ada yang disimpan"),
        rank=90,
        stands_for_room=False,
    ),
)
DOCK.declare(
    DockPlace("businesses", _("Usaha"), "bag", ("trade:list",), P.BUSINESS_EDIT, rank=34, may_yield=True)
)
FIRST_PAGES.declare(FirstPage("businesses", ("trade:list",), P.BUSINESS_EDIT, rank=60))

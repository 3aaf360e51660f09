"""Orders of the own business, and what can be made ready for guests."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, ENTERPRISE, PAGES, DockPlace, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "orders",
        ENTERPRISE,
        _("Pesanan"),
        "list",
        ("orders:home",),
        P.ORDER_RUN,
        _("Yang dipesan, diantar, dan dibayar"),
        rank=20,
    ),
    Page(
        "souvenirs",
        ENTERPRISE,
        _("Oleh-oleh"),
        "bag",
        ("orders:souvenirs",),
        P.BUSINESS_VIEW,
        _("Produk untuk tamu: berapa, dan siap kapan"),
        rank=30,
        stands_for_room=False,
    ),
)
DOCK.declare(
    DockPlace("orders", _("Pesanan"), "list", ("orders:home",), P.ORDER_RUN, rank=35, may_yield=True)
)

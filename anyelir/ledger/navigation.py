"""Money in the menu: of the own body, and the totals of bodies below."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, OFFICE, PAGES, DockPlace, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "ledger",
        OFFICE,
        _("Uang"),
        "bag",
        ("ledger:home",),
        P.MONEY_VIEW,
        _("Buku kas, tutup bulan, cetak 4.11"),
        rank=21,
    ),
    Page(
        "ledger-totals",
        OFFICE,
        _("Saldo lembaga"),
        "list",
        ("ledger:totals",),
        P.MONEY_TOTALS,
        _("Saldo dan tutup buku lembaga di wilayah ini, tanpa nama"),
        rank=41,
        stands_for_room=False,
    ),
)

DOCK.declare(DockPlace("ledger", _("Uang"), "bag", ("ledger:home",), P.MONEY_VIEW, rank=35, may_yield=True))

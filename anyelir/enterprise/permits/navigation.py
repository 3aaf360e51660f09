"""Permits in the menu: how far a place is, and what waits for a companion or an office."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import ENTERPRISE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "permits",
        ENTERPRISE,
        _("Izin usaha"),
        "file",
        ("permits:place",),
        P.BUSINESS_VIEW,
        _("Berapa usaha yang sudah ber-NIB, ber-P-IRT, dan halal"),
        rank=20,
        for_every_region=True,
    ),
    Page(
        "permits-waiting",
        ENTERPRISE,
        _("Izin menunggu"),
        "clock",
        ("permits:waiting",),
        P.BUSINESS_EDIT,
        _("Izin yang sedang diurus, segera berakhir, atau belum berbukti"),
        rank=21,
        stands_for_room=False,
    ),
    Page(
        "permits-proofs",
        ENTERPRISE,
        _("Bukti izin"),
        "check",
        ("permits:waiting",),
        P.PERMIT_VERIFY,
        _("Bukti izin yang menunggu dicocokkan"),
        rank=22,
        stands_for_room=False,
    ),
)

"""The register of groups in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, ENTERPRISE, PAGES, DockPlace, Page
from anyelir.core.permission import Permission as P
from anyelir.enterprise.groups.access import has_groups_at

PAGES.declare(
    Page(
        "groups",
        ENTERPRISE,
        _("Kelompok usaha"),
        "bag",
        ("groups:list",),
        P.GROUP_VIEW,
        _("Poklak dan Poksus UP2K: strata, anggota, kelengkapan buku"),
        rank=10,
        for_every_region=True,
        opens_at=has_groups_at,
    ),
)
# Treasurer and chair work from the page of their group.
DOCK.declare(
    DockPlace("groups-run", _("Kelompok"), "users", ("groups:list",), P.FUND_RUN, rank=32),
    DockPlace("groups-decide", _("Kelompok"), "users", ("groups:list",), P.FUND_DECIDE, rank=33),
)

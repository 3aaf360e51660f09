"""Thanks for years of service in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "honours",
        OFFICE,
        _("Masa bakti"),
        "heart",
        ("honours:list",),
        P.TEAM_VIEW,
        _("Siapa sudah mengabdi 10, 15, atau 25 tahun, dan ucapan terima kasih"),
        rank=46,
        for_every_region=True,
    )
)

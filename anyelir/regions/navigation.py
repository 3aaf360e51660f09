"""Places in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "regions",
        OFFICE,
        _("Wilayah"),
        "pin",
        ("regions:detail", "regions:home"),
        P.REGION_EDIT,
        _("Dusun, RW, RT, dan dasawisma di desa atau kelurahan"),
        rank=70,
        for_every_region=True,
    )
)

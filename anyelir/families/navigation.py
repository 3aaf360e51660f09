"""The pages of families in the menu, and where a kader dasawisma begins."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, FIRST_PAGES, PAGES, PEOPLE, DockPlace, FirstPage, Page
from anyelir.core.permission import Permission as P
from anyelir.families.access import can_view_families

PAGES.declare(
    Page(
        "families",
        PEOPLE,
        _("Keluarga"),
        "home",
        ("families:list", "families:start"),
        P.FAMILY_VIEW,
        _("Cari orang, daftarkan keluarga, catat pindah dan meninggal"),
        rank=10,
        for_every_region=True,
        opens_at=can_view_families,
    ),
    Page(
        "merge-desk",
        PEOPLE,
        _("Catatan kembar"),
        "users",
        ("families:merge-desk",),
        P.PERSON_MERGE,
        _("Pasangan catatan yang mungkin satu orang"),
        rank=20,
    ),
)
DOCK.declare(
    DockPlace(
        "families",
        _("Keluarga"),
        "users",
        ("families:start", "families:list"),
        P.FAMILY_VIEW,
        rank=30,
        may_yield=True,
    )
)
FIRST_PAGES.declare(FirstPage("families", ("families:start",), P.FAMILY_EDIT, rank=40))

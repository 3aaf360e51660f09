"""The shell's own pages in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, FIRST_PAGES, OFFICE, PAGES, TASKS, DockPlace, FirstPage, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page("home", TASKS, _("Menunggu"), "bell", ("web:tasks",), rank=10, stands_for_room=False),
    Page(
        "audit",
        OFFICE,
        _("Jejak"),
        "list",
        ("web:audit",),
        P.AUDIT_VIEW,
        _("Siapa mencatat, mengubah, dan membuka data di wilayah ini"),
        rank=90,
        stands_for_room=False,
    ),
)
DOCK.declare(DockPlace("search", _("Cari"), "search", ("web:search",), rank=40))
FIRST_PAGES.declare(FirstPage("tasks", ("web:tasks",), P.REGION_EDIT, rank=20))

"""What a member of the movement gave, in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page

PAGES.declare(
    Page(
        "my-hours",
        OFFICE,
        _("Jam saya"),
        "clock",
        ("meetings:my-hours",),
        None,
        _("Kegiatan yang saya ikuti tahun ini"),
        rank=95,
        stands_for_room=False,
    )
)

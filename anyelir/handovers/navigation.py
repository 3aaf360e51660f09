"""Hand-overs in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "handovers",
        OFFICE,
        _("Serah terima"),
        "swap",
        ("handovers:home",),
        P.HANDOVER_RUN,
        _("Ganti ketua atau pengurus lain: berkas, tanda tangan, hak"),
        rank=45,
    )
)

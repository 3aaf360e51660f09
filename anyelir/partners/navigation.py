"""Partners in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "partners",
        OFFICE,
        _("Puskesmas"),
        "hospital",
        ("partners:home",),
        P.MESSAGE_SEND,
        _("Nomor dan surel kantor, ke mana pengingat dikirim"),
        rank=82,
    )
)

"""The outbox in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "messages",
        OFFICE,
        _("Pesan"),
        "outbox",
        ("channels:outbox",),
        P.MESSAGE_SEND,
        _("Pengingat yang dikirim Anyelir, dan yang menunggu dikirim lewat WhatsApp"),
        rank=80,
    )
)

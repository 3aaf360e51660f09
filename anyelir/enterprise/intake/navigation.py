"""The list of the dinas in the menu, beside the businesses it fills."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import ENTERPRISE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "intake",
        ENTERPRISE,
        _("Impor usaha"),
        "outbox",
        ("exchange:home",),
        P.BUSINESS_IMPORT,
        _("Masukkan daftar UMKM dinas, periksa dulu, baru simpan"),
        rank=60,
        stands_for_room=False,
    )
)

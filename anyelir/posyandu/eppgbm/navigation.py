"""The import of e-PPGBM in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "exchange",
        OFFICE,
        _("Impor"),
        "outbox",
        ("exchange:home",),
        P.IMPORT_RUN,
        _("Masukkan buku kerja e-PPGBM, periksa dulu, baru simpan"),
        rank=75,
    )
)

"""Teams, kader and users in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "membership",
        OFFICE,
        _("Tim"),
        "users",
        ("membership:team", "membership:teams"),
        P.TEAM_VIEW,
        _("Susunan TP PKK, SK dan masa tugas"),
        rank=10,
        for_every_region=True,
    ),
    Page(
        "kader",
        OFFICE,
        _("Kader"),
        "heart",
        ("membership:kader-list",),
        P.TEAM_VIEW,
        _("Daftar kader umum dan kader khusus"),
        rank=24,
        for_every_region=True,
    ),
    Page(
        "accounts",
        OFFICE,
        _("Pengguna"),
        "key",
        ("membership:users",),
        P.USER_MANAGE,
        _("Buat akun, beri peran, buat kode masuk"),
        rank=60,
    ),
)

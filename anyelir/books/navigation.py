"""Registers, inventory and books in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "register",
        OFFICE,
        _("Anggota"),
        "users",
        ("books:register-home",),
        P.BOOK_VIEW,
        _("Daftar anggota dan kader, cetak 4.9a dan 4.9b"),
        rank=34,
    ),
    Page(
        "inventory",
        OFFICE,
        _("Inventaris"),
        "grid",
        ("books:inventory-home",),
        P.BOOK_VIEW,
        _("Barang milik lembaga, keadaannya, cetak 4.12"),
        rank=35,
    ),
    Page(
        "books",
        OFFICE,
        _("Buku"),
        "book",
        ("books:books-home",),
        P.BOOK_VIEW,
        _("Buku tamu, kunjungan, prestasi, bantuan, dan lainnya"),
        rank=36,
    ),
    Page(
        "tidy",
        OFFICE,
        _("Tertib"),
        "list",
        ("books:tidy-home",),
        P.BOOK_VIEW,
        _("Enam buku wajib: apa yang belum lengkap, dan berkas lomba"),
        rank=37,
        stands_for_room=False,
    ),
)

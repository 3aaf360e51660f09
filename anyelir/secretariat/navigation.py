"""The secretariat in the menu."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import OFFICE, PAGES, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "letters",
        OFFICE,
        _("Surat"),
        "mail",
        ("secretariat:letters",),
        P.LETTER_VIEW,
        _("Surat masuk dan keluar, disposisi, agenda, ekspedisi"),
        rank=12,
    ),
    Page(
        "activities",
        OFFICE,
        _("Kegiatan"),
        "cal",
        ("secretariat:activity-home",),
        P.ACTIVITY_VIEW,
        _("Rapat, pelatihan, kunjungan; cetak buku kegiatan 4.13"),
        rank=16,
    ),
    Page(
        "plan",
        OFFICE,
        _("Rencana"),
        "flag",
        ("secretariat:plan-home",),
        P.ACTIVITY_VIEW,
        _("Program kerja dua belas bulan dan pelaksanaannya"),
        rank=30,
        stands_for_room=False,
    ),
    Page(
        "report",
        OFFICE,
        _("Laporan"),
        "file",
        ("secretariat:report-home",),
        P.ACTIVITY_VIEW,
        _("Laporan tahunan sebagai PDF dan DOCX"),
        rank=31,
        stands_for_room=False,
    ),
)

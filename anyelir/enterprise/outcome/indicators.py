"""The indicators of businesses, made of its measures, and the catalogue of both."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anyelir.core.indicator import CATALOGUES, Catalogue, Indicator
from anyelir.core.permission import Permission
from anyelir.enterprise.outcome.measures import MEASURES, change_key
from anyelir.enterprise.outcome.overview import OVERVIEW
from anyelir.enterprise.outcome.staleness import STALENESS
from anyelir.enterprise.outcome.unit import BUSINESS
from anyelir.rules.business.sales_change import SALES_CHANGES

# Of fewer businesses a median tells of one of them.
FEWEST_CHANGES = 5
OWNER_CELL = 5

INDICATORS = [
    Indicator(
        "business.count",
        _("Usaha tercatat"),
        _("Usaha yang sudah mulai dan belum tutup pada akhir bulan."),
        ("businesses",),
    ),
    Indicator(
        "business.active",
        _("Usaha aktif"),
        _(
            "Laku dalam 3 bulan terakhir, atau pemiliknya memastikan dalam 12 bulan terakhir, dan tidak berhenti"
            " sementara pada akhir bulan; dari usaha yang tercatat."
        ),
        ("active",),
        ("businesses",),
        higher_is_better=True,
        example=({"active": 30, "businesses": 40}, 75.0),
    ),
    Indicator(
        "business.noting",
        _("Mencatat penjualan"),
        _("Usaha yang menulis penjualan bulan itu, walau belum ada yang laku."),
        ("with_note",),
        ("businesses",),
        higher_is_better=True,
        example=({"with_note": 10, "businesses": 40}, 25.0),
    ),
    Indicator(
        "business.nib",
        _("Punya NIB"),
        _("Usaha dengan NIB yang sudah terbit dan tidak dicabut pada akhir bulan."),
        ("with_nib",),
        ("businesses",),
        higher_is_better=True,
        example=({"with_nib": 12, "businesses": 40}, 30.0),
    ),
    Indicator(
        "business.pirt",
        _("Punya P-IRT"),
        _("Usaha dengan P-IRT yang masih berlaku pada hari terakhir bulan itu."),
        ("with_pirt",),
        ("businesses",),
        higher_is_better=True,
        example=({"with_pirt": 8, "businesses": 40}, 20.0),
    ),
    Indicator(
        "business.halal",
        _("Bersertifikat halal"),
        _("Usaha dengan sertifikat halal yang berlaku pada akhir bulan."),
        ("with_halal",),
        ("businesses",),
        higher_is_better=True,
        example=({"with_halal": 4, "businesses": 40}, 10.0),
    ),
    Indicator(
        "business.expiring",
        _("Izinnya segera berakhir"),
        _("Usaha yang salah satu izinnya berakhir dalam masa perpanjangan."),
        ("expiring",),
    ),
    Indicator(
        "business.aided",
        _("Menerima bantuan alat"),
        _("Usaha yang pernah diserahi bantuan alat dan masih memegangnya."),
        ("aided",),
    ),
    Indicator(
        "business.still_used",
        _("Bantuan masih dipakai setelah 12 bulan"),
        _(
            "Dari barang yang kunjungan bulan ke-12-nya jatuh dalam setahun terakhir: bagian yang terlihat dipakai atau"
            " jarang dipakai. Yang belum dikunjungi tidak dihitung dipakai."
        ),
        ("items_used",),
        ("items_due",),
        higher_is_better=True,
        dated_by=_("tanggal kunjungan"),
        example=({"items_used": 6, "items_due": 10}, 60.0),
    ),
    Indicator(
        "business.visited",
        _("Bantuan dikunjungi setelah 12 bulan"),
        _("Dari barang yang sama: bagian yang sudah dilihat, atau ternyata sudah hilang atau dijual."),
        ("items_seen",),
        ("items_due",),
        higher_is_better=True,
        example=({"items_seen": 8, "items_due": 10}, 80.0),
    ),
    Indicator(
        "business.helped",
        _("Dilatih dan didampingi"),
        _(
            "Pelatihan dan pendampingan dalam setahun terakhir. Tidak pernah disebut tanpa bagian yang dipakai."
        ),
        ("helped",),
        shown_with="business.help_used",
    ),
    Indicator(
        "business.help_used",
        _("Hasilnya dipakai, dari yang sudah dilihat"),
        _(
            "Dari yang dilihat orang lain setelah 3 atau 6 bulan: bagian yang pada kunjungan terakhir dipakai."
        ),
        ("help_used",),
        ("help_seen",),
        higher_is_better=True,
        dated_by=_("tanggal kunjungan"),
        example=({"help_used": 40, "help_seen": 60}, 200 / 3),
    ),
    Indicator(
        "business.sales_change",
        _("Perubahan penjualan"),
        _(
            "Median dari perubahan tiap usaha: median penjualan 3 bulan terakhir dibanding 3 bulan yang sama setahun"
            " sebelumnya, dibulatkan ke 5%; minimal 2 bulan dicatat di tiap sisi, rentang dihitung di tengahnya."
            " Ditampilkan bila ada 5 usaha atau lebih."
        ),
        tuple(map(change_key, SALES_CHANGES)),
        values=SALES_CHANGES,
        fewest=FEWEST_CHANGES,
        higher_is_better=True,
        example=({change_key(-10): 1, change_key(0): 1, change_key(15): 2, change_key(50): 1}, 15.0),
    ),
    Indicator(
        "business.sentra",
        _("Desa dan kelurahan dengan sentra"),
        _(
            "Dari desa dan kelurahan di provinsi yang sudah mulai menetapkan sentra: bagian yang punya sentra."
        ),
        ("desas_with_sentra",),
        ("desas",),
        higher_is_better=True,
        example=({"desas_with_sentra": 97, "desas": 151}, 9700 / 151),
    ),
    # For whom aid is meant: in files alone, and there behind the gate of small numbers.
    Indicator(
        "business.woman_heads",
        _("Aktif, pemiliknya perempuan kepala keluarga"),
        _("Usaha aktif yang pemiliknya tercatat di data keluarga sebagai perempuan kepala keluarga."),
        ("woman_heads",),
        minimum_cell=OWNER_CELL,
    ),
]

CATALOGUE = Catalogue(
    BUSINESS,
    MEASURES,
    INDICATORS,
    counted="businesses",
    reported_by=("businesses",),
    staleness=STALENESS,
    cared_for_by=Permission.FAMILY_VIEW,
    read_by=Permission.BUSINESS_VIEW,
    overview=OVERVIEW,
    rank=60,
)
CATALOGUES.declare(CATALOGUE)

"""What is counted about businesses: measures over four facts."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from anyelir.core.indicator import Fact, Measure
from anyelir.enterprise.outcome import facts
from anyelir.rules.business.sales_change import SALES_CHANGES

BUSINESS_MONTH = Fact(
    "business_month",
    _("Satu baris per usaha dan bulan selama usaha itu ada, keadaan akhir bulan."),
    {
        "is_active": "boolean",
        "has_note": "boolean",
        "has_nib": "boolean",
        "has_pirt": "boolean",
        "has_halal": "boolean",
        "is_expiring": "boolean",
        "is_aided": "boolean",
        "sales_change": "int32",
        "woman_heads_family": "boolean",
    },
    facts.business_months,
)
AID_ITEM = Fact(
    "aid_item",
    _("Satu baris per barang bantuan yang kunjungan bulan ke-12-nya jatuh dalam setahun terakhir."),
    {"is_seen": "boolean", "is_used": "boolean"},
    facts.aid_items,
)
HELP_GIVEN = Fact(
    "help_given",
    _("Satu baris per pelatihan atau pendampingan dalam setahun terakhir, dengan yang terakhir dilihat."),
    {"is_seen": "boolean", "is_used": "boolean"},
    facts.help_given,
)
SENTRA_PLACE = Fact(
    "sentra_place",
    _("Satu baris per kecamatan dan bulan: desa dan kelurahannya, dan yang sudah menetapkan sentra."),
    {"desas": "int32", "named": "int32"},
    facts.sentra_places,
)


def change_key(percent: int) -> str:
    """The measure of businesses whose sales changed by so much: ``sales_m15``, ``sales_p0``."""
    return f"sales_{'m' if percent < 0 else 'p'}{abs(percent)}"


def _businesses(key, title, expression):
    return Measure(key, title, BUSINESS_MONTH, expression)


MEASURES = [
    _businesses("businesses", _("Usaha tercatat"), lambda t: t.leaf.notnull()),
    _businesses("active", _("Usaha aktif"), lambda t: t.is_active),
    _businesses("with_note", _("Mencatat penjualan bulan itu"), lambda t: t.has_note),
    _businesses("with_nib", _("Punya NIB"), lambda t: t.has_nib),
    _businesses("with_pirt", _("Punya P-IRT yang berlaku"), lambda t: t.has_pirt),
    _businesses("with_halal", _("Punya sertifikat halal"), lambda t: t.has_halal),
    _businesses("expiring", _("Izinnya segera berakhir"), lambda t: t.is_expiring),
    _businesses("aided", _("Menerima bantuan alat"), lambda t: t.is_aided),
    _businesses(
        "woman_heads", _("Aktif, pemiliknya perempuan kepala keluarga"), lambda t: t.woman_heads_family
    ),
    *(
        _businesses(
            change_key(percent),
            format_lazy("{} {}%", _("Perubahan penjualan"), percent),
            lambda t, percent=percent: t.sales_change == percent,
        )
        for percent in SALES_CHANGES
    ),
    Measure("items_due", _("Barang bantuan yang genap setahun"), AID_ITEM, lambda t: t.leaf.notnull()),
    Measure("items_seen", _("Sudah dilihat setelah setahun"), AID_ITEM, lambda t: t.is_seen),
    Measure("items_used", _("Masih dipakai setelah setahun"), AID_ITEM, lambda t: t.is_used),
    Measure("helped", _("Pelatihan dan pendampingan"), HELP_GIVEN, lambda t: t.leaf.notnull()),
    Measure("help_seen", _("Sudah dilihat hasilnya"), HELP_GIVEN, lambda t: t.is_seen),
    Measure("help_used", _("Hasilnya dipakai"), HELP_GIVEN, lambda t: t.is_used),
    Measure("desas", _("Desa dan kelurahan"), SENTRA_PLACE, lambda t: t.desas),
    Measure("desas_with_sentra", _("Desa dan kelurahan dengan sentra"), SENTRA_PLACE, lambda t: t.named),
]

"""The overview of businesses: which of their numbers stand where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anyelir.core.overview import Bar, Compared, Heading, Overview
from anyelir.enterprise.outcome import overview_words as words

OVERVIEW = Overview(
    size="businesses",
    size_words=_("%s usaha"),
    counted=_("usaha"),
    headline=words.headline,
    subline=words.subline,
    empty=(
        _("Belum ada usaha yang tercatat di wilayah ini."),
        _("Angka muncul di sini beberapa detik setelah usaha pertama dicatat."),
    ),
    tiles=(
        "business.active",
        "business.still_used",
        "business.helped",
        "business.sales_change",
        "business.nib",
        "business.pirt",
        "business.halal",
        "business.expiring",
        "business.aided",
        "business.visited",
        "business.sentra",
    ),
    headings=(
        Heading("usaha", _("Usaha"), "businesses"),
        Heading("aktif", _("Aktif"), "business.active"),
        Heading("nib", _("NIB"), "business.nib"),
        Heading("pirt", _("P-IRT"), "business.pirt"),
        Heading("halal", _("Halal"), "business.halal"),
        Heading("bantuan", _("Bantuan masih dipakai"), "business.still_used"),
        Heading("penjualan", _("Perubahan penjualan"), "business.sales_change"),
        Heading("sentra", _("Sentra"), "business.sentra"),
    ),
    columns=(
        (_("Usaha"), "businesses"),
        (_("Aktif"), "business.active"),
        (_("NIB"), "business.nib"),
        (_("P-IRT"), "business.pirt"),
        (_("Mencatat penjualan"), "business.noting"),
    ),
    trend=((_("Aktif"), "business.active"), (_("NIB"), "business.nib")),
    trend_note=_("Aktif: laku dalam 3 bulan terakhir atau dipastikan dalam 12 bulan terakhir."),
    bars_title=_("Usaha dan izinnya"),
    bars=(
        Bar("U", _("Usaha yang tercatat"), "businesses", "var(--q2)"),
        Bar("A", _("Usaha yang aktif"), "active", "var(--q3)"),
        Bar("N", _("Punya NIB"), "with_nib", "var(--q4)"),
        Bar("P", _("P-IRT berlaku"), "with_pirt", "var(--q5)"),
    ),
    compared=(
        Compared("business.active", "", _("Yang aktif lebih sedikit"), _("Yang aktif lebih banyak")),
        Compared("business.nib", "", _("Yang ber-NIB lebih sedikit"), _("Yang ber-NIB lebih banyak")),
    ),
    is_of_the_end=True,
    menu_page="business-numbers",
)

"""The overview of posyandu: which of their numbers stand where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anyelir.core.overview import Bar, Compared, Heading, Mapped, Overview, Stacked, Strata
from anyelir.posyandu.care import overview_words as words
from anyelir.posyandu.care.measures import CATEGORIES, INDEX_TITLES

GROWTH_FILLS = {
    "severely_underweight": "var(--kms-merah)",
    "severely_stunted": "var(--kms-merah)",
    "severe_wasting": "var(--kms-merah)",
    "underweight": "var(--kms-kuning)",
    "stunted": "var(--kms-kuning)",
    "wasting": "var(--kms-kuning)",
    "normal": "var(--kms-hijau)",
    "risk_overweight": "var(--kms-jingga-bg)",
    "overweight": "var(--kms-jingga)",
    "obese": "var(--kms-jingga-ink)",
    "tall": "var(--kms-jingga-bg)",
}

TILES = (
    "posyandu.d_s",
    "posyandu.nd_prime",
    "posyandu.stunting",
    "posyandu.wasting",
    "posyandu.underweight",
    "posyandu.t2",
    "posyandu.bgm_d",
    "posyandu.answered",
    "posyandu.reporting",
    "posyandu.sessions",
    "posyandu.kader_on_duty",
)
HEADINGS = (
    Heading("posyandu", _("Posyandu"), "posyandu_count"),
    Heading("sasaran", _("Balita (S)"), "target_children"),
    Heading("ds", _("Ditimbang (D/S)"), "posyandu.d_s", is_coverage=True),
    Heading("nd", _("Naik (N/D′)"), "posyandu.nd_prime"),
    Heading("stunting", _("Stunting"), "posyandu.stunting"),
    Heading("wasting", _("Wasting"), "posyandu.wasting"),
    Heading("dt", _("2T"), "posyandu.t2"),
    Heading("lapor", _("Melapor"), "posyandu.reporting"),
)
COMPARED = (
    Compared(
        "posyandu.d_s",
        "",
        _("Yang ditimbang lebih sedikit"),
        _("Yang ditimbang lebih banyak"),
    ),
    Compared(
        "posyandu.nd_prime",
        "weighed",
        _("Yang naik lebih sedikit"),
        _("Yang naik lebih banyak"),
    ),
    Compared(
        "posyandu.t2",
        "weighed",
        _("Belum naik dua bulan (2T) lebih banyak"),
        _("Belum naik dua bulan (2T) lebih sedikit"),
    ),
    Compared(
        "posyandu.stunting",
        "haz_assessed",
        _("Stunting lebih banyak"),
        _("Stunting lebih sedikit"),
    ),
    Compared(
        "posyandu.wasting",
        "whz_assessed",
        _("Wasting lebih banyak"),
        _("Wasting lebih sedikit"),
    ),
)
STACKS = tuple(
    Stacked(
        INDEX_TITLES[index],
        f"{index}_assessed",
        {f"{index}_{slug}": GROWTH_FILLS[slug] for slug in categories},
    )
    for index, categories in CATEGORIES.items()
)
OVERVIEW = Overview(
    size="target_children",
    size_words=_("%s balita"),
    counted=_("anak"),
    headline=words.headline,
    subline=words.subline,
    empty=(
        _("Belum ada posyandu yang mencatat di wilayah ini."),
        _("Angka muncul di sini beberapa detik setelah penimbangan pertama."),
    ),
    tiles=TILES,
    headings=HEADINGS,
    columns=(
        ("S", "target_children"),
        ("K", "with_growth_card"),
        ("D", "weighed"),
        ("N", "gained"),
        ("D/S", "posyandu.d_s"),
        ("N/D′", "posyandu.nd_prime"),
    ),
    trend=(("D/S", "posyandu.d_s"), ("N/D′", "posyandu.nd_prime")),
    trend_note=_("N/D′ hanya menghitung anak yang ditimbang dua bulan berturut-turut."),
    compared=COMPARED,
    bars_title=_("SKDN"),
    bars=(
        Bar("S", _("Balita yang menjadi sasaran"), "target_children", "var(--q2)"),
        Bar("K", _("Punya buku KIA atau KMS"), "with_growth_card", "var(--q3)"),
        Bar("D", _("Ditimbang bulan ini"), "weighed", "var(--q4)"),
        Bar("N", _("Berat naik cukup"), "gained", "var(--q5)"),
    ),
    bars_sentence=words.weighed_sentence,
    stacks_title=_("Keadaan gizi anak yang diukur"),
    stacks_note=_("Nilai yang tidak masuk akal menurut WHO tidak dihitung."),
    stacks=STACKS,
    strata=Strata(
        "posyandu.count",
        _("Strata %s posyandu"),
        ("var(--q2)", "var(--q3)", "var(--q4)", "var(--q5)"),
        unstated=_("Belum dinilai"),
        unstated_by_source=_("Strata belum dinyatakan"),
        recorded=_("%s posyandu di antaranya sudah tercatat satu per satu di Anyelir."),
        beside="kader",
        beside_words=_("%s kader menurut laporan"),
    ),
    mapped=Mapped("posyandu.d_s", _("Peta gelembung: balita ditimbang (D/S)"), "D/S", (60, 70, 75, 80)),
    letters={
        "target_children": "S",
        "with_growth_card": "K",
        "weighed": "D",
        "gained": "N",
        "not_gained": "T",
        "missed_last_month": "O",
        "first_weighed": "B",
        "not_gained_twice": "2T",
        "below_red_line": "BGM",
    },
    goal=words.goal,
    notes=words.card_notes,
)

"""What is counted about posyandu: measures over four facts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anyelir.core.indicator import Fact, Measure
from anyelir.posyandu.care import facts

CHILD_MONTH = Fact(
    "child_month",
    _("Satu baris per anak dan bulan: anak balita yang terdaftar atau ditimbang di posyandu pada bulan itu."),
    {
        "is_target": "boolean",
        "has_card": "boolean",
        "is_card_known": "boolean",
        "is_weighed": "boolean",
        "status": "string",
        "not_gained_run": "int32",
        "is_below_red_line": "boolean",
        "waz": "string",
        "haz": "string",
        "whz": "string",
        "baz": "string",
    },
    facts.child_months,
)
OPEN_DAY = Fact(
    "open_day",
    _("Satu baris per hari buka posyandu."),
    {"kader_on_duty": "int32", "has_kader": "boolean"},
    facts.open_days,
)
POST_MONTH = Fact(
    "post_month",
    _("Satu baris per posyandu dan bulan selama posyandu berdiri."),
    {
        "stage": "string",
        "is_self_funded": "boolean",
        "is_reporting": "boolean",
        "is_closed": "boolean",
        "kader": "int32",
    },
    facts.post_months,
)
REFERRAL = Fact(
    "referral",
    _("Satu baris per rujukan, pada bulan rujukan dibuat."),
    {"is_answered": "boolean", "is_urgent": "boolean"},
    facts.referrals,
)


# A posyandu that neither weighed anybody nor signed its month has not said that nobody came.
REPORTED = ("posyandu_reporting", "posyandu_closed")


def _children(key, title, expression, known_by=()):
    return Measure(key, title, CHILD_MONTH, expression, known_by)


def _weighed(key, title, expression):
    return _children(key, title, expression, REPORTED)


def _category_measures(index: str, title, categories: dict):
    """One measure a nutrition category of an index, and one for all that have a category."""
    yield _children(f"{index}_assessed", title, lambda t: t[index].notnull())
    for slug, label in categories.items():
        yield _children(f"{index}_{slug}", label, lambda t, slug=slug: t[index] == slug)


WAZ = {
    "severely_underweight": _("BB sangat kurang"),
    "underweight": _("BB kurang"),
    "normal": _("BB normal"),
    "risk_overweight": _("Risiko BB lebih"),
}
HAZ = {
    "severely_stunted": _("Sangat pendek"),
    "stunted": _("Pendek"),
    "normal": _("Tinggi normal"),
    "tall": _("Tinggi"),
}
WHZ = {
    "severe_wasting": _("Gizi buruk"),
    "wasting": _("Gizi kurang"),
    "normal": _("Gizi baik"),
    "risk_overweight": _("Berisiko gizi lebih"),
    "overweight": _("Gizi lebih"),
    "obese": _("Obesitas"),
}
CATEGORIES = {"waz": WAZ, "haz": HAZ, "whz": WHZ, "baz": WHZ}
INDEX_TITLES = {
    "waz": _("Berat menurut umur (BB/U)"),
    "haz": _("Panjang/tinggi menurut umur (TB/U)"),
    "whz": _("Berat menurut tinggi (BB/TB)"),
    "baz": _("Indeks massa tubuh menurut umur (IMT/U)"),
}
STAGES = {
    "pratama": _("Pratama"),
    "madya": _("Madya"),
    "purnama": _("Purnama"),
    "mandiri": _("Mandiri"),
}

MEASURES = [
    _children("target_children", _("Sasaran balita (S)"), lambda t: t.is_target),
    _children(
        "with_growth_card",
        _("Punya KMS/buku KIA (K)"),
        lambda t: t.is_target & t.has_card,
        ("growth_card_stated",),
    ),
    _children(
        "growth_card_stated",
        _("Diketahui punya atau belum punya KMS"),
        lambda t: t.is_target & t.is_card_known,
    ),
    _weighed(
        "weighed_without_card", _("Ditimbang, belum tercatat punya KMS"), lambda t: t.is_weighed & ~t.has_card
    ),
    _weighed("weighed", _("Ditimbang (D)"), lambda t: t.is_weighed),
    _weighed("gained", _("Naik (N)"), lambda t: t.status == "N"),
    _weighed("not_gained", _("Tidak naik (T)"), lambda t: t.status == "T"),
    _weighed("missed_last_month", _("Bulan lalu tidak ditimbang (O)"), lambda t: t.status == "O"),
    _weighed("first_weighed", _("Baru pertama ditimbang (B)"), lambda t: t.status == "B"),
    _weighed("not_gained_twice", _("Tidak naik dua kali (2T)"), lambda t: t.not_gained_run >= 2),
    _weighed("not_gained_thrice", _("Tidak naik tiga kali (3T)"), lambda t: t.not_gained_run >= 3),
    _weighed("below_red_line", _("Di bawah garis merah (BGM)"), lambda t: t.is_below_red_line),
    *(
        measure
        for index, categories in CATEGORIES.items()
        for measure in _category_measures(index, INDEX_TITLES[index], categories)
    ),
    Measure("sessions_held", _("Hari buka"), OPEN_DAY, lambda t: t.leaf.notnull()),
    Measure(
        "sessions_with_kader", _("Hari buka dengan jumlah kader tercatat"), OPEN_DAY, lambda t: t.has_kader
    ),
    Measure(
        "kader_on_duty", _("Kader bertugas"), OPEN_DAY, lambda t: t.kader_on_duty, ("sessions_with_kader",)
    ),
    Measure("posyandu_count", _("Posyandu"), POST_MONTH, lambda t: t.leaf.notnull()),
    Measure("posyandu_reporting", _("Posyandu melapor"), POST_MONTH, lambda t: t.is_reporting),
    Measure(
        "posyandu_closed", _("Posyandu menutup bulan"), POST_MONTH, lambda t: t.is_closed, is_signed=False
    ),
    Measure("posyandu_self_funded", _("Posyandu swadaya"), POST_MONTH, lambda t: t.is_self_funded),
    *(
        Measure(f"posyandu_{stage}", label, POST_MONTH, lambda t, stage=stage: t.stage == stage)
        for stage, label in STAGES.items()
    ),
    Measure("kader", _("Kader posyandu"), POST_MONTH, lambda t: t.kader),
    Measure("referred", _("Dirujuk"), REFERRAL, lambda t: t.leaf.notnull()),
    Measure("referred_urgent", _("Dirujuk segera"), REFERRAL, lambda t: t.is_urgent),
    Measure("referral_answered", _("Rujukan dijawab"), REFERRAL, lambda t: t.is_answered, is_signed=False),
]

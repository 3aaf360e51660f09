"""What is counted about posyandu: measures over four facts, and the indicators made of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anyelir.core.indicator import Catalogue, Fact, Indicator, Measure
from anyelir.posyandu import facts

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

MEASURED_ON = _("tanggal pengukuran")
UNDER_FIVE_CELL = 5

INDICATORS = [
    Indicator(
        "posyandu.s",
        _("Sasaran balita (S)"),
        _("Balita 0–59 bulan yang menjadi sasaran posyandu pada bulan itu."),
        ("target_children",),
        form_ref="SKDN S",
    ),
    Indicator(
        "posyandu.k",
        _("Punya KMS/buku KIA (K)"),
        _("Sasaran yang memiliki KMS atau buku KIA, sejak hari diberikan (atau pertama kali tercatat)."),
        ("with_growth_card",),
        form_ref="SKDN K",
    ),
    Indicator(
        "posyandu.d",
        _("Balita ditimbang (D)"),
        _("Sasaran yang ditimbang pada bulan itu."),
        ("weighed",),
        form_ref="SKDN D",
        dated_by=MEASURED_ON,
    ),
    Indicator(
        "posyandu.n",
        _("Naik berat badan (N)"),
        _("Ditimbang bulan ini dan bulan lalu, dan kenaikannya cukup."),
        ("gained",),
        form_ref="SKDN N",
        dated_by=MEASURED_ON,
    ),
    Indicator(
        "posyandu.k_s",
        _("Cakupan program (K/S)"),
        _("Bagian sasaran yang punya KMS atau buku KIA."),
        ("with_growth_card",),
        ("target_children",),
        higher_is_better=True,
        example=({"with_growth_card": 9, "target_children": 10}, 90.0),
    ),
    Indicator(
        "posyandu.d_s",
        _("Balita ditimbang (D/S)"),
        _("Bagian sasaran yang ditimbang bulan itu; ukuran peran serta masyarakat."),
        ("weighed",),
        ("target_children",),
        form_ref="SKDN D/S",
        higher_is_better=True,
        dated_by=MEASURED_ON,
        example=({"weighed": 8, "target_children": 10}, 80.0),
    ),
    Indicator(
        "posyandu.n_d",
        _("Naik dari yang ditimbang (N/D)"),
        _("Bagian yang naik dari semua yang ditimbang, seperti pada formulir lama."),
        ("gained",),
        ("weighed",),
        form_ref="SKDN N/D",
        higher_is_better=True,
        dated_by=MEASURED_ON,
        example=({"gained": 6, "weighed": 8}, 75.0),
    ),
    Indicator(
        "posyandu.nd_prime",
        _("Naik berat badan (N/D')"),
        _("Bagian yang naik dari yang ditimbang bulan ini dan bulan lalu (N + T)."),
        ("gained",),
        ("gained", "not_gained"),
        form_ref="SKDN N/D'",
        higher_is_better=True,
        dated_by=MEASURED_ON,
        example=({"gained": 6, "not_gained": 2}, 75.0),
    ),
    Indicator(
        "posyandu.n_s",
        _("Keberhasilan (N/S)"),
        _("Bagian sasaran yang naik berat badannya."),
        ("gained",),
        ("target_children",),
        form_ref="SKDN N/S",
        higher_is_better=True,
        dated_by=MEASURED_ON,
        example=({"gained": 6, "target_children": 10}, 60.0),
    ),
    Indicator(
        "posyandu.d_k",
        _("Kelangsungan penimbangan (D/K)"),
        _(
            "Yang ditimbang dibanding pemilik KMS. Lebih dari 100% bila ada yang ditimbang tanpa KMS tercatat."
        ),
        ("weighed",),
        ("with_growth_card",),
        form_ref="SKDN D/K",
        higher_is_better=True,
        dated_by=MEASURED_ON,
        example=({"weighed": 8, "with_growth_card": 10}, 80.0),
    ),
    Indicator(
        "posyandu.t",
        _("Belum naik (T)"),
        _("Ditimbang bulan ini dan bulan lalu, tetapi kenaikannya belum cukup."),
        ("not_gained",),
        ("gained", "not_gained"),
        higher_is_better=False,
        dated_by=MEASURED_ON,
        example=({"gained": 6, "not_gained": 2}, 25.0),
    ),
    Indicator(
        "posyandu.t2",
        _("Belum naik dua bulan (2T)"),
        _("Belum naik dua bulan berturut-turut, dari yang ditimbang bulan ini dan bulan lalu."),
        ("not_gained_twice",),
        ("gained", "not_gained"),
        form_ref="SKDN 2T",
        higher_is_better=False,
        dated_by=MEASURED_ON,
        example=({"not_gained_twice": 1, "gained": 6, "not_gained": 4}, 10.0),
    ),
    Indicator(
        "posyandu.o_d",
        _("Bulan lalu tidak ditimbang (O/D)"),
        _("Bagian yang ditimbang bulan ini tetapi tidak bulan lalu."),
        ("missed_last_month",),
        ("weighed",),
        higher_is_better=False,
        dated_by=MEASURED_ON,
        example=({"missed_last_month": 2, "weighed": 10}, 20.0),
    ),
    Indicator(
        "posyandu.bgm_d",
        _("Di bawah garis merah (BGM/D)"),
        _("Berat menurut umur di bawah -3 SD, dari yang ditimbang."),
        ("below_red_line",),
        ("weighed",),
        form_ref="SKDN BGM",
        higher_is_better=False,
        dated_by=MEASURED_ON,
        example=({"below_red_line": 1, "weighed": 20}, 5.0),
    ),
    Indicator(
        "posyandu.stunting",
        _("Pendek dan sangat pendek (stunting)"),
        _(
            "TB/U di bawah -2 SD, dari anak yang diukur tingginya; nilai yang tidak masuk akal tidak dihitung."
        ),
        ("haz_severely_stunted", "haz_stunted"),
        ("haz_assessed",),
        higher_is_better=False,
        minimum_cell=UNDER_FIVE_CELL,
        dated_by=MEASURED_ON,
        example=({"haz_severely_stunted": 1, "haz_stunted": 3, "haz_assessed": 20}, 20.0),
    ),
    Indicator(
        "posyandu.wasting",
        _("Gizi kurang dan gizi buruk (wasting)"),
        _("BB/TB di bawah -2 SD atau bengkak, dari anak yang dinilai BB/TB-nya."),
        ("whz_severe_wasting", "whz_wasting"),
        ("whz_assessed",),
        higher_is_better=False,
        minimum_cell=UNDER_FIVE_CELL,
        dated_by=MEASURED_ON,
        example=({"whz_severe_wasting": 0, "whz_wasting": 1, "whz_assessed": 20}, 5.0),
    ),
    Indicator(
        "posyandu.underweight",
        _("Berat badan kurang (underweight)"),
        _("BB/U di bawah -2 SD, dari anak yang ditimbang dan diketahui umurnya."),
        ("waz_severely_underweight", "waz_underweight"),
        ("waz_assessed",),
        higher_is_better=False,
        minimum_cell=UNDER_FIVE_CELL,
        dated_by=MEASURED_ON,
        example=({"waz_severely_underweight": 1, "waz_underweight": 1, "waz_assessed": 20}, 10.0),
    ),
    Indicator(
        "posyandu.sessions",
        _("Hari buka"),
        _("Hari buka posyandu yang diselenggarakan."),
        ("sessions_held",),
        higher_is_better=True,
    ),
    Indicator(
        "posyandu.kader_on_duty",
        _("Kader bertugas tiap hari buka"),
        _("Rata-rata kader bertugas pada hari buka yang jumlah kadernya tercatat."),
        ("kader_on_duty",),
        ("sessions_with_kader",),
        higher_is_better=True,
        scale=1,
        example=({"kader_on_duty": 11, "sessions_with_kader": 2}, 5.5),
    ),
    Indicator(
        "posyandu.count",
        _("Posyandu menurut strata"),
        _("Posyandu terdaftar; strata dari penilaian terakhir, sisanya belum dinyatakan."),
        ("posyandu_count",),
        parts=tuple(f"posyandu_{stage}" for stage in STAGES),
    ),
    Indicator(
        "posyandu.reporting",
        _("Posyandu melapor"),
        _("Posyandu yang punya sedikitnya satu penimbangan bulan itu."),
        ("posyandu_reporting",),
        ("posyandu_count",),
        higher_is_better=True,
        example=({"posyandu_reporting": 9, "posyandu_count": 10}, 90.0),
    ),
    Indicator(
        "posyandu.closed",
        _("Posyandu menutup bulan"),
        _("Posyandu yang sudah menutup dan menandatangani bulan itu."),
        ("posyandu_closed",),
        ("posyandu_count",),
        higher_is_better=True,
        example=({"posyandu_closed": 7, "posyandu_count": 10}, 70.0),
    ),
    Indicator(
        "posyandu.kader",
        _("Kader posyandu"),
        _("Kader yang bertugas di posyandu pada bulan itu."),
        ("kader",),
    ),
    Indicator(
        "posyandu.answered",
        _("Rujukan dijawab puskesmas"),
        _("Bagian rujukan bulan itu yang sudah dijawab puskesmas."),
        ("referral_answered",),
        ("referred",),
        higher_is_better=True,
        example=({"referral_answered": 3, "referred": 4}, 75.0),
    ),
]

CATALOGUE = Catalogue(MEASURES, INDICATORS)

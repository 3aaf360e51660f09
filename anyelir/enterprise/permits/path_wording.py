"""The permit path in plain words: what a question asks, what a step is, how it stands, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.wording import day
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.path import COMMITMENTS, ProductPath
from anyelir.rules.business import Eligibility, Outcome, PathStep, StepState

FEATURES = {
    "is_food_additive": gettext_lazy("Bahan tambahan pangan (pewarna, pengawet, pemanis)"),
    "is_processing_aid": gettext_lazy("Bahan penolong (enzim, ragi untuk pabrik)"),
    "has_mandatory_standard": gettext_lazy("Wajib SNI: garam, tepung terigu, minyak goreng, gula rafinasi"),
    "needs_special_handling": gettext_lazy("Harus selalu dingin, seperti susu segar dan yoghurt"),
    "makes_claims": gettext_lazy("Kemasannya menjanjikan khasiat atau kesehatan"),
    "is_special_nutrition": gettext_lazy("Khusus bayi, ibu hamil, atau orang sakit"),
    "contains_alcohol": gettext_lazy("Mengandung alkohol"),
    "is_drinking_water": gettext_lazy("Air minum dalam kemasan"),
    "is_frozen": gettext_lazy("Dijual beku"),
    "is_moist_meat": gettext_lazy("Daging, ikan, atau ayam yang tidak kering: bakso, sosis, pempek"),
}
FAILED = FEATURES | {
    "home_kitchen": gettext_lazy("Tidak dibuat di dapur rumah atau ruko"),
    "manual_or_semi_automatic": gettext_lazy("Dibuat dengan mesin otomatis"),
    "is_food": gettext_lazy("Bukan makanan atau minuman"),
    "food_type": gettext_lazy("Jenis pangannya tidak ada dalam daftar P-IRT"),
}
GROUNDS = {
    "shelf_life": gettext_lazy("tahan kurang dari 7 hari"),
    "is_ready_to_eat": gettext_lazy("disajikan siap makan"),
    "is_packed_before_buyer": gettext_lazy("dikemas di depan pembeli"),
    "is_raw_material": gettext_lazy("dijual sebagai bahan untuk usaha lain"),
}
STEPS = {
    "nib": (
        gettext_lazy("NIB"),
        gettext_lazy("Daftar di oss.go.id dengan KTP. Gratis, terbit hari itu juga."),
    ),
    "pirt": (
        gettext_lazy("P-IRT"),
        gettext_lazy(
            "Ajukan SPP-IRT lewat OSS: foto produk, rancangan label, komposisi. Terbit kira-kira sehari."
        ),
    ),
    "slhs": (
        gettext_lazy("SLHS"),
        gettext_lazy("Minta pemeriksaan dapur ke puskesmas; sertifikatnya dari dinas kesehatan."),
    ),
    "sni": (gettext_lazy("SNI"), gettext_lazy("Produk ini wajib SNI. Tanyakan ke dinas perindustrian.")),
    "bpom": (
        gettext_lazy("Izin edar BPOM (MD)"),
        gettext_lazy("Daftar di e-reg.pom.go.id, tempatnya diperiksa BPOM."),
    ),
    "food_safety_course": (
        gettext_lazy("Penyuluhan keamanan pangan"),
        gettext_lazy("Ikut PKP di dinas kesehatan, biasanya sehari."),
    ),
    "production_inspection": (
        gettext_lazy("Pemeriksaan tempat"),
        gettext_lazy("Dapur diperiksa dinas kesehatan (CPPB-IRT)."),
    ),
    "label_check": (
        gettext_lazy("Pemeriksaan label"),
        gettext_lazy("Tunjukkan labelnya ke dinas kesehatan."),
    ),
    "halal": (
        gettext_lazy("Sertifikat halal"),
        gettext_lazy("Lewat pernyataan sendiri di ptsp.halal.go.id, gratis dengan pendamping PPH."),
    ),
    "brand": (
        gettext_lazy("Merek"),
        gettext_lazy("Daftar di dgip.go.id supaya nama tidak dipakai orang lain."),
    ),
}
STATES = {
    StepState.DONE: (gettext_lazy("sudah"), "ok", "check"),
    StepState.IN_PROGRESS: (gettext_lazy("sedang diurus"), "attn", "clock"),
    StepState.RENEW: (gettext_lazy("perpanjang"), "attn", "clock"),
    StepState.READY: (gettext_lazy("bisa dimulai"), "attn", "next"),
    StepState.BLOCKED: (gettext_lazy("menunggu"), "line", "lock"),
    StepState.ASK: (gettext_lazy("perlu dijawab dulu"), "line", "help"),
    StepState.NOT_APPLICABLE: (gettext_lazy("tidak perlu"), "line", ""),
}


def verdict(eligibility: Eligibility) -> str:
    """One sentence: which distribution permit this product needs."""
    if eligibility.outcome is Outcome.EXEMPT:
        grounds = ", ".join(str(GROUNDS[ground]) for ground in eligibility.grounds)
        return _("Produk ini tidak perlu izin edar: %s.") % grounds
    if eligibility.outcome is Outcome.ELIGIBLE:
        return _("Produk ini memakai P-IRT.")
    if eligibility.outcome is Outcome.ASK:
        return _("Jawab pertanyaannya dulu, supaya tidak mengurus izin yang tidak perlu.")
    if eligibility.instead == "none":
        return _("Bukan makanan atau minuman, jadi tidak perlu izin edar pangan.")
    return _("Produk ini tidak boleh memakai P-IRT. Jalannya izin edar BPOM (MD).")


def reasons(eligibility: Eligibility) -> list[str]:
    """Why P-IRT is not for it, where that is so."""
    if eligibility.outcome is not Outcome.NOT_ELIGIBLE or eligibility.instead == "none":
        return []
    return [str(FAILED[question]) for question in eligibility.failed]


@dataclass(frozen=True)
class StepLine:
    """A step of the path as it is shown; ``kind`` of the paper to write down, ``permit`` that is there already."""

    step: str
    title: str
    do: str
    state: tuple[str, str, str]
    note: str
    permit: Permit | None
    kind: str
    is_next: bool
    is_open: bool


def lines_of_path(path: ProductPath) -> list[StepLine]:
    """Those that concern this product, in their order."""
    shown = [step for step in path.steps if step.state is not StepState.NOT_APPLICABLE]
    return [_line(path, step) for step in shown]


def _line(path: ProductPath, step: PathStep) -> StepLine:
    title, do = STEPS[step.step]
    kind = Permit.Kind.PIRT if step.step in COMMITMENTS else step.step
    return StepLine(
        step.step,
        str(title),
        str(do),
        STATES[step.state],
        _note(step),
        path.permit_of(step),
        kind,
        is_next=step == path.next_step,
        is_open=step.state.is_for_today and step.state is not StepState.ASK,
    )


def _note(step: PathStep) -> str:
    if step.waits_for:
        names = ", ".join(str(STEPS[name][0]) for name in step.waits_for)
        return _("setelah %s") % names
    if step.duty_from is not None:
        return _("wajib mulai %s") % day(step.duty_from)
    return "" if step.is_duty else _("boleh, tidak wajib")

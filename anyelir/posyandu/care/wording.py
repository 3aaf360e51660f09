"""How results and reasons of a referral are said to the kader and the puskesmas; words for a mother: explaining.py."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core import wording
from anyelir.rules.skdn import LetterReason, MonthStatus


def z_score(centi_z: int | None) -> str:
    """−1,25 SD with a true minus sign."""
    if centi_z is None:
        return wording.nothing_yet()
    return f"{number_format(Decimal(centi_z) / 100, decimal_pos=2)}".replace("-", "−")


STATUS_NAMES = {
    "N": gettext_lazy("Naik (N)"),
    "T": gettext_lazy("Belum naik (T)"),
    "O": gettext_lazy("Bulan lalu tidak ditimbang (O)"),
    "B": gettext_lazy("Pertama kali ditimbang (B)"),
    "": gettext_lazy("Sudah ditimbang"),  # weighed, but no letter is given at this age
}


STATUS_ICONS = {"N": "up", "T": "flat", "O": "clock", "B": "flag", "": "minus"}
STATUS_BADGES = {"N": "hijau", "T": "kuning", "O": "", "B": "", "": ""}


def status_name(status: MonthStatus) -> str:
    """The letter in words; a gain that is too small is a gain, and a weight with oedema is none."""
    if status.reason == LetterReason.OEDEMA:
        return _("Bengkak, tidak dinilai naik (%s)") % status.status
    if status.status == "T" and (status.actual_gain_g or 0) > 0:
        return _("Naik, belum cukup (T)")
    return str(STATUS_NAMES[status.status or ""])


# The colours of the arm band, as they are printed on it.
ARM_COLOURS = {
    "severe_wasting": gettext_lazy("merah"),
    "wasting": gettext_lazy("kuning"),
    "normal": gettext_lazy("hijau"),
}


# What a kader ticks and the puskesmas reads: findings, never a diagnosis.
REASON_NAMES = {
    "danger_sign": gettext_lazy("Tanda bahaya"),
    "oedema": gettext_lazy("Bengkak kedua punggung kaki"),
    "muac_red": gettext_lazy("LiLA di bawah 11,5 cm (merah)"),
    "severe_wasting": gettext_lazy("BB/TB di bawah −3 SD"),
    "wasting": gettext_lazy("BB/TB di bawah −2 SD"),
    "not_gained_twice": gettext_lazy("Kenaikan berat tidak cukup dua bulan berturut-turut atau lebih (2T)"),
    "not_gained": gettext_lazy("Kenaikan berat bulan ini tidak cukup (T)"),
    "below_red_line": gettext_lazy("Berat di bawah garis merah (BGM)"),
    "above_orange_line": gettext_lazy("Berat di atas garis jingga"),
    "risk_overweight": gettext_lazy("BB/TB di atas +1 SD"),
    "overweight": gettext_lazy("BB/TB di atas +2 SD"),
    "obese": gettext_lazy("BB/TB di atas +3 SD"),
    "severely_stunted": gettext_lazy("TB/U di bawah −3 SD"),
    "stunted": gettext_lazy("TB/U di bawah −2 SD"),
    "microcephaly": gettext_lazy("Lingkar kepala di bawah −2 SD"),
    "macrocephaly": gettext_lazy("Lingkar kepala di atas +2 SD"),
    "tbc_signs": gettext_lazy("Dua atau lebih gejala TBC"),
    "development_incomplete": gettext_lazy("Perkembangan belum sesuai umur"),
    "measure_again": gettext_lazy("Hasil ukur tidak biasa, perlu diukur ulang"),
    "other": gettext_lazy("Alasan lain (tulis di catatan)"),
}


# The categories of Permenkes 2/2020 as offices write them; on the child page of the puskesmas, not for a mother.
CATEGORY_NAMES = {
    "waz": {
        "severely_underweight": gettext_lazy("Berat badan sangat kurang"),
        "underweight": gettext_lazy("Berat badan kurang"),
        "normal": gettext_lazy("Berat badan normal"),
        "risk_overweight": gettext_lazy("Risiko berat badan lebih"),
    },
    "haz": {
        "severely_stunted": gettext_lazy("Sangat pendek"),
        "stunted": gettext_lazy("Pendek"),
        "normal": gettext_lazy("Normal"),
        "tall": gettext_lazy("Tinggi"),
    },
    "whz": {
        "severe_wasting": gettext_lazy("Gizi buruk"),
        "wasting": gettext_lazy("Gizi kurang"),
        "normal": gettext_lazy("Gizi baik"),
        "risk_overweight": gettext_lazy("Berisiko gizi lebih"),
        "overweight": gettext_lazy("Gizi lebih"),
        "obese": gettext_lazy("Obesitas"),
    },
    "hcz": {
        "microcephaly": gettext_lazy("Mikrosefali"),
        "normal": gettext_lazy("Normal"),
        "macrocephaly": gettext_lazy("Makrosefali"),
    },
}


CATEGORY_NAMES["baz"] = CATEGORY_NAMES["whz"]

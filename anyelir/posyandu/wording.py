"""How ages, measurements and reasons are said, for the kader and the puskesmas. Words for a mother: explaining.py."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anyelir.core import wording
from anyelir.families.models import Person
from anyelir.rules.age import completed_months
from anyelir.rules.months import first_of_month, previous_month
from anyelir.rules.skdn import MonthStatus, Reason

SHORTEST_IN_MONTHS = 1


def age(child: Person, on: dt.date) -> str:
    """1 tahun 2 bulan; days in the first month; about, where only month or year of birth are known."""
    if child.born_on is None:
        return _("umur belum diketahui")
    months = completed_months(child.born_on, on)
    if months < 0:
        return _("belum lahir")
    if child.birth_precision == Person.Precision.YEAR:
        return _("sekitar %s") % _years(months // 12)
    if months < SHORTEST_IN_MONTHS:
        days = (on - child.born_on).days
        return ngettext("%d hari", "%d hari", days) % days
    years, rest = divmod(months, 12)
    parts = [_years(years)] * bool(years) + [ngettext("%d bulan", "%d bulan", rest) % rest] * bool(rest)
    words = " ".join(parts)
    return words if child.birth_precision == Person.Precision.DAY else _("sekitar %s") % words


def _years(count: int) -> str:
    return ngettext("%d tahun", "%d tahun", count) % count


def first_name(name: str) -> str:
    """The name by which a child is called: the first word, the second after a one-letter one."""
    words = name.split()
    found = next((word for word in words if len(word.strip(".")) > 1), name)
    # Lists from offices write names in capitals; nobody is called that way.
    return found.capitalize() if name.isupper() and len(found) > 2 else found


def mother_of(child: Person) -> str:
    """The mother's name where it is known, from her own record or as it was written down."""
    return child.mother.name if child.mother is not None else child.mother_name


def mothers_child(child: Person) -> str:
    """anak Bu Rina, or nothing where no mother is known."""
    name = mother_of(child)
    return _("anak Bu %s") % first_name(name) if name else ""


def near_place(label: str) -> str:
    """RW 14, Ciriung: a place with the one above it, for people who know where they are."""
    return ", ".join(label.split(", ")[:2])


def month_words(day: dt.date, today: dt.date) -> str:
    """Bulan lalu, where it was; else the month by name."""
    is_last = first_of_month(day) == previous_month(today)
    return _("Bulan lalu") if is_last else wording.month(day)


def exact(value: Decimal | float, unit: str, least: int = 1) -> str:
    """9,1 kg; 9,125 kg: what was written, with at least ``least`` decimals and no zeros behind them."""
    number = Decimal(str(value)).normalize()
    decimals = max(least, -int(number.as_tuple().exponent), 0)
    return f"{number_format(number, decimal_pos=decimals)} {unit}"


def kg(value: Decimal | float | None) -> str:
    return wording.nothing_yet() if value is None else exact(value, "kg")


def cm(value: Decimal | float | None) -> str:
    return wording.nothing_yet() if value is None else exact(value, "cm")


def grams(value: int | None) -> str:
    """800 g, with a sign for a loss."""
    return wording.nothing_yet() if value is None else f"{wording.number(value).replace('-', '−')} g"


def z_score(centi_z: int | None) -> str:
    """−1,25 SD with a true minus sign."""
    if centi_z is None:
        return wording.nothing_yet()
    return f"{number_format(Decimal(centi_z) / 100, decimal_pos=2)}".replace("-", "−")


# As the form asks for it; the same words wherever a measured length is shown.
POSTURE_NAMES = {"recumbent": gettext_lazy("berbaring"), "standing": gettext_lazy("berdiri")}

INDEX_NAMES = {
    "waz": gettext_lazy("Berat menurut umur (BB/U)"),
    "haz": gettext_lazy("Panjang atau tinggi menurut umur (PB/U, TB/U)"),
    "whz": gettext_lazy("Berat menurut panjang atau tinggi (BB/PB, BB/TB)"),
    "baz": gettext_lazy("Massa tubuh menurut umur (IMT/U)"),
    "hcz": gettext_lazy("Lingkar kepala menurut umur (LK/U)"),
    "acz": gettext_lazy("Lingkar lengan menurut umur (LiLA/U)"),
}

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
    if status.reason == Reason.OEDEMA:
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

STAGE_INPUT_NAMES = {
    "weighing_days": gettext_lazy("Hari buka dalam 12 bulan"),
    "mean_kader": gettext_lazy("Rata-rata kader bertugas"),
    "attendance_share": gettext_lazy("Rata-rata balita ditimbang (D/S), persen"),
    "mch_share": gettext_lazy("Cakupan KIA, persen"),
    "family_planning_share": gettext_lazy("Cakupan KB, persen"),
    "immunisation_share": gettext_lazy("Cakupan imunisasi, persen"),
    "extra_programme": gettext_lazy("Program tambahan"),
    "health_fund_share": gettext_lazy("Keluarga ikut dana sehat, persen"),
}

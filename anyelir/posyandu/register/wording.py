"""How ages, children and places are said."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anyelir.families.models import Person
from anyelir.rules.age import completed_months

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
    duration = " ".join(parts)
    return duration if child.birth_precision == Person.Precision.DAY else _("sekitar %s") % duration


def _years(count: int) -> str:
    return ngettext("%d tahun", "%d tahun", count) % count


def first_name(name: str) -> str:
    """The name by which a child is called: the first word, the second after a one-letter one."""
    name_words = name.split()
    first = next((word for word in name_words if len(word.strip(".")) > 1), name)
    # Lists from offices write names in capitals; nobody is called that way.
    return first.capitalize() if name.isupper() and len(first) > 2 else first


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

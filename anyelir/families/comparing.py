"""Two records side by side: what agrees, what differs, and why somebody should look."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.families.models import MergeProposal, Person
from anyelir.families.wording import born, masked

# The reasons of rules.matching; what is unknown says nothing.
REASONS = {
    "name_equal": gettext_lazy("nama sama"),
    "name_variant": gettext_lazy("nama sama, ejaan lain"),
    "name_close": gettext_lazy("nama hampir sama"),
    "name_alike": gettext_lazy("nama mirip"),
    "name_differs": gettext_lazy("nama berbeda"),
    "mother_equal": gettext_lazy("nama ibu sama"),
    "mother_variant": gettext_lazy("nama ibu sama, ejaan lain"),
    "mother_close": gettext_lazy("nama ibu hampir sama"),
    "mother_differs": gettext_lazy("nama ibu berbeda"),
    "birth_equal": gettext_lazy("tanggal lahir sama"),
    "birth_month_equal": gettext_lazy("bulan lahir sama"),
    "birth_day_month_swapped": gettext_lazy("tanggal dan bulan lahir tertukar"),
    "birth_one_digit": gettext_lazy("tanggal lahir beda satu angka"),
    "birth_year_equal": gettext_lazy("tahun lahir sama"),
    "birth_default_day": gettext_lazy("salah satu hanya tahu tahun lahirnya"),
    "birth_near": gettext_lazy("tanggal lahir berdekatan"),
    "birth_year_near": gettext_lazy("tahun lahir berdekatan"),
    "birth_differs": gettext_lazy("tanggal lahir berbeda"),
    "sex_equal": gettext_lazy("jenis kelamin sama"),
    "sex_differs": gettext_lazy("jenis kelamin berbeda"),
    "place_desakel": gettext_lazy("desa atau kelurahan sama"),
    "place_below_desakel": gettext_lazy("RW atau RT sama"),
}


@dataclass(frozen=True)
class ComparedField:
    """One line of the comparison; ``is_same`` is None where one of the two records says nothing."""

    label: str
    kept: str
    other: str
    is_same: bool | None


def lines_of(proposal: MergeProposal) -> list[ComparedField]:
    """What a person needs to decide; numbers are compared, and shown by their last digits only."""
    first, second = proposal.kept, proposal.other
    return [
        _line(_("Nama"), first.name, second.name),
        _line(_("Jenis kelamin"), first.get_sex_display(), second.get_sex_display()),
        _line(_("Lahir"), born(first) if first.born_on else "", born(second) if second.born_on else ""),
        _line(_("Nama ibu"), first.mother_name, second.mother_name),
        _line("NIK", masked(first.nik), masked(second.nik), first.nik == second.nik),
        _line(_("Nomor telepon"), masked(first.phone), masked(second.phone), first.phone == second.phone),
        _line(_("Hubungan"), first.get_relation_display(), second.get_relation_display()),
        _line(_("Keluarga"), first.family.head_name, second.family.head_name),
        _line(_("Alamat"), _address(first), _address(second)),
        _line(_("Tempat tinggal"), first.region.label, second.region.label),
        _line(_("Keadaan"), _state(first), _state(second)),
    ]


def _line(label: str, kept: str, other: str, is_same: bool | None = None) -> ComparedField:
    if not kept or not other:
        return ComparedField(label, kept, other, None)
    return ComparedField(label, kept, other, kept == other if is_same is None else is_same)


def _address(person: Person) -> str:
    return person.family.household.house.address


def _state(person: Person) -> str:
    if person.died_on:
        return _("meninggal")
    return _("pindah") if person.moved_on else _("tinggal di sini")


def reasons_of(proposal: MergeProposal) -> list[tuple[str, bool]]:
    """Why the two were proposed: (words, whether it speaks for one person), the strongest first."""
    parts = sorted(proposal.parts.get("parts", []), key=lambda part: -abs(part[2]))
    return [
        (str(REASONS[reason]), points > 0) for _field, reason, points in parts if points and reason in REASONS
    ]


def better_kept(proposal: MergeProposal) -> str:
    """The record to offer first: the one with the NIK, else the one of which more is known."""
    first, second = proposal.kept, proposal.other
    if bool(first.nik) != bool(second.nik):
        return "pertama" if first.nik else "kedua"
    return "kedua" if _known(second) > _known(first) else "pertama"


def _known(person: Person) -> int:
    columns = ("born_on", "mother_name", "phone", "birth_place", "birth_weight_g", "birth_length_cm")
    return sum(bool(getattr(person, column)) for column in columns)

"""Forms of a group: founding, editing, grading, its officers and members, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.groups.models import Group, GroupStage
from anyelir.enterprise.groups.models.group import NAME_LENGTH, PRODUCTS_LENGTH, REASON_LENGTH
from anyelir.enterprise.groups.queries.profile import OFFICES
from anyelir.membership.models import NAME_LENGTH as LONGEST_NAME
from anyelir.membership.models import Member
from anyelir.membership.queries import offered_members
from anyelir.regions.models import Level, Region

PLACES = (Level.DESAKEL, Level.DUSUN, Level.RW, Level.RT, Level.DASAWISMA)
REQUIRED = {"required": _("Isi dulu."), "invalid_choice": _("Pilih dari daftar.")}


class GroupPlaceField(forms.ModelChoiceField):
    """A place from desa down to dasawisma, shown with the places above it."""

    def label_from_instance(self, region):
        return region.label


class GroupFacts(PlacedForm):
    """What is written of a group at its founding and mended later."""

    name = TextField(
        label=_("Nama kelompok"),
        max_length=NAME_LENGTH,
        help_text=_("Tanpa kata Poklak atau Poksus, misalnya Mekar Sari."),
        error_messages=REQUIRED,
    )
    parent = forms.ModelChoiceField(
        label=_("Poksus pengelola dana"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("tidak ada"),
        error_messages=REQUIRED,
    )
    founded_on = DayField(label=_("Berdiri"), not_later=True, error_messages=REQUIRED)
    decree_no = TextField(label=_("Nomor SK"), max_length=60, required=False)
    decree_on = DayField(label=_("Tanggal SK"), not_later=True, required=False)
    category = forms.ChoiceField(label=_("Bidang usaha"), choices=Group.Category.choices, initial="mixed")
    products = TextField(
        label=_("Produk"),
        max_length=PRODUCTS_LENGTH,
        required=False,
        keeps_lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu produk satu baris. Halaman ini dibaca pembina."),
    )

    def __init__(self, *args: Any, parents: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].queryset = parents


class FoundForm(GroupFacts, SentOnce):
    """A new group with its first two officers."""

    region = GroupPlaceField(
        label=_("Wilayah"),
        queryset=Region.objects.none(),
        empty_label=_("pilih wilayah"),
        error_messages=REQUIRED,
    )
    kind = forms.ChoiceField(
        label=_("Bentuk"),
        choices=[
            (Group.Kind.POKLAK.value, _("Poklak: kelompok yang berusaha dan meminjam")),
            (Group.Kind.POKSUS.value, _("Poksus: pengelola dana desa atau kelurahan")),
        ],
        widget=forms.RadioSelect(attrs={"data-wide": ""}),
        initial="poklak",
    )
    programme = forms.ChoiceField(
        label=_("Program"),
        choices=Group.Programme.choices,
        initial="up2k",
        help_text=_("UPPKS milik BKKBN dicatat terpisah dan tidak masuk formulir 4.22."),
    )
    chair_name = TextField(label=_("Ketua"), max_length=LONGEST_NAME, error_messages=REQUIRED)
    treasurer_name = TextField(
        label=_("Bendahara"),
        max_length=LONGEST_NAME,
        error_messages=REQUIRED,
        help_text=_("Orang yang berbeda dari ketua. Keduanya menjadi anggota nomor 1 dan 2."),
    )
    field_order = [
        *("name", "kind", "programme", "region", "parent", "founded_on", "chair_name", "treasurer_name"),
        *("category", "products", "decree_no", "decree_on"),
    ]

    def __init__(self, *args: Any, places: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].queryset = places.filter(level__in=PLACES)


class GradeForm(PlacedForm, SentOnce):
    """Strata with the reason, since nobody published criteria."""

    stage = forms.ChoiceField(
        label=_("Strata"),
        choices=GroupStage.Stage.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    on = DayField(label=_("Tanggal penilaian"), proposes_today=True, not_later=True)
    reason = TextField(
        label=_("Alasan"),
        max_length=REASON_LENGTH,
        keeps_lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya: kas ditutup 12 bulan, dana bergulir lancar, produk sudah ber-P-IRT."),
        error_messages=REQUIRED,
    )
    assessor_name = TextField(label=_("Penilai"), max_length=LONGEST_NAME, error_messages=REQUIRED)


class OfficerForm(PlacedForm, SentOnce):
    """Who takes which post."""

    office = forms.ChoiceField(
        label=_("Jabatan"), choices=[(office.value, office.label) for office in OFFICES]
    )
    name = TextField(
        label=_("Nama"),
        max_length=LONGEST_NAME,
        help_text=_("Kalau belum menjadi anggota, ia sekaligus dicatat sebagai anggota."),
        error_messages=REQUIRED,
    )
    since = DayField(label=_("Mulai bertugas"), proposes_today=True, not_later=True)


class JoinGroupForm(PlacedForm, SentOnce):
    """Who joins: somebody of the movement, or a name."""

    name = TextField(label=_("Nama"), max_length=LONGEST_NAME, required=False)
    member = forms.ModelChoiceField(
        label=_("Atau pilih yang sudah tercatat sebagai anggota PKK"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("belum tercatat"),
        error_messages=REQUIRED,
    )
    is_namesake = forms.BooleanField(label=_("Orang lain yang namanya sama"), required=False)
    since = DayField(label=_("Masuk pada"), proposes_today=True, not_later=True)

    def __init__(self, *args: Any, region: Region, **options: Any) -> None:
        super().__init__(*args, place=region.code, **options)
        self.fields["member"].queryset = offered_members(region)


class LeaveGroupForm(PlacedForm, SentOnce):
    until = DayField(label=_("Hari terakhir sebagai anggota"), proposes_today=True, not_later=True)


class CloseGroupForm(PlacedForm, SentOnce):
    on = DayField(label=_("Hari terakhir kelompok"), proposes_today=True, not_later=True)
    reason = TextField(label=_("Mengapa ditutup"), max_length=REASON_LENGTH, error_messages=REQUIRED)

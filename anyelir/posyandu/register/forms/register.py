"""A posyandu, who serves there, how it is graded, and a child that moves."""

from __future__ import annotations

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_at
from anyelir.core.forms import ClockField, DayField, NumberField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.core.terms import not_ended
from anyelir.membership.models import Member, Service
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.register.models import Posyandu, StageAssessment
from anyelir.posyandu.register.wording import STAGE_INPUT_NAMES
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, within
from anyelir.rules.strata import Inputs

PLACES = (Level.DESAKEL, Level.DUSUN, Level.RW, Level.RT)


def week_choices():
    return [("", _("belum tetap")), *[(week, _("minggu ke-%d") % week) for week in range(1, 6)]]


def day_choices():
    return [("", _("belum tetap")), *WEEKDAYS.items()]


class PosyanduRegionField(forms.ModelChoiceField):
    """A place from desa down to RT, shown with the places above it."""

    def label_from_instance(self, region):
        return region.label


class PosyanduForm(PlacedForm, SentOnce):
    name = TextField(label=gettext_lazy("Nama posyandu"), max_length=120)
    region = PosyanduRegionField(
        label=gettext_lazy("Wilayah"),
        queryset=Region.objects.none(),
        empty_label=gettext_lazy("pilih wilayah"),
    )
    puskesmas = forms.ModelChoiceField(
        label=gettext_lazy("Puskesmas pembina"),
        queryset=Puskesmas.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum ada"),
    )
    address = TextField(label=gettext_lazy("Tempat"), max_length=200, required=False)
    schedule_week = forms.TypedChoiceField(
        label=gettext_lazy("Jadwal: minggu"),
        choices=week_choices,
        coerce=int,
        empty_value=None,
        required=False,
    )
    schedule_weekday = forms.TypedChoiceField(
        label=gettext_lazy("Jadwal: hari"), choices=day_choices, coerce=int, empty_value=None, required=False
    )
    opens_at = ClockField(label=gettext_lazy("Jam buka"), required=False)
    decree_no = TextField(label=gettext_lazy("Nomor SK pendirian"), max_length=60, required=False)
    decree_on = DayField(label=gettext_lazy("Tanggal SK"), not_later=True, required=False)
    is_self_funded = forms.BooleanField(
        label=gettext_lazy("Swadaya: dijalankan dengan dana warga sendiri"), required=False
    )
    latitude = NumberField(label=gettext_lazy("Lintang"), least=-12, most=7, decimals=6, required=False)
    longitude = NumberField(label=gettext_lazy("Bujur"), least=94, most=142, decimals=6, required=False)

    def __init__(self, *args, places, puskesmas, **kwargs):
        """``places`` and ``puskesmas`` are what the person may choose from."""
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = places.filter(level__in=PLACES)
        self.fields["puskesmas"].queryset = puskesmas

    def clean(self):
        cleaned = super().clean()
        if (cleaned.get("schedule_week") is None) != (cleaned.get("schedule_weekday") is None):
            self.add_error("schedule_weekday", _("Isi minggu dan hari bersama, atau kosongkan keduanya."))
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None) and not self.errors:
            self.add_error("longitude", _("Isi lintang dan bujur bersama, atau kosongkan keduanya."))
        return cleaned


class EditPosyanduForm(PosyanduForm):
    """An edit may be sent twice: it says how the record shall be."""

    op_id = None
    closed_on = DayField(
        label=gettext_lazy("Ditutup pada"),
        not_later=True,
        required=False,
        help_text=gettext_lazy("Hanya bila posyandu ini tidak beroperasi lagi."),
    )


class AssignForm(PlacedForm, SentOnce):
    """A kader of the desa begins to serve."""

    member = forms.ModelChoiceField(
        label=gettext_lazy("Kader"), queryset=Member.objects.none(), empty_label=gettext_lazy("pilih kader")
    )
    since = DayField(label=gettext_lazy("Mulai bertugas"), proposes_today=True, not_later=True)

    def __init__(self, *args, posyandu: Posyandu, **kwargs):
        super().__init__(*args, place=posyandu.region_id, **kwargs)
        desa = at_level(posyandu.region_id, Level.DESAKEL) or posyandu.region_id
        serving = within(Service.objects.filter(not_ended(today_at(posyandu.region_id))), desa)
        self.fields["member"].queryset = Member.objects.filter(pk__in=serving.values("member"))


class EndServiceForm(PlacedForm, SentOnce):
    until = DayField(label=gettext_lazy("Selesai bertugas"), proposes_today=True)


SHARES = ("attendance_share", "mch_share", "family_planning_share", "immunisation_share", "health_fund_share")


class StageForm(PlacedForm, SentOnce):
    """The eight inputs; an empty one is unknown and opens no gate."""

    assessed_on = DayField(label=gettext_lazy("Tanggal penilaian"), proposes_today=True)
    weighing_days = WholeField(least=0, most=366, required=False)
    mean_kader = NumberField(least=0, most=99, decimals=1, required=False)
    extra_programme = forms.NullBooleanField(
        required=False,
        widget=forms.Select(
            choices=[
                ("unknown", gettext_lazy("belum diketahui")),
                ("true", gettext_lazy("ada")),
                ("false", gettext_lazy("tidak ada")),
            ]
        ),
    )
    stage = forms.ChoiceField(
        label=gettext_lazy("Strata yang ditetapkan"),
        choices=[("", gettext_lazy("seperti hasil hitungan")), *StageAssessment.Stage.choices],
        required=False,
    )
    override_reason = TextField(
        label=gettext_lazy("Alasan bila berbeda dari hitungan"), max_length=300, required=False
    )
    assessor_name = TextField(label=gettext_lazy("Penilai"), max_length=120)

    def __init__(self, *args, known: dict[str, object], **kwargs):
        """``known`` is what the site counted itself; those fields say so."""
        super().__init__(*args, **kwargs)
        for name in SHARES:
            self.fields[name] = NumberField(least=0, most=100, decimals=1, required=False)
        for name, label in STAGE_INPUT_NAMES.items():
            self.fields[name].label = label
            if known.get(name) is not None:
                self.fields[name].help_text = _(
                    "Dihitung dari catatan di sini. Ubah bila ada yang belum tercatat."
                )
        self.order_fields(["assessed_on", *STAGE_INPUT_NAMES, "stage", "override_reason", "assessor_name"])

    @property
    def inputs(self) -> Inputs:
        return Inputs(**{name: self.cleaned_data[name] for name in STAGE_INPUT_NAMES})


class TransferForm(PlacedForm, SentOnce):
    to = forms.ModelChoiceField(
        label=gettext_lazy("Pindah ke posyandu"),
        queryset=Posyandu.objects.none(),
        empty_label=gettext_lazy("pilih posyandu"),
    )
    on = DayField(label=gettext_lazy("Mulai tanggal"), proposes_today=True)

    def __init__(self, *args, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = targets

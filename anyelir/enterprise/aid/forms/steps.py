"""Forms of the steps of an aid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.aid.models import Aid, AidRound
from anyelir.enterprise.aid.models.aid import NAME_LENGTH, NUMBER_LENGTH, WORDS_LENGTH
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.models import Business
from anyelir.files.forms import AttachmentField
from anyelir.rules.aid import item_labels

MOST_IDR = 10**11
MOST_ITEMS = 200
REQUIRED = {"required": _("Isi dulu."), "invalid_choice": _("Pilih dari daftar.")}


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProposeForm(SentOnce):
    """For a business or a group of those for which the person may ask."""

    business = forms.ModelChoiceField(
        label=_("Usaha penerima"),
        empty_label=_("bukan usaha"),
        queryset=Business.objects.none(),
        required=False,
        error_messages=REQUIRED,
    )
    group = forms.ModelChoiceField(
        label=_("Kelompok penerima"),
        empty_label=_("bukan kelompok"),
        queryset=Group.objects.none(),
        required=False,
        error_messages=REQUIRED,
    )
    kind = forms.ChoiceField(label=_("Barang"), error_messages=REQUIRED)
    spec = TextField(
        label=_("Keterangan barang"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("Misalnya portabel, satu jarum. Untuk barang lain, tulis namanya."),
    )
    quantity = WholeField(
        label=_("Jumlah"), least=1, most=MOST_ITEMS, initial=1, example="3", error_messages=REQUIRED
    )
    reason = TextField(
        label=_("Untuk apa"),
        max_length=WORDS_LENGTH,
        keeps_lines=True,
        widget=_lines(),
        help_text=_("Apa yang dibuat sekarang, dan apa yang bisa dibuat dengan barang ini."),
        error_messages=REQUIRED,
    )

    def __init__(
        self, *args: Any, businesses: QuerySet[Business], groups: QuerySet[Group], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["business"].queryset = businesses
        self.fields["group"].queryset = groups
        self.fields["kind"].choices = [("", "---------"), *item_labels().items()]
        for name in ("business", "group"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]


class DatedForm(PlacedForm, SentOnce):
    """The day of the step, proposed as today."""

    on = DayField(label=_("Tanggal"), proposes_today=True, not_later=True, error_messages=REQUIRED)


class VerifyForm(DatedForm):
    """What the dinas saw."""

    is_passed = forms.TypedChoiceField(
        label=_("Hasil pemeriksaan"),
        choices=[("yes", _("Lolos")), ("no", _("Tidak lolos"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    why = TextField(
        label=_("Alasan"), max_length=WORDS_LENGTH, keeps_lines=True, required=False, widget=_lines()
    )


class AidDecisionForm(DatedForm):
    """The round whose decree names the receiver, and the amount there."""

    aid_round = forms.ModelChoiceField(
        label=_("Paket bantuan"),
        empty_label=_("pilih"),
        queryset=AidRound.objects.none(),
        error_messages=REQUIRED,
    )
    budget_idr = WholeField(
        label=_("Nilai menurut SK (Rp)"), least=1, most=MOST_IDR, example="7.500.000", error_messages=REQUIRED
    )

    def __init__(self, *args: Any, rounds: QuerySet[AidRound], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["aid_round"].queryset = rounds


class AgreementForm(DatedForm):
    """The agreement as it was signed."""

    nphd_no = TextField(label=_("Nomor NPHD"), max_length=NUMBER_LENGTH, error_messages=REQUIRED)


class ProcureForm(DatedForm):
    """What was bought; a tag is made for each item."""

    unit_price_idr = WholeField(
        label=_("Harga satuan (Rp)"), least=1, most=MOST_IDR, example="2.500.000", error_messages=REQUIRED
    )
    serials = TextField(
        label=_("Nomor seri"),
        max_length=WORDS_LENGTH * 20,
        keeps_lines=True,
        required=False,
        widget=_lines(4),
        help_text=_("Satu di tiap baris. Kosongkan kalau barangnya tidak bernomor."),
    )

    def clean_serials(self) -> list[str]:
        return [line for line in self.cleaned_data["serials"].splitlines() if line.strip()]


class AidHandOverForm(DatedForm):
    """The record of the hand-over with its signers, and a photo."""

    bast_no = TextField(label=_("Nomor BAST"), max_length=NUMBER_LENGTH, error_messages=REQUIRED)
    bast_idr = WholeField(
        label=_("Nilai di BAST (Rp)"), least=1, most=MOST_IDR, example="7.500.000", error_messages=REQUIRED
    )
    giver_signer = TextField(
        label=_("Yang menyerahkan, nama dan jabatan"), max_length=NAME_LENGTH, error_messages=REQUIRED
    )
    receiver_signer = TextField(
        label=_("Yang menerima, nama"), max_length=NAME_LENGTH, error_messages=REQUIRED
    )
    witnesses = TextField(
        label=_("Saksi"),
        max_length=WORDS_LENGTH,
        keeps_lines=True,
        required=False,
        widget=_lines(2),
        help_text=_("Dua saksi, satu di tiap baris."),
    )
    photo = AttachmentField(label=_("Foto serah terima"), required=False)


class CloseForm(DatedForm):
    """How it ended."""

    ending = forms.ChoiceField(
        label=_("Akhirnya"), choices=Aid.Ending.choices, widget=forms.RadioSelect, error_messages=REQUIRED
    )
    reason = TextField(
        label=_("Keterangan"),
        max_length=WORDS_LENGTH,
        keeps_lines=True,
        required=False,
        widget=_lines(),
        help_text=_("Wajib untuk yang ditarik atau dialihkan."),
    )

"""Forms of the surplus: how the members' part is measured and which meeting decided, and what others were paid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.fund.forms.meetings import DecidingMeetingField
from anyelir.enterprise.fund.models import Fund
from anyelir.ledger.forms.entries import MoneyPlaceField, rupiah_field

HALF = 50


class SurplusMeasureForm(forms.Form):
    """Looked at before anything is decided."""

    saving_percent = WholeField(
        label=_("Bagian anggota menurut simpanan (persen)"),
        least=0,
        most=100,
        initial=HALF,
        help_text=_("Sisanya menurut jasa pinjaman yang dibayar."),
    )


class SurplusForm(PlacedForm, SentOnce, SurplusMeasureForm):
    meeting = DecidingMeetingField(required=False)
    on = DayField(label=_("Tanggal pencatatan"), proposes_today=True, not_later=True)
    field_order = ("meeting", "saving_percent", "on")

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        super().__init__(*args, place=fund.body.region_id, **options)
        self.fields["meeting"].offer(fund.body)


class SpendForm(PlacedForm, SentOnce):
    amount_idr = rupiah_field(_("Jumlah (rupiah)"))
    words = TextField(label=_("Uraian"), max_length=200, help_text=_("Misalnya SHU pengurus 2026."))
    place = MoneyPlaceField()
    on = DayField(label=_("Tanggal"), proposes_today=True, not_later=True)
    receipt_no = TextField(label=_("Nomor bukti kas"), max_length=40, required=False)

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        super().__init__(*args, place=fund.body.region_id, **options)
        self.fields["place"].offer(fund.ledger)

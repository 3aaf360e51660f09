"""Forms of savings: money that somebody of the body brings or takes, and who belongs to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.ledger.forms.entries import MoneyPlaceField, rupiah_field
from anyelir.ledger.models import Ledger
from anyelir.ledger.savings import present_people, savings_accounts
from anyelir.membership.models import NAME_LENGTH, BodyMember, Member
from anyelir.membership.queries import offered_members

CHOOSE = {"required": _("Pilih salah satu.")}


class SavingForm(PlacedForm, SentOnce):
    """Who, how much, and where the money is put or taken from."""

    person = forms.ModelChoiceField(
        label=_("Anggota"), empty_label=_("pilih"), queryset=BodyMember.objects.none(), error_messages=CHOOSE
    )
    amount_idr = rupiah_field(_("Jumlah (rupiah)"))
    account = forms.ChoiceField(label=_("Jenis simpanan"))
    place = MoneyPlaceField()
    on = DayField(label=_("Tanggal"), proposes_today=True, not_later=True)
    receipt_no = TextField(label=_("Nomor bukti kas"), max_length=40, required=False)

    def __init__(self, *args: Any, ledger: Ledger, **options: Any) -> None:
        code = ledger.body.region_id
        super().__init__(*args, place=code, **options)
        self.fields["person"].queryset = present_people(ledger.body, today_at(code))
        self.fields["account"].choices = [
            (account.code, account.title) for account in savings_accounts(ledger)
        ]
        self.fields["account"].initial = "simpanan:wajib"
        self.fields["place"].offer(ledger)


class JoinForm(PlacedForm, SentOnce):
    """Who joins the body: somebody of the movement, or a name."""

    member = forms.ModelChoiceField(
        label=_("Sudah tercatat sebagai anggota PKK"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("belum, tulis namanya di bawah"),
    )
    name = TextField(label=_("Nama"), max_length=NAME_LENGTH, required=False)
    is_namesake = forms.BooleanField(label=_("Orang lain yang namanya sama"), required=False)
    since = DayField(label=_("Masuk pada"), proposes_today=True, not_later=True)

    def __init__(self, *args: Any, ledger: Ledger, **options: Any) -> None:
        super().__init__(*args, place=ledger.body.region_id, **options)
        self.fields["member"].queryset = offered_members(ledger.body.region)


class LeaveForm(PlacedForm, SentOnce):
    until = DayField(label=_("Hari terakhir sebagai anggota"), proposes_today=True, not_later=True)

"""Forms of this room: what came in, what went out, what changed its place, a count, a reversal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.ledger.cashbook import chosen_accounts
from anyelir.ledger.funds import FundSource
from anyelir.ledger.models import Ledger, LedgerAccount
from anyelir.ledger.queries import money_places
from anyelir.membership.bodies import name_units
from anyelir.membership.models import Body
from anyelir.rules.journal import LARGEST_IDR


def rupiah_field(label: Any, *, least: int = 1, **options: Any) -> WholeField:
    return WholeField(label=label, least=least, most=LARGEST_IDR, example="25.000", **options)


class MoneyPlaceField(forms.ChoiceField):
    """Where money of a ledger lies: in the box or at a bank. Its form says of which ledger."""

    def __init__(self, label: Any = _("Tunai atau bank"), **options: Any) -> None:
        chosen = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih dari daftar.")}
        super().__init__(label=label, error_messages=chosen, **options)

    def offer(self, ledger: Ledger) -> None:
        self.choices = [(account.code, account.title) for account in money_places(ledger)]


class MoneyForm(PlacedForm, SentOnce):
    """An entry of the cash book; ``kind`` is the kind of accounts that stand against the money."""

    kind = ""
    amount_idr = rupiah_field(_("Jumlah (rupiah)"))
    account = forms.ChoiceField(label=_("Untuk apa"))
    place = MoneyPlaceField()
    on = DayField(label=_("Tanggal"), proposes_today=True, not_later=True)
    words = TextField(label=_("Uraian"), max_length=200)
    receipt_no = TextField(label=_("Nomor bukti kas"), max_length=40, required=False)

    def __init__(self, *args: Any, ledger: Ledger, **options: Any) -> None:
        super().__init__(*args, place=ledger.body.region_id, **options)
        accounts = chosen_accounts(ledger, self.kind, today_at(ledger.body.region_id))
        self.fields["account"].choices = [(account.code, account.title) for account in accounts]
        self.fields["place"].offer(ledger)


class ReceiptForm(MoneyForm):
    kind = LedgerAccount.Kind.INCOME
    account = forms.ChoiceField(label=_("Dari mana uangnya"))


class ExpenseForm(MoneyForm):
    kind = LedgerAccount.Kind.EXPENSE
    fund = forms.ChoiceField(label=_("Memakai dana"), choices=FundSource.choices)
    field_order = ("amount_idr", "account", "fund", "place", "on", "words", "receipt_no")


class MoneyMoveForm(PlacedForm, SentOnce):
    amount_idr = rupiah_field(_("Jumlah (rupiah)"))
    source = MoneyPlaceField(_("Dari"))
    target = MoneyPlaceField(_("Ke"))
    on = DayField(label=_("Tanggal"), proposes_today=True, not_later=True)
    receipt_no = TextField(label=_("Nomor bukti kas"), max_length=40, required=False)

    def __init__(self, *args: Any, ledger: Ledger, **options: Any) -> None:
        super().__init__(*args, place=ledger.body.region_id, **options)
        self.fields["source"].offer(ledger)
        self.fields["target"].offer(ledger)
        self.fields["target"].choices = self.fields["target"].choices[::-1]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("source") and cleaned.get("source") == cleaned.get("target"):
            self.add_error("target", _("Pilih tempat lain daripada asalnya."))
        return cleaned


class OpenLedgerForm(PlacedForm, SentOnce):
    body = forms.ChoiceField(label=_("Buku kas siapa"))
    on = DayField(label=_("Dibuka pada"), proposes_today=True, not_later=True)
    cash_idr = rupiah_field(_("Uang tunai pada hari itu (rupiah)"), least=0)
    bank_idr = rupiah_field(_("Saldo bank pada hari itu (rupiah)"), least=0, required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **options: Any) -> None:
        self.bodies = {str(body.pk): body for body in bodies}
        first = next(iter(self.bodies.values()))
        super().__init__(*args, place=first.region_id, **options)
        name_units(self.bodies.values())
        self.fields["body"].choices = [(key, str(body)) for key, body in self.bodies.items()]
        self.only = first if len(self.bodies) == 1 else None
        if self.only is not None:
            del self.fields["body"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["body"] = self.only or self.bodies.get(cleaned.get("body", ""))
        return cleaned


class CountForm(SentOnce):
    counted_idr = rupiah_field(_("Uang tunai yang terhitung (rupiah)"), least=0)
    reason = TextField(
        label=_("Sebab selisih"),
        max_length=300,
        required=False,
        help_text=_("Kosongkan kalau sama dengan buku."),
    )


class ConfirmForm(SentOnce):
    """The second account confirms; without one, two witnesses are named."""

    witness_one = TextField(label=_("Saksi pertama"), max_length=120, required=False)
    witness_two = TextField(label=_("Saksi kedua"), max_length=120, required=False)

    def __init__(self, *args: Any, needs_witnesses: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not needs_witnesses:
            del self.fields["witness_one"], self.fields["witness_two"]


class ReverseForm(PlacedForm, SentOnce):
    on = DayField(label=_("Tanggal pembatalan"), proposes_today=True, not_later=True)
    reason = TextField(label=_("Alasan"), max_length=200)

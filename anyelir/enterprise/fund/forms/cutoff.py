"""Forms of the cut-off sheet: sums of the group, savings of each member, a running loan, and the two witnesses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import TextField, WholeField
from anyelir.core.grain import MONTH
from anyelir.core.sending import SentOnce
from anyelir.core.wording import month
from anyelir.enterprise.fund.models import MOST_MONTHS, Fund, LoanProduct
from anyelir.enterprise.fund.old_books import MONEY, OF_GROUP, OF_MEMBER, OldBalance, first_months
from anyelir.enterprise.fund.queries import products_on
from anyelir.ledger.forms.entries import rupiah_field
from anyelir.ledger.savings import people_of
from anyelir.membership.models import BodyMember

CHOOSE = {"required": _("Pilih salah satu.")}


def _amount_field(label: Any, held_idr: int) -> WholeField:
    return rupiah_field(label, least=0, required=False, initial=held_idr or None)


class OldSumsForm(SentOnce):
    """What the old books hold of the group as a whole."""

    def __init__(
        self, *args: Any, titles: Mapping[str, str], held: Mapping[str, int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.names = {code: code.replace(":", "_") for code in (*MONEY, *OF_GROUP)}
        for code, name in self.names.items():
            self.fields[name] = _amount_field(titles[code], held.get(code, 0))

    def balances(self) -> list[OldBalance]:
        """Of a form that is valid."""
        return [OldBalance(code, None, self.cleaned_data[name] or 0) for code, name in self.names.items()]


class OldSavingsForm(SentOnce):
    """What belongs to each of these members."""

    def __init__(
        self,
        *args: Any,
        people: Sequence[BodyMember],
        titles: Mapping[str, str],
        held: Mapping[tuple[str, object], int],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.names = {
            (person, code): f"{code.replace(':', '_')}_{person.number}"
            for person in people
            for code in OF_MEMBER
        }
        for (person, code), name in self.names.items():
            self.fields[name] = _amount_field(titles[code], held.get((code, person.pk), 0))

    @property
    def rows(self) -> list[tuple[BodyMember, list[Any]]]:
        """Each member with her fields."""
        by_person: dict[BodyMember, list[Any]] = {}
        for (person, _code), name in self.names.items():
            by_person.setdefault(person, []).append(self[name])
        return [*by_person.items()]

    def balances(self) -> list[OldBalance]:
        """Of a form that is valid."""
        return [
            OldBalance(code, person, self.cleaned_data[name] or 0)
            for (person, code), name in self.names.items()
        ]


class CutOffLoanForm(SentOnce):
    person = forms.ModelChoiceField(
        label=_("Peminjam"), empty_label=_("pilih"), queryset=BodyMember.objects.none(), error_messages=CHOOSE
    )
    product = forms.ModelChoiceField(
        label=_("Jenis pinjaman"),
        empty_label=_("pilih"),
        queryset=LoanProduct.objects.none(),
        error_messages=CHOOSE,
    )
    purpose = TextField(label=_("Untuk keperluan usaha"), max_length=200)
    principal_idr = rupiah_field(_("Sisa pokok (rupiah)"))
    service_idr = rupiah_field(
        _("Sisa jasa (rupiah)"),
        least=0,
        required=False,
        help_text=_("Jasa yang belum dibayar sampai pinjamannya selesai."),
    )
    months = WholeField(label=_("Angsuran yang belum dibayar"), least=1, most=MOST_MONTHS, example="6")
    first_month = forms.TypedChoiceField(
        label=_("Angsuran tertua yang belum dibayar, bulan"), coerce=MONTH.parse, error_messages=CHOOSE
    )

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people_of(fund.body)
        self.fields["product"].queryset = products_on(fund, fund.since)
        months = reversed(first_months(fund.since))
        self.fields["first_month"].choices = [(MONTH.key(each), month(each)) for each in months]
        self.fields["first_month"].initial = MONTH.key(MONTH.start(fund.since))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["service_idr"] = cleaned.get("service_idr") or 0
        return cleaned


class CloseCutOffForm(SentOnce):
    """``seen`` is the version of the sheet that the witnesses looked at."""

    witness_one = forms.ModelChoiceField(
        label=_("Saksi pertama"),
        empty_label=_("pilih"),
        queryset=BodyMember.objects.none(),
        error_messages=CHOOSE,
    )
    witness_two = forms.ModelChoiceField(
        label=_("Saksi kedua"),
        empty_label=_("pilih"),
        queryset=BodyMember.objects.none(),
        error_messages=CHOOSE,
    )
    takes_rest = forms.BooleanField(
        label=_("Selisihnya tidak bisa dijelaskan; catat sebagai modal program"), required=False
    )
    seen = WholeField(least=0, most=2_000_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, fund: Fund, has_rest: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("witness_one", "witness_two"):
            self.fields[name].queryset = people_of(fund.body)
        if not has_rest:
            del self.fields["takes_rest"]

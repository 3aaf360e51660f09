"""Forms of what a group agreed: the fund, its terms, a way of borrowing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, NumberField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.fund.forms.meetings import DecidingMeetingField
from anyelir.enterprise.fund.models import MOST_MONTHS, Fund, FundTerms, LoanProduct
from anyelir.enterprise.fund.shares import SHARES
from anyelir.ledger.forms.entries import rupiah_field
from anyelir.membership.models import Body

REQUIRED = {"required": _("Isi dulu.")}
QUORUM_PERCENT = 50


def percent_field(label: Any, *, required: bool = True, **options: Any) -> WholeField:
    return WholeField(label=label, least=0, most=100, required=required, error_messages=REQUIRED, **options)


class OpenFundForm(PlacedForm, SentOnce):
    """The day, and the first terms."""

    on = DayField(label=_("Dana dibuka pada"), proposes_today=True, not_later=True)
    max_loan_idr = rupiah_field(_("Pinjaman paling banyak (rupiah)"))
    quorum_percent = percent_field(
        _("Kuorum rapat (persen anggota)"),
        initial=QUORUM_PERCENT,
        help_text=_("Pinjaman hanya diputuskan di rapat yang dihadiri paling sedikit sebanyak ini."),
    )
    joint_percent = percent_field(
        _("Tanggung renteng (persen pinjaman)"),
        initial=0,
        help_text=_("Ditahan saat pencairan dan tetap milik peminjam. Isi 0 kalau tidak dipakai."),
    )
    scheme = forms.ChoiceField(label=_("Kolektibilitas"), choices=FundTerms.Scheme.choices)

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, place=body.region_id, **options)


class FundTermsForm(OpenFundForm):
    """Terms that follow others, with the parts of the surplus and the meeting that agreed."""

    on = DayField(label=_("Berlaku mulai"), proposes_today=True)
    meeting = DecidingMeetingField(required=False)

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        super().__init__(*args, body=fund.body, **options)
        self.fields["meeting"].offer(fund.body)
        for share in SHARES:
            label = _("SHU untuk %s (persen)") % str(share.label).lower()
            self.fields[share.slug] = percent_field(label, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["shares"] = {share.slug: cleaned.pop(share.slug, None) for share in SHARES}
        return cleaned


class ProductForm(PlacedForm, SentOnce):
    """One way of borrowing."""

    name = TextField(label=_("Nama pinjaman"), max_length=60, error_messages=REQUIRED)
    method = forms.ChoiceField(label=_("Cara menghitung jasa"), choices=LoanProduct.Method.choices)
    rate_percent = NumberField(
        decimals=2,
        label=_("Jasa sebulan (persen)"),
        least=0,
        most=100,
        example="1,5",
        error_messages=REQUIRED,
    )
    months_max = WholeField(
        label=_("Paling lama (bulan)"), least=1, most=MOST_MONTHS, initial=10, error_messages=REQUIRED
    )
    grace_months = WholeField(
        label=_("Masa tenggang (bulan)"), least=0, most=MOST_MONTHS, initial=0, error_messages=REQUIRED
    )
    rounding_idr = WholeField(
        label=_("Angsuran dibulatkan ke atas (rupiah)"),
        least=1,
        most=100_000,
        initial=1,
        error_messages=REQUIRED,
        help_text=_("Isi 1 kalau tidak dibulatkan. Angsuran terakhir menutup sisanya."),
    )
    ahead = forms.ChoiceField(
        label=_("Kalau membayar lebih dari angsuran"), choices=LoanProduct.Ahead.choices
    )
    payoff = forms.ChoiceField(
        label=_("Kalau dilunasi lebih cepat, yang dibayar"), choices=LoanProduct.PayOff.choices
    )
    on = DayField(label=_("Berlaku mulai"), proposes_today=True)
    meeting = DecidingMeetingField(required=False)

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        super().__init__(*args, place=fund.body.region_id, **options)
        self.fields["meeting"].offer(fund.body)

"""Forms of one loan, from what is asked for to how it ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.forms import DayField, NumberField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.fund.actions.ending import ENDS
from anyelir.enterprise.fund.actions.paying import HOLD, RETURN, SAVE
from anyelir.enterprise.fund.forms.meetings import DecidingMeetingField
from anyelir.enterprise.fund.models import MOST_MONTHS, Fund, Loan, LoanProduct
from anyelir.enterprise.fund.queries import products_on
from anyelir.ledger.forms.entries import MoneyPlaceField, rupiah_field
from anyelir.ledger.savings import present_people
from anyelir.membership.models import BodyMember

REQUIRED = {"required": _("Isi dulu.")}
CHOOSE = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih dari daftar.")}


def months_field(label: Any) -> WholeField:
    return WholeField(label=label, least=1, most=MOST_MONTHS, error_messages=REQUIRED)


class RequestForm(PlacedForm, SentOnce):
    """What a member asks for; before it is stored she reads what it will cost (``seen``)."""

    person = forms.ModelChoiceField(
        label=_("Siapa yang meminjam"),
        empty_label=_("pilih"),
        queryset=BodyMember.objects.none(),
        error_messages=CHOOSE,
    )
    product = forms.ModelChoiceField(
        label=_("Jenis pinjaman"),
        empty_label=_("pilih"),
        queryset=LoanProduct.objects.none(),
        error_messages=CHOOSE,
    )
    amount_idr = rupiah_field(_("Jumlah (rupiah)"))
    months = months_field(_("Lama (bulan)"))
    purpose = TextField(label=_("Untuk keperluan usaha"), max_length=200, error_messages=REQUIRED)
    on = DayField(label=_("Diajukan pada"), proposes_today=True, not_later=True)
    seen = TextField(required=False, widget=forms.HiddenInput, max_length=120)

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        code = fund.body.region_id
        super().__init__(*args, place=code, **options)
        self.fields["person"].queryset = present_people(fund.body, today_at(code))
        self.fields["product"].queryset = products_on(fund, today_at(code))

    def show_costs(self) -> None:
        """What is sent next was read."""
        self.data = self.data.copy()
        self.data["seen"] = self.cost_key()

    def cost_key(self) -> str:
        """What the costs that were shown depend on; of a form that is valid."""
        cleaned = self.cleaned_data
        return f"{cleaned['product'].pk}/{cleaned['amount_idr']}/{cleaned['months']}"


class LoanDecisionForm(PlacedForm, SentOnce):
    """What the meeting decided; it may approve less."""

    is_approved = forms.TypedChoiceField(
        label=_("Keputusan rapat"),
        choices=[("ya", _("disetujui")), ("tidak", _("tidak disetujui"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    meeting = DecidingMeetingField()
    amount_idr = rupiah_field(_("Jumlah yang disetujui (rupiah)"))
    months = months_field(_("Lama (bulan)"))
    remark = TextField(label=_("Catatan keputusan"), max_length=200, required=False)

    def __init__(self, *args: Any, loan: Loan, **options: Any) -> None:
        first = {"amount_idr": loan.requested_idr, "months": loan.requested_months}
        super().__init__(*args, place=loan.fund.body.region_id, initial=first, **options)
        self.fields["meeting"].offer(loan.fund.body)


class DisburseForm(PlacedForm, SentOnce):
    on = DayField(label=_("Diserahkan pada"), proposes_today=True, not_later=True)
    place = MoneyPlaceField()
    is_signed = forms.BooleanField(
        label=_("Surat perjanjian sudah ditandatangani peminjam"),
        error_messages={"required": _("Surat perjanjian ditandatangani dulu, baru uangnya diserahkan.")},
    )

    def __init__(self, *args: Any, loan: Loan, **options: Any) -> None:
        super().__init__(*args, place=loan.fund.body.region_id, **options)
        self.fields["place"].offer(loan.fund.ledger)


class PayForm(PlacedForm, SentOnce):
    """Money for a loan; what is more than she owes is asked about."""

    amount_idr = rupiah_field(_("Jumlah yang diterima (rupiah)"))
    on = DayField(label=_("Diterima pada"), proposes_today=True, not_later=True)
    place = MoneyPlaceField()
    receipt_no = TextField(label=_("Nomor bukti kas"), max_length=40, required=False)
    surplus = forms.ChoiceField(
        label=_("Kalau lebih dari sisa pinjaman"),
        required=False,
        choices=[
            ("", _("tanyakan dulu")),
            (SAVE, _("masuk simpanan sukarela")),
            (HOLD, _("dititipkan")),
            (RETURN, _("dikembalikan")),
        ],
    )

    def __init__(self, *args: Any, loan: Loan, **options: Any) -> None:
        super().__init__(*args, place=loan.fund.body.region_id, **options)
        self.fields["place"].offer(loan.fund.ledger)


class PayOffForm(PlacedForm, SentOnce):
    on = DayField(label=_("Diterima pada"), proposes_today=True, not_later=True)
    place = MoneyPlaceField()
    receipt_no = TextField(label=_("Nomor bukti kas"), max_length=40, required=False)

    def __init__(self, *args: Any, loan: Loan, **options: Any) -> None:
        super().__init__(*args, place=loan.fund.body.region_id, **options)
        self.fields["place"].offer(loan.fund.ledger)


class DecidedForm(SentOnce):
    """Of a loan that runs: something that only the group decides."""

    meeting = DecidingMeetingField()

    def __init__(self, *args: Any, loan: Loan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["meeting"].offer(loan.fund.body)


class ReplanForm(DecidedForm):
    months = months_field(_("Sisa pinjaman diangsur lagi (bulan)"))
    grace_months = WholeField(
        label=_("Masa tenggang (bulan)"), least=0, most=MOST_MONTHS, initial=0, error_messages=REQUIRED
    )
    rate_percent = NumberField(
        decimals=2,
        label=_("Jasa sebulan (persen)"),
        least=0,
        most=100,
        required=False,
        help_text=_("Kosongkan kalau tetap."),
    )
    reason = TextField(label=_("Mengapa dijadwal ulang"), max_length=200, error_messages=REQUIRED)


class WriteOffForm(DecidedForm):
    end = forms.ChoiceField(
        label=_("Bagaimana"),
        choices=[(end, Loan.State(end).label) for end in ENDS],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
        help_text=_("Dihapus dari buku: tagihannya tetap. Dibebaskan: ia tidak berutang lagi."),
    )
    reason = TextField(label=_("Alasan"), max_length=200, error_messages=REQUIRED)


class CoverForm(DecidedForm):
    amount_idr = rupiah_field(_("Dibayar dari tanggung renteng (rupiah)"))


class GiveBackForm(PayOffForm):
    amount_idr = rupiah_field(_("Dikembalikan (rupiah)"))
    field_order = ("amount_idr", "on", "place")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["receipt_no"]


class ReasonForm(SentOnce):
    """Why something is cancelled or taken back."""

    reason = TextField(label=_("Alasan"), max_length=200, error_messages=REQUIRED)


class PayHeldForm(PlacedForm, SentOnce):
    """What the body holds for a member."""

    account = forms.ChoiceField(label=_("Dari"), error_messages=CHOOSE)
    amount_idr = rupiah_field(_("Jumlah (rupiah)"))
    on = DayField(label=_("Dibayarkan pada"), proposes_today=True, not_later=True)
    place = MoneyPlaceField()

    def __init__(self, *args: Any, fund: Fund, accounts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, place=fund.body.region_id, **options)
        self.fields["place"].offer(fund.ledger)
        self.fields["account"].choices = accounts

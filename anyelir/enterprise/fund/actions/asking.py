"""A member asks for a loan, the group decides in a meeting; what was not paid out can be taken back."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Max
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, rupiah
from anyelir.enterprise.fund.actions.deciding import refuse_borrower, refuse_no_decision
from anyelir.enterprise.fund.actions.opening import agreed_terms
from anyelir.enterprise.fund.actions.planning import refuse_no_plan
from anyelir.enterprise.fund.kinds import DISBURSE, SOURCE
from anyelir.enterprise.fund.models import Fund, Loan, LoanProduct
from anyelir.enterprise.fund.plans import terms_for
from anyelir.enterprise.fund.summaries import loan_words
from anyelir.ledger.actions import reverse_entry
from anyelir.ledger.models import LedgerEntry
from anyelir.ledger.queries import first_open_day
from anyelir.membership.models import BodyMember
from anyelir.rules.fund import schedule
from anyelir.rules.texts import clean_text
from anyelir.secretariat.models import Activity

State = Loan.State
LIVING = (State.REQUESTED, State.APPROVED, State.RUNNING)


@action("loan.request", stored=loan_words)
def request_loan(
    *,
    fund: Fund,
    person: BodyMember,
    product: LoanProduct,
    amount_idr: int,
    months: int,
    purpose: str,
    on: dt.date,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Loan:
    """What a member of that day asks for; the group decides on it.

    Refuses: amount_not_positive, date_ahead, fund_not_open, loan_running, months_out_of_range, not_of_body, over_limit,
    party_left, plan_impossible, product_ended, purpose_missing, rounding_too_coarse, terms_missing.
    """
    fund, person, purpose = held(fund), held(person), clean_text(purpose)
    _refuse_day(fund, on)
    refuse_stranger(fund, person, on)
    if product.fund_id != fund.pk or not product.is_in_force(on):
        text = _("Jenis pinjaman ini tidak berlaku pada hari itu. Pilih yang lain.")
        raise Refused("product_ended", text, field="product", status=422)
    if not purpose:
        text = _("Tulis untuk apa uangnya, misalnya modal kue basah.")
        raise Refused("purpose_missing", text, field="purpose", status=422)
    refuse_living(person, product)
    _refuse_size(fund, product, amount_idr, months, on)
    last = Loan.objects.filter(fund=fund).aggregate(no=Max("number"))["no"] or 0
    loan = Loan.objects.create(
        fund=fund,
        number=last + 1,
        body_member=person,
        product=product,
        purpose=purpose,
        requested_on=on,
        requested_idr=amount_idr,
        requested_months=months,
    )
    note(by=by, verb="loan.request", what=loan, region=fund.body.region_id, number=loan.number)
    return loan


def _refuse_day(fund: Fund, on: dt.date) -> None:
    if on > today_at(fund.body.region_id):
        text = _("Hari ini belum tiba. Pilih hari ini atau sebelumnya.")
        raise Refused("date_ahead", text, field="on", status=422)
    if not fund.is_in_force(on):
        text = _("Dana ini dibuka %s dan belum, atau tidak lagi, berjalan pada hari itu. Periksa tanggalnya.")
        raise Refused("fund_not_open", text % day(fund.since), field="on", status=422)


def refuse_stranger(fund: Fund, person: BodyMember, on: dt.date) -> None:
    """Refuses: not_of_body, party_left."""
    if person.body_id != fund.ledger.body_id:
        text = _("Orang ini bukan anggota kelompok pemilik dana. Pilih dari daftar anggotanya.")
        raise Refused("not_of_body", text, field="person", status=422)
    if not person.is_in_force(on):
        text = _("%(name)s bukan anggota pada %(day)s, jadi tidak bisa meminjam. Angsurannya tetap diterima.")
        raise Refused("party_left", text % {"name": person.name, "day": day(on)}, field="person")


def refuse_living(person: BodyMember, product: LoanProduct, *, but: Loan | None = None) -> None:
    """Refuses: loan_running."""
    others = Loan.objects.filter(body_member=person, product=product, state__in=LIVING)
    if but is not None:
        others = others.exclude(pk=but.pk)
    other = others.first()
    if other is not None:
        facts = {"name": person.name, "number": other.number}
        text = _(
            "%(name)s masih punya pinjaman jenis ini, nomor %(number)s. Selesaikan dulu, atau pilih jenis lain."
        )
        raise Refused("loan_running", text % facts, field="product")


def _refuse_size(fund: Fund, product: LoanProduct, amount_idr: int, months: int, on: dt.date) -> None:
    if amount_idr < 1:
        text = _("Jumlah pinjaman lebih dari nol.")
        raise Refused("amount_not_positive", text, field="amount_idr", status=422)
    most = agreed_terms(fund, on).max_loan_idr
    if amount_idr > most:
        text = _("Kelompok menyepakati pinjaman paling banyak %s. Kecilkan jumlahnya.")
        raise Refused("over_limit", text % rupiah(most), field="amount_idr", status=422)
    if not 1 <= months <= product.months_max:
        text = _("Pinjaman jenis ini 1 sampai %s bulan.") % product.months_max
        raise Refused("months_out_of_range", text, field="months", status=422)
    terms = terms_for(product, amount_idr, months, on)
    refuse_no_plan(schedule(terms), terms)


@action("loan.decide", stored=loan_words)
def decide_loan(
    *,
    loan: Loan,
    meeting: Activity | None,
    is_approved: bool,
    by: Actor,
    amount_idr: int | None = None,
    months: int | None = None,
    remark: str = "",
    op_id: uuid.UUID | None = None,
) -> Loan:
    """What the meeting decided; it may approve less, or for another time, than was asked.

    Refuses: amount_not_positive, decided_already, decided_before, meeting_elsewhere, meeting_not_held,
    months_out_of_range, needs_decision, over_limit, over_request, plan_impossible, quorum_missing, rounding_too_coarse,
    same_person, terms_missing.
    """
    fund, loan, remark = held(loan.fund), held(loan), clean_text(remark)
    if loan.state != State.REQUESTED:
        raise Refused("decided_already", _("Permohonan ini sudah diputuskan. Muat ulang halaman."))
    refuse_borrower(loan, by)
    meeting = refuse_no_decision(fund, meeting)
    if meeting.on < loan.requested_on:
        text = _("Permohonan ini dari %s. Pilih rapat pada hari itu atau sesudahnya.")
        raise Refused("decided_before", text % day(loan.requested_on), field="meeting", status=422)
    loan.decision, loan.decided_on, loan.decision_words = meeting, meeting.on, remark
    if is_approved:
        _approve(loan, amount_idr or loan.requested_idr, months or loan.requested_months)
    else:
        loan.state, loan.closed_on = State.DECLINED, meeting.on
    loan.save()
    note(by=by, verb="loan.decide", what=loan, region=fund.body.region_id, number=loan.number)
    return loan


def _approve(loan: Loan, amount_idr: int, months: int) -> None:
    if amount_idr > loan.requested_idr:
        text = _("Yang diajukan %s. Setujui sebanyak itu atau kurang.") % rupiah(loan.requested_idr)
        raise Refused("over_request", text, field="amount_idr", status=422)
    _refuse_size(loan.fund, loan.product, amount_idr, months, loan.decided_on)
    loan.state, loan.principal_idr, loan.months = State.APPROVED, amount_idr, months


@action("loan.cancel", stored=loan_words)
def cancel_loan(*, loan: Loan, reason: str, by: Actor, op_id: uuid.UUID | None = None) -> Loan:
    """Asked for and not wanted any more; or paid out by mistake and nothing paid back, then its entry is taken back.

    Refuses: loan_closed, paid_into, reason_missing; as reverse_entry.
    """
    ledger = held_alone(loan.fund.ledger)
    loan, reason = held(loan), clean_text(reason)
    if loan.state not in LIVING:
        raise Refused("loan_closed", _("Pinjaman ini sudah selesai. Muat ulang halaman."))
    if not reason:
        text = _("Tulis mengapa dibatalkan.")
        raise Refused("reason_missing", text, field="reason", status=422)
    on = max(today_at(ledger.body.region_id), first_open_day(ledger))
    if loan.state == State.RUNNING:
        _take_back(loan, on, reason, by)
    loan.state, loan.closed_on, loan.end_reason = State.CANCELLED, on, reason
    loan.next_due_on = loan.at_risk_on = None
    loan.save()
    note(by=by, verb="loan.cancel", what=loan, region=ledger.body.region_id, number=loan.number)
    return loan


def _take_back(loan: Loan, on: dt.date, reason: str, by: Actor) -> None:
    if loan.paid_principal_idr or loan.paid_service_idr:
        text = _("Pinjaman ini sudah diangsur. Batalkan dulu catatan angsurannya, atau lunasi.")
        raise Refused("paid_into", text)
    lent = LedgerEntry.objects.filter(
        ledger=loan.fund.ledger_id, kind=DISBURSE, source_kind=SOURCE, source_key=str(loan.pk)
    ).first()
    if lent is None:
        text = _("Pinjaman ini diambil alih dari buku lama dan tidak dicairkan di sini. Lunasi atau hapus.")
        raise Refused("paid_into", text)
    reverse_entry(entry=lent, on=on, reason=reason, source=(SOURCE, str(loan.pk)), by=by)

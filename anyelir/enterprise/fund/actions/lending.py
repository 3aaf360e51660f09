"""An approved loan is paid out: its plan is frozen, the books are written, all in one."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.enterprise.fund.actions.asking import refuse_living, refuse_stranger
from anyelir.enterprise.fund.actions.deciding import refuse_borrower
from anyelir.enterprise.fund.actions.following import settle
from anyelir.enterprise.fund.actions.opening import agreed_terms
from anyelir.enterprise.fund.actions.planning import freeze_plan, refuse_no_plan
from anyelir.enterprise.fund.kinds import DISBURSE, JOINT_SAVINGS, LOANS, SOURCE
from anyelir.enterprise.fund.models import Loan, LoanPlan
from anyelir.enterprise.fund.plans import terms_for
from anyelir.enterprise.fund.summaries import loan_words
from anyelir.ledger.actions import post_entry
from anyelir.ledger.models import Ledger
from anyelir.ledger.queries import money_places
from anyelir.rules.fund import schedule
from anyelir.rules.journal import JournalLine

State = Loan.State


@action("loan.disburse", stored=loan_words)
def disburse_loan(
    *,
    loan: Loan,
    on: dt.date,
    place: str,
    is_signed: bool,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Loan:
    """Pay the loan out of ``place``; what the terms hold back for joint liability stays as hers.

    Refuses: before_decision, loan_running, not_approved, not_of_body, not_signed, party_left, place_unknown,
    plan_impossible, rounding_too_coarse, same_person, terms_missing; as post_entry.
    """
    ledger = held_alone(loan.fund.ledger)
    loan, person = held(loan), held(loan.body_member)
    if loan.state != State.APPROVED:
        text = _("Pinjaman ini belum disetujui atau sudah dicairkan. Muat ulang halaman.")
        raise Refused("not_approved", text)
    refuse_borrower(loan, by)
    if not is_signed:
        text = _("Surat perjanjian ditandatangani dulu, baru uangnya diserahkan.")
        raise Refused("not_signed", text, field="is_signed", status=422)
    if on < loan.decided_on:
        text = _("Kelompok memutuskan pada %s. Pilih hari itu atau sesudahnya.") % day(loan.decided_on)
        raise Refused("before_decision", text, field="on", status=422)
    refuse_stranger(loan.fund, person, on)
    refuse_living(person, loan.product, but=loan)
    refuse_place(ledger, place)
    _freeze(loan, on)
    post_entry(
        ledger=ledger,
        on=on,
        kind=DISBURSE,
        lines=_lines(loan, place, on),
        words=_("Pencairan pinjaman nomor %(loan)s, anggota nomor %(member)s")
        % {"loan": loan.number, "member": person.number},
        source=(SOURCE, str(loan.pk)),
        by=by,
    )
    note(by=by, verb="loan.disburse", what=loan, region=ledger.body.region_id, number=loan.number)
    return loan


def _freeze(loan: Loan, on: dt.date) -> None:
    terms = terms_for(loan.product, loan.principal_idr, loan.months, on)
    plan = refuse_no_plan(schedule(terms), terms)
    freeze_plan(loan, plan, LoanPlan.Why.DISBURSED)
    loan.disbursed_on = on
    settle(loan, on)
    loan.save()


def _lines(loan: Loan, place: str, on: dt.date) -> list[JournalLine]:
    party, matter = str(loan.body_member_id), str(loan.pk)
    joint = loan.principal_idr * agreed_terms(loan.fund, on).joint_percent // 100
    lines = [
        JournalLine(LOANS, loan.principal_idr, party, matter),
        JournalLine(place, joint - loan.principal_idr),
        JournalLine(JOINT_SAVINGS, -joint, party, matter),
    ]
    return [line for line in lines if line.amount_idr]


def refuse_place(ledger: Ledger, place: str) -> None:
    """Refuses: place_unknown."""
    if not money_places(ledger).filter(code=place).exists():
        raise Refused("place_unknown", _("Pilih tunai atau bank dari daftar."), field="place", status=422)

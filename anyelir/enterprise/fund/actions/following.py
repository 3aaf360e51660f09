"""What a loan copies of the journal follows each entry of the books, whoever posts it or takes it back.

The page of a loan, the meeting sheet and the page of an entry all end here, in the transaction of the entry. The sums
move by ``paid = paid + x`` under the constraint that nobody pays more than the loan, so two who pay at once cannot.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.fund.actions.planning import count_plan, freeze_plan
from anyelir.enterprise.fund.kinds import CHARGES, LOANS, NO_PAYMENT, RECOVERED, SOURCE
from anyelir.enterprise.fund.models import Loan, LoanPlan
from anyelir.enterprise.fund.plans import paid_on, schedule_of
from anyelir.ledger.models import LedgerEntry
from anyelir.rules.fund import Paid, PaidAhead, Schedule, shorten, standing
from anyelir.rules.journal import JournalLine

State = Loan.State
COPIES = {LOANS: "paid_principal_idr", CHARGES: "paid_service_idr", RECOVERED: "recovered_idr"}
STANDING = ("state", "plan", "service_idr", "next_due_on", "at_risk_on", "closed_on", "updated_at")


def source_key(received_on: dt.date) -> str:
    """Of a payment: when it was received, which is not the day of its entry where the month was closed already."""
    return f"{received_on.isoformat()}/{uuid.uuid4()}"


def received_on(entry: LedgerEntry) -> dt.date:
    """When the money of an entry was handed over."""
    day: dt.date = entry.on
    if entry.source_kind == SOURCE and "/" in entry.source_key:
        day = dt.date.fromisoformat(entry.source_key.split("/")[0])
    return day


def follow_entry(entry: LedgerEntry, lines: Sequence[JournalLine]) -> None:
    """Refuses: loan_running, over_debt, plan_changed."""
    original = entry.reverses if entry.reverses is not None else entry
    if original.kind in NO_PAYMENT:
        return
    moved: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        if line.account in COPIES and line.matter:
            moved[line.matter][COPIES[line.account]] -= line.amount_idr
    loans = Loan.objects.filter(pk__in=list(moved), fund__ledger=entry.ledger_id).order_by("pk")
    for loan in loans:
        _follow(held(loan), entry, original, moved[str(loan.pk)])


def _follow(loan: Loan, entry: LedgerEntry, original: LedgerEntry, moved: Mapping[str, int]) -> None:
    _move(loan, moved)
    loan.refresh_from_db()
    if loan.state in (State.RUNNING, State.PAID):
        if entry.reverses is not None:
            _count_plan_before(loan, original)
        settle(loan, received_on(entry), entry)
    _save_standing(loan)


def _move(loan: Loan, moved: Mapping[str, int]) -> None:
    try:
        with transaction.atomic():
            # A loan that was paid off is one that runs as soon as a payment of it is taken back.
            rows = Loan.objects.filter(pk=loan.pk)
            reopened = {"state": State.RUNNING, "closed_on": None} if loan.state == State.PAID else {}
            rows.update(**{name: F(name) + amount for name, amount in moved.items()}, **reopened)
    except IntegrityError as error:
        if "paid_within_the_loan" not in str(error):
            text = _(
                "Pinjaman nomor %s sudah lunas, dan ibu ini sudah meminjam lagi. Betulkan dengan catatan baru."
            )
            raise Refused("loan_running", text % loan.number) from error
        raise over_debt(loan) from error


def over_debt(loan: Loan) -> Refused:
    text = _(
        "Pembayaran ini melebihi sisa pinjaman nomor %s. Muat ulang halaman, mungkin orang lain baru saja mencatatnya."
    )
    return Refused("over_debt", text % loan.number, field="amount_idr")


def _count_plan_before(loan: Loan, original: LedgerEntry) -> None:
    """The plan that a payment made is gone with it; under an older one than the present a payment stays."""
    if loan.plan.entry_id == original.pk:
        count_plan(loan, _plan_before(loan))
    paid = paid_on(loan, loan.plan)
    if paid.principal_idr < 0 or paid.service_idr < 0:
        text = _(
            "Setelah pembayaran ini rencana angsuran pinjaman nomor %s dibuat ulang. Batalkan dulu yang sesudahnya,"
            " atau betulkan dengan catatan baru."
        )
        raise Refused("plan_changed", text % loan.number)


def _plan_before(loan: Loan) -> LoanPlan:
    """The newest plan before the present one whose payment stands."""
    older = LoanPlan.objects.filter(loan=loan, number__lt=loan.plan.number)
    return older.filter(entry__reversed_by=None).order_by("-number")[0]


def settle(loan: Loan, on: dt.date, entry: LedgerEntry | None = None) -> None:
    """What its plan makes of the sums paid: running or paid off, what is due next, when it counts as at risk."""
    schedule, paid = schedule_of(loan.plan), paid_on(loan, loan.plan)
    now = standing(schedule, paid, on)
    if not now.is_paid_off and schedule.terms.ahead is PaidAhead.PRINCIPAL:
        schedule, paid = _shortened(loan, schedule, paid, on, entry)
        now = standing(schedule, paid, on)
    loan.state = State.PAID if now.is_paid_off else State.RUNNING
    loan.closed_on = max(on, loan.disbursed_on) if now.is_paid_off else None
    loan.next_due_on, loan.at_risk_on = now.next_due_on, now.at_risk_on


def _shortened(
    loan: Loan, schedule: Schedule, paid: Paid, on: dt.date, entry: LedgerEntry | None
) -> tuple[Schedule, Paid]:
    """Money that lowered the debt makes a new plan with an earlier end."""
    shorter = shorten(schedule, paid, on)
    if shorter is schedule:
        return schedule, paid
    freeze_plan(loan, shorter, LoanPlan.Why.PREPAID, entry=entry)
    return shorter, Paid()


def _save_standing(loan: Loan) -> None:
    loan.save(update_fields=STANDING)

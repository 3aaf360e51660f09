"""What a loan copies of the journal follows each entry of the books, whoever posts it or takes it back.

The page of a loan, the meeting sheet and the page of an entry all end here, in the transaction of the entry. All loans
of an entry are held before their sums are read, and move together, so that three hundred cost what three cost. Two who
pay at once come one after the other; past the actions stands the constraint that nobody pays more than the loan.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.locking import hold
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
ENDED = (State.WRITTEN_OFF, State.FORGIVEN)
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
    """Refuses: loan_closed, loan_running, over_debt, plan_changed."""
    original = entry.reverses if entry.reverses is not None else entry
    if original.kind in NO_PAYMENT:
        return
    moved: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        if line.account in COPIES and line.matter:
            moved[line.matter][COPIES[line.account]] -= line.amount_idr
    loans = list(hold(Loan.objects.filter(pk__in=list(moved), fund__ledger=entry.ledger_id)).order_by("pk"))
    prefetch_related_objects(loans, "plan__loan__product", "plan__instalments")
    for loan in loans:
        if entry.reverses is not None:
            _refuse_ended(loan, moved[str(loan.pk)])
        _move(loan, moved[str(loan.pk)])
        if loan.state in (State.RUNNING, State.PAID):
            if entry.reverses is not None:
                _count_plan_before(loan, original)
            settle(loan, received_on(entry), entry)
    _store(loans)


def _refuse_ended(loan: Loan, moved: Mapping[str, int]) -> None:
    """What was left when a loan was written off or forgiven is out of the books: no debt comes back into them."""
    if loan.state in ENDED and (moved.get(COPIES[LOANS]) or moved.get(COPIES[CHARGES])):
        text = _(
            "Pinjaman nomor %s sudah dihapus dari buku atau dibebaskan, jadi angsuran sebelum itu tidak dibatalkan."
            " Betulkan dengan catatan baru."
        )
        raise Refused("loan_closed", text % loan.number)


def _move(loan: Loan, moved: Mapping[str, int]) -> None:
    """Refuses: over_debt."""
    for name, amount_idr in moved.items():
        setattr(loan, name, getattr(loan, name) + amount_idr)
    is_within = 0 <= loan.paid_principal_idr <= loan.principal_idr - loan.recovered_idr
    if not is_within or not 0 <= loan.paid_service_idr <= loan.service_idr or loan.recovered_idr < 0:
        raise over_debt(loan)


def _store(loans: Sequence[Loan]) -> None:
    """Refuses: loan_running."""
    for loan in loans:
        loan.updated_at = timezone.now()
    try:
        with transaction.atomic():
            Loan.objects.bulk_update(loans, (*COPIES.values(), *STANDING))
    except IntegrityError as error:
        text = _(
            "Pinjaman nomor %s sudah lunas, dan ibu ini sudah meminjam lagi. Betulkan dengan catatan baru."
        )
        raise Refused("loan_running", text % _number_of_first(loans)) from error


def _number_of_first(loans: Sequence[Loan]) -> int:
    """Of the loan that would run again beside another of the same kind."""
    others = Loan.objects.filter(fund=loans[0].fund_id, state=State.RUNNING)
    others = others.exclude(pk__in=[loan.pk for loan in loans])
    taken = set(others.values_list("body_member", "product"))
    again = (loan for loan in loans if (loan.body_member_id, loan.product_id) in taken)
    return int(next(again, loans[0]).number)


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

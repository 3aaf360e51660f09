"""Money for a loan: an instalment, all of it at once, and a payment that was written down wrongly."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, rupiah
from anyelir.enterprise.fund.actions.following import source_key
from anyelir.enterprise.fund.actions.lending import refuse_place
from anyelir.enterprise.fund.entry_lines import loan_lines, payment_lines
from anyelir.enterprise.fund.kinds import HELD, PAYMENT, SAVINGS, SOURCE
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.plans import paid_on, schedule_of
from anyelir.ledger.actions import post_entry, reverse_entry
from anyelir.ledger.models import Ledger, LedgerEntry
from anyelir.ledger.queries import first_open_day
from anyelir.ledger.summaries import entry_words
from anyelir.rules.fund import payoff
from anyelir.rules.journal import JournalLine

State = Loan.State
# What becomes of more than she owes.
SAVE, HOLD, RETURN = "save", "hold", "return"
SURPLUS = {SAVE: SAVINGS, HOLD: HELD}


@action("loan.pay", stored=entry_words)
def pay_loan(
    *,
    loan: Loan,
    amount_idr: int,
    on: dt.date,
    place: str,
    by: Actor,
    surplus: str = "",
    receipt_no: str = "",
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """What she hands over pays the oldest instalment first; ``surplus`` says what becomes of more than she owes.

    Also of a member who left. In a closed month it is booked on the first open day, and the entry says when it came.

    Refuses: amount_not_positive, before_loan, date_ahead, loan_closed, nothing_left, not_disbursed, over_debt,
    party_left, place_unknown, surplus_unknown; as post_entry.
    """
    ledger = held_alone(loan.fund.ledger)
    loan = held(loan)
    _refuse_payment(loan, amount_idr, on)
    refuse_place(ledger, place)
    lines = payment_lines(loan, amount_idr, on)
    left_idr = amount_idr + sum(line.amount_idr for line in lines)
    # An entry of which nothing is the loan's could be taken back by nobody.
    if lines and left_idr:
        lines = [*lines, *_of_surplus(loan, left_idr, surplus, on)]
    return _post(ledger, loan, place, on, lines, by, receipt_no=receipt_no, verb="loan.pay")


@action("loan.pay_off", stored=entry_words)
def pay_off_loan(
    *,
    loan: Loan,
    on: dt.date,
    place: str,
    by: Actor,
    receipt_no: str = "",
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """All that is owed, with the charges that the product asks of whoever pays early.

    Refuses: amount_not_positive, before_loan, date_ahead, loan_closed, not_disbursed, nothing_left, over_debt,
    place_unknown; as post_entry.
    """
    ledger = held_alone(loan.fund.ledger)
    loan = held(loan)
    _refuse_payment(loan, 1, on)
    refuse_place(ledger, place)
    if loan.state != State.RUNNING:
        raise Refused("loan_closed", _("Pinjaman ini sudah selesai. Muat ulang halaman."))
    all_of_it = payoff(schedule_of(loan.plan), paid_on(loan, loan.plan), on)
    lines = loan_lines(loan, all_of_it.service_idr, all_of_it.principal_idr)
    return _post(ledger, loan, place, on, lines, by, receipt_no=receipt_no, verb="loan.pay_off")


def _refuse_payment(loan: Loan, amount_idr: int, on: dt.date) -> None:
    if loan.disbursed_on is None:
        text = _("Pinjaman nomor %s belum dicairkan, jadi belum ada yang diangsur.")
        raise Refused("not_disbursed", text % loan.number)
    if loan.state in (State.FORGIVEN, State.CANCELLED):
        raise Refused("loan_closed", _("Pinjaman ini sudah selesai. Muat ulang halaman."))
    if amount_idr < 1:
        text = _("Jumlah angsuran lebih dari nol. Untuk mengembalikan uang, batalkan catatannya.")
        raise Refused("amount_not_positive", text, field="amount_idr", status=422)
    if on < loan.disbursed_on:
        text = _("Pinjaman ini dicairkan %s. Pilih hari itu atau sesudahnya.") % day(loan.disbursed_on)
        raise Refused("before_loan", text, field="on", status=422)
    if on > today_at(loan.fund.body.region_id):
        text = _("Tanggal ini belum tiba. Catat uang pada hari ia diterima.")
        raise Refused("date_ahead", text, field="on", status=422)


def _of_surplus(loan: Loan, left_idr: int, surplus: str, on: dt.date) -> list[JournalLine]:
    """Money beyond the debt never enters the loan: savings, held for her, or given back."""
    if not surplus:
        text = _(
            "Lebih %(left)s dari sisa pinjaman nomor %(number)s. Pilih: masuk simpanan sukarela, dititipkan, atau"
            " dikembalikan."
        )
        facts = {"left": rupiah(left_idr), "number": loan.number}
        raise Refused("over_debt", text % facts, field="surplus", status=422)
    if surplus == RETURN:
        return []
    if surplus not in SURPLUS:
        raise Refused("surplus_unknown", _("Pilih salah satu dari daftar."), field="surplus", status=422)
    if surplus == SAVE and not loan.body_member.is_in_force(on):
        text = _("%s sudah bukan anggota, jadi tidak bisa menabung. Pilih dititipkan atau dikembalikan.")
        raise Refused("party_left", text % loan.body_member.name, field="surplus", status=422)
    return [JournalLine(SURPLUS[surplus], -left_idr, str(loan.body_member_id))]


def _post(
    ledger: Ledger,
    loan: Loan,
    place: str,
    on: dt.date,
    lines: Sequence[JournalLine],
    by: Actor,
    *,
    receipt_no: str,
    verb: str,
) -> LedgerEntry:
    if not lines:
        text = _("Pinjaman nomor %s tidak punya sisa lagi. Kembalikan uangnya, atau catat sebagai simpanan.")
        raise Refused("nothing_left", text % loan.number, field="amount_idr")
    booked_on = max(on, first_open_day(ledger))
    facts = {"loan": loan.number, "member": loan.body_member.number}
    description = _("Angsuran pinjaman nomor %(loan)s, anggota nomor %(member)s") % facts
    if booked_on != on:
        description = _("%(description)s, diterima %(day)s") % {"description": description, "day": day(on)}
    entry = post_entry(
        ledger=ledger,
        on=booked_on,
        kind=PAYMENT,
        lines=[JournalLine(place, -sum(line.amount_idr for line in lines)), *lines],
        words=description,
        receipt_no=receipt_no,
        source=(SOURCE, source_key(on)),
        by=by,
    )
    note(by=by, verb=verb, what=loan, region=ledger.body.region_id, number=loan.number, no=entry.no)
    return entry


@action("loan.take_back", stored=entry_words)
def take_back_payment(
    *,
    loan: Loan,
    entry: LedgerEntry,
    reason: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """A payment that was written down wrongly: its counter-entry on the first open day; the loan follows.

    Refuses: loan_closed, loan_running, not_of_loan, plan_changed; as reverse_entry.
    """
    ledger = held_alone(loan.fund.ledger)
    is_payment = entry.source_kind == SOURCE and "/" in entry.source_key
    if not is_payment or not entry.lines.filter(matter=str(loan.pk)).exists():
        text = _("Catatan ini bukan angsuran pinjaman itu. Uang rapat dibatalkan di lembar rapatnya.")
        raise Refused("not_of_loan", text)
    on = max(entry.on, today_at(ledger.body.region_id), first_open_day(ledger))
    made = reverse_entry(entry=entry, on=on, reason=reason, source=(SOURCE, entry.source_key), by=by)
    note(
        by=by, verb="loan.take_back", what=loan, region=ledger.body.region_id, number=loan.number, no=made.no
    )
    return made

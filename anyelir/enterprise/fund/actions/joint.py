"""Joint liability (tanggung renteng): what was held back at each loan pays for one who cannot, and she pays it back.

Also what the body holds for a member beside her savings is paid out here: titipan, joint savings, her part of SHU.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.enterprise.fund.actions.deciding import refuse_borrower, refuse_no_decision
from anyelir.enterprise.fund.actions.following import source_key
from anyelir.enterprise.fund.actions.lending import refuse_place
from anyelir.enterprise.fund.entry_lines import payment_lines
from anyelir.enterprise.fund.kinds import (
    HELD_OUT,
    JOINT,
    JOINT_BACK,
    JOINT_SAVINGS,
    KEPT_FOR_HER,
    SOURCE,
)
from anyelir.enterprise.fund.models import Fund, Loan
from anyelir.enterprise.fund.queries import held_by, joint_owed
from anyelir.ledger.actions import post_entry
from anyelir.ledger.models import LedgerEntry
from anyelir.ledger.queries import first_open_day
from anyelir.ledger.summaries import entry_words
from anyelir.membership.models import BodyMember
from anyelir.rules.fund import split_by_weight
from anyelir.rules.journal import JournalLine
from anyelir.secretariat.models import Activity

State = Loan.State


@action("loan.cover", stored=entry_words)
def cover_from_joint(
    *,
    loan: Loan,
    amount_idr: int,
    meeting: Activity | None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """The joint savings of the borrower pay, then those of all others by what each has there.

    Refuses: amount_not_positive, joint_short, loan_closed, meeting_elsewhere, meeting_not_held, needs_decision,
    over_debt, quorum_missing, same_person, terms_missing; as post_entry.
    """
    ledger = held_alone(loan.fund.ledger)
    loan = held(loan)
    if loan.state != State.RUNNING:
        raise Refused("loan_closed", _("Pinjaman ini tidak berjalan. Muat ulang halaman."))
    refuse_borrower(loan, by)
    refuse_no_decision(loan.fund, meeting)
    if amount_idr < 1:
        text = _("Isi jumlah lebih dari nol.")
        raise Refused("amount_not_positive", text, field="amount_idr", status=422)
    on = max(today_at(ledger.body.region_id), first_open_day(ledger))
    lines = payment_lines(loan, amount_idr, on)
    if amount_idr + sum(line.amount_idr for line in lines):
        text = _("Sisa pinjaman nomor %s kurang dari jumlah ini. Kecilkan jumlahnya.")
        raise Refused("over_debt", text % loan.number, field="amount_idr", status=422)
    entry = post_entry(
        ledger=ledger,
        on=on,
        kind=JOINT,
        lines=[*_from_savings(loan, amount_idr), *lines],
        words=_("Tanggung renteng untuk pinjaman nomor %s") % loan.number,
        source=(SOURCE, source_key(on)),
        by=by,
    )
    note(by=by, verb="loan.cover", what=loan, region=ledger.body.region_id, number=loan.number)
    return entry


def _from_savings(loan: Loan, amount_idr: int) -> list[JournalLine]:
    there = held_by(loan.fund, JOINT_SAVINGS)
    if amount_idr > sum(there.values()):
        text = _("Tanggung renteng kelompok ini berisi %s. Kecilkan jumlahnya.")
        raise Refused("joint_short", text % rupiah(sum(there.values())), field="amount_idr", status=422)
    from_hers = min(amount_idr, there.pop(str(loan.body_member_id), 0))
    parties = sorted(there)
    parts = split_by_weight(amount_idr - from_hers, [there[party] for party in parties])
    shares = [(str(loan.body_member_id), from_hers), *zip(parties, parts, strict=True)]
    return [JournalLine(JOINT_SAVINGS, part, party, str(loan.pk)) for party, part in shares if part]


@action("loan.give_back", stored=entry_words)
def give_back_joint(
    *,
    loan: Loan,
    amount_idr: int,
    on: dt.date,
    place: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """The borrower brings back what others paid for her: to each by what is still owed to her.

    Refuses: amount_not_positive, over_debt, place_unknown; as post_entry.
    """
    ledger = held_alone(loan.fund.ledger)
    loan = held(loan)
    refuse_place(ledger, place)
    owed = joint_owed(loan)
    if amount_idr < 1:
        text = _("Isi jumlah lebih dari nol.")
        raise Refused("amount_not_positive", text, field="amount_idr", status=422)
    if amount_idr > sum(owed.values()):
        text = _("Yang dibayarkan anggota lain tinggal %s. Kecilkan jumlahnya.")
        raise Refused("over_debt", text % rupiah(sum(owed.values())), field="amount_idr", status=422)
    parties = sorted(owed)
    parts = split_by_weight(amount_idr, [owed[party] for party in parties])
    lines = [
        JournalLine(JOINT_SAVINGS, -part, party, str(loan.pk))
        for party, part in zip(parties, parts, strict=True)
        if part
    ]
    entry = post_entry(
        ledger=ledger,
        on=on,
        kind=JOINT_BACK,
        lines=[JournalLine(place, amount_idr), *lines],
        words=_("Tanggung renteng untuk pinjaman nomor %s dikembalikan") % loan.number,
        source=(SOURCE, source_key(on)),
        by=by,
    )
    note(by=by, verb="loan.give_back", what=loan, region=ledger.body.region_id, number=loan.number)
    return entry


@action("fund.pay_held", stored=entry_words)
def pay_held(
    *,
    fund: Fund,
    person: BodyMember,
    account: str,
    amount_idr: int,
    on: dt.date,
    place: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """What the body holds for her is paid out; joint savings only when she owes nothing any more.

    Refuses: account_not_held, amount_not_positive, loan_running, not_of_body, place_unknown; as post_entry.
    """
    ledger = held_alone(fund.ledger)
    person = held(person)
    if person.body_id != ledger.body_id:
        text = _("Orang ini bukan anggota kelompok pemilik dana. Pilih dari daftar anggotanya.")
        raise Refused("not_of_body", text, field="person", status=422)
    if account not in KEPT_FOR_HER:
        raise Refused("account_not_held", _("Pilih salah satu dari daftar."), field="account", status=422)
    if amount_idr < 1:
        text = _("Isi jumlah lebih dari nol.")
        raise Refused("amount_not_positive", text, field="amount_idr", status=422)
    running = Loan.objects.filter(fund=fund, body_member=person, state=State.RUNNING)
    if account == JOINT_SAVINGS and running.exists():
        text = _("Tanggung renteng dibayarkan setelah pinjamannya lunas.")
        raise Refused("loan_running", text, field="account")
    refuse_place(ledger, place)
    title = ledger.accounts.get(code=account).title
    entry = post_entry(
        ledger=ledger,
        on=on,
        kind=HELD_OUT,
        lines=[JournalLine(account, amount_idr, str(person.pk)), JournalLine(place, -amount_idr)],
        words=_("Dibayarkan: %(title)s, anggota nomor %(number)s")
        % {"title": title, "number": person.number},
        source=(SOURCE, source_key(on)),
        by=by,
    )
    note(by=by, verb="fund.pay_held", what=fund, region=ledger.body.region_id, no=entry.no)
    return entry

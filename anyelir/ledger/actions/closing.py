"""A month is counted by one person and closed by another; there is no way back, only entries of an open day."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.ids import uuid7
from anyelir.core.locking import held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, month, rupiah
from anyelir.ledger.actions.posting import refuse_shortage, seal_entry
from anyelir.ledger.chart import CASH, CASH_DIFFERENCE, SURPLUS
from anyelir.ledger.hooks import reasons_against
from anyelir.ledger.kinds import DIFFERENCE, YEAR_END
from anyelir.ledger.models import Closing, ClosingProposal, Ledger, LedgerAccount
from anyelir.ledger.queries import (
    accounts_by_code,
    balances_at,
    cash_idr,
    entries_until,
    journal,
    last_closing,
    next_to_close,
)
from anyelir.ledger.summaries import closing_words
from anyelir.rules.journal import JournalLine, digest_of
from anyelir.rules.texts import clean_text


@action("ledger.propose", stored=closing_words)
def propose_closing(
    *, ledger: Ledger, counted_idr: int, by: Actor, reason: str = "", op_id: uuid.UUID | None = None
) -> ClosingProposal:
    """The first person counted the cash box for the month that is closed next; another count replaces this one.

    Refuses: before_closing, count_below_zero, count_differs, month_not_over, not_enough, not_enough_then,
    proposed_by_another.
    """
    ledger, reason = held_alone(ledger), clean_text(reason)
    through = next_to_close(ledger)
    _refuse_early(ledger, through)
    if counted_idr < 0:
        text = _("Isi jumlah uang yang terhitung, paling sedikit nol.")
        raise Refused("count_below_zero", text, field="counted_idr", status=422)
    book_idr = cash_idr(ledger, through)
    if counted_idr != book_idr and not reason:
        facts = {"book": rupiah(book_idr), "counted": rupiah(counted_idr)}
        text = _("Di buku %(book)s, terhitung %(counted)s. Hitung sekali lagi, atau tulis sebab selisihnya.")
        raise Refused("count_differs", text % facts, field="reason", status=422)
    refuse_shortage(accounts_by_code(ledger), through, _difference_lines(counted_idr - book_idr))
    old = ClosingProposal.objects.filter(ledger=ledger).first()
    if old is not None and old.by != by.id:
        text = (
            _("%s sudah menghitung bulan ini. Konfirmasi hitungannya, atau minta ia menariknya.")
            % old.by_name
        )
        raise Refused("proposed_by_another", text)
    if old is not None:
        old.delete()
    made = ClosingProposal.objects.create(
        ledger=ledger,
        through=through,
        counted_idr=counted_idr,
        reason=reason,
        digest=_digest(ledger, through),
        by=by.id,
        by_name=by.name,
    )
    note(by=by, verb="ledger.propose", what=made, region=ledger.body.region_id, month=through.isoformat())
    return made


@action("ledger.withdraw")
def withdraw_proposal(*, proposal: ClosingProposal, by: Actor) -> None:
    """The count is thrown away; nothing was closed. Refuses: nothing_proposed."""
    ledger = held_alone(proposal.ledger)
    known = ClosingProposal.objects.filter(pk=proposal.pk).first()
    if known is None:
        raise Refused("nothing_proposed", _("Hitungan ini sudah tidak ada. Muat ulang halaman."))
    note(
        by=by,
        verb="ledger.withdraw",
        what=known,
        region=ledger.body.region_id,
        month=known.through.isoformat(),
    )
    known.delete()


@action("ledger.close", stored=closing_words)
def confirm_closing(
    *, proposal: ClosingProposal, by: Actor, witnesses: Sequence[str] = (), op_id: uuid.UUID | None = None
) -> Closing:
    """The second person closes the month; a dasawisma closes with one account and two witnesses.

    A difference of the count becomes an entry of its last day; on 31 December income and expense go to the surplus.

    Refuses: before_closing, changed_since, month_not_over, not_enough, not_enough_then, nothing_proposed, same_person,
    witness_missing.
    """
    ledger = held_alone(proposal.ledger)
    known = ClosingProposal.objects.filter(pk=proposal.pk).first()
    if known is None:
        raise Refused("nothing_proposed", _("Hitungan ini sudah tidak ada. Muat ulang halaman."))
    names = _checked_witnesses(ledger, known, by, witnesses)
    _refuse_early(ledger, known.through)
    if known.through != next_to_close(ledger) or known.digest != _digest(ledger, known.through):
        text = _("Ada catatan baru sejak %s menghitung. Minta hitung sekali lagi.") % known.by_name
        raise Refused("changed_since", text)
    difference_idr = known.counted_idr - cash_idr(ledger, known.through)
    _enter_difference(ledger, known.through, difference_idr, by)
    is_year = known.through.month == 12
    if is_year:
        _enter_year_end(ledger, known.through, by)
    closing = _keep_closing(ledger, known, difference_idr, by, names, is_year)
    note(
        by=by,
        verb="ledger.close",
        what=closing,
        region=ledger.body.region_id,
        month=known.through.isoformat(),
    )
    known.delete()
    return closing


def _refuse_early(ledger: Ledger, through: dt.date) -> None:
    if today_at(ledger.body.region_id) <= through:
        text = _("%(month)s baru bisa ditutup setelah %(day)s.")
        raise Refused("month_not_over", text % {"month": month(through), "day": day(through)})
    reasons = reasons_against(ledger, through)
    if reasons:
        raise Refused("before_closing", " ".join(reasons))


def _checked_witnesses(
    ledger: Ledger, proposal: ClosingProposal, by: Actor, witnesses: Sequence[str]
) -> tuple[str, str] | None:
    """Two names where one account closes; None where a second account does."""
    if proposal.by != by.id:
        return None
    if not ledger.closes_with_witnesses:
        text = _("Yang menghitung tidak bisa menutup sendiri. Minta ketua atau bendahara lain mengonfirmasi.")
        raise Refused("same_person", text)
    names = [clean_text(name) for name in witnesses]
    different = {name.casefold() for name in names if name} - {proposal.by_name.casefold()}
    if len(names) != 2 or len(different) != 2:
        text = _("Tulis nama dua saksi yang ikut menghitung, selain pemegang kas.")
        raise Refused("witness_missing", text, field="witness_one", status=422)
    return names[0], names[1]


def _digest(ledger: Ledger, through: dt.date) -> str:
    closing = last_closing(ledger)
    entries = journal(entries_until(ledger, through, after=closing.through if closing else None))
    return digest_of(closing.digest if closing else "", through, entries, balances_at(ledger, through))


def _difference_lines(difference_idr: int) -> list[JournalLine]:
    if not difference_idr:
        return []
    return [JournalLine(CASH, difference_idr), JournalLine(CASH_DIFFERENCE, -difference_idr)]


def _enter_difference(ledger: Ledger, through: dt.date, difference_idr: int, by: Actor) -> None:
    lines, accounts = _difference_lines(difference_idr), accounts_by_code(ledger)
    refuse_shortage(accounts, through, lines)
    if lines:
        seal_entry(ledger, through, DIFFERENCE, lines, accounts, by, words=_("Selisih hitungan kas"))


def _enter_year_end(ledger: Ledger, through: dt.date, by: Actor) -> None:
    """Income and expense begin the new year at nothing; what was left goes to the surplus."""
    accounts = accounts_by_code(ledger)
    ends = (LedgerAccount.Kind.INCOME, LedgerAccount.Kind.EXPENSE)
    sums = balances_at(ledger, through)
    lines = [
        JournalLine(code, -sums[code]) for code in sorted(sums) if accounts[code].kind in ends and sums[code]
    ]
    left = -sum(line.amount_idr for line in lines)
    if left:
        lines.append(JournalLine(SURPLUS, left))
    if lines:
        seal_entry(
            ledger, through, YEAR_END, lines, accounts, by, words=_("Penutupan tahun %s") % through.year
        )


def _keep_closing(
    ledger: Ledger,
    proposal: ClosingProposal,
    difference_idr: int,
    by: Actor,
    witnesses: tuple[str, str] | None,
    is_year: bool,
) -> Closing:
    before, through = last_closing(ledger), proposal.through
    last = entries_until(ledger, through).order_by("-year", "-no").first()
    first, second = witnesses or ("", "")
    return Closing.objects.create(
        id=uuid7(),
        ledger=ledger,
        through=through,
        kind=Closing.Kind.YEAR if is_year else Closing.Kind.MONTH,
        balances=balances_at(ledger, through),
        last_no=last.no if last is not None else 0,
        previous_digest=before.digest if before is not None else "",
        digest=_digest(ledger, through),
        counted_idr=proposal.counted_idr,
        difference_idr=difference_idr,
        reason=proposal.reason,
        treasurer=proposal.by,
        treasurer_name=proposal.by_name,
        chair=None if witnesses else by.id,
        chair_name="" if witnesses else by.name,
        witness_one=first,
        witness_two=second,
        at=timezone.now(),
    )

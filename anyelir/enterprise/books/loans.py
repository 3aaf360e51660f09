"""The book of loans, instalments, dues and savings of a year, and the card of one loan: lines of the journal alone.

The book tells what was lent and what was brought. It holds no column of what somebody still owes and is in the order
of members' numbers: nobody can sort it or read it as a list of debtors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock
from anyelir.core.terms import overlapping
from anyelir.core.wording import short_day
from anyelir.enterprise.books.members import DUES, person_text
from anyelir.enterprise.books.period import BookPeriod
from anyelir.enterprise.fund.kinds import CHARGES, LOANS, NO_PAYMENT, RECOVERED
from anyelir.enterprise.fund.models import Fund, Loan
from anyelir.ledger.models import Ledger, LedgerLine
from anyelir.ledger.savings import savings_accounts
from anyelir.membership.models import BodyMember

HALVES = (range(1, 7), range(7, 13))
Cell = str | int
# Sums by (loan or member, month).
Sums = Mapping[tuple[str, int], int]


def paid_lines(ledger: Ledger) -> QuerySet[LedgerLine]:
    """Principal and charges that came in on loans, and what was taken back of it."""
    lending = Q(entry__kind__in=NO_PAYMENT) | Q(entry__reverses__kind__in=NO_PAYMENT)
    lines = LedgerLine.objects.filter(ledger=ledger, account__code__in=(LOANS, CHARGES, RECOVERED))
    return lines.exclude(lending).exclude(matter="")


def loans_in(fund: Fund, period: BookPeriod) -> list[Loan]:
    """Loans that ran on a day of the period, by the number of the member."""
    rows = Loan.objects.filter(fund=fund, disbursed_on__lte=period.last)
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gte=period.first))
    return [*rows.select_related("body_member").order_by("body_member__number", "number")]


def _by_month(lines: QuerySet[LedgerLine], key: str, period: BookPeriod) -> Sums:
    sums: dict[tuple[str, int], int] = defaultdict(int)
    lines = lines.filter(entry__on__range=(period.first, period.last))
    for holder, on, idr in lines.values_list(key, "entry__on", "amount_idr"):
        sums[holder, on.month] -= idr
    return sums


def loan_blocks(fund: Fund, period: BookPeriod) -> list[Block]:
    """Six columns, and three for each month; a half of the year on a table, as it would not fit on paper."""
    ledger = fund.ledger
    of_members = LedgerLine.objects.filter(ledger=ledger).exclude(party="")
    instalments = _by_month(paid_lines(ledger), "matter", period)
    dues = _by_month(of_members.filter(account__code=DUES), "party", period)
    saved = _by_month(of_members.filter(account__in=savings_accounts(ledger)), "party", period)
    heads = _heads(fund, period)
    blocks: list[Block] = []
    for half in HALVES:
        rows = [
            [
                *head,
                *(
                    cell
                    for number in half
                    for cell in (
                        instalments.get((loan_key, number), "") or "",
                        dues.get((member_key, number), "") or "",
                        saved.get((member_key, number), "") or "",
                    )
                ),
            ]
            for loan_key, member_key, head in heads
        ]
        names = f"{MONTHS[half[0]]} – {MONTHS[half[-1]]} {period.label}"
        blocks += [HeadingBlock(names, level=2), TableBlock(_columns(half), rows, is_numbered=True)]
    return blocks


def _heads(fund: Fund, period: BookPeriod) -> list[tuple[str, str, list[Cell]]]:
    """Each row by key of its loan and of its member, with its first six cells; dues and savings stand once a member."""
    by_member: dict[object, list[Loan]] = defaultdict(list)
    for loan in loans_in(fund, period):
        by_member[loan.body_member_id].append(loan)
    belongs = overlapping(period.first, period.last) | Q(pk__in=by_member)
    people = BodyMember.objects.filter(belongs, body=fund.body)
    rows: list[tuple[str, str, list[Cell]]] = []
    for person in people.order_by("number"):
        for place, loan in enumerate(by_member.get(person.pk) or [None]):
            lent: list[Cell] = (
                [short_day(loan.disbursed_on), loan.purpose, loan.principal_idr] if loan else ["", "", ""]
            )
            cells = [len(rows) + 1, lent[0], person_text(person), *lent[1:], ""]
            rows.append((str(loan.pk) if loan else "", "" if place else str(person.pk), cells))
    return rows


def _columns(half: Sequence[int]) -> list[BlockColumn]:
    months = [
        BlockColumn(title, 5, True, str(MONTHS[number]))
        for number in half
        for title in (_("Angsuran"), _("Iuran"), _("Simpanan"))
    ]
    return [
        BlockColumn(_("No."), 3, True),
        BlockColumn(_("Tanggal"), 7),
        BlockColumn(_("Nama"), 9),
        BlockColumn(_("Untuk keperluan usaha"), 8),
        BlockColumn(_("Jumlah pinjaman"), 7, True),
        BlockColumn(_("Tanda tangan"), 6),
        *months,
    ]

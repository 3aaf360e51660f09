"""Funds as those who look after them see them: sums of one fund and of many, their ratios, and who needs help why.

Source: enterprise.md section 8 for the ratios; the signs for help are ours (table ``fund_help`` [D]). Above a fund LAR
and PAR count groups, as the handbook does; inside of one fund they count borrowers in the same way [D]. Nothing here
names a person, and few borrowers are never told apart: their bands alone are shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.disclosure.limits import Audience, cell_limit
from anyelir.rules.finiteness import check_fields, finite_numbers
from anyelir.rules.fund.portfolio import Ratio, RatioBand, ratio

MILLION = 1_000_000


class HelpSign(StrEnum):
    """Why a fund needs help."""

    BEHIND = "behind"
    NOT_CLOSED = "not_closed"
    CASH_DIFFERED = "cash_differed"


@dataclass(frozen=True)
class FundSums:
    """Running loans of one fund on a day: borrowers who owe principal, and of them those three instalments behind."""

    borrowers: int = 0
    late_borrowers: int = 0
    outstanding_idr: int = 0
    late_idr: int = 0
    arrears_idr: int = 0

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class FundRatios:
    """LAR, PAR and RR of a fund or of many."""

    lar: Ratio
    par: Ratio
    rr: Ratio


def ratios_of_one(sums: FundSums, on: dt.date) -> FundRatios:
    """Inside of one fund: borrowers three instalments behind of all who owe, what they owe, what is not in arrears."""
    return FundRatios(
        ratio("lar", sums.late_borrowers, sums.borrowers, on),
        ratio("par", sums.late_idr, sums.outstanding_idr, on),
        _repayment(sums.outstanding_idr, sums.arrears_idr, on),
    )


def ratios_of_many(funds: Sequence[FundSums], on: dt.date) -> FundRatios:
    """Over several funds, as ``loans_at_risk``, ``portfolio_at_risk`` and ``repayment_rate`` say of their loans."""
    owing = [fund for fund in funds if fund.outstanding_idr > 0]
    late = [fund for fund in owing if fund.late_borrowers]
    owed = _owed(owing)
    return FundRatios(
        ratio("lar", len(late), len(owing), on),
        ratio("par", _owed(late), owed, on),
        _repayment(owed, sum(fund.arrears_idr for fund in owing), on),
    )


def _owed(funds: Iterable[FundSums]) -> int:
    return sum(fund.outstanding_idr for fund in funds)


def _repayment(owed_idr: int, arrears_idr: int, on: dt.date) -> Ratio:
    return ratio("rr", owed_idr - arrears_idr, owed_idr, on)


@finite_numbers
def help_signs(sums: FundSums, months_open: int, differences: int, on: dt.date) -> tuple[HelpSign, ...]:
    """Why a fund needs help on ``on``; empty when nothing speaks for it.

    ``months_open``: months that are over and not closed. ``differences``: closings within the months of the table
    at which the cash was more or less than the book.
    """
    limits = tables.load("fund_help").nearest(on)
    is_behind = sums.late_borrowers > 0 and RatioBand.STOP in (
        ratio("lar", sums.late_borrowers, sums.borrowers, on).band,
        ratio("par", sums.late_idr, sums.outstanding_idr, on).band,
    )
    signs = {
        HelpSign.BEHIND: is_behind,
        HelpSign.NOT_CLOSED: months_open >= limits["months_open"]["value"],
        HelpSign.CASH_DIFFERED: differences >= limits["differences"]["value"],
    }
    return tuple(sign for sign, is_seen in signs.items() if is_seen)


def difference_months(on: dt.date) -> int:
    """Within how many months cash that differed counts."""
    months: int = tables.load("fund_help").nearest(on)["differences_months"]["value"]
    return months


def fewest_borrowers(on: dt.date) -> int:
    """From how many borrowers on amounts and percentages are shown inside of the house."""
    return cell_limit(Audience.INTERNAL, on).k


@finite_numbers
def veiled(borrowers: Sequence[int], on: dt.date) -> frozenset[int]:
    """Which rows of a table with a sum below show their bands alone, by index.

    Those with few borrowers; and when those hidden are still few together, the next smallest too, so that nobody
    subtracts the others from the sum. Rows with no borrower hide nothing.
    """
    fewest = fewest_borrowers(on)
    rising = sorted((count, index) for index, count in enumerate(borrowers) if count > 0)
    hidden, together = set(), 0
    for count, index in rising:
        if count >= fewest and not 0 < together < fewest:
            break
        hidden.add(index)
        together += count
    return frozenset(hidden)


@finite_numbers
def in_millions(amount_idr: int) -> int:
    """Whole millions, a half up: exact sums of several pages could be subtracted from each other."""
    return (2 * amount_idr + MILLION) // (2 * MILLION)

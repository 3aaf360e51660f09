"""Funds as those who look after them see them: sums of one fund and of many, their ratios, and who needs help why.

Source: enterprise.md section 8 for the ratios; the signs for help are ours (table ``fund_help`` [D]). Above a fund LAR
and PAR count groups, as the handbook does; inside of one fund they count borrowers in the same way [D]. Nothing here
names a person, and few borrowers are never told apart: their bands alone are shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from anyelir.rules import tables
from anyelir.rules.disclosure.limits import Audience, cell_limit
from anyelir.rules.finiteness import check_fields, finite_numbers
from anyelir.rules.fund.portfolio import Ratio, ratio, ratio_borders

MILLION = 1_000_000


class HelpSign(StrEnum):
    """Why a fund needs help."""

    BEHIND = "behind"
    NOT_CLOSED = "not_closed"
    CASH_DIFFERED = "cash_differed"


class FundSums(NamedTuple):
    """Running loans of one fund on a day: borrowers who owe principal, and of them those three instalments behind.

    A kabupaten has thousands, so it is a bare row: what is no number is refused when they are added up.
    """

    borrowers: int = 0
    late_borrowers: int = 0
    outstanding_idr: int = 0
    late_idr: int = 0
    arrears_idr: int = 0


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


@dataclass(frozen=True)
class FundsTogether:
    """Several funds: those in which somebody owes and of them those with a loan three instalments behind, and sums."""

    owing_funds: int
    late_funds: int
    borrowers: int
    late_borrowers: int
    outstanding_idr: int
    late_idr: int
    late_funds_idr: int
    arrears_idr: int

    def __post_init__(self) -> None:
        check_fields(self)


def together(funds: Sequence[FundSums]) -> FundsTogether:
    """Their sums. Who borrows of two groups is counted in both."""
    late = [fund for fund in funds if fund.late_borrowers]
    # By column: a page adds the same thousands up by place, by stratum and as a whole.
    sums = FundSums(*map(sum, zip(*funds, strict=True)))
    return FundsTogether(
        len([fund for fund in funds if fund.outstanding_idr > 0]),
        len(late),
        sums.borrowers,
        sums.late_borrowers,
        sums.outstanding_idr,
        sums.late_idr,
        sum(fund.outstanding_idr for fund in late),
        sums.arrears_idr,
    )


def ratios_of_many(whole: FundsTogether, on: dt.date) -> FundRatios:
    """Over several funds, as ``loans_at_risk``, ``portfolio_at_risk`` and ``repayment_rate`` say of their loans."""
    return FundRatios(
        ratio("lar", whole.late_funds, whole.owing_funds, on),
        ratio("par", whole.late_funds_idr, whole.outstanding_idr, on),
        _repayment(whole.outstanding_idr, whole.arrears_idr, on),
    )


def _repayment(owed_idr: int, arrears_idr: int, on: dt.date) -> Ratio:
    return ratio("rr", owed_idr - arrears_idr, owed_idr, on)


@dataclass(frozen=True)
class HelpLimits:
    """From where on a fund needs help: the stop borders of LAR and PAR in percent, and the numbers of ``fund_help``."""

    lar_percent: Decimal
    par_percent: Decimal
    months_open: int
    differences: int
    differences_months: int

    def signs(self, sums: FundSums, months_open: int, differences: int) -> tuple[HelpSign, ...]:
        """Why a fund needs help; empty when nothing speaks for it.

        ``months_open``: months that are over and not closed. ``differences``: closings within ``differences_months``
        at which the cash was more or less than the book.
        """
        seen = []
        if sums.late_borrowers and self._is_behind(sums):
            seen.append(HelpSign.BEHIND)
        if months_open >= self.months_open:
            seen.append(HelpSign.NOT_CLOSED)
        if differences >= self.differences:
            seen.append(HelpSign.CASH_DIFFERED)
        return tuple(seen)

    def _is_behind(self, sums: FundSums) -> bool:
        return (
            100 * sums.late_borrowers > self.lar_percent * sums.borrowers
            or 100 * sums.late_idr > self.par_percent * sums.outstanding_idr
        )


def help_limits(on: dt.date) -> HelpLimits:
    """Those in force on ``on``. KeyError when no borders of the ratios are."""
    rules = tables.load("fund_help").nearest(on)
    numbers = {name: rules[name]["value"] for name in ("months_open", "differences", "differences_months")}
    return HelpLimits(ratio_borders("lar", on)[1], ratio_borders("par", on)[1], **numbers)


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

"""Funds as pembina see them: ratios from sums, signs for help on both sides of each border, and what is not told."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import fund, tables
from anyelir.rules.fund import FundSums, HelpSign, RatioBand

ON = dt.date(2026, 11, 20)
SOUND = FundSums(borrowers=10, outstanding_idr=10_000_000)


def bands(ratios):
    return [ratios.lar.band, ratios.par.band, ratios.rr.band]


def test_inside_of_one_fund_borrowers_count():
    ratios = fund.ratios_of_one(FundSums(20, 3, 10_000_000, 1_000_000, 500_000), ON)
    assert (ratios.lar.numerator, ratios.lar.denominator) == (3, 20)
    assert (ratios.par.percent, ratios.rr.percent) == (10, 95)
    assert bands(ratios) == [RatioBand.MINIMUM, RatioBand.MINIMUM, RatioBand.GOOD]


def test_above_a_fund_groups_count():
    late = FundSums(10, 1, 3_000_000, 100_000, 300_000)
    ratios = fund.ratios_of_many(fund.together([SOUND, late, FundSums()]), ON)
    assert (ratios.lar.numerator, ratios.lar.denominator) == (1, 2)
    assert (ratios.par.numerator, ratios.par.denominator) == (3_000_000, 13_000_000)
    assert (ratios.rr.numerator, ratios.rr.denominator) == (12_700_000, 13_000_000)


def test_a_place_where_nobody_owes_has_no_band():
    assert bands(fund.ratios_of_many(fund.together([FundSums()]), ON)) == [None, None, None]


# Per fund: the loans of its borrowers as outstanding, principal in arrears, missed instalments.
LOANS = st.lists(
    st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 10**6), st.integers(0, 6)), max_size=6),
    max_size=6,
)


def sums_of(loans):
    late = [outstanding for outstanding, _arrears, missed in loans if missed >= 3]
    owed = sum(outstanding for outstanding, *_rest in loans)
    return FundSums(len(loans), len(late), owed, sum(late), sum(arrears for _owed, arrears, _missed in loans))


@given(LOANS)
@settings(max_examples=80, deadline=None)
def test_sums_give_the_ratios_that_the_loans_give(funds):
    balances = [fund.LoanBalance(str(number), *loan) for number, loans in enumerate(funds) for loan in loans]
    ratios = fund.ratios_of_many(fund.together([sums_of(loans) for loans in funds]), ON)
    assert ratios.lar == fund.loans_at_risk(balances, ON)
    assert ratios.par == fund.portfolio_at_risk(balances, ON)
    assert ratios.rr == fund.repayment_rate(balances, ON)


@pytest.mark.parametrize(
    ("sums", "months_open", "differences", "signs"),
    [
        (SOUND, 2, 1, ()),
        (SOUND, 3, 0, (HelpSign.NOT_CLOSED,)),
        (SOUND, 0, 2, (HelpSign.CASH_DIFFERED,)),
        # Two of ten: the border of LAR itself is not beyond it.
        (FundSums(10, 2, 10_000_000, 2_000_000, 0), 0, 0, ()),
        (FundSums(10, 3, 10_000_000, 1_000_000, 0), 0, 0, (HelpSign.BEHIND,)),
        (FundSums(10, 1, 10_000_000, 2_000_001, 0), 0, 0, (HelpSign.BEHIND,)),
        (FundSums(10, 3, 10_000_000, 1_000_000, 0), 5, 4, tuple(HelpSign)),
        (FundSums(), 0, 0, ()),
    ],
)
def test_signs_for_help(sums, months_open, differences, signs):
    assert fund.help_limits(ON).signs(sums, months_open, differences) == signs


def test_the_numbers_of_the_signs():
    assert fund.help_limits(ON) == fund.HelpLimits(Decimal(20), Decimal(20), 3, 2, 6)
    assert fund.fewest_borrowers(ON) == 5
    assert fund.ratio_borders("lar", ON) == (Decimal(10), Decimal(20))
    assert {rule.evidence for rule in tables.load("fund_help").rules} == {"D"}


@given(LOANS)
@settings(max_examples=80, deadline=None)
def test_a_fund_is_behind_when_a_ratio_of_its_own_is_beyond_the_stop_border(funds):
    for sums in map(sums_of, funds):
        ratios = fund.ratios_of_one(sums, ON)
        is_beyond = RatioBand.STOP in (ratios.lar.band, ratios.par.band)
        assert (HelpSign.BEHIND in fund.help_limits(ON).signs(sums, 0, 0)) == is_beyond


@pytest.mark.parametrize(
    ("borrowers", "hidden"),
    [
        ([], set()),
        ([0, 0], set()),
        ([5, 20], set()),
        ([4], {0}),
        # Alone, the four could be subtracted from the sum: the next smallest goes with them.
        ([30, 4, 8], {1, 2}),
        # Two that are five or more together keep each other.
        ([30, 4, 1, 8], {1, 2}),
        ([30, 1, 1, 8], {1, 2, 3}),
        ([0, 4, 9], {1, 2}),
    ],
)
def test_few_borrowers_are_veiled_and_cannot_be_subtracted(borrowers, hidden):
    assert fund.veiled(borrowers, ON) == hidden


@given(st.lists(st.integers(0, 40), max_size=12))
def test_what_is_veiled_is_never_few_together(borrowers):
    hidden = fund.veiled(borrowers, ON)
    assert all(index in hidden for index, count in enumerate(borrowers) if 0 < count < 5)
    together = sum(borrowers[index] for index in hidden)
    assert not hidden or together >= 5 or sum(borrowers) == together


@pytest.mark.parametrize(
    ("amount", "millions"), [(0, 0), (499_999, 0), (500_000, 1), (1_499_999, 1), (12_500_000, 13)]
)
def test_sums_are_whole_millions(amount, millions):
    assert fund.in_millions(amount) == millions

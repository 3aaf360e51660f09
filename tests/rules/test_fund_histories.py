"""Random histories of a fund: the journal balances, and cards, savings and surpluses are what its lines sum to."""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fund_histories import SAVED, FundHistory, kinds_of_accounts


def sums_by(history, account):
    sums = defaultdict(int)
    for entry in history.entries:
        for line in entry.lines:
            if line.account == account:
                sums[line.party] += line.amount_idr
    return {party: amount for party, amount in sums.items() if amount}


@given(st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_cards_and_savings_are_sums_of_lines(seed):
    history = FundHistory(seed)
    assert all(sum(line.amount_idr for line in entry.lines) == 0 for entry in history.entries)
    owed = defaultdict(int)
    for card in history.cards:
        assert card.outstanding_idr >= 0 and card.charges_idr >= 0
        assert card.is_open or card.outstanding_idr == 0
        owed[card.party] += card.outstanding_idr
    assert sums_by(history, "pinjaman") == {party: amount for party, amount in owed.items() if amount}
    saved = 10_000 * sum(entry.kind == "collect" for entry in history.entries)
    assert sums_by(history, SAVED) == dict.fromkeys(history.members, -saved)
    assert history.held("kas") >= 0 >= history.held("cadangan:risiko")


@given(st.integers(0, 10**9))
@settings(max_examples=40, deadline=None)
def test_charges_are_income_when_they_are_paid_and_a_surplus_is_split_to_the_rupiah(seed):
    history = FundHistory(seed)
    charged = sum(
        line.amount_idr
        for entry in history.entries
        if entry.kind in ("payment", "reversal")
        for line in entry.lines
        if line.account == "jasa"
    )
    assert -charged == sum(card.charges_idr for card in history.cards)
    for entry in history.entries:
        if entry.kind == "surplus":
            given_out = [line.amount_idr for line in entry.lines if line.account != "modal:surplus"]
            assert sum(given_out) == -next(
                line.amount_idr for line in entry.lines if line.account == "modal:surplus"
            )
            assert all(amount < 0 for amount in given_out)
    assert {line.account for entry in history.entries for line in entry.lines} <= set(kinds_of_accounts())


def test_histories_hold_every_act_of_a_fund():
    kinds = {entry.kind for seed in range(40) for entry in FundHistory(seed).entries}
    assert kinds >= {
        *("collect", "disburse", "payment", "reversal", "write_off", "recovered", "provide"),
        *("year_end", "surplus"),
    }
    assert FundHistory(7).entries == FundHistory(7).entries

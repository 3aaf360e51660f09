"""Cost of a piece, its price, and how many must be sold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import costing, tables
from tests.rules.vectors import Vectors, day, unnoticed

AMOUNTS = st.integers(0, 10**9)
BATCHES = st.builds(
    costing.BatchCosts, st.integers(1, 5000), *[AMOUNTS] * 3, st.integers(0, 10**4), st.integers(0, 10**5)
)


def run_piece_cost(case):
    batch = costing.BatchCosts(**case)
    cost = costing.piece_cost(batch)
    parts = [cost.materials_idr, cost.packaging_idr, cost.energy_idr, cost.own_work_idr]
    return {"cost": cost.cost_idr, "parts": parts, "spent": batch.spent_idr}


VECTORS = Vectors(
    "costing",
    {
        "piece_cost": run_piece_cost,
        "offered_price": lambda case: costing.offered_price(**case),
        "break_even": lambda case: costing.break_even(**case),
        "costing_rule": lambda case: costing.costing_rule(case["rule"], day(case["on"])),
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_vector(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def test_every_changed_number_breaks_a_vector(monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, "costing_rules", groups=("costing_rule",)) == []


@given(BATCHES)
def test_the_cost_covers_the_batch_and_no_rupiah_more_a_piece(batch):
    cost = costing.piece_cost(batch).cost_idr
    whole = batch.spent_idr + batch.own_work_idr
    assert whole <= cost * batch.pieces < whole + batch.pieces


@given(AMOUNTS, st.integers(0, 300), st.sampled_from([1, 100, 500, 1000]))
def test_a_price_stands_on_a_step_and_keeps_the_margin(cost_idr, margin_percent, step_idr):
    price = costing.offered_price(cost_idr, margin_percent, step_idr)
    assert price % step_idr == 0
    assert price > 0
    assert price * 100 >= cost_idr * (100 + margin_percent)
    assert (price - step_idr) * 100 < max(cost_idr * (100 + margin_percent), 1)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_last_piece_brings_it_back_and_the_one_before_does_not(fixed_idr, price_idr, cost_idr):
    pieces = costing.break_even(fixed_idr, price_idr, cost_idr)
    if pieces is None:
        assert price_idr <= cost_idr
    elif pieces:
        assert pieces * (price_idr - cost_idr) >= fixed_idr > (pieces - 1) * (price_idr - cost_idr)


@pytest.mark.parametrize(
    "wrong",
    [{"pieces": 0}, {"materials_idr": -1}, {"packaging_idr": -1}, {"own_minutes": -1}, {"hour_idr": -1}],
)
def test_a_batch_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="no amount below zero"):
        costing.piece_cost(costing.BatchCosts(**({"pieces": 1, "materials_idr": 1} | wrong)))


@pytest.mark.parametrize("wrong", [(-1, 25, 500), (1, -1, 500), (1, 25, 0)])
def test_a_price_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="margin"):
        costing.offered_price(*wrong)


def test_every_skill_begins_in_a_known_category():
    categories = {rule["category"] for rule in tables.load("product_categories").rules}
    assert {rule["category"] for rule in tables.load("skills").rules} <= categories

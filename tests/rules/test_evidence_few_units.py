"""A handful of units: no error is told, and the p of moved starts keeps its promise where nothing happened."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.commands import main
from anyelir.rules.evidence.panel import Panel
from anyelir.rules.evidence.permutation import null_spread, randomise_att, randomise_leads
from anyelir.rules.evidence.placebo import placebo_in_space
from anyelir.rules.evidence.randomisation import count_ways, other_labels, randomise_regression, randomised
from anyelir.rules.evidence.regression import first_difference, two_way
from anyelir.rules.evidence.staggered import group_time_effects, lead_test, units_per_lead
from anyelir.rules.evidence.synthetic import synthetic_did

PERIODS, START, ALPHA = 10, 6, 0.05


def nothing_happened(rng, n_treated, n_comparison, periods=PERIODS):
    """Outcomes whose months resemble their neighbours (AR 0.6), as those of a posyandu do."""
    noise = rng.normal(size=(n_treated + n_comparison, periods))
    for column in range(1, periods):
        noise[:, column] += 0.6 * noise[:, column - 1]
    return noise + rng.normal(0, 3, (len(noise), 1)) + rng.normal(size=periods)


def starts(n_treated, n_comparison, *, two=False):
    first = np.array([START] * n_treated + [PERIODS] * n_comparison)
    if two:
        first[: n_treated // 2] = START - 2
    return first


def rows(outcome, first):
    unit, time = np.indices(outcome.shape)
    treated = time >= first[:, None]
    names = ([f"u{each:02}" for each in unit.ravel()], [str(each) for each in time.ravel()])
    return (*names, outcome.ravel().tolist(), treated.ravel().astype(int).tolist())


def as_panel(outcome, first):
    labels = [tuple(str(number) for number in range(size)) for size in outcome.shape]
    return Panel(*labels, outcome, np.asarray(first, dtype=np.int64))


@pytest.fixture
def run_estimate(capsys, tmp_path):
    def run(method, outcome, first, *options):
        path = tmp_path / "data.csv"
        lines = [",".join(map(str, row)) for row in zip(*rows(outcome, first), strict=True)]
        path.write_text("\n".join(["unit,time,value,treated", *lines]))
        names = ["--unit", "unit", "--time", "time", "--outcome", "value", "--treated", "treated"]
        assert main(["evidence", "estimate", "--method", method, str(path), *names, "--json", *options]) == 0
        return json.loads(capsys.readouterr().out)

    return run


SIZES = [(1, 39), (2, 38), (4, 36)]


@pytest.mark.parametrize(("n_treated", "n_comparison"), SIZES)
def test_p_finds_nothing_where_nothing_happened_in_nineteen_of_twenty_cases(n_treated, n_comparison):
    """400 panels each: at a true rate of 5 % fewer than 2 % or more than 8.5 % would come once in 500 times."""
    rng, first = np.random.default_rng(n_treated), starts(n_treated, n_comparison, two=n_treated > 1)
    rejected = dict.fromkeys(("did", "att", "leads", "textbook", "wald"), 0)
    for seed in range(400):
        outcome = nothing_happened(rng, n_treated, n_comparison)
        data, effects = rows(outcome, first), group_time_effects(as_panel(outcome, first))
        p = {
            "did": randomise_regression(*data, moves=199, seed=seed).p_value,
            "att": randomise_att(effects, moves=199, seed=seed).p_value,
            "leads": randomise_leads(effects, moves=199, seed=seed).p_value,
            "textbook": two_way(*data).p_value,
            "wald": lead_test(effects),
        }
        for name, value in p.items():
            rejected[name] += value <= ALPHA
    for name in ("did", "att", "leads"):
        assert 0.02 <= rejected[name] / 400 <= 0.085, rejected
    assert rejected["textbook"] / 400 > 0.1 and rejected["wald"] / 400 > 0.8, "what was told before"


@pytest.mark.parametrize("n_treated", [1, 3])
def test_p_of_placebos_keeps_its_promise_too(n_treated):
    rng, first, rejected = np.random.default_rng(5), starts(n_treated, 20), 0
    for seed in range(100):
        data = as_panel(nothing_happened(rng, n_treated, 20), first)
        rejected += placebo_in_space(data, synthetic_did(data), draws=39, seed=seed).p_value <= ALPHA
    assert rejected <= 12, "5 expected, more than 12 once in 500 times"


@pytest.mark.parametrize("method", ["did", "att", "sdid", "sc"])
@pytest.mark.parametrize(("n_treated", "n_comparison"), [(1, 8), (4, 8), (6, 4), (2, 2)])
def test_fewer_than_five_units_on_a_side_tell_no_error(run_estimate, method, n_treated, n_comparison):
    outcome = nothing_happened(np.random.default_rng(1), n_treated, n_comparison)
    for options in [(), ("--first-difference",)] if method == "did" else [()]:
        estimated = run_estimate(method, outcome, starts(n_treated, n_comparison), *options)
        for name in ("se", "interval", "minimal_detectable_change"):
            assert estimated[name] is None
        assert estimated.get("lead_test_p_value") is None and estimated.get("se_cluster") is None
        text = json.dumps(estimated)
        assert '"se": ' not in text.replace('"se": null', "")
        assert estimated["p_value"] is None or estimated["p_value"] >= estimated["smallest_p_value"] > 0


@pytest.mark.parametrize("method", ["did", "att", "sdid"])
def test_five_on_either_side_tell_one(run_estimate, method):
    estimated = run_estimate(method, nothing_happened(np.random.default_rng(1), 5, 8), starts(5, 8))
    low, high = estimated["interval"]
    assert estimated["se"] > 0 and low < estimated["effect"] < high
    reach = 2.776445 * estimated["se"]
    assert (low, high) == pytest.approx((estimated["effect"] - reach, estimated["effect"] + reach), rel=1e-6)
    assert estimated["minimal_detectable_change"] > reach


def test_many_cohorts_of_one_unit_tell_no_error(run_estimate):
    """Six cohorts of one village: none shows its own spread, and the error of their mean came out far too small."""
    outcome, first = nothing_happened(np.random.default_rng(3), 6, 20), starts(6, 20)
    first[:6] = [2, 3, 4, 5, 6, 7]
    estimated = run_estimate("att", outcome, first)
    assert estimated["n_treated"] == 6 and estimated["se"] is None and estimated["interval"] is None
    assert all(each["se"] is None for each in estimated["overall"].values()) and 0 < estimated["p_value"] <= 1


def test_intervals_of_five_treated_units_cover_what_they_promise(run_estimate):
    rng, first = np.random.default_rng(11), starts(5, 15)
    for method in ("did", "att"):
        intervals = [
            run_estimate(method, nothing_happened(rng, 5, 15), first)["interval"] for _ in range(150)
        ]
        missed = sum(not low <= 0 <= high for low, high in intervals)
        assert missed <= 15, "7.5 expected, more than 15 once in 200 times"


def test_the_joint_lead_test_needs_twenty_units_for_each_lead(run_estimate):
    outcome = nothing_happened(np.random.default_rng(2), 40, 60, periods=4)
    for n_treated, is_told in ((39, False), (40, True)):
        first = np.array([3] * n_treated + [4] * (100 - n_treated))
        assert units_per_lead(group_time_effects(as_panel(outcome, first))) == n_treated / 2
        estimated = run_estimate("att", outcome, first)
        assert (estimated["lead_test_p_value"] is not None) is is_told and estimated[
            "lead_permutation_p_value"
        ] is not None
    assert units_per_lead(group_time_effects(as_panel(outcome, [1] * 50 + [4] * 50))) == float("inf")


def test_groups_that_moved_apart_before_are_seen_with_two_units():
    outcome = np.random.default_rng(4).normal(size=(40, PERIODS))
    outcome[:2, :START] += np.linspace(0, 12, START)
    estimated = randomise_leads(group_time_effects(as_panel(outcome, starts(2, 38))))
    assert estimated.p_value <= 0.01
    assert randomise_leads(group_time_effects(as_panel(outcome, [1] + [PERIODS] * 39))) is None, "no leads"


class TestMoves:
    @given(st.lists(st.integers(0, 2), min_size=1, max_size=7))
    def test_every_other_way_once(self, labels):
        present = np.array(labels)
        others, is_exact = other_labels(present, 10_000, 0)
        assert is_exact and len(others) == count_ways(present) - 1
        seen = {tuple(way) for way in others.tolist()}
        assert len(seen) == len(others) and tuple(labels) not in seen
        assert all(sorted(way) == sorted(labels) for way in seen)

    def test_more_ways_than_wanted_are_drawn_by_the_seed(self):
        labels = np.array([1] * 10 + [0] * 30)
        first, is_exact = other_labels(labels, 99, 7)
        assert not is_exact and first.shape == (99, 40) and (first.sum(axis=1) == 10).all()
        assert (first == other_labels(labels, 99, 7)[0]).all() and (
            first != other_labels(labels, 99, 8)[0]
        ).any()

    def test_smallest_p_of_three_against_three_is_a_tenth(self):
        outcome = np.random.default_rng(1).normal(size=(6, 4))
        outcome[:3, 2:] += 50
        estimated = randomise_regression(*rows(outcome, np.array([2, 2, 2, 4, 4, 4])))
        assert (estimated.p_value, estimated.smallest_p, estimated.n_moves, estimated.is_exact) == (
            0.1,
            0.1,
            19,
            True,
        )

    def test_no_other_way_gives_no_p(self):
        assert randomised(1.0, np.array([]), is_exact=True) is None
        assert randomised(1.0, np.array([np.nan]), is_exact=True) is None

    @pytest.mark.parametrize("fit", [two_way, first_difference])
    def test_moved_starts_give_the_effects_that_the_regression_gives(self, fit):
        """An unbalanced panel, every way of moving the starts estimated one by one by the regression itself."""
        rng, first = np.random.default_rng(6), np.array([2, 3, 5, 5, 5])
        keep = [(u, t) for u in range(5) for t in range(5) if (u, t) not in {(0, 0), (3, 2)}]
        outcome = rng.normal(size=(5, 5))

        def long(start):
            unit, time = zip(*keep, strict=True)
            values = [float(outcome[each]) for each in keep]
            return (
                [str(u) for u in unit],
                [str(t) for t in time],
                values,
                [int(t >= start[u]) for u, t in keep],
            )

        ways = np.vstack([first, other_labels(first, 999, 0)[0]])
        effects = np.array([fit(*long(way)).effect for way in ways])
        expected = (np.abs(effects) >= abs(effects[0]) * (1 - 1e-9)).mean()
        estimated = randomise_regression(*long(first), first_difference=fit is first_difference)
        assert estimated.p_value == pytest.approx(expected) and estimated.n_moves == len(ways) - 1

    def test_spread_of_moved_starts_is_the_error_of_cohorts_of_one_unit(self):
        """300 panels of six cohorts of one unit: the spread of their ATT is what ``null_spread`` tells."""
        rng, first = np.random.default_rng(9), np.array([2, 3, 4, 5, 6, 7] + [PERIODS] * 24)
        effects, run_estimate = [], []
        for seed in range(120):
            outcome = nothing_happened(rng, 6, 24)
            outcome += 5.0 * (np.arange(PERIODS) >= first[:, None])
            estimated = group_time_effects(as_panel(outcome, first))
            run_estimate.append(null_spread(estimated, moves=99, seed=seed))
            effects.append(
                np.average(estimated.effect[~estimated.is_lead], weights=np.ones((~estimated.is_lead).sum()))
            )
        assert np.mean(run_estimate) == pytest.approx(np.std(effects), rel=0.15)

"""How sure: permutation, placebo, power, several results together, and the two zero-effect simulations."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from anyelir.rules.evidence.panel import Panel, PanelError
from anyelir.rules.evidence.permutation import (
    moved_labels,
    window_did,
    window_event_study,
    window_lead_test,
    window_leave_one_out,
)
from anyelir.rules.evidence.placebo import leave_one_out, placebo_in_space, placebo_in_time, rank_p_value
from anyelir.rules.evidence.pooling import benjamini_hochberg, der_simonian_laird
from anyelir.rules.evidence.power import binomial_sd, can_be_proven, minimal_detectable_change, planned_se
from anyelir.rules.evidence.synthetic import synthetic_did
from anyelir.rules.evidence.windows import EvaluationWindow, evaluation_window

REGIONS, PRE, POST, NOISE_PP = 60, 12, 8, 2.0


def names(count):
    return tuple(f"{number:02d}" for number in range(count))


def panel(outcome, first, people=None):
    outcome = np.asarray(outcome, dtype=float)
    return Panel(
        names(len(outcome)), names(outcome.shape[1]), outcome, np.asarray(first, dtype=np.int64), people
    )


def split(start, length):
    return EvaluationWindow(names(length)[:start], (), names(length)[start:])


@pytest.fixture(scope="module")
def bias():
    """Mean estimates over 300 zero-effect panels in which the worst region of the last month is treated."""
    rng = np.random.default_rng(20261123)
    length, trigger, start = PRE + 2 + POST, PRE, PRE + 2
    window = evaluation_window(names(length), trigger=names(length)[trigger], start=names(length)[start])
    estimates = []
    for _ in range(300):
        level = 25 + rng.normal(0, 2, (REGIONS, 1)) + np.linspace(0, -1, length)
        outcome = level + rng.normal(0, NOISE_PP, (REGIONS, length))
        worst = int(np.argmax(outcome[:, trigger]))
        data = panel(outcome, [start if row == worst else length for row in range(REGIONS)])
        after = outcome[worst, start:].mean()
        others = np.arange(REGIONS) != worst
        drift = outcome[others, start:].mean() - outcome[others, trigger].mean()
        estimates.append(
            {
                "before and after": after - outcome[worst, trigger],
                "DiD from the last month": after - outcome[worst, trigger] - drift,
                "DiD of window means": window_did(data, window, permutations=0).effect,
                "SDID without the trigger": synthetic_did(data.without_periods(window.excluded)).effect,
                "SDID with the trigger": synthetic_did(data.without_periods(window.excluded[1:])).effect,
            }
        )
    return {name: float(np.mean([each[name] for each in estimates])) for name in estimates[0]}


class TestRegressionToTheMean:
    """A visit is triggered by a bad month. With no effect at all, a good estimator must say so."""

    @pytest.mark.parametrize("naive", ["before and after", "DiD from the last month"])
    def test_naive_comparison_finds_points_that_are_not_there(self, bias, naive):
        assert bias[naive] < -2.5

    @pytest.mark.parametrize("shipped", ["DiD of window means", "SDID without the trigger"])
    def test_shipped_estimators_find_nothing(self, bias, shipped):
        assert abs(bias[shipped]) < 0.3

    def test_the_trigger_month_would_pull_the_synthetic_comparison_down(self, bias):
        assert bias["SDID with the trigger"] < bias["SDID without the trigger"] - 0.15


class TestPermutation:
    def rejections(self, effect_pp, rounds, seed):
        rng = np.random.default_rng(seed)
        window = split(PRE, PRE + POST)
        rejected = 0
        for number in range(rounds):
            first = np.full(REGIONS, PRE + POST)
            first[rng.permutation(REGIONS)[:6]] = PRE
            outcome = rng.normal(25, 4, (REGIONS, 1)) + rng.normal(0, NOISE_PP, (REGIONS, PRE + POST))
            outcome[first == PRE, PRE:] -= effect_pp
            data = panel(outcome, first)
            rejected += window_did(data, window, permutations=199, seed=number).p_value <= 0.05
        return rejected / rounds

    def test_size_is_right(self):
        assert 0.03 <= self.rejections(0, rounds=1000, seed=1) <= 0.07

    def test_power_as_told_in_advance(self):
        assert 0.10 <= self.rejections(0.5, rounds=200, seed=2) <= 0.35
        assert 0.55 <= self.rejections(1.0, rounds=200, seed=3) <= 0.80
        assert self.rejections(2.0, rounds=100, seed=4) >= 0.99

    def test_p_matches_all_exchanges_of_a_small_panel(self):
        outcome = np.zeros((7, 2))
        outcome[:, 1] = [9, 5, 4, 3, 2, 1, 0]
        data = panel(outcome, [1, 1, 2, 2, 2, 2, 2])
        exact = 0
        for first in range(7):
            for second in range(first):
                inside = outcome[[first, second], 1].mean()
                outside = (outcome[:, 1].sum() - 2 * inside) / 5
                exact += abs(inside - outside) >= abs(7 - 2) - 1e-9
        estimated = window_did(data, split(1, 2), permutations=9999)
        assert estimated.effect == pytest.approx(5)
        assert estimated.p_value == pytest.approx(exact / comb(7, 2), abs=0.01)

    @given(st.integers(0, 10**6), st.integers(1, 40))
    def test_labels_are_only_exchanged(self, seed, permutations):
        labels = np.array([0, 0, 1, 2, 2])
        moved = moved_labels(labels, np.arange(5), permutations, seed)
        assert moved.shape == (permutations, 5)
        assert (np.sort(moved, axis=1) == labels).all()
        assert (moved == moved_labels(labels, np.arange(5), permutations, seed)).all(), (
            "a seed fixes the draw"
        )

    def test_whole_clusters_exchange_their_labels(self):
        cluster = np.array([0, 0, 1, 1, 2, 2])
        for moved in moved_labels(np.array([1, 1, 0, 0, 0, 0]), cluster, 50, 0):
            assert moved[0] == moved[1] and moved[2] == moved[3] and moved[4] == moved[5] and moved.sum() == 2
        mixed = moved_labels(np.array([1, 0, 0, 0, 0, 0]), cluster, 50, 0)
        assert (mixed.sum(axis=1) == 1).all() and (mixed[:, 1] == 1).any()

    def test_people_weigh(self):
        outcome, first = [[10, 12], [10, 20], [10, 10], [10, 10.0]], [1, 1, 2, 2]
        even = window_did(panel(outcome, first), split(1, 2), permutations=0)
        people = np.array([[90.0, 90], [10, 10], [50, 50], [50, 50]])
        weighted = window_did(panel(outcome, first, people), split(1, 2), permutations=0)
        assert even.effect == pytest.approx(6) and weighted.effect == pytest.approx(0.9 * 2 + 0.1 * 10)
        assert even.p_value == 1.0, "no permutation, no evidence"

    def test_units_without_reports_do_not_count(self):
        outcome = np.array([[1, 5.0], [1, np.nan], [1, 1], [1, 1], [np.nan, 1]])
        estimated = window_did(panel(outcome, [1, 1, 2, 2, 2]), split(1, 2), permutations=9)
        assert (estimated.n_treated, estimated.n_donors, estimated.effect) == (1, 2, 4.0)
        assert window_leave_one_out(panel(outcome, [1, 1, 2, 2, 2]), split(1, 2)) == (4.0, 4.0)
        with pytest.raises(PanelError, match="no_treated"):
            window_did(panel(outcome, [2] * 5), split(1, 2))
        with pytest.raises(PanelError, match="no_donors"):
            window_did(panel(outcome, [1, 1, 1, 2, 2]), split(1, 2))

    def test_standard_error_of_two_means(self):
        rng = np.random.default_rng(3)
        outcome = np.column_stack([np.zeros(30), rng.normal(size=30)])
        estimated = window_did(panel(outcome, [1] * 8 + [2] * 22), split(1, 2), permutations=0)
        treated_values, others = outcome[:8, 1], outcome[8:, 1]
        assert estimated.se == pytest.approx(
            np.sqrt(treated_values.var(ddof=1) / 8 + others.var(ddof=1) / 22)
        )
        single = window_did(panel(outcome, [1] + [2] * 29), split(1, 2), permutations=0)
        assert single.se == pytest.approx(np.sqrt(outcome[1:, 1].var(ddof=1) * (1 + 1 / 29)))

    def test_leave_one_out_tries_every_donor(self):
        outcome = np.column_stack([np.zeros(5), [10, 0, 0, 0, 9.0]])
        assert window_leave_one_out(panel(outcome, [1, 2, 2, 2, 2]), split(1, 2)) == (7.0, 10.0)

    def test_event_study_and_lead_test(self):
        rng = np.random.default_rng(8)
        outcome = rng.normal(size=(40, 10))
        first = [6] * 8 + [10] * 32
        alike = panel(outcome, first)
        assert window_lead_test(alike, split(6, 10)) > 0.05
        drifting = outcome.copy()
        drifting[:8, :6] += np.linspace(-3, 3, 6)
        drifting[:8, 6:] += 5
        apart = panel(drifting, first)
        assert window_lead_test(apart, split(6, 10)) <= 0.01
        gaps = window_event_study(apart, split(6, 10))
        assert list(gaps) == list(names(10)) and gaps["00"] < -1 < 1 < gaps["05"] and gaps["09"] > 2
        assert sum(gaps[label] for label in names(6)) == pytest.approx(0, abs=1e-9)
        assert window_lead_test(alike, split(2, 10)) is None
        assert window_lead_test(panel(outcome, [10] * 40), split(6, 10)) is None


class TestPlacebo:
    @given(st.floats(-10, 10), st.lists(st.floats(-10, 10), max_size=30))
    def test_p_is_a_rank(self, effect, placebos):
        p = rank_p_value(effect, np.array(placebos))
        assert 1 / (len(placebos) + 1) - 1e-12 <= p <= 1
        as_large = sum(abs(each) >= abs(effect) for each in placebos)
        assert p >= (1 + as_large) / (len(placebos) + 1) - 1e-12

    def test_p_of_the_twentieth_of_twenty_is_just_enough(self):
        assert rank_p_value(-5.0, np.arange(19) / 10) == 0.05
        assert rank_p_value(5.0, np.array([5.0])) == 1.0

    def test_every_donor_takes_the_place_of_one_treated_unit(self):
        rng = np.random.default_rng(1)
        data = panel(rng.normal(size=(12, 10)), [10] * 11 + [7])
        estimated = synthetic_did(data)
        null = placebo_in_space(data, estimated)
        assert len(null.effects) == null.n_donors == 11 and null.se == pytest.approx(null.effects.std())
        for row in (0, 10):
            others = [each for each in range(11) if each != row]
            alone = panel(data.outcome[[*others, row]], [10] * 10 + [7])
            assert null.effects[row] == pytest.approx(synthetic_did(alone).effect, abs=1e-6)
        drawn = placebo_in_space(data, estimated, draws=5, seed=3)
        assert len(drawn.effects) == 5 and set(drawn.effects.round(9)) <= set(null.effects.round(9))

    def test_several_treated_units_draw_as_many_donors(self):
        rng = np.random.default_rng(2)
        data = panel(rng.normal(size=(12, 10)), [10] * 9 + [6, 6, 8])
        estimated = synthetic_did(data)
        null = placebo_in_space(data, estimated, draws=40, seed=1)
        assert len(null.effects) == 40 and null.n_donors == 9
        assert (null.effects == placebo_in_space(data, estimated, draws=40, seed=1).effects).all()

    def test_too_few_donors_leave_no_placebo(self):
        data = panel(np.random.default_rng(2).normal(size=(6, 6)), [6, 6, 6, 4, 4, 4])
        null = placebo_in_space(data, synthetic_did(data))
        assert null.p_value is None and np.isnan(null.se)

    def test_a_large_effect_stands_out(self):
        rng = np.random.default_rng(6)
        outcome = rng.normal(size=(25, 20))
        outcome[-1, 14:] += 8
        data = panel(outcome, [20] * 24 + [14])
        estimated = synthetic_did(data)
        assert placebo_in_space(data, estimated).p_value == pytest.approx(1 / 25)
        low, high = leave_one_out(data, estimated)
        assert 6 < low <= estimated.effect <= high < 10
        assert placebo_in_time(data).p_value > 0.05

    def test_the_lead_test_sees_an_early_change(self):
        rng = np.random.default_rng(6)
        outcome = rng.normal(size=(25, 20))
        outcome[-1, 10:] += 8
        assert placebo_in_time(panel(outcome, [20] * 24 + [14])).p_value == pytest.approx(1 / 25)
        assert placebo_in_time(panel(outcome, [20] * 24 + [2])) is None
        assert placebo_in_time(panel(outcome, [20] * 25)) is None


class TestPower:
    def test_the_handbook_design(self):
        """6 treated of 60, 12 + 8 months, noise 2 points: about one point can be shown, half a point cannot."""
        se = planned_se(n_treated=6, n_donors=54, n_pre=12, n_post=8, noise_sd=2.0)
        assert se == pytest.approx(2 * np.sqrt((1 / 12 + 1 / 8) * (1 / 6 + 1 / 54)))
        least = minimal_detectable_change(se)
        assert least == pytest.approx(1.10, abs=0.005)
        assert (
            not can_be_proven(0.5, se) and can_be_proven(-least, se) and not can_be_proven(least - 1e-9, se)
        )

    @given(st.floats(0.001, 100), st.floats(0.01, 0.2), st.floats(0.5, 0.99))
    def test_power_is_reached_at_the_detectable_change(self, se, alpha, power):
        least = minimal_detectable_change(se, alpha=alpha, power=power)
        assert norm.sf(norm.ppf(1 - alpha / 2) - least / se) == pytest.approx(power, abs=1e-9)
        assert minimal_detectable_change(se, freedom=5, alpha=alpha, power=power) > least

    @given(st.integers(1, 30), st.floats(-0.95, 0.95))
    def test_correlation_of_months_as_simulated_by_its_matrix(self, periods, correlation):
        lag = np.abs(np.subtract.outer(np.arange(periods), np.arange(periods)))
        of_mean = (np.sign(correlation) ** lag * abs(correlation) ** lag).sum() / periods**2
        se = planned_se(
            n_treated=1, n_donors=1, n_pre=periods, n_post=periods, noise_sd=1, correlation=correlation
        )
        assert se == pytest.approx(np.sqrt(2 * of_mean * 2))

    def test_refusals(self):
        good = {"n_treated": 1, "n_donors": 1, "n_pre": 1, "n_post": 1, "noise_sd": 1.0}
        assert planned_se(**good) == 2.0
        for name in ("n_treated", "n_donors", "n_pre", "n_post"):
            with pytest.raises(ValueError, match="at least 1"):
                planned_se(**{**good, name: 0})
        for correlation in (-1.0, 1.0):
            with pytest.raises(ValueError, match="correlation"):
                planned_se(**good, correlation=correlation)
        for se in (-0.1, float("nan")):
            with pytest.raises(ValueError, match="zero or more|not finite"):
                minimal_detectable_change(se)

    def test_counting_alone(self):
        assert binomial_sd(0.2, 100) == pytest.approx(0.04) and binomial_sd(1.0, 5) == 0


class TestPooling:
    @given(st.lists(st.floats(0, 1), max_size=20))
    def test_adjusted_p_keep_the_order_and_never_fall(self, values):
        adjusted = benjamini_hochberg(values)
        assert len(adjusted) == len(values)
        for p, q in zip(values, adjusted, strict=True):
            assert p * (1 - 1e-12) <= q <= 1
        assert sorted(range(len(values)), key=lambda i: (values[i], adjusted[i])) == sorted(
            range(len(values)), key=lambda i: (adjusted[i], values[i])
        )

    @given(st.lists(st.floats(0, 1), min_size=1, max_size=15), st.floats(0.01, 0.3))
    def test_rejects_as_the_step_up_rule(self, values, level):
        ordered = sorted(values)
        passing = [rank for rank, p in enumerate(ordered, start=1) if p * len(values) / rank <= level]
        cut = ordered[max(passing) - 1] if passing else -1.0
        assert [q <= level for q in benjamini_hochberg(values)] == [p <= cut for p in values]

    def test_refuses_what_is_no_probability(self):
        for value in (-0.01, 1.01, float("nan")):
            with pytest.raises(ValueError, match="between 0 and 1|not finite"):
                benjamini_hochberg([0.5, value])

    results = st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3)), min_size=1, max_size=12)

    @given(results)
    def test_the_mean_lies_between_the_places(self, places):
        effects, ses = zip(*places, strict=True)
        pooled = der_simonian_laird(effects, ses)
        room = 1e-6 * max(1.0, *map(abs, effects))
        assert min(effects) - room <= pooled.effect <= max(effects) + room
        assert pooled.low <= pooled.effect <= pooled.high and pooled.tau2 >= 0 and 0 <= pooled.i2 <= 1
        for effect, drawn in zip(effects, pooled.places, strict=True):
            assert min(effect, pooled.effect) - room <= drawn <= max(effect, pooled.effect) + room

    @given(st.floats(-1e3, 1e3), st.floats(1e-2, 1e2), st.integers(1, 10))
    @settings(max_examples=50)
    def test_equal_places_pool_to_themselves(self, effect, se, count):
        pooled = der_simonian_laird([effect] * count, [se] * count)
        assert pooled.effect == pytest.approx(effect) and pooled.se == pytest.approx(se / np.sqrt(count))
        assert pooled.tau2 == 0

    def test_nothing_and_nonsense(self):
        assert der_simonian_laird([], []) is None
        assert der_simonian_laird([2.0], [0.5]).q_p_value == 1.0
        for se in (0.0, -1.0, float("nan"), float("inf")):
            with pytest.raises(ValueError, match="above zero|not finite"):
                der_simonian_laird([1.0], [se])

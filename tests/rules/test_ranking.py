"""Ranking: shrinkage against published numbers and simulation, comparison, the funnel, improvement."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom, gamma

from anyelir.rules.evidence.verdict import Direction
from anyelir.rules.ranking.comparison import careful_order, probability_better, ranks
from anyelir.rules.ranking.funnel import Label, funnel, limits, over_dispersion, ranking_rules
from anyelir.rules.ranking.improvement import improvement
from anyelir.rules.ranking.shrinkage import Proportions, shrink_means, shrink_proportions, shrink_rates

ON = dt.date(2026, 11, 23)
# Efron and Morris 1977: hits of 18 players in their first 45 times at bat, and their rest-of-season averages.
HITS = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])
SEASON = (
    np.array([346, 298, 276, 222, 273, 270, 263, 210, 269, 230, 264, 256, 303, 264, 226, 286, 316, 200])
    / 1000
)


def posterior(*pairs):
    alpha, second = np.array(pairs, dtype=float).T
    return Proportions(alpha, second, np.full(len(alpha), 0.5), np.ones(len(alpha)))


@st.composite
def counts(draw, least=1, most=20):
    """(count, people) of some regions."""
    people = draw(st.lists(st.integers(0, 2000), min_size=least, max_size=most))
    return [draw(st.integers(0, n)) for n in people], people


class TestShrinkage:
    def test_efron_and_morris(self):
        """c = .212; Clemente .400 -> .294; squared error .0755 -> .0214."""
        average = HITS / 45
        mean = average.mean()
        drawn, factor = shrink_means(average, mean * (1 - mean) / 45)
        assert round(factor, 3) == 0.212 and round(drawn[0], 3) == 0.294
        assert round(((average - SEASON) ** 2).sum(), 4) == 0.0755
        assert round(((drawn - SEASON) ** 2).sum(), 4) == 0.0214

    def test_the_moments_of_the_handbook_by_hand(self):
        y, n = np.array([10.0, 30, 5]), np.array([50.0, 60, 40])
        m, r = y.sum() / n.sum(), y / n
        s2 = (n * (r - m) ** 2).sum() / n.sum() - m * (1 - m) / n.mean()
        k = m * (1 - m) / s2 - 1
        shrunken = shrink_proportions(y, n)
        assert shrunken.prior_people == pytest.approx(k) and shrunken.stratum_mean == pytest.approx(m)
        assert shrunken.alpha == pytest.approx(m * k + y) and shrunken.beta == pytest.approx(
            (1 - m) * k + n - y
        )
        assert shrunken.mean == pytest.approx(beta.mean(shrunken.alpha, shrunken.beta))
        assert shrunken.sd == pytest.approx(beta.std(shrunken.alpha, shrunken.beta))
        assert shrunken.bound(0.1) == pytest.approx(beta.ppf(0.1, shrunken.alpha, shrunken.beta))

    @given(counts())
    def test_shrinks_towards_the_pooled_proportion_and_never_past_it(self, data):
        y, n = data
        shrunken = shrink_proportions(y, n)
        assert ((shrunken.alpha > 0) & (shrunken.beta > 0) & (shrunken.sd >= 0)).all()
        observed = np.divide(y, n, out=shrunken.stratum_mean.copy(), where=np.array(n) > 0)
        low, high = np.minimum(observed, shrunken.stratum_mean), np.maximum(observed, shrunken.stratum_mean)
        assert ((shrunken.mean >= low - 1e-9) & (shrunken.mean <= high + 1e-9)).all()
        assert np.isfinite(shrunken.bound(0.05)).all()

    @given(counts(least=2), counts(least=2))
    def test_strata_do_not_touch_each_other(self, first, second):
        y, n = first[0] + second[0], first[1] + second[1]
        stratum = [7] * len(first[0]) + [3] * len(second[0])
        both, alone = shrink_proportions(y, n, stratum), shrink_proportions(*first)
        assert both.mean[: len(first[0])] == pytest.approx(alone.mean)

    def test_smaller_regions_are_drawn_further(self):
        rng = np.random.default_rng(2)
        people = np.tile([20, 2000], 100)
        count = rng.binomial(people, rng.beta(20, 80, 200))
        shrunken = shrink_proportions(count, people)
        kept = (shrunken.mean - shrunken.stratum_mean) / (count / people - shrunken.stratum_mean + 1e-12)
        assert kept[::2].mean() < 0.3 < 0.9 < kept[1::2].mean()

    def test_where_chance_explains_everything_the_stratum_counts_as_all_its_people(self):
        shrunken = shrink_proportions([5, 5, 5], [50, 50, 50])
        assert shrunken.prior_people == pytest.approx(150)
        for extreme in (0, 50):
            shrunken = shrink_proportions([extreme] * 3, [50] * 3)
            assert shrunken.stratum_mean[0] == pytest.approx(abs(extreme / 50 - 0.5 / 151))
            assert 0 < shrunken.mean[0] < 1

    def test_refuses_impossible_counts(self):
        for y, n in (([-1], [5]), ([6], [5]), ([1, 2], [5])):
            with pytest.raises(ValueError, match="between 0"):
                shrink_proportions(y, n)
        for y, b in (([-1], [5]), ([1], [0])):
            with pytest.raises(ValueError, match="above zero"):
                shrink_rates(y, b)
        with pytest.raises(ValueError, match="variance"):
            shrink_means([1.0], -1)

    def test_marshall_by_hand(self):
        y, b = np.array([4.0, 20, 9]), np.array([100.0, 150, 300])
        m, r = y.sum() / b.sum(), y / b
        a = (b * (r - m) ** 2).sum() / b.sum() - m / b.mean()
        w = a / (a + m / b)
        shrunken = shrink_rates(y, b)
        assert shrunken.weight == pytest.approx(w) and shrunken.mean == pytest.approx(m + w * (r - m))
        expected = gamma.ppf(0.9, m**2 / a + y, scale=1 / (m / a + b))
        assert shrunken.bound(0.9) == pytest.approx(expected)

    @given(st.lists(st.tuples(st.integers(0, 500), st.floats(0.5, 1e4)), min_size=1, max_size=15))
    def test_rates_lie_between_their_own_and_the_stratum(self, data):
        y, b = (np.array(each, dtype=float) for each in zip(*data, strict=True))
        shrunken = shrink_rates(y, b)
        low, high = np.minimum(y / b, shrunken.stratum_mean), np.maximum(y / b, shrunken.stratum_mean)
        assert ((shrunken.mean >= low - 1e-9) & (shrunken.mean <= high + 1e-9)).all()
        assert ((shrunken.weight >= 0) & (shrunken.weight <= 1)).all()
        assert (shrunken.bound(0.05) <= shrunken.bound(0.95)).all()

    @given(st.lists(st.floats(-1e6, 1e6), max_size=12), st.floats(0, 1e6))
    def test_means_keep_their_order_and_centre(self, values, variance):
        drawn, factor = shrink_means(values, variance)
        assert 0 <= factor <= 1 and len(drawn) == len(values)
        if values:
            assert drawn.mean() == pytest.approx(np.mean(values), abs=1e-3)
            assert (np.diff(drawn[np.argsort(values)]) >= -1e-6).all()
        if len(values) <= 3:
            assert factor == 1.0

    def test_the_truly_best_are_found_and_not_the_small_and_lucky(self):
        """300 regions, ranked raw and shrunken; the handbook measured 59 and 95 % right, 69 and 5 % small."""
        rng = np.random.default_rng(7)
        shares = {"raw": [], "shrunken": [], "careful": []}
        for _ in range(200):
            people = np.exp(rng.normal(5.5, 1.2, 300)).round().clip(10, 20_000).astype(int)
            truth = rng.beta(22, 78, 300)
            count = rng.binomial(people, truth)
            shrunken = shrink_proportions(count, people)
            careful = careful_order(
                shrunken, direction=Direction.HIGHER, bound=ranking_rules(ON)["rank_bound"]
            )
            best, small = truth >= np.quantile(truth, 0.9), people <= np.quantile(people, 0.25)
            for name, value in zip(shares, (count / people, shrunken.mean, careful), strict=True):
                top = np.argsort(-value)[:5]
                shares[name].append((best[top].mean(), small[top].mean()))
        share = {name: np.mean(each, axis=0) for name, each in shares.items()}
        assert share["raw"][0] < 0.7 and share["raw"][1] > 0.5
        for name in ("shrunken", "careful"):
            assert share[name][0] >= 0.90 and share[name][1] <= 0.15


class TestComparison:
    pairs = [((20, 80), (18, 82)), ((2000, 8000), (3, 9)), ((3, 9), (2000, 8000)), ((0.5, 0.5), (0.5, 0.5))]

    @pytest.mark.parametrize(("host", "visitor"), pairs)
    @pytest.mark.parametrize("by", [0.0, 0.05, 0.3])
    @pytest.mark.parametrize("direction", Direction)
    def test_as_drawn_at_random(self, host, visitor, by, direction):
        rng = np.random.default_rng(1)
        ahead = rng.beta(*host, 200_000) - rng.beta(*visitor, 200_000)
        drawn = ((ahead if direction is Direction.HIGHER else -ahead) >= by).mean()
        probability = probability_better(posterior(host), visitor, by=by, direction=direction)[0]
        assert probability == pytest.approx(drawn, abs=0.005)

    parameter = st.floats(0.3, 5000)

    @given(parameter, parameter, parameter, parameter)
    def test_one_of_the_two_is_better(self, a, b, c, d):
        forth = probability_better(posterior((a, b)), (c, d), by=0, direction=Direction.HIGHER)[0]
        back = probability_better(posterior((a, b)), (c, d), by=0, direction=Direction.LOWER)[0]
        assert 0 <= forth <= 1 and forth + back == pytest.approx(1, abs=5e-4)
        further = probability_better(posterior((a, b)), (c, d), by=0.1, direction=Direction.HIGHER)[0]
        assert further <= forth + 1e-9
        same = probability_better(posterior((a, b)), (a, b), by=0, direction=Direction.HIGHER)[0]
        assert same == pytest.approx(0.5, abs=0.01)

    def test_careful_order_prefers_the_sure_over_the_lucky(self):
        both = posterior((9, 3), (700, 300))
        assert both.mean[0] > both.mean[1]
        high = careful_order(both, direction=Direction.HIGHER, bound=0.9)
        assert high[0] < high[1]
        low = careful_order(posterior((3, 9), (300, 700)), direction=Direction.LOWER, bound=0.9)
        assert low[0] > low[1] and low == pytest.approx(1 - high)

    def test_ranks_with_their_uncertainty(self):
        ranked = ranks(posterior((900, 100), (500, 500), (510, 490), (1, 1)), direction=Direction.HIGHER)
        assert ranked.expected[0] < 1.2 and ranked.low[0] == 1
        assert ranked.low[3] == 1 and ranked.high[3] == 4, "nothing is known of the last"
        assert ranked.expected.sum() == pytest.approx(10)
        turned = ranks(posterior((900, 100), (500, 500), (510, 490), (1, 1)), direction=Direction.LOWER)
        assert turned.expected == pytest.approx(5 - ranked.expected)
        assert (ranked.low <= ranked.expected).all() and (ranked.expected <= ranked.high).all()


class TestFunnel:
    @pytest.mark.parametrize(
        ("people", "inner", "outer"),
        [(50, (12, 34), (6, 42)), (200, (16.5, 28), (13.5, 31.5)), (1000, (19.5, 24.6), (18, 26.1))],
    )
    def test_exact_limits_of_the_handbook(self, people, inner, outer):
        for level, expected in ((0.95, inner), (0.998, outer)):
            band = limits(0.22, np.array([float(people)]), level)
            assert (round(100 * band.low[0], 1), round(100 * band.high[0], 1)) == expected

    def test_labels_at_the_limit_and_one_person_across(self):
        people = [200.0] * 40
        low, high = 0.135 * 200, 0.315 * 200
        usual = [44.0] * 36
        spread = funnel(
            [low, low - 1, high, high + 1, *usual], people, direction=Direction.LOWER, on=ON, target=0.22
        )
        assert spread.tau2 == 0
        assert spread.labels[:4] == (Label.USUAL, Label.OUTSTANDING, Label.USUAL, Label.ATTENTION)
        assert set(spread.labels[4:]) == {Label.USUAL} and not any(spread.beyond_inner[4:])
        assert spread.beyond_inner[:4] == (True,) * 4
        turned = funnel(
            [low, low - 1, high, high + 1, *usual], people, direction=Direction.HIGHER, on=ON, target=0.22
        )
        assert turned.labels[1] is Label.ATTENTION and turned.labels[3] is Label.OUTSTANDING
        edge = funnel([33.0, 32.0, 56.0, 57.0, *usual], people, direction=Direction.LOWER, on=ON, target=0.22)
        assert edge.beyond_inner[:4] == (False, True, False, True)

    def test_chance_alone_labels_almost_nobody(self):
        rng = np.random.default_rng(4)
        people = rng.integers(30, 800, 500)
        spread = funnel(rng.binomial(people, 0.2), people, direction=Direction.LOWER, on=ON)
        assert spread.target == pytest.approx(0.2, abs=0.01) and spread.tau2 < 1e-4
        assert sum(label is not Label.USUAL for label in spread.labels) <= 5
        assert 0.01 < np.mean(spread.beyond_inner) < 0.06

    def test_real_differences_widen_the_funnel(self):
        rng = np.random.default_rng(4)
        people = rng.integers(300, 800, 500)
        count = rng.binomial(people, rng.beta(20, 80, 500))
        spread = funnel(count, people, direction=Direction.LOWER, on=ON)
        assert spread.dispersion > 3 and spread.tau2 > 0.0005
        narrow = limits(spread.target, people.astype(float), 0.998)
        outside = ((count / people < narrow.low) | (count / people > narrow.high)).mean()
        assert np.mean([label is not Label.USUAL for label in spread.labels]) < 0.03 < 0.1 < outside

    def test_over_dispersion_by_hand(self):
        count, people = np.array([10.0, 20, 30, 60]), np.array([100.0, 100, 100, 200])
        target = 0.24
        z = 2 * np.sqrt(people) * (np.arcsin(np.sqrt(count / people)) - np.arcsin(np.sqrt(target)))
        low, high = np.quantile(z, [0.1, 0.9])
        phi = (np.clip(z, low, high) ** 2).mean()
        weight = 4 * people
        tau2 = (4 * phi - 3) / (weight.sum() - (weight**2).sum() / weight.sum())
        assert over_dispersion(count, people, target, 0.1) == pytest.approx((phi, tau2))
        assert over_dispersion(count[:1], people[:1], 0.1, 0.1) == pytest.approx((0, 0))

    @given(st.floats(0, 1), st.integers(1, 5000), st.floats(0.5, 0.999), st.floats(0, 0.1))
    def test_limits_hold_the_level(self, target, people, level, tau2):
        band = limits(target, np.array([float(people)]), level)
        low, high = round(band.low[0] * people), round(band.high[0] * people)
        assert 0 <= low <= high <= people
        assert binom.cdf(high, people, target) - binom.cdf(low - 1, people, target) >= level - 1e-6
        wide = limits(target, np.array([float(people)]), level, tau2=tau2 + 1e-9)
        assert 0 <= wide.low[0] <= target + 1e-9 and target - 1e-9 <= wide.high[0] <= 1

    def test_refusals(self):
        for y, n in (([], []), ([1], [0]), ([2], [1]), ([-1], [1])):
            with pytest.raises(ValueError, match="between 0"):
                funnel(y, n, direction=Direction.LOWER, on=ON)
        with pytest.raises(ValueError, match="target"):
            limits(1.1, np.array([5.0]), 0.95)

    def test_levels_come_from_the_table(self):
        rule = ranking_rules(ON)
        assert (rule["funnel_inner"], rule["funnel_outer"], rule["winsorise"]) == (0.95, 0.998, 0.1)
        assert (rule["rank_bound"], rule["improvement_months"]) == (0.9, 24)


class TestImprovement:
    def test_a_straight_line_is_its_slope(self):
        people = np.full((2, 24), 1000.0)
        share = np.vstack([0.3 + 0.005 * np.arange(24), np.full(24, 0.4)])
        improved = improvement(share * people, people)
        assert improved.slope == pytest.approx([0.005, 0.0])
        assert 0 < improved.drawn[1] < improved.drawn[0] < 0.005

    def test_drawn_slopes_are_closer_to_the_truth_and_honest_about_it(self):
        rng = np.random.default_rng(3)
        truth = rng.normal(0, 0.002, 300)
        people = rng.integers(20, 300, (300, 24)).astype(float)
        share = np.clip(0.3 + truth[:, None] * (np.arange(24) - 12), 0.01, 0.99)
        improved = improvement(rng.binomial(people.astype(int), share).astype(float), people)
        assert ((improved.drawn - truth) ** 2).mean() < 0.95 * ((improved.slope - truth) ** 2).mean()
        assert 0.9 < (np.abs(improved.drawn - truth) < 1.96 * improved.sd).mean() < 0.99
        sure = improved.probability(Direction.HIGHER)
        assert (truth[sure > 0.95] > 0).mean() > 0.93
        assert improved.probability(Direction.LOWER) == pytest.approx(1 - sure)

    def test_three_reported_periods_are_needed(self):
        people = np.array([[50, 50, np.nan, 0], [50, 50, 50, 0], [50, 50, 60, 70.0]])
        improved = improvement(np.array([[10, 20, np.nan, 0], [10, 20, 30, 0], [20, 20, 24, 28.0]]), people)
        assert np.isnan(improved.slope[0]) and np.isnan(improved.probability(Direction.HIGHER)[0])
        assert improved.slope[1:] == pytest.approx([0.2, 0.0])
        assert np.isnan(improvement(np.ones((1, 2)), np.ones((1, 2)) * 9).drawn).all()

    def test_people_weigh(self):
        improved = improvement(np.array([[10, 40, 0.0]]), np.array([[100, 100, 1.0]]))
        assert improved.slope[0] > 0.2

    @given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 12))
    def test_any_panel_gets_finite_or_no_answers(self, seed, regions, periods):
        rng = np.random.default_rng(seed)
        people = rng.integers(0, 50, (regions, periods)).astype(float)
        improved = improvement(rng.binomial(people.astype(int), rng.random()).astype(float), people)
        known = ~np.isnan(improved.slope)
        assert np.isfinite(improved.se[known]).all() and (improved.se[known] > 0).all()
        assert ((improved.probability(Direction.HIGHER)[known] >= 0) & (improved.sd[known] >= 0)).all()

    def test_refuses_more_counted_than_people(self):
        with pytest.raises(ValueError, match="between 0"):
            improvement(np.full((1, 3), 6.0), np.full((1, 3), 5.0))

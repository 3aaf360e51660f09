"""Panels, windows and estimators: what they refuse, and what must hold on any data."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules.evidence.aggregation import By, aggregate, simple
from anyelir.rules.evidence.panel import Panel, PanelError, PanelProblem, panel_from_rows, period_order
from anyelir.rules.evidence.permutation import att_leave_one_out
from anyelir.rules.evidence.regression import first_difference, two_way
from anyelir.rules.evidence.staggered import Comparison, group_time_effects, lead_test, standard_error
from anyelir.rules.evidence.synthetic import synthetic_control, synthetic_did
from anyelir.rules.evidence.weights import closest_mixture, frank_wolfe
from anyelir.rules.evidence.windows import EvaluationWindow, evaluation_window, window_means

MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 13))


def panel(outcome, first, *, people=None, periods=None):
    outcome = np.asarray(outcome, dtype=float)
    labels = periods or tuple(f"{number:02d}" for number in range(outcome.shape[1]))
    units = tuple(f"u{number:03d}" for number in range(len(outcome)))
    return Panel(units, labels, outcome, np.asarray(first, dtype=np.int64), people)


@st.composite
def panels(draw, least_donors=2, most_starts=3):
    """Small complete panels with at least one treated unit and two periods before each start."""
    n_donors, n_treated = draw(st.integers(least_donors, 6)), draw(st.integers(1, 4))
    n_periods = draw(st.integers(4, 8))
    starts = draw(st.lists(st.integers(2, n_periods - 1), min_size=1, max_size=most_starts))
    seed = draw(st.integers(0, 2**32 - 1))
    scale = draw(st.sampled_from([1e-3, 1.0, 1e4]))
    rng = np.random.default_rng(seed)
    outcome = scale * rng.normal(size=(n_donors + n_treated, n_periods))
    first = [n_periods] * n_donors + [starts[row % len(starts)] for row in range(n_treated)]
    return panel(outcome, first)


def rows_of(data: Panel):
    """The long rows of a panel."""
    cells = [(unit, period) for unit in range(len(data.units)) for period in range(len(data.periods))]
    return (
        [data.units[unit] for unit, _ in cells],
        [data.periods[period] for _, period in cells],
        [float(data.outcome[cell]) for cell in cells],
        [int(period >= data.first_treated[unit]) for unit, period in cells],
    )


class TestPanel:
    @given(panels())
    def test_rows_and_back(self, data):
        again = panel_from_rows(*rows_of(data))
        assert again.units == data.units and again.periods == data.periods
        assert (again.outcome == data.outcome).all() and (again.first_treated == data.first_treated).all()

    @pytest.mark.parametrize(
        ("change", "problem", "detail"),
        [
            (lambda r: r.append(("a", "1", 1.0, 0)), PanelProblem.DUPLICATE_ROW, "a, 1"),
            (lambda r: r.pop(1), PanelProblem.NOT_BALANCED, "a, 2"),
            (lambda r: r.__setitem__(0, ("a", "1", float("nan"), 0)), PanelProblem.NOT_A_NUMBER, "a, 1"),
            (lambda r: r.__setitem__(0, ("a", "1", 1.0, 2)), PanelProblem.TREATED_NOT_0_1, "a, 1"),
            (lambda r: r.__setitem__(3, ("b", "2", 1.0, 0)), PanelProblem.TREATMENT_ENDS, "b"),
            (lambda r: r.clear(), PanelProblem.EMPTY, ""),
        ],
    )
    def test_refuses_rows_that_no_estimator_can_use(self, change, problem, detail):
        rows = [("a", "1", 1.0, 0), ("a", "2", 2.0, 0), ("b", "1", 3.0, 1), ("b", "2", 4.0, 1)]
        assert panel_from_rows(*zip(*rows, strict=True)).units == ("a", "b")
        change(rows)
        columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
        with pytest.raises(PanelError) as error:
            panel_from_rows(*columns)
        assert (error.value.problem, error.value.detail) == (problem, detail)

    def test_periods_are_ordered_as_numbers_or_as_dates(self):
        assert period_order({"10", "9", "8.5"}) == ["8.5", "9", "10"]
        assert period_order({"2026-10", "2025-12", "2026-09"}) == ["2025-12", "2026-09", "2026-10"]

    @pytest.mark.parametrize("first", [[-1, 3], [0, 4], [0]])
    def test_refuses_parts_that_do_not_fit(self, first):
        with pytest.raises(PanelError, match="shape"):
            panel(np.zeros((2, 3)), first)
        with pytest.raises(PanelError, match="empty"):
            Panel(("a",), (), np.zeros((1, 0)), np.zeros(1, dtype=np.int64))

    def test_dropping_periods_moves_the_start(self):
        data = panel(np.arange(12).reshape(2, 6), [6, 3])
        short = data.without_periods(["02", "03"])
        assert short.periods == ("00", "01", "04", "05")
        assert short.first_treated.tolist() == [4, 2], (
            "a start in a dropped period moves to the next kept one"
        )
        assert data.without_periods([]).first_treated.tolist() == [6, 3]

    def test_comparison_needs_both_sides_and_a_past(self):
        for first, problem in (
            ([4, 4], PanelProblem.NO_TREATED),
            ([2, 2], PanelProblem.NO_DONORS),
            ([0, 4], PanelProblem.ALWAYS_TREATED),
        ):
            with pytest.raises(PanelError) as error:
                panel(np.zeros((2, 4)), first).require_comparison()
            assert error.value.problem is problem


class TestWindows:
    def test_trigger_and_the_month_after_are_in_no_window(self):
        window = evaluation_window(MONTHS, trigger="2026-05", start="2026-08", last="2026-11")
        assert window.pre == ("2026-01", "2026-02", "2026-03", "2026-04", "2026-07")
        assert window.excluded == ("2026-05", "2026-06")
        assert window.post == ("2026-08", "2026-09", "2026-10", "2026-11")

    def test_a_start_right_after_the_trigger_loses_its_first_month(self):
        window = evaluation_window(MONTHS, trigger="2026-07", start="2026-08")
        assert window.pre[-1] == "2026-06" and window.post[0] == "2026-09"

    def test_without_a_trigger_every_month_counts(self):
        window = evaluation_window(MONTHS, trigger=None, start="2026-08")
        assert len(window.pre) == 7 and len(window.post) == 5 and window.excluded == ()

    @pytest.mark.parametrize("labels", [{"trigger": "2026-09"}, {"trigger": "2025-01"}, {"last": "x"}])
    def test_refuses_labels_that_do_not_fit(self, labels):
        with pytest.raises(ValueError, match=r"trigger|tuple"):
            evaluation_window(MONTHS, **{"trigger": None, "start": "2026-08", **labels})

    def test_means_weigh_months_by_people(self):
        people = np.array([[10.0, 30, 20, 20]])
        data = panel([[20.0, 40.0, 50.0, np.nan]], [4], people=people)
        means = window_means(data, EvaluationWindow(("00", "01"), (), ("02", "03")))
        assert means.pre[0] == pytest.approx(35.0) and means.post[0] == 50.0
        assert means.weight[0] == 60 and means.reported_post[0] == 0.5
        plain = window_means(
            panel([[20.0, 40.0, 50.0, np.nan]], [4]), EvaluationWindow(("00", "01"), (), ("02",))
        )
        assert plain.pre[0] == 30.0 and plain.weight[0] == 1

    def test_a_unit_without_reports_has_no_mean(self):
        means = window_means(panel([[np.nan, 1.0]], [2]), EvaluationWindow(("00",), (), ("01",)))
        assert np.isnan(means.pre[0]) and np.isnan(means.change[0]) and means.reported_pre[0] == 0


class TestRegression:
    @given(panels(most_starts=1))
    def test_one_start_gives_the_difference_of_window_means(self, data):
        start = data.cohorts[0]
        change = data.outcome[:, start:].mean(axis=1) - data.outcome[:, :start].mean(axis=1)
        expected = change[data.is_treated].mean() - change[~data.is_treated].mean()
        fitted = two_way(*rows_of(data))
        assert fitted.effect == pytest.approx(expected, rel=1e-6, abs=1e-9 * np.abs(data.outcome).max())

    @given(panels(), st.floats(-1e3, 1e3), st.integers(0, 99))
    def test_unit_and_period_effects_do_not_matter(self, data, effect, seed):
        rng = np.random.default_rng(seed)
        unit, period, outcome, treated = rows_of(data)
        shift = {name: rng.normal() * 100 for name in data.units + data.periods}
        moved = [
            y + shift[u] + shift[t] + effect * d
            for u, t, y, d in zip(unit, period, outcome, treated, strict=True)
        ]
        before, after = two_way(unit, period, outcome, treated), two_way(unit, period, moved, treated)
        assert after.effect - before.effect == pytest.approx(effect, abs=1e-5)
        changes = first_difference(unit, period, outcome, treated)
        moved_changes = first_difference(unit, period, moved, treated)
        assert moved_changes.effect - changes.effect == pytest.approx(effect, abs=1e-5)

    def test_agrees_with_least_squares_on_an_unbalanced_panel(self):
        rng = np.random.default_rng(4)
        rows = [(u, t) for u in range(30) for t in range(8) if rng.random() < 0.8]
        unit, period = zip(*rows, strict=True)
        treated = [int(u < 12 and t >= 3 + u % 3) for u, t in rows]
        outcome = rng.normal(size=len(rows)).tolist()
        dummies = np.column_stack(
            [
                treated,
                *[[u == k for u in unit] for k in range(30)],
                *[[t == k for t in period] for k in range(1, 8)],
            ]
        ).astype(float)
        solved, _, rank, _ = np.linalg.lstsq(dummies, np.array(outcome), rcond=None)
        error = np.array(outcome) - dummies @ solved
        variance = error @ error / (len(rows) - rank) * np.linalg.pinv(dummies.T @ dummies)[0, 0]
        fitted = two_way([str(u) for u in unit], [str(t) for t in period], outcome, treated)
        assert fitted.effect == pytest.approx(solved[0], abs=1e-9)
        assert fitted.se == pytest.approx(np.sqrt(variance), rel=1e-9)

    def test_ten_clusters_are_needed_for_a_clustered_error(self):
        rng = np.random.default_rng(1)
        for units, has in ((9, False), (10, True)):
            data = panel(rng.normal(size=(units, 5)), [5] * (units - 3) + [3] * 3)
            assert (two_way(*rows_of(data)).se_cluster is not None) is has

    @pytest.mark.parametrize("fit", [two_way, first_difference])
    def test_refuses_what_says_nothing(self, fit):
        unit, period = ["a"] * 4 + ["b"] * 4, ["1", "2", "3", "4"] * 2
        outcome, treated = [1.0, 2, 3, 5, 2, 2, 4, 4], [0, 0, 0, 0, 0, 0, 1, 1]
        assert np.isfinite(fit(unit, period, outcome, treated).effect)
        with pytest.raises(PanelError, match="empty"):
            fit([], [], [], [])
        with pytest.raises(PanelError, match="no_variation"):
            fit(unit, period, outcome, [0] * 8)
        with pytest.raises(PanelError, match="no_variation"):
            fit(unit, period, outcome, [0, 0, 1, 1] * 2)
        with pytest.raises(PanelError, match="not_a_number"):
            fit(unit, period, [float("inf"), *outcome[1:]], treated)
        with pytest.raises(PanelError, match="no rows left"):
            fit(["a", "a", "b", "b"], ["1", "2"] * 2, [1.0, 2, 3, 5], [0, 0, 0, 1])

    def test_changes_need_one_row_a_period(self):
        with pytest.raises(PanelError, match="duplicate_row: a"):
            first_difference(["a", "a"], ["1", "1"], [1.0, 2.0], [0, 1])

    def test_a_perfect_fit_is_certain(self):
        data = panel([[1, 1, 1, 1], [2, 2, 2, 2], [3, 3, 8, 8.0]], [4, 4, 2])
        fitted = two_way(*rows_of(data))
        assert fitted.effect == pytest.approx(5) and fitted.p_value < 1e-6 and fitted.r2 == pytest.approx(1)


class TestStaggered:
    @given(panels(), st.floats(-50, 50))
    def test_the_same_effect_for_all_is_found_exactly(self, data, effect):
        treated = np.arange(len(data.periods)) >= data.first_treated[:, None]
        level = np.arange(len(data.units))[:, None] + np.arange(len(data.periods))[None, :] ** 2
        clean = panel(level + effect * treated, data.first_treated)
        for comparison in Comparison:
            for universal in (False, True):
                effects = group_time_effects(clean, comparison=comparison, universal_base=universal)
                assert simple(effects).effect == pytest.approx(effect, abs=1e-9)
                assert effects.effect[effects.is_lead] == pytest.approx(0, abs=1e-9)
                for by in By:
                    assert aggregate(effects, by).overall.effect == pytest.approx(effect, abs=1e-9)

    @given(panels())
    def test_parts_and_whole_agree(self, data):
        effects = group_time_effects(data)
        groups = aggregate(effects, By.GROUP).parts
        assert set(groups) == set(data.cohorts)
        low = min(effects.effect[~effects.is_lead])
        high = max(effects.effect[~effects.is_lead])
        for each in (simple(effects), *(aggregate(effects, by).overall for by in By)):
            assert low - 1e-9 <= each.effect <= high + 1e-9 and each.se >= 0

    def test_influence_sums_to_the_usual_error_of_two_means(self):
        rng = np.random.default_rng(0)
        data = panel(rng.normal(size=(40, 2)), [1] * 15 + [2] * 25)
        effects = group_time_effects(data)
        change = data.outcome[:, 1] - data.outcome[:, 0]
        expected = np.sqrt(change[:15].var() / 15 + change[15:].var() / 25)
        assert effects.se[0] == pytest.approx(expected)

    def test_clusters_share_their_error(self):
        influence = np.array([1.0, 1.0, -1.0, -1.0])
        assert standard_error(influence, np.arange(4)) == pytest.approx(2 / 4)
        assert standard_error(influence, np.array([0, 0, 1, 1])) == pytest.approx(np.sqrt(8) / 4)

    def test_not_yet_treated_stand_in_when_all_are_treated_in_the_end(self):
        data = panel([[0, 0, 5, 5], [0, 0, 0, 5.0]], [2, 3])
        with pytest.raises(PanelError, match="no_donors"):
            group_time_effects(data)
        effects = group_time_effects(data, comparison=Comparison.NOT_YET)
        assert [(cell.group, cell.time) for cell in effects.cells if cell.time >= cell.group] == [(2, 2)]
        assert simple(effects).effect == 5
        assert att_leave_one_out(effects, comparison=Comparison.NOT_YET) == (5, 5)

    def test_leaving_out_the_only_donor_is_not_tried(self):
        data = panel([[0, 0, 5.0], [0, 1, 1], [0, 0, 3]], [2, 3, 3])
        low, high = att_leave_one_out(group_time_effects(data))
        assert (low, high) == (2, 5)
        alone = group_time_effects(data.select_units(np.array([True, True, False])))
        assert att_leave_one_out(alone) == (5, 5)

    def test_units_treated_from_the_first_period_are_left_out(self):
        data = panel([[9, 9, 9], [0, 0, 1], [0, 0, 0.0]], [0, 2, 3])
        assert simple(group_time_effects(data)).effect == 1
        with pytest.raises(PanelError, match="no_treated"):
            group_time_effects(data.select_units(np.array([True, False, True])))

    def test_without_leads_there_is_no_lead_test(self):
        assert lead_test(group_time_effects(panel(np.eye(4, 2), [1, 1, 2, 2]))) is None

    def test_lead_test_sees_groups_that_moved_apart(self):
        rng = np.random.default_rng(5)
        outcome = rng.normal(size=(60, 6))
        assert lead_test(group_time_effects(panel(outcome, [6] * 40 + [4] * 20))) > 0.05
        outcome[40:, 2:] += 3
        assert lead_test(group_time_effects(panel(outcome, [6] * 40 + [4] * 20))) < 0.001

    def test_gaps_are_named(self):
        outcome = np.zeros((3, 3))
        outcome[1, 2] = np.nan
        with pytest.raises(PanelError, match="u001, 02"):
            group_time_effects(panel(outcome, [2, 3, 3]))


class TestWeights:
    @given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 25), st.sampled_from([0.0, 1e-6, 1.0]))
    def test_optimum_of_any_mixture(self, seed, rows, count, ridge):
        rng = np.random.default_rng(seed)
        columns, target = rng.normal(size=(rows, count)), rng.normal(size=rows)
        weight = closest_mixture(columns, target, ridge)
        assert weight.min() >= 0 and weight.sum() == pytest.approx(1)
        gradient = (columns @ weight - target) @ columns + ridge * weight
        lowest = gradient @ weight
        size = (columns**2).sum(axis=0).max() + ridge
        assert gradient.min() >= lowest - 1e-6 * size, "no column would lower the distance"

    @pytest.mark.parametrize("columns", [np.zeros((3, 4)), np.ones((3, 4)), np.full((2, 1), 7.0)])
    def test_columns_that_are_all_alike_share_evenly(self, columns):
        weight = closest_mixture(columns, np.ones(len(columns)), 0.0)
        assert weight == pytest.approx(1 / columns.shape[1])

    @given(st.integers(0, 10**6))
    @settings(max_examples=25)
    def test_the_published_procedure_never_beats_the_optimum(self, seed):
        rng = np.random.default_rng(seed)
        columns, target, ridge = rng.normal(size=(8, 6)), rng.normal(size=8), 0.1

        def distance(weight):
            return ((columns @ weight - target) ** 2).sum() + ridge * (weight**2).sum()

        steps = frank_wolfe(columns, target, ridge, steps=2000, least_gain=1e-14)
        best = closest_mixture(columns, target, ridge)
        assert steps.min() >= 0 and steps.sum() == pytest.approx(1)
        assert distance(best) <= distance(steps) + 1e-9
        # Frank-Wolfe after t steps is within 2 L D^2 / (t + 2) of the optimum (Jaggi 2013); on the simplex D^2 = 2.
        steepest = 2 * (np.linalg.eigvalsh(columns.T @ columns).max() + ridge)
        assert distance(steps) - distance(best) <= 2 * steepest * 2 / 2002


class TestSynthetic:
    @pytest.mark.parametrize("seed", range(4))
    def test_agrees_with_the_reference_package(self, seed):
        """synthdid-py is the port of the authors' package; it stops a little before the optimum."""
        import synthdid

        rng = np.random.default_rng(seed)
        outcome = rng.normal(size=(24, 3)) @ rng.normal(size=(3, 20)) + rng.normal(size=(24, 20))
        data = panel(outcome, [20] * 22 + [14] * 2)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reference = float(synthdid.synthdid_estimate(outcome, 22, 14))
            control = float(synthdid.sc_estimate(outcome, 22, 14))
        assert synthetic_did(data).effect == pytest.approx(reference, abs=0.02)
        assert synthetic_control(data).effect == pytest.approx(control, abs=1e-6)

    @given(panels(), st.floats(-100, 100))
    @settings(max_examples=40)
    def test_shifts_and_effects_pass_through(self, data, effect):
        scale = float(np.abs(data.outcome).max())
        treated = np.arange(len(data.periods)) >= data.first_treated[:, None]
        estimated = synthetic_did(data)
        moved = panel(data.outcome + 7 * scale + effect * scale * treated, data.first_treated)
        assert synthetic_did(moved).effect == pytest.approx(
            estimated.effect + effect * scale, abs=0.01 * scale
        )
        assert sum(estimated.unit_weights.values()) == pytest.approx(1)
        assert all(weight > 0 for weight in estimated.unit_weights.values())

    def test_several_starts_are_weighted_by_treated_months(self):
        outcome = np.zeros((6, 8))
        outcome[:4] += np.random.default_rng(0).normal(size=(4, 1)) + np.arange(8)
        outcome[4:] += np.arange(8)
        outcome[4, 6:] += 10
        outcome[5, 2:] += 1
        estimated = synthetic_did(panel(outcome, [8, 8, 8, 8, 6, 2]))
        assert [fit.treated_cells for fit in estimated.fits] == [6, 2]
        assert estimated.effect == pytest.approx((6 * 1 + 2 * 10) / 8, abs=1e-6)

    def test_refuses_too_little(self):
        good = np.random.default_rng(0).normal(size=(4, 6))
        for first, problem in (
            ([6, 6, 6, 1], "too_few_pre"),
            ([6, 3, 3, 3], "no_donors"),
            ([6] * 4, "no_treated"),
        ):
            with pytest.raises(PanelError, match=problem):
                synthetic_did(panel(good, first))
        assert synthetic_did(panel(good, [6, 6, 6, 2])).fits[0].start == 2
        good[0, 0] = np.nan
        with pytest.raises(PanelError, match="not_balanced"):
            synthetic_control(panel(good, [6, 6, 6, 3]))

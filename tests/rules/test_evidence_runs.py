"""One run of a protocol on data: method, refusals, caps, and what is shown beside the effect."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules.evidence.evaluation import Circumstances, Method, evaluate, fill_gaps
from anyelir.rules.evidence.panel import Panel
from anyelir.rules.evidence.verdict import Cap, Refusal, Verdict
from anyelir.rules.evidence.windows import EvaluationWindow
from tests.rules.evaluation_example import PERIODS, PROTOCOL, community

ON = dt.date(2026, 11, 23)


def run(data, protocol=PROTOCOL, **circumstances):
    defaults = {"started_on": dt.date(2025, 4, 1), "fidelity": 0.9}
    return evaluate(data, protocol, Circumstances(**(defaults | circumstances)), ON)


def treating(count):
    return replace(
        PROTOCOL, treated_units=tuple(f"desa-{row:02d}" for row in range(count)), planned_units=count
    )


class TestEvaluate:
    def test_a_real_change_in_one_desa(self):
        result = run(community(effect=6.0))
        assert result.verdict is Verdict.IMPROVED_LIKELY_PROGRAMME and result.refusals == result.caps == ()
        estimated = result.estimated
        assert estimated.method is Method.SYNTHETIC_DID and estimated.effect == pytest.approx(6, abs=1.2)
        assert estimated.interval[0] < estimated.effect < estimated.interval[1] and estimated.detectable > 0
        assert result.notes == () and estimated.detectable < 2.5
        assert estimated.p_value == pytest.approx(1 / 29) and result.design.n_donors == 28, (
            "desa-29 is excluded"
        )
        assert list(estimated.profile) == [label for label in PERIODS if label not in ("2024-12", "2025-01")]
        assert estimated.leave_one_out[0] <= estimated.effect <= estimated.leave_one_out[1]
        assert result.protocol_digest == PROTOCOL.digest and len(result.data_digest) == 64

    def test_a_run_can_be_repeated(self):
        data = community(treated=3, effect=2.0)
        assert run(data, treating(3)) == run(data, treating(3))

    def test_no_change_is_told_so(self):
        assert run(community(seed=4)).verdict is Verdict.NO_CHANGE

    def test_worsening_is_told_too(self):
        assert run(community(effect=-6.0)).verdict is Verdict.WORSENED

    def test_five_treated_with_one_start_compare_window_means(self):
        result = run(community(units=60, treated=5, effect=4.0, people=np.full((60, 24), 50.0)), treating(5))
        assert result.estimated.method is Method.WINDOW_DID
        assert result.verdict is Verdict.IMPROVED_LIKELY_PROGRAMME
        assert result.estimated.effect == pytest.approx(4, abs=0.5)
        assert (
            run(community(units=60, treated=4, effect=4.0), treating(4)).estimated.method
            is Method.SYNTHETIC_DID
        )

    def test_five_treated_with_several_starts_use_group_time_effects(self):
        result = run(community(units=60, treated=8, effect=4.0, starts=(15, 18)), treating(8))
        assert result.estimated.method is Method.GROUP_TIME
        assert result.estimated.effect == pytest.approx(4, abs=1.0)
        assert result.verdict is Verdict.IMPROVED_LIKELY_PROGRAMME

    def test_few_donors_give_no_number(self):
        result = run(community(units=11, effect=6.0), replace(PROTOCOL, excluded_donors=("desa-10",)))
        assert result.refusals == (Refusal.TOO_FEW_DONORS,) and result.estimated is None
        assert result.verdict is Verdict.NOT_ASSESSABLE
        assert result.description.treated_after > result.description.treated_before + 3, (
            "means may still be shown"
        )

    def test_a_protocol_frozen_after_the_start_is_refused(self):
        late = run(community(effect=6.0), started_on=dt.date(2025, 3, 19))
        assert late.refusals == (Refusal.NOT_FROZEN_BEFORE_START,)
        assert run(community(effect=6.0), started_on=dt.date(2025, 3, 20)).refusals == ()

    def test_low_fidelity_and_changed_definition(self):
        assert run(community(), fidelity=0.4).refusals == (Refusal.LOW_FIDELITY,)
        assert run(community(), definition_changed=True).refusals == (Refusal.DEFINITION_CHANGED,)

    def test_the_family_of_practices_raises_p(self):
        alone = run(community(effect=6.0)).estimated
        among = run(community(effect=6.0), family=(0.6, 0.7, 0.9)).estimated
        assert alone.p_adjusted == alone.p_value and among.p_adjusted == pytest.approx(4 * alone.p_value)
        assert run(community(effect=6.0), family=(0.6, 0.7, 0.9)).verdict is Verdict.IMPROVED_MAYBE_CHANCE

    def test_an_indicator_that_should_not_move_but_did(self):
        moved, still = community(effect=8.0, seed=3), community(seed=5)
        assert run(community(effect=6.0), control=moved).caps == (Cap.CONTROL_INDICATOR_MOVED,)
        assert run(community(effect=6.0), control=still).caps == ()

    def test_gaps_are_counted_filled_and_limited(self):
        data = community(effect=6.0)
        gap = data.outcome.copy()
        gap[0, [2, 5, 18]] = np.nan
        gap[1, :4] = np.nan
        result = run(replace(data, outcome=gap))
        assert result.design.n_donors == 27, "a donor with too few reports is none"
        assert result.description.treated_missing == (pytest.approx(2 / 13), pytest.approx(1 / 9))
        assert result.verdict is Verdict.IMPROVED_LIKELY_PROGRAMME
        gap[0, 6] = np.nan
        assert run(replace(data, outcome=gap)).refusals == (Refusal.NOT_REPORTED_ENOUGH,)

    def test_coverage_that_moved_caps_the_verdict(self):
        data = community(effect=6.0)
        gap = data.outcome.copy()
        gap[0, 21] = np.nan
        assert run(replace(data, outcome=gap)).caps == (Cap.COVERAGE_MOVED,)

    def test_units_of_another_start_or_another_protocol_are_no_donors(self):
        data = community(treated=3, effect=6.0)
        result = run(data)
        assert (result.design.n_treated, result.design.n_donors) == (1, 26)
        early = replace(data, first_treated=np.where(data.first_treated == 15, 3, data.first_treated))
        assert run(early).refusals[0] is Refusal.NO_TREATED
        empty = run(data, replace(PROTOCOL, treated_units=("desa-99",)))
        assert (
            empty.design.n_treated == 0
            and empty.estimated is None
            and np.isnan(empty.description.treated_before)
        )

    def test_a_panel_without_any_usable_unit_still_answers(self):
        data = community(units=3, treated=2)
        nobody = run(replace(data, outcome=np.full_like(data.outcome, np.nan)), treating(2))
        assert nobody.verdict is Verdict.NOT_ASSESSABLE
        only_other = replace(data, first_treated=np.full(3, 2, dtype=np.int64))
        assert run(only_other).design.n_donors == 0

    def test_a_missing_period_is_an_error(self):
        with pytest.raises(ValueError, match="tuple"):
            run(community().without_periods(["2025-12"]))

    @given(st.integers(0, 10**6), st.integers(0, 6), st.integers(8, 30), st.floats(0, 0.3))
    @settings(max_examples=5, deadline=None)
    def test_any_panel_gets_an_answer(self, seed, treated, units, missing):
        rng = np.random.default_rng(seed)
        data = community(units=units, treated=treated, effect=rng.normal(), seed=seed, starts=(15, 17, 3))
        outcome = np.where(rng.random(data.outcome.shape) < missing, np.nan, data.outcome)
        result = run(replace(data, outcome=outcome), treating(6))
        assert (result.estimated is None) == (result.verdict is Verdict.NOT_ASSESSABLE)
        assert result.estimated is None or 0 < result.estimated.p_value <= result.estimated.p_adjusted <= 1


class TestFillGaps:
    def test_a_gap_gets_the_level_of_the_unit_and_the_movement_of_the_period(self):
        level, movement = np.array([[1.0], [5], [9]]), np.array([0.0, 2, 4, 100, 100])
        full = level + movement
        gap = full.copy()
        gap[1, 1] = np.nan
        data = Panel(("a", "b", "c"), tuple("12345"), gap, np.full(3, 5, dtype=np.int64))
        filled = fill_gaps(data, EvaluationWindow(("1", "2", "3"), (), ("4", "5"))).outcome
        assert filled[1, 1] == pytest.approx(full[1, 1])
        assert (filled[~np.isnan(gap)] == gap[~np.isnan(gap)]).all()

    def test_a_unit_without_reports_stays_empty(self):
        data = Panel(
            ("a", "b"), ("1", "2"), np.array([[np.nan, np.nan], [1, 2.0]]), np.full(2, 2, dtype=np.int64)
        )
        filled = fill_gaps(data, EvaluationWindow(("1", "2"), (), ())).outcome
        assert np.isnan(filled[0]).all() and filled[1].tolist() == [1, 2]

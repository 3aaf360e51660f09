"""One run of a protocol on data: the method that fits the case, everything that must be shown beside the
effect, and the verdict. The same protocol, panel and version of the code always give the same result.
Source: handbook, honest evidence rules 4 and 6 [D].
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy.stats import norm, t

from anyelir.rules.evidence import permutation, placebo, staggered
from anyelir.rules.evidence.aggregation import simple
from anyelir.rules.evidence.panel import BoolArray, FloatArray, Panel, PanelError
from anyelir.rules.evidence.pooling import benjamini_hochberg
from anyelir.rules.evidence.power import minimal_detectable_change
from anyelir.rules.evidence.protocol import EvaluationProtocol, data_digest
from anyelir.rules.evidence.synthetic import SyntheticEstimate, synthetic_did
from anyelir.rules.evidence.verdict import (
    Cap,
    Design,
    EffectFindings,
    Refusal,
    Verdict,
    VerdictNote,
    caps,
    judge,
    may_tell_error,
    notes,
    refusals,
    rules_on,
)
from anyelir.rules.evidence.windows import EvaluationWindow, WindowMeans, window_means
from anyelir.rules.finiteness import finite_numbers


class Method(StrEnum):
    """How the effect was estimated."""

    SYNTHETIC_DID = "sdid"
    GROUP_TIME = "att"
    WINDOW_DID = "did"


@dataclass(frozen=True)
class Circumstances:
    """What the data do not tell.

    ``started_on``: first day of the programme; ``fidelity``: share of must-have parts in use (0..1), None
    before the first check; ``family``: p values of the other practices tested so far; ``control``: the
    same units with an indicator that should not move.
    """

    started_on: dt.date
    fidelity: float | None = None
    definition_changed: bool = False
    family: tuple[float, ...] = ()
    control: Panel | None = None


@dataclass(frozen=True)
class Estimated:
    """The effect and what must be shown beside it, in the unit of the indicator.

    ``interval``: 95 %; ``p_value``: of this practice alone, ``p_adjusted``: within the family;
    ``detectable``: minimal detectable change; ``profile``: treated minus comparison in each period.
    """

    method: Method
    effect: float
    se: float
    interval: tuple[float, float]
    p_value: float
    p_adjusted: float
    detectable: float
    lead_p_value: float | None
    leave_one_out: tuple[float, float]
    control_p_value: float | None
    profile: Mapping[str, float]


@dataclass(frozen=True)
class Description:
    """Plain figures that may be shown even when no effect may: means before and after, share missing."""

    treated_before: float
    treated_after: float
    donors_before: float
    donors_after: float
    treated_missing: tuple[float, float]
    donors_missing: tuple[float, float]


@dataclass(frozen=True)
class Evaluation:
    """The immutable result of a run; ``estimated`` is None when the rules refuse an effect number."""

    verdict: Verdict
    refusals: tuple[Refusal, ...]
    caps: tuple[Cap, ...]
    notes: tuple[VerdictNote, ...]
    design: Design
    description: Description
    estimated: Estimated | None
    protocol_digest: str
    data_digest: str


@dataclass(frozen=True)
class _Run:
    method: Method
    effect: float
    se: float
    p_value: float
    lead_p_value: float | None
    leave_one_out: tuple[float, float]
    profile: dict[str, float]
    freedom: float | None = None


def evaluate(
    panel: Panel, protocol: EvaluationProtocol, circumstances: Circumstances, on: dt.date
) -> Evaluation:
    """Run a frozen protocol on a panel of units of its level and stratum, by the rules in force on ``on``.

    Donors are the never treated units, not excluded by the protocol, with enough reports in both windows.
    Raises ValueError when the panel lacks a period that the protocol names.
    """
    window = protocol.window(panel.periods)
    chosen = _choose(panel, protocol, window, on)
    means = window_means(chosen, window)
    design = _design(chosen, means, window, protocol, circumstances)
    refused = refusals(design, on)
    run = None if refused else _run(chosen, window, protocol.seed, on)
    estimated = None if run is None else _complete(run, protocol, circumstances, window, on)
    findings = None if estimated is None else _findings(estimated, means, chosen, protocol)
    return Evaluation(
        judge(design, findings, protocol.direction, on),
        refused,
        () if findings is None else caps(design, findings, on),
        notes(
            design,
            smallest_useful_change=float(protocol.smallest_useful_change),
            detectable=None if estimated is None else estimated.detectable,
            on=on,
        ),
        design,
        _describe(means, chosen),
        estimated,
        protocol.digest,
        data_digest(panel),
    )


def _choose(panel: Panel, protocol: EvaluationProtocol, window: EvaluationWindow, on: dt.date) -> Panel:
    """The protocol's treated units that started within its windows, and their donors."""
    names = np.array(panel.units)
    first, last = (panel.periods.index(label) for label in (protocol.start_period, protocol.last_period))
    started = (panel.first_treated >= first) & (panel.first_treated <= last)
    treated = np.isin(names, protocol.treated_units) & started
    means = window_means(panel, window)
    least = float(rules_on(on)["min_reported_share"])
    reports = np.minimum(means.reported_pre, means.reported_post) >= least
    not_donors = protocol.excluded_donors + protocol.treated_units
    donors = ~panel.is_treated & ~np.isin(names, not_donors) & reports
    return panel.select_units(treated | donors)


def _design(
    chosen: Panel,
    means: WindowMeans,
    window: EvaluationWindow,
    protocol: EvaluationProtocol,
    circumstances: Circumstances,
) -> Design:
    treated = chosen.is_treated
    reported = np.minimum(means.reported_pre, means.reported_post)[treated]
    return Design(
        n_treated=int(treated.sum()),
        n_donors=int((~treated).sum()),
        n_pre=len(window.pre),
        n_post=len(window.post),
        reported_share=float(reported.min()) if len(reported) else 0.0,
        fidelity=circumstances.fidelity,
        frozen_before_start=protocol.frozen_on <= circumstances.started_on,
        definition_changed=circumstances.definition_changed,
    )


@finite_numbers
def method_for(n_treated: int, n_starts: int, on: dt.date) -> Method:
    """The method for a number of treated units that began in ``n_starts`` different periods."""
    if n_treated <= rules_on(on)["few_treated_max"]:
        return Method.SYNTHETIC_DID
    return Method.GROUP_TIME if n_starts > 1 else Method.WINDOW_DID


def _run(chosen: Panel, window: EvaluationWindow, seed: int, on: dt.date) -> _Run | None:
    """The method that fits the case; None when the data still do not allow it."""
    method = method_for(int(chosen.is_treated.sum()), len(chosen.cohorts), on)
    try:
        if method is Method.WINDOW_DID:
            return _by_window_did(chosen, window, seed)
        complete = fill_gaps(chosen, window).without_periods(frozenset(chosen.periods) - window.kept)
        if method is Method.SYNTHETIC_DID:
            return _by_synthetic_did(complete, seed)
        return _by_group_time(complete, seed, on)
    except PanelError:
        return None


def fill_gaps(panel: Panel, window: EvaluationWindow) -> Panel:
    """Missing values filled within each window: the unit's own level plus what the period did to the others.

    Only for units that report most periods; a unit without any value in a window stays empty.
    """
    filled = panel.outcome.copy()
    for labels in (window.pre, window.post):
        columns = np.array([period in labels for period in panel.periods], dtype=bool)
        filled[:, columns] = _filled(panel.outcome[:, columns])
    return replace(panel, outcome=filled)


def _filled(outcome: FloatArray) -> FloatArray:
    """One window: two rounds of means, so that who is missing hardly bends the movement of a period."""
    known = np.isfinite(outcome)
    shift = np.zeros(outcome.shape[1])
    for _ in range(2):
        level = _known_means(outcome - shift, known, axis=1)
        shift = np.nan_to_num(_known_means(outcome - level[:, None], known, axis=0))
    level = _known_means(outcome - shift, known, axis=1)
    full: FloatArray = np.where(known, outcome, level[:, None] + shift)
    return full


def _known_means(values: FloatArray, known: BoolArray, axis: int) -> FloatArray:
    """Means along an axis of what is known; NaN where nothing is."""
    count = known.sum(axis=axis)
    total = np.where(known, values, 0.0).sum(axis=axis)
    means: FloatArray = np.divide(total, count, out=np.full(len(total), np.nan), where=count > 0)
    return means


def _by_synthetic_did(panel: Panel, seed: int) -> _Run | None:
    estimate = synthetic_did(panel)
    null = placebo.placebo_in_space(panel, estimate, seed=seed)
    if null.p_value is None:
        return None
    earlier = placebo.placebo_in_time(panel, seed=seed)
    return _Run(
        Method.SYNTHETIC_DID,
        estimate.effect,
        null.se,
        null.p_value,
        None if earlier is None else earlier.p_value,
        placebo.leave_one_out(panel, estimate),
        _synthetic_profile(panel, estimate),
    )


def _synthetic_profile(panel: Panel, estimate: SyntheticEstimate) -> dict[str, float]:
    """Distance to the synthetic comparison in each period, after the weighted distance before."""
    gaps = [fit.gap - fit.period_weight @ fit.gap[: fit.start] for fit in estimate.fits]
    mean = np.average(gaps, axis=0, weights=[fit.treated_cells for fit in estimate.fits])
    return {period: float(gap) for period, gap in zip(panel.periods, mean, strict=True)}


def _by_group_time(panel: Panel, seed: int, on: dt.date) -> _Run:
    """Cohorts of a few units say nothing about their own spread: then the moved starts give the error."""
    effects = staggered.group_time_effects(panel)
    overall = simple(effects)
    own_error = may_tell_error(overall.n_treated, overall.n_comparison, on)
    window = EvaluationWindow(panel.periods[: panel.cohorts[0]], (), panel.periods[panel.cohorts[0] :])
    return _Run(
        Method.GROUP_TIME,
        overall.effect,
        overall.se if own_error else permutation.null_spread(effects, seed=seed),
        permutation.permute_att(effects, seed=seed),
        permutation.window_lead_test(panel, window, seed=seed),
        permutation.att_leave_one_out(effects),
        permutation.window_event_study(panel, window),
    )


def _by_window_did(panel: Panel, window: EvaluationWindow, seed: int) -> _Run:
    estimate = permutation.window_did(panel, window, seed=seed)
    return _Run(
        Method.WINDOW_DID,
        estimate.effect,
        estimate.se,
        estimate.p_value,
        permutation.window_lead_test(panel, window, seed=seed),
        permutation.window_leave_one_out(panel, window),
        permutation.window_event_study(panel, window),
        estimate.n_treated + estimate.n_donors - 2,
    )


def _complete(
    run: _Run,
    protocol: EvaluationProtocol,
    circumstances: Circumstances,
    window: EvaluationWindow,
    on: dt.date,
) -> Estimated:
    law = norm if run.freedom is None else t(run.freedom)
    reach = float(law.ppf(0.975)) * run.se
    return Estimated(
        run.method,
        run.effect,
        run.se,
        (run.effect - reach, run.effect + reach),
        run.p_value,
        benjamini_hochberg((run.p_value, *circumstances.family))[0],
        minimal_detectable_change(run.se, freedom=run.freedom),
        run.lead_p_value,
        run.leave_one_out,
        _control_p_value(circumstances.control, protocol, window, on),
        run.profile,
    )


def _control_p_value(
    control: Panel | None, protocol: EvaluationProtocol, window: EvaluationWindow, on: dt.date
) -> float | None:
    """p of the same comparison for the indicator that should not move; None when it cannot be made."""
    if control is None:
        return None
    chosen = _choose(control, protocol, window, on)
    run = _run(chosen, window, protocol.seed, on) if chosen.is_treated.any() else None
    return None if run is None else run.p_value


def _findings(
    estimated: Estimated, means: WindowMeans, chosen: Panel, protocol: EvaluationProtocol
) -> EffectFindings:
    more_reported = means.reported_post - means.reported_pre
    treated = chosen.is_treated
    return EffectFindings(
        estimated.effect,
        estimated.p_adjusted,
        float(protocol.smallest_useful_change),
        estimated.lead_p_value,
        estimated.control_p_value,
        estimated.leave_one_out,
        float(more_reported[~treated].mean() - more_reported[treated].mean()),
    )


def _describe(means: WindowMeans, chosen: Panel) -> Description:
    treated = chosen.is_treated
    return Description(
        _pooled(means.pre, means.weight, treated),
        _pooled(means.post, means.weight, treated),
        _pooled(means.pre, means.weight, ~treated),
        _pooled(means.post, means.weight, ~treated),
        _missing(means, treated),
        _missing(means, ~treated),
    )


def _pooled(values: FloatArray, weight: FloatArray, chosen: BoolArray) -> float:
    known = chosen & np.isfinite(values)
    return float(np.average(values[known], weights=weight[known])) if known.any() else float("nan")


def _missing(means: WindowMeans, chosen: BoolArray) -> tuple[float, float]:
    if not chosen.any():
        return float("nan"), float("nan")
    return float(1 - means.reported_pre[chosen].mean()), float(1 - means.reported_post[chosen].mean())

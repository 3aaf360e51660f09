"""Minimal detectable change: what a comparison could have shown, told before it starts and beside its result."""

from __future__ import annotations

import math

from scipy.stats import norm, t

from anyelir.rules.finiteness import finite_numbers, share

ALPHA = 0.05
POWER = 0.80
# Beyond this a number of periods is a slip: days of half a century are fewer.
MOST_PERIODS = 20_000


@finite_numbers
def minimal_detectable_change(
    se: float, *, freedom: float | None = None, alpha: float = ALPHA, power: float = POWER
) -> float:
    """Smallest true change that a two-sided test at ``alpha`` finds with probability ``power``.

    ``se``: standard error of the estimate, in its unit; ``freedom``: degrees of freedom for few units,
    None for the normal distribution. Source: (quantile of 1 - alpha/2 + quantile of power) x se.
    Raises ValueError for an se below zero, or an alpha or a power outside 0..1.
    """
    if not se >= 0:
        raise ValueError("se must be zero or more")
    if freedom is not None and not freedom > 0:
        raise ValueError("degrees of freedom must be above zero")
    law = norm if freedom is None else t(freedom)
    return float((law.ppf(1 - share(alpha, "alpha") / 2) + law.ppf(share(power, "power"))) * se)


@finite_numbers
def planned_se(
    *, n_treated: int, n_donors: int, n_pre: int, n_post: int, noise_sd: float, correlation: float = 0.0
) -> float:
    """Standard error that a difference of window means will have.

    ``noise_sd``: spread of a unit from one period to the next around its own level, in the unit of the
    outcome; ``correlation``: of neighbouring periods (AR(1), -1 < r < 1). Raises ValueError for counts < 1
    and for more periods than anybody has.
    """
    if min(n_treated, n_donors, n_pre, n_post) < 1:
        raise ValueError("counts must be at least 1")
    if max(n_pre, n_post) > MOST_PERIODS:
        raise ValueError(f"no more than {MOST_PERIODS} periods")
    if not -1 < correlation < 1:
        raise ValueError("correlation must lie between -1 and 1")
    in_time = _mean_variance(n_pre, correlation) + _mean_variance(n_post, correlation)
    return noise_sd * math.sqrt(in_time * (1 / n_treated + 1 / n_donors))


@finite_numbers
def can_be_proven(goal: float, se: float, *, alpha: float = ALPHA, power: float = POWER) -> bool:
    """Whether a change as large as ``goal`` would be found; if not, people must be told in advance."""
    return abs(goal) >= minimal_detectable_change(se, alpha=alpha, power=power)


@finite_numbers
def binomial_sd(share: float, people: float) -> float:
    """Spread of a share (0..1) measured on ``people`` of them, from counting alone."""
    return math.sqrt(max(share * (1 - share), 0.0) / people)


def _mean_variance(periods: int, correlation: float) -> float:
    """Variance of the mean of ``periods`` AR(1) values of variance one."""
    lags = sum((1 - lag / periods) * correlation**lag for lag in range(1, periods))
    return (1 + 2 * lags) / periods

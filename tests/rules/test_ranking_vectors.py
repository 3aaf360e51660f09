"""Golden vectors of ranking, and proof that no number of its tables can change unseen."""

import datetime as dt

import numpy as np
import pytest

from anyelir.rules.evidence.verdict import Direction
from anyelir.rules.ranking.comparison import careful_order, probability_better
from anyelir.rules.ranking.freshness import is_greyed, unrankable
from anyelir.rules.ranking.funnel import funnel, ranking_rules
from anyelir.rules.ranking.hosts import Host, Parts, gower, match, nearness
from anyelir.rules.ranking.shrinkage import shrink_means, shrink_proportions, shrink_rates
from tests.rules.vectors import Vectors, day, unnoticed

ON = dt.date(2026, 11, 23)


def _rounded(values):
    return [round(float(value), 6) for value in values]


def _proportions(case):
    shrunken = shrink_proportions(case["count"], case["people"], case.get("stratum"))
    direction = Direction(case["direction"])
    return {
        "mean": _rounded(shrunken.mean),
        "sd": _rounded(shrunken.sd),
        "prior_people": _rounded(shrunken.prior_people),
        "careful": _rounded(
            careful_order(shrunken, direction=direction, bound=ranking_rules(ON)["rank_bound"])
        ),
        "better_than_first": _rounded(
            probability_better(
                shrunken, (shrunken.alpha[0], shrunken.beta[0]), by=case["by"], direction=direction
            )
        ),
    }


def _funnel(case):
    spread = funnel(
        case["count"],
        case["people"],
        direction=Direction(case["direction"]),
        on=ON,
        target=case.get("target"),
    )
    return {
        "inner": [_rounded(spread.inner.low), _rounded(spread.inner.high)],
        "outer": [_rounded(spread.outer.low), _rounded(spread.outer.high)],
        "labels": [label.value for label in spread.labels],
        "beyond_inner": list(spread.beyond_inner),
        "dispersion": round(spread.dispersion, 6),
        "tau2": round(spread.tau2, 9),
    }


def _match(case):
    hosts = [
        Host(
            unit=host["unit"],
            parts=Parts(**host["parts"]),
            opted_in=host.get("opted_in", True),
            open_slots=host.get("open_slots", 1),
            visits_this_quarter=host.get("visits_this_quarter", 0),
            quota=host.get("quota", 2),
            last_visited_on=day(host.get("last_visited_on")),
            people=host.get("people", 100),
            coverage=host.get("coverage", 0.9),
            last_period_end=day(host.get("last_period_end", "2026-10-31")),
        )
        for host in case["hosts"]
    ]
    matches = match(case["visitor"], hosts, day(case["on"]))
    return {
        "hosts": [[host.unit, round(host.score, 6)] for host in matches.hosts],
        "excluded": {
            unit: [reason.value for reason in reasons] for unit, reasons in matches.excluded.items()
        },
        "enough": matches.enough,
    }


def _freshness(case):
    end, on = day(case["last_period_end"]), day(case["on"])
    reasons = unrankable(people=case["people"], coverage=case["coverage"], last_period_end=end, on=on)
    return {
        "unrankable": [reason.value for reason in reasons],
        "greyed": is_greyed(last_period_end=end, period_months=case["period_months"], on=on),
    }


def _or_refused(run):
    """A table number that makes no sense may be refused instead of giving another answer."""

    def answer(case):
        try:
            return run(case)
        except ValueError as error:
            return str(error)

    return answer


VECTORS = Vectors(
    "ranking",
    {
        "proportions": _proportions,
        "rates": lambda case: _rounded(shrink_rates(case["events"], case["base"]).mean),
        "means": lambda case: [
            _rounded(shrink_means(case["values"], case["variance"])[0]),
            round(shrink_means(np.array(case["values"]), case["variance"])[1], 6),
        ],
        "funnel": _or_refused(_funnel),
        "gower": lambda case: gower(case["visitor"], case["host"], case["ranges"]),
        "nearness": lambda case: nearness(case["distance_km"], ON),
        "match": _match,
        "freshness": _freshness,
        "for_callers": lambda case: {name: ranking_rules(ON)[name] for name in case["rules"]},
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_golden(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def test_every_number_of_the_tables_is_noticed(monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, "ranking_rules", "match_weights") == []

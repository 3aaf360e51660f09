"""Golden vectors of the evidence rules, and proof that no number of their tables can change unseen."""

import datetime as dt
import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from anyelir.rules.evidence.evaluation import method_for
from anyelir.rules.evidence.panel import Panel
from anyelir.rules.evidence.permutation import window_did, window_event_study
from anyelir.rules.evidence.placebo import rank_p_value
from anyelir.rules.evidence.pooling import benjamini_hochberg, der_simonian_laird
from anyelir.rules.evidence.power import minimal_detectable_change, planned_se
from anyelir.rules.evidence.protocol import EvaluationProtocol
from anyelir.rules.evidence.tiers import PlaceResult, evidence_tier, tier_words
from anyelir.rules.evidence.verdict import (
    Design,
    Direction,
    EffectFindings,
    Verdict,
    caps,
    judge,
    may_tell_error,
    may_test_jointly,
    notes,
    phrase,
    refusals,
)
from anyelir.rules.evidence.windows import EvaluationWindow, evaluation_window
from tests.rules.vectors import Vectors, day, unnoticed

ON = dt.date(2026, 11, 23)
DESIGN = Design(1, 19, 12, 6, 1.0, None, True, False)
FINDINGS = EffectFindings(2.0, 0.01, 1.0, None, None, (1.5, 2.5), 0.0)


def _window(case):
    window = evaluation_window(
        tuple(case["periods"]), trigger=case["trigger"], start=case["start"], last=case["last"]
    )
    return {"pre": window.pre, "excluded": window.excluded, "post": window.post}


def _window_did(case):
    """Outcome rows of treated units first, then of the others; missing values are null."""
    rows = case["treated"] + case["others"]
    periods = tuple(str(number) for number in range(len(rows[0])))
    first = [case["start"]] * len(case["treated"]) + [len(periods)] * len(case["others"])
    panel = Panel(
        tuple(str(number) for number in range(len(rows))),
        periods,
        np.array(rows, dtype=float),
        np.array(first, dtype=np.int64),
        np.array(case["people"], dtype=float) if "people" in case else None,
    )
    window = EvaluationWindow(periods[: case["start"]], (), periods[case["start"] :])
    estimated = window_did(panel, window, permutations=0)
    profile = window_event_study(panel, window)
    return {
        "effect": round(estimated.effect, 9),
        "se": round(estimated.se, 9),
        "profile": [None if math.isnan(gap) else round(gap, 9) for gap in profile.values()],
    }


def _detectable(case):
    se = planned_se(**case)
    return {"se": round(se, 9), "detectable": round(minimal_detectable_change(se), 9)}


def _pooled(case):
    pooled = der_simonian_laird(case["effects"], case["ses"])
    return {name: round(getattr(pooled, name), 9) for name in ("effect", "se", "tau2", "q", "i2")}


def _verdict(case):
    design = replace(DESIGN, **case.get("design", {}))
    findings = case.get("findings", {})
    if "leave_one_out" in findings:
        findings = findings | {"leave_one_out": tuple(findings["leave_one_out"])}
    effect_findings = replace(FINDINGS, **findings)
    verdict = judge(design, effect_findings, Direction(case.get("direction", "higher")), ON)
    return {
        "verdict": verdict.value,
        "refusals": [reason.value for reason in refusals(design, ON)],
        "caps": [reason.value for reason in caps(design, effect_findings, ON)],
        "notes": [
            note.value
            for note in notes(design, smallest_useful_change=1.0, detectable=case.get("detectable"), on=ON)
        ],
        "phrase": phrase(verdict, ON),
    }


def _tier(case):
    places = [PlaceResult(**place | {"verdict": Verdict(place["verdict"])}) for place in case["places"]]
    tier = evidence_tier(
        places,
        output_counted=case["output_counted"],
        owner_improved=case["owner_improved"],
        direction=Direction(case["direction"]),
        on=ON,
    )
    return {"tier": tier, "words": tier_words(tier, ON)}


def _digest(case):
    typed = {
        "direction": Direction(case["direction"]),
        "treated_units": tuple(case["treated_units"]),
        "excluded_donors": tuple(case["excluded_donors"]),
        "smallest_useful_change": Decimal(case["smallest_useful_change"]),
        "frozen_on": day(case["frozen_on"]),
    }
    protocol = EvaluationProtocol(**case | typed)
    return {"canonical": protocol.canonical(), "sha256": protocol.digest}


VECTORS = Vectors(
    "evidence",
    {
        "method": lambda case: method_for(case["treated"], case["starts"], ON).value,
        "window": _window,
        "window_did": _window_did,
        "rank_p_value": lambda case: rank_p_value(case["effect"], np.array(case["placebos"])),
        "detectable": _detectable,
        "benjamini_hochberg": lambda case: [round(p, 9) for p in benjamini_hochberg(case["p_values"])],
        "pooled": _pooled,
        "verdict": _verdict,
        "tier": _tier,
        "errors": lambda case: [
            may_tell_error(case["treated"], case["comparison"], ON),
            may_test_jointly(case["units_per_lead"], ON),
        ],
        "digest": _digest,
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_golden(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def test_every_number_of_the_tables_is_noticed(monkeypatch):
    assert (
        unnoticed(VECTORS, monkeypatch, "evidence_rules", groups=("method", "verdict", "tier", "errors"))
        == []
    )

"""Protocol, verdict and tier: what was promised, which words may be said, what a practice has earned."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import tables
from anyelir.rules.evidence.protocol import canonical_json, data_digest, is_unbroken
from anyelir.rules.evidence.tiers import PlaceResult, evidence_tier, pooled_effect, tier_words
from anyelir.rules.evidence.verdict import (
    Cap,
    Design,
    Direction,
    EffectFindings,
    Refusal,
    Verdict,
    VerdictNote,
    caps,
    judge,
    notes,
    phrase,
    refusals,
)
from tests.rules.evaluation_example import PERIODS, PROTOCOL, community

ON = dt.date(2026, 11, 23)
DESIGN = Design(
    n_treated=1,
    n_donors=19,
    n_pre=8,
    n_post=6,
    reported_share=0.8,
    fidelity=0.5,
    frozen_before_start=True,
    definition_changed=False,
)
FINDINGS = EffectFindings(
    effect=2.0,
    p_value=0.05,
    smallest_useful_change=1.0,
    lead_p_value=0.051,
    control_p_value=0.051,
    leave_one_out=(1.5, 2.5),
    coverage_shift=0.10,
)


class TestVerdict:
    def test_exactly_at_every_border_the_programme_may_be_named(self):
        assert refusals(DESIGN, ON) == () and caps(DESIGN, FINDINGS, ON) == ()
        assert judge(DESIGN, FINDINGS, Direction.HIGHER, ON) is Verdict.IMPROVED_LIKELY_PROGRAMME

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"n_treated": 0}, Refusal.NO_TREATED),
            ({"frozen_before_start": False}, Refusal.NOT_FROZEN_BEFORE_START),
            ({"definition_changed": True}, Refusal.DEFINITION_CHANGED),
            ({"fidelity": 0.49}, Refusal.LOW_FIDELITY),
            ({"n_pre": 7}, Refusal.TOO_FEW_PRE),
            ({"n_post": 0}, Refusal.NO_POST),
            ({"n_donors": 9}, Refusal.TOO_FEW_DONORS),
            ({"reported_share": 0.79}, Refusal.NOT_REPORTED_ENOUGH),
        ],
    )
    def test_each_refusal_just_across_its_border(self, change, reason):
        design = replace(DESIGN, **change)
        assert refusals(design, ON) == (reason,)
        assert judge(design, FINDINGS, Direction.HIGHER, ON) is Verdict.NOT_ASSESSABLE

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"n_donors": 18}, Cap.TOO_FEW_DONORS_FOR_SIGNIFICANCE),
            ({"lead_p_value": 0.05}, Cap.LEADS_DIFFER),
            ({"control_p_value": 0.05}, Cap.CONTROL_INDICATOR_MOVED),
            ({"leave_one_out": (0.0, 2.5)}, Cap.ONE_DONOR_DECIDES),
            ({"leave_one_out": (-1.0, 0.0)}, Cap.ONE_DONOR_DECIDES),
            ({"coverage_shift": 0.101}, Cap.COVERAGE_MOVED),
            ({"coverage_shift": -0.101}, Cap.COVERAGE_MOVED),
        ],
    )
    def test_each_cap_just_across_its_border(self, change, reason):
        design = replace(DESIGN, **{k: v for k, v in change.items() if hasattr(DESIGN, k)})
        findings = replace(FINDINGS, **{k: v for k, v in change.items() if hasattr(FINDINGS, k)})
        assert caps(design, findings, ON) == (reason,)
        assert judge(design, findings, Direction.HIGHER, ON) is Verdict.IMPROVED_MAYBE_CHANCE

    @pytest.mark.parametrize("n_donors", [10, 18])
    def test_ten_donors_are_assessed_but_capped(self, n_donors):
        design = replace(DESIGN, n_donors=n_donors)
        assert refusals(design, ON) == ()
        assert judge(design, FINDINGS, Direction.HIGHER, ON) is Verdict.IMPROVED_MAYBE_CHANCE

    @pytest.mark.parametrize(
        ("effect", "p_value", "expected"),
        [
            (1.0, 0.05, Verdict.IMPROVED_LIKELY_PROGRAMME),
            (1.0, 0.0501, Verdict.IMPROVED_MAYBE_CHANCE),
            (0.999, 0.001, Verdict.NO_CHANGE),
            (-0.999, 0.001, Verdict.NO_CHANGE),
            (-1.0, 0.0501, Verdict.NO_CHANGE),
            (-1.0, 0.05, Verdict.WORSENED),
            (0.0, 0.001, Verdict.NO_CHANGE),
            (float("nan"), 0.001, Verdict.NOT_ASSESSABLE),
        ],
    )
    def test_every_verdict_from_both_sides(self, effect, p_value, expected):
        findings = replace(FINDINGS, effect=effect, p_value=p_value)
        assert judge(DESIGN, findings, Direction.HIGHER, ON) is expected
        assert judge(DESIGN, replace(findings, effect=-effect), Direction.LOWER, ON) is expected

    def test_without_findings_there_is_no_verdict_on_the_change(self):
        assert judge(DESIGN, None, Direction.HIGHER, ON) is Verdict.NOT_ASSESSABLE
        unknown = replace(FINDINGS, lead_p_value=None, control_p_value=None)
        assert caps(replace(DESIGN, fidelity=None), unknown, ON) == ()

    @given(
        st.floats(allow_nan=True),
        st.floats(0, 1),
        st.floats(0, 100),
        st.integers(0, 40),
        st.sampled_from(Direction),
    )
    def test_a_worse_p_never_helps(self, effect, p_value, useful, donors, direction):
        findings = replace(FINDINGS, effect=effect, p_value=p_value, smallest_useful_change=useful)
        design = replace(DESIGN, n_donors=donors)
        order = [Verdict.IMPROVED_LIKELY_PROGRAMME, Verdict.IMPROVED_MAYBE_CHANCE, Verdict.NO_CHANGE]
        before, after = (
            judge(design, each, direction, ON)
            for each in (findings, replace(findings, p_value=min(1, p_value + 0.1)))
        )
        if before in order and after in order:
            assert order.index(after) >= order.index(before)
        elif before is not Verdict.WORSENED:
            assert after is before

    def test_words(self):
        assert {verdict: phrase(verdict, ON) for verdict in Verdict} == {
            Verdict.NOT_ASSESSABLE: "belum dapat dinilai",
            Verdict.NO_CHANGE: "tidak terlihat perubahan",
            Verdict.IMPROVED_MAYBE_CHANCE: "membaik, belum bisa dibedakan dari kebetulan",
            Verdict.IMPROVED_LIKELY_PROGRAMME: "membaik, kemungkinan karena program",
            Verdict.WORSENED: "memburuk",
        }

    def test_tables_hold_exactly_what_the_code_asks_for(self):
        assert set(tables.load("evidence_verdicts").by_key(ON)) == {verdict.value for verdict in Verdict}

    def test_notes_from_both_sides(self):
        def found(n_pre, useful, detectable):
            design = replace(DESIGN, n_pre=n_pre)
            return notes(design, smallest_useful_change=useful, detectable=detectable, on=ON)

        assert found(12, 1.1, 1.1) == found(12, 0.1, None) == ()
        assert found(11, 1.1, 1.1) == (VerdictNote.FEWER_PRE_THAN_ADVISED,)
        assert found(12, 1.09, 1.1) == (VerdictNote.GOAL_BELOW_DETECTABLE,)


class TestTier:
    LIKELY = PlaceResult(Verdict.IMPROVED_LIKELY_PROGRAMME, -4.0, 1.0)

    def tier(self, *places, output=True, improved=True, direction=Direction.LOWER):
        return evidence_tier(
            places, output_counted=output, owner_improved=improved, direction=direction, on=ON
        )

    def test_ladder(self):
        replica = replace(self.LIKELY, is_replication=True)
        assert self.tier(output=False, improved=False) == 0
        assert self.tier(improved=False) == 1
        assert self.tier() == 2
        assert self.tier(self.LIKELY) == 3
        assert self.tier(self.LIKELY, replica) == 3
        assert self.tier(replica, replica) == 4
        assert self.tier(output=False, improved=True) == 2

    def test_an_improvement_that_may_be_chance_does_not_climb(self):
        for verdict in Verdict:
            expected = 3 if verdict is Verdict.IMPROVED_LIKELY_PROGRAMME else 2
            assert self.tier(replace(self.LIKELY, verdict=verdict)) == expected

    def test_a_practice_loses_its_tier_when_the_copies_show_nothing(self):
        failed = PlaceResult(Verdict.NO_CHANGE, 0.5, 0.8, is_replication=True)
        assert self.tier(self.LIKELY) == 3
        assert self.tier(self.LIKELY, failed, failed, failed) == 2
        assert self.tier(self.LIKELY, failed, failed, failed, improved=False) == 1
        pooled = pooled_effect([self.LIKELY, failed, failed, failed], ON)
        assert -4 < pooled.effect < 0.5 and pooled.high > 0

    def test_the_wrong_direction_is_no_gain(self):
        assert self.tier(self.LIKELY, direction=Direction.HIGHER) == 2

    def test_a_copy_that_was_not_the_programme_does_not_count(self):
        failed = PlaceResult(Verdict.NO_CHANGE, 3.0, 0.5, is_replication=True, fidelity=0.49)
        assert self.tier(self.LIKELY, failed) == 3
        assert self.tier(self.LIKELY, replace(failed, fidelity=0.5)) == 2
        assert pooled_effect([failed], ON) is None

    def test_verdicts_without_a_number_stand_alone(self):
        assert self.tier(PlaceResult(Verdict.IMPROVED_LIKELY_PROGRAMME)) == 3
        assert pooled_effect([PlaceResult(Verdict.NO_CHANGE, 1.0, 0.0)], ON) is None

    def test_words_and_exports(self):
        assert [tier_words(tier, ON)[1] for tier in range(5)] == [
            "",
            "",
            "promising",
            "demonstrated",
            "replicated",
        ]
        assert tier_words(0, ON)[0] == "cerita"
        assert all(tier_words(tier, ON)[0] for tier in range(5))


class TestProtocol:
    def test_the_hash_is_pinned(self):
        """The canonical form may not change silently: hashes are printed on signed papers."""
        assert PROTOCOL.digest == "37f454d35487ea0febf8005398db750e23320a750dd6d370c67fbc239f8eb108"

    @pytest.mark.parametrize(
        "change",
        [
            {"indicator": "other"},
            {"definition": "3f9b"},
            {"direction": Direction.LOWER},
            {"level": "rw"},
            {"treated_units": ("desa-01",)},
            {"excluded_donors": ()},
            {"stratum": ""},
            {"first_period": "2024-02"},
            {"trigger_period": None},
            {"start_period": "2025-05"},
            {"last_period": "2025-11"},
            {"smallest_useful_change": Decimal("2.6")},
            {"planned_units": 2},
            {"seed": 8},
            {"frozen_on": dt.date(2025, 3, 21)},
        ],
    )
    def test_every_field_is_in_the_hash(self, change):
        assert replace(PROTOCOL, **change).digest != PROTOCOL.digest

    def test_spelling_is_not_in_the_hash(self):
        assert replace(PROTOCOL, smallest_useful_change=Decimal("2.50")).digest == PROTOCOL.digest
        two = replace(PROTOCOL, excluded_donors=("desa-é", "desa-29"))
        assert replace(two, excluded_donors=("desa-29", "desa-e\u0301", "desa-29")).digest == two.digest

    def test_versions_form_a_chain(self):
        second = PROTOCOL.amend(dt.date(2025, 3, 25), last_period="2025-11")
        third = second.amend(dt.date(2025, 3, 25), planned_units=2)
        assert (second.version, second.previous, second.frozen_on) == (
            2,
            PROTOCOL.digest,
            dt.date(2025, 3, 25),
        )
        assert is_unbroken([PROTOCOL, second, third])
        assert not is_unbroken([PROTOCOL, third]) and not is_unbroken([second, third]) and not is_unbroken([])
        assert not is_unbroken([replace(PROTOCOL, seed=8), second, third]), "an edited first version shows"
        with pytest.raises(ValueError, match="older"):
            second.amend(dt.date(2025, 3, 24))

    @pytest.mark.parametrize(
        "change",
        [
            {"smallest_useful_change": Decimal(0)},
            {"smallest_useful_change": Decimal("NaN")},
            {"planned_units": 0},
            {"treated_units": ()},
            {"excluded_donors": ("desa-00",)},
            {"version": 2},
            {"previous": "ab"},
        ],
    )
    def test_refuses_contradictions(self, change):
        with pytest.raises(ValueError, match=r"change|unit|donor|version"):
            replace(PROTOCOL, **change)

    def test_window(self):
        window = PROTOCOL.window(PERIODS)
        assert window.pre == (*PERIODS[:11], "2025-02", "2025-03") and window.excluded == (
            "2024-12",
            "2025-01",
        )
        assert window.post == PERIODS[15:]
        with pytest.raises(ValueError, match="tuple"):
            PROTOCOL.window(PERIODS[:20])

    values = st.integers() | st.text() | st.none() | st.floats() | st.booleans() | st.dates()

    @given(st.dictionaries(st.text("abcXYZ_", min_size=1), values | st.lists(values)))
    def test_canonical_json_is_json_and_does_not_depend_on_order(self, content):
        text = canonical_json(content)
        assert canonical_json(dict(reversed(content.items()))) == text
        assert canonical_json(json.loads(text)) == text
        assert list(json.loads(text)) == sorted(content)

    def test_data_hash_sees_every_number(self):
        data = community()
        assert data_digest(data) == data_digest(community())
        changed = data.outcome.copy()
        changed[3, 4] += 1e-9
        assert data_digest(replace(data, outcome=changed)) != data_digest(data)
        later = np.where(data.first_treated == 15, 16, data.first_treated)
        assert data_digest(replace(data, first_treated=later)) != data_digest(data)
        assert data_digest(replace(data, denominator=np.ones_like(data.outcome))) != data_digest(data)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_findings_may_lack_any_number_but_hold_no_text(number):
    findings = EffectFindings(number, number, number, None, None, (number, number), number)
    assert str(findings.leave_one_out) == str((number, number))
    with pytest.raises(ValueError, match="leave_one_out"):
        replace(findings, leave_one_out=("0.5", "0.7"))


@given(
    st.dates(),
    st.builds(
        Design,
        n_treated=st.integers(0, 50),
        n_donors=st.integers(0, 50),
        n_pre=st.integers(0, 30),
        n_post=st.integers(0, 30),
        reported_share=st.floats(0, 1),
        fidelity=st.none() | st.floats(0, 1),
    ),
    st.none()
    | st.builds(
        EffectFindings,
        effect=st.floats(),
        p_value=st.floats(0, 1),
        smallest_useful_change=st.floats(0, 1e6),
        lead_p_value=st.none() | st.floats(0, 1),
        control_p_value=st.none() | st.floats(0, 1),
        leave_one_out=st.tuples(st.floats(), st.floats()),
        coverage_shift=st.floats(-1, 1),
    ),
    st.sampled_from(Direction),
)
def test_every_day_and_every_finding_has_a_verdict_with_words(on, design, findings, direction):
    """Before the first rule the first one judges: an old practice is not judged by no rule at all."""
    verdict = judge(design, findings, direction, on)
    assert phrase(verdict, on) and all(tier_words(tier, on)[0] for tier in range(5))
    if findings is None or refusals(design, on):
        assert verdict is Verdict.NOT_ASSESSABLE
    elif verdict is Verdict.IMPROVED_LIKELY_PROGRAMME:
        assert caps(design, findings, on) == () and design.n_donors >= 19 and findings.p_value <= 0.05

"""Reasons to refer a child or a pregnant woman, and how soon."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import nutrition, referral, tables
from anyelir.rules.referral import ChildFindings, PregnancyFindings, Urgency
from tests.rules.golden import cases

ON = dt.date(2026, 11, 23)


def findings(kind, values):
    fields = {name: value for name, value in values.items() if name != "on"}
    if "danger_signs" in fields:
        fields["danger_signs"] = tuple(fields["danger_signs"])
    return kind(**fields), dt.date.fromisoformat(values["on"])


@pytest.mark.parametrize(("values", "expected"), cases("referral", "child"))
def test_child(values, expected):
    reasons = referral.child_reasons(*findings(ChildFindings, values))
    assert [[reason.code, reason.urgency, reason.within_days] for reason in reasons] == expected


@pytest.mark.parametrize(("values", "expected"), cases("referral", "pregnancy"))
def test_pregnancy(values, expected):
    reasons = referral.pregnancy_reasons(*findings(PregnancyFindings, values))
    assert [[reason.code, reason.urgency, reason.within_days] for reason in reasons] == expected


def test_before_the_first_rule_there_is_no_reason():
    assert referral.child_reasons(ChildFindings(oedema=True, tbc_signs=4), dt.date(2022, 12, 31)) == ()


@pytest.mark.parametrize(
    ("muac_cm", "result"),
    [(23.49, True), (23.5, False), (None, None), (0, None), (-1, None), (float("nan"), None)],
)
def test_chronic_energy_deficiency(muac_cm, result):
    assert referral.has_chronic_energy_deficiency(muac_cm, ON) is result


def test_urgency_and_due_date_follow_the_most_pressing_reason():
    reasons = referral.child_reasons(ChildFindings(growth_status="T", haz="stunted"), ON)
    assert referral.most_urgent(reasons) is Urgency.ROUTINE
    assert referral.due_on(reasons, ON) == dt.date(2026, 12, 7)
    reasons += referral.child_reasons(ChildFindings(oedema=True), ON)
    assert referral.most_urgent(reasons) is Urgency.URGENT
    assert referral.due_on(reasons, ON) == ON


def test_no_reason_no_date():
    assert referral.most_urgent(()) is None
    assert referral.due_on((), ON) is None


def test_every_worrying_category_is_a_reason():
    """A category added to the nutrition table must be placed in the referral table as well."""
    known = {
        rule["reason"] for rule in tables.load("referral_reasons").as_of(ON) if rule["subject"] == "child"
    }
    for index in ("whz", "haz", "hcz"):
        for band in nutrition.bands(index, ON):
            assert (band.category in known) == (band.category not in ("normal", "tall"))


child_findings = st.builds(
    ChildFindings,
    growth_status=st.sampled_from([None, *"NTOB"]),
    months_not_gained=st.integers(0, 5),
    below_red_line=st.sampled_from([None, True, False]),
    above_orange_line=st.sampled_from([None, True, False]),
    whz=st.sampled_from([None, "severe_wasting", "wasting", "normal", "obese"]),
    haz=st.sampled_from([None, "severely_stunted", "stunted", "normal", "tall"]),
    hcz=st.sampled_from([None, "microcephaly", "normal", "macrocephaly"]),
    muac=st.sampled_from([None, "severe_wasting", "wasting", "normal"]),
    oedema=st.booleans(),
    tbc_signs=st.integers(0, 4),
    development_incomplete=st.sampled_from([None, True, False]),
    danger_signs=st.lists(st.text(max_size=5), max_size=2).map(tuple),
)


@given(child_findings)
def test_reasons_are_unique_and_ordered(findings):
    reasons = referral.child_reasons(findings, ON)
    assert len({reason.code for reason in reasons}) == len(reasons)
    order = [(reason.urgency is Urgency.ROUTINE, reason.within_days) for reason in reasons]
    assert order == sorted(order)
    if reasons:
        assert referral.most_urgent(reasons) is reasons[0].urgency


anything = st.none() | st.integers()
pregnancy_findings = st.builds(
    PregnancyFindings,
    weight_on_curve=st.sampled_from([None, True, False]),
    muac_cm=st.none() | st.floats(),
    systolic=anything,
    diastolic=anything,
    tbc_signs=st.integers(),
    danger_signs=st.lists(st.text(max_size=5), max_size=2).map(tuple),
)


@given(child_findings, pregnancy_findings, st.dates())
def test_any_finding_on_any_day_has_a_date_within_reach(child, pregnancy, on):
    for reasons in (referral.child_reasons(child, on), referral.pregnancy_reasons(pregnancy, on)):
        due = referral.due_on(reasons, on)
        assert (due is None) == (reasons == ()) == (referral.most_urgent(reasons) is None)
        assert due is None or on <= due
    if pregnancy.danger_signs and on >= dt.date(2023, 1, 1):
        assert referral.due_on(referral.pregnancy_reasons(pregnancy, on), on) == on

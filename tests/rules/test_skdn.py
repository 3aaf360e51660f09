"""N, T, O, B, the least gains, runs of T, the KMS lines, and the letters of a month."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import skdn, tables
from tests.rules.golden import cases

ON = dt.date(2026, 11, 23)


def dated(values):
    return {**values, "on": dt.date.fromisoformat(values["on"])}


@pytest.mark.parametrize(("values", "expected"), cases("kbm"))
def test_least_gain(values, expected):
    assert skdn.minimum_gain_g(**dated(values)) == expected


@pytest.mark.parametrize("sex", "MF")
def test_the_rows_of_kbm_follow_each_other_from_the_first_to_the_sixtieth_month(sex):
    rows = [rule for rule in tables.load("kbm").as_of(ON) if rule["sex"] == sex]
    months = [month for rule in rows for month in range(rule["from_month"], rule["to_month"] + 1)]
    assert months == list(range(1, 61))


@pytest.mark.parametrize(("values", "expected"), cases("skdn"))
def test_month_status(values, expected):
    assert dataclasses.asdict(skdn.month_status(**dated(values))) == expected


@pytest.mark.parametrize(("values", "expected"), cases("skdn", "runs"))
def test_runs_of_t(values, expected):
    assert skdn.consecutive_not_gained(values["statuses"]) == expected


@pytest.mark.parametrize(("values", "expected"), cases("skdn", "counts"))
def test_counts(values, expected):
    counts = skdn.Counts(**values)
    assert list(counts.problems()) == expected["problems"]
    assert counts.rates() == expected["rates"]


@pytest.mark.parametrize(("values", "expected"), cases("skdn", "lines"))
def test_kms_lines(values, expected):
    on = dt.date.fromisoformat(values["on"])
    assert skdn.is_below_red_line(values["waz"], on) is expected["below_red_line"]
    assert skdn.is_above_orange_line(values["waz"], on) is expected["above_orange_line"]


def test_kms_lines_before_the_rule():
    assert skdn.is_below_red_line(-4, dt.date(2009, 12, 31)) is None


def test_negative_counts_are_named():
    assert "negative" in skdn.Counts(s=-1, d=-1, n=-1).problems()


@pytest.mark.parametrize(
    ("rate", "share", "light"),
    [
        ("d_s", 0.8, "green"),
        ("d_s", 0.7999, "yellow"),
        ("d_s", 0.6, "yellow"),
        ("d_s", 0.5999, "red"),
        ("d_s", 0.0, "red"),
        ("d_s", None, None),
        ("n_nt", 0.8, "green"),
        ("n_nt", 0.5999, "red"),
        ("n_d", 0.8, "green"),
        ("n_d", 0.6, "yellow"),
        ("k_s", 0.9, None),
    ],
)
def test_traffic_light(rate, share, light):
    assert skdn.traffic_light(rate, share, ON) == light


weights = st.none() | st.integers(1000, 30_000)
child_months = st.fixed_dictionaries(
    {
        "sex": st.sampled_from("MF"),
        "completed_month": st.integers(0, 59),
        "weight_g": weights,
        "last_month_weight_g": weights,
        "weighed_before": st.booleans(),
        "birth_weight_g": weights,
        "waz": st.none() | st.floats(-6, 6),
        "last_month_waz": st.none() | st.floats(-6, 6),
        "visual_choice": st.sampled_from([None, "N", "T"]),
    }
)


def counted(statuses):
    letters = [status for status in statuses if status is not None]
    tally = {letter.lower(): letters.count(letter) for letter in "NTOB"}
    return skdn.Counts(s=len(statuses), d=len(letters), **tally)


@given(st.lists(child_months, max_size=30))
def test_d_is_always_n_t_o_b(children):
    counts = counted([skdn.month_status(**child, on=ON).status for child in children])
    assert counts.d == sum(child["weight_g"] is not None for child in children)
    assert counts.problems() == ()
    assert all(share is None or 0 <= share <= 1 for code, share in counts.rates().items() if code != "d_k")


@given(st.lists(st.lists(st.sampled_from([None, *"NTOB"]), max_size=9), max_size=9))
def test_sums_of_whole_months_stay_whole(posyandu):
    total = sum((counted(statuses) for statuses in posyandu), skdn.Counts())
    assert total == counted([status for statuses in posyandu for status in statuses])
    assert total.problems() == ()


@given(child_months, st.integers(1, 2000))
def test_a_greater_gain_never_turns_n_into_t(child, more):
    if child["weight_g"] is None:
        return
    child = {**child, "visual_choice": None}
    light = skdn.month_status(**child, on=ON).status
    heavy = skdn.month_status(**{**child, "weight_g": child["weight_g"] + more}, on=ON).status
    assert (light, heavy) != ("N", "T")
    assert (light in "NT") == (heavy in "NT")


@given(
    st.fixed_dictionaries(
        {
            "sex": st.sampled_from("MF"),
            "completed_month": st.integers(),
            "weight_g": st.none() | st.integers(),
            "last_month_weight_g": st.none() | st.integers(),
            "weighed_before": st.booleans(),
            "birth_weight_g": st.none() | st.integers(),
            "waz": st.none() | st.floats(),
            "last_month_waz": st.none() | st.floats(),
            "visual_choice": st.sampled_from([None, "N", "T"]),
            "on": st.dates(),
        }
    )
)
def test_any_child_month_has_a_letter_or_a_reason(child):
    status = skdn.month_status(**child)
    assert status.status in (None, *"NTOB") and status.reason in skdn.LetterReason
    below, above = (
        line(child["waz"], child["on"]) for line in (skdn.is_below_red_line, skdn.is_above_orange_line)
    )
    assert not (below and above) and (below is None) == (above is None)
    assert skdn.traffic_light("d_s", child["waz"], child["on"]) in (None, "green", "yellow", "red")

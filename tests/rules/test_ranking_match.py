"""Which figures may be ranked, and which host fits a visitor."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import tables
from anyelir.rules.ranking.freshness import Unrankable, is_greyed, unrankable
from anyelir.rules.ranking.hosts import Host, NotNow, Parts, gower, match, nearness, obstacles, practice_part

ON = dt.date(2026, 11, 23)


class TestFreshness:
    def test_both_sides_of_every_border(self):
        good = {"people": 30, "coverage": 0.6, "last_period_end": dt.date(2025, 11, 23), "on": ON}
        assert unrankable(**good) == ()
        assert unrankable(**{**good, "people": 29}) == (Unrankable.TOO_FEW_PEOPLE,)
        assert unrankable(**{**good, "coverage": 0.599}) == (Unrankable.LOW_COVERAGE,)
        assert unrankable(**{**good, "last_period_end": dt.date(2025, 11, 22)}) == (Unrankable.TOO_OLD,)
        assert unrankable(people=0, coverage=0, last_period_end=dt.date(2020, 1, 1), on=ON) == tuple(
            Unrankable
        )

    def test_older_than_two_reporting_periods_is_grey(self):
        for months, last, grey in ((1, 23, False), (1, 22, True)):
            assert is_greyed(last_period_end=dt.date(2026, 9, last), period_months=months, on=ON) is grey
        assert not is_greyed(last_period_end=dt.date(2026, 5, 31), period_months=3, on=dt.date(2026, 11, 30))
        assert is_greyed(last_period_end=dt.date(2026, 5, 31), period_months=3, on=dt.date(2026, 12, 1))


PARTS = Parts(better=0.8, improvement=0.5, context=0.9, practice=0.75, nearness=0.4)
HOST = Host(
    unit="32.01.01.1010",
    parts=PARTS,
    opted_in=True,
    open_slots=1,
    visits_this_quarter=1,
    quota=2,
    last_visited_on=dt.date(2024, 11, 23),
    people=30,
    coverage=0.6,
    last_period_end=dt.date(2026, 10, 31),
)


class TestMatch:
    def test_the_score_is_the_sum_of_its_points(self):
        points = PARTS.points(ON)
        assert points == pytest.approx(
            {"better": 0.28, "improvement": 0.1, "context": 0.18, "practice": 0.1125, "nearness": 0.04}
        )
        matches = match("32.71", [HOST], ON)
        assert matches.hosts[0].score == pytest.approx(0.7125) and matches.hosts[0].points == points
        assert not matches.enough and matches.excluded == {}
        weights = [float(row["weight"]) for row in tables.load("match_weights").as_of(ON)]
        assert sum(weights) == pytest.approx(1)

    def test_what_is_unknown_counts_as_nothing_and_stays_unknown(self):
        parts = replace(PARTS, improvement=None)
        scored = match("32.71", [replace(HOST, parts=parts)], ON).hosts[0]
        assert scored.score == pytest.approx(0.6125) and scored.parts.improvement is None

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"unit": "32.71"}, NotNow.SAME_UNIT),
            ({"opted_in": False}, NotNow.NOT_OPTED_IN),
            ({"open_slots": 0}, NotNow.NO_OPEN_SLOT),
            ({"visits_this_quarter": 2}, NotNow.QUOTA_FULL),
            ({"last_visited_on": dt.date(2024, 11, 24)}, NotNow.VISITED_RECENTLY),
            ({"people": 29}, Unrankable.TOO_FEW_PEOPLE),
            ({"coverage": 0.59}, Unrankable.LOW_COVERAGE),
            ({"last_period_end": dt.date(2025, 11, 22)}, Unrankable.TOO_OLD),
        ],
    )
    def test_each_hard_filter_just_across_its_border(self, change, reason):
        assert obstacles("32.71", HOST, ON) == ()
        host = replace(HOST, **change)
        assert obstacles("32.71", host, ON) == (reason,)
        matches = match("32.71", [host, replace(HOST, unit="other")], ON)
        assert matches.excluded == {host.unit: (reason,)} and [each.unit for each in matches.hosts] == [
            "other"
        ]

    def test_three_candidates_are_enough(self):
        hosts = [replace(HOST, unit=name) for name in "cab"]
        matches = match("x", hosts, ON)
        assert matches.enough and [each.unit for each in matches.hosts] == ["a", "b", "c"]
        assert not match("x", hosts[:2], ON).enough
        assert obstacles("x", replace(HOST, last_visited_on=None), ON) == ()

    share = st.none() | st.floats(0, 1)

    @given(st.lists(st.builds(Parts, share, share, share, share, share), max_size=8))
    def test_any_hosts_are_ordered_and_scored_within_bounds(self, parts):
        hosts = [replace(HOST, unit=str(number), parts=each) for number, each in enumerate(parts)]
        scores = [each.score for each in match("x", hosts, ON).hosts]
        assert scores == sorted(scores, reverse=True) and all(0 <= score <= 1 + 1e-9 for score in scores)

    @pytest.mark.parametrize("name", ["better", "improvement", "context", "practice", "nearness"])
    def test_parts_are_shares(self, name):
        for value in (-0.01, 1.01, float("nan")):
            with pytest.raises(ValueError, match=name):
                replace(PARTS, **{name: value})
        more = replace(PARTS, **{name: 1.0})
        assert sum(more.points(ON).values()) > sum(PARTS.points(ON).values())

    def test_gower(self):
        ranges = {"population": 1000.0, "poverty": 0.2, "flat": 0.0}
        visitor = {"population": 500.0, "poverty": 0.10, "urban": "kota", "internet": None}
        assert gower(visitor, visitor, ranges) == 1.0
        other = {"population": 750.0, "poverty": 0.20, "urban": "desa", "internet": 0.4}
        assert gower(visitor, other, ranges) == pytest.approx((0.75 + 0.5 + 0) / 3)
        assert (
            gower({"flat": 1.0}, {"flat": 1.0}, ranges) == 1.0
            and gower({"flat": 1.0}, {"flat": 2.0}, ranges) == 0.0
        )
        assert gower({"population": 0.0}, {"population": 5000.0}, ranges) == 0.0, "outside the range is far"
        assert gower({"a": None}, {"a": 1.0}, ranges) is None and gower({}, {}, {}) is None

    feature = st.none() | st.floats(-1e6, 1e6) | st.sampled_from(["kota", "desa"])

    @given(
        st.dictionaries(st.sampled_from("abcd"), feature), st.dictionaries(st.sampled_from("abcd"), feature)
    )
    @settings(max_examples=50)
    def test_gower_is_mutual_and_bounded(self, first, second):
        ranges = dict.fromkeys("abcd", 10.0)
        similarity = gower(first, second, ranges)
        assert similarity == gower(second, first, ranges) and (similarity is None or 0 <= similarity <= 1)

    def test_practice_and_nearness(self):
        assert [practice_part(tier) for tier in range(5)] == [0, 0.25, 0.5, 0.75, 1]
        assert (
            nearness(0, ON) == 1 and nearness(250, ON) == 0.5 and nearness(500, ON) == 0 == nearness(900, ON)
        )
        for tier in (-1, 5):
            with pytest.raises(ValueError, match="tiers"):
                practice_part(tier)
        with pytest.raises(ValueError, match="distance"):
            nearness(-1, ON)

"""Years of unbroken service: borders of the break and of the awards, and what is true of every history."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import tables
from anyelir.rules.service_years import (
    ServiceTerm,
    award_ahead,
    award_reached,
    full_years,
    longest_break,
    service_awards,
    unbroken_since,
)

ON = dt.date(2026, 11, 30)
ONE_DAY = dt.timedelta(days=1)
GAP = 90


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def term(since: str, until: str = "") -> ServiceTerm:
    return ServiceTerm(day(since), day(until) if until else None)


def since(*terms: ServiceTerm, on: dt.date = ON, gap_days: int = GAP) -> dt.date | None:
    return unbroken_since(terms, on, gap_days)


def test_the_tables_say_what_they_rest_on():
    assert [(award.slug, award.years) for award in service_awards(ON)] == [
        ("adhi_bhakti_25", 25),
        ("adhi_bhakti_15", 15),
        ("adhi_bhakti_10", 10),
    ]
    assert longest_break(ON) == GAP
    assert {rule.evidence for rule in tables.load("service_awards").rules} == {"B"}
    assert not tables.load("service_breaks").rules[0].is_confirmed
    assert service_awards(dt.date(1997, 12, 31)) == []


class TestStretch:
    def test_one_term_that_goes_on(self):
        assert since(term("2010-03-01")) == day("2010-03-01")

    def test_a_move_on_the_next_day_is_no_break(self):
        assert since(term("2010-03-01", "2015-06-30"), term("2015-07-01")) == day("2010-03-01")

    @pytest.mark.parametrize(("begins", "expected"), [(GAP + 1, "2010-03-01"), (GAP + 2, "")])
    def test_a_break_of_so_many_days_is_allowed_and_one_more_is_not(self, begins, expected):
        """Ends on 30 June: after 90 days without service the next term begins on day 91."""
        second = ServiceTerm(day("2015-06-30") + begins * ONE_DAY)
        first = day(expected) if expected else second.since
        assert since(term("2010-03-01", "2015-06-30"), second) == first

    def test_terms_inside_of_each_other_and_in_any_order(self):
        assert since(
            term("2012-01-01", "2013-01-01"), term("2005-01-01"), term("2006-01-01", "2006-02-01")
        ) == day("2005-01-01")

    def test_who_stopped_longer_ago_than_a_break_serves_no_more(self):
        last = ON - GAP * ONE_DAY
        assert since(ServiceTerm(day("2000-01-01"), last)) == day("2000-01-01")
        assert since(ServiceTerm(day("2000-01-01"), last - ONE_DAY)) is None

    def test_what_begins_later_counts_nothing_yet(self):
        assert since(ServiceTerm(ON + ONE_DAY)) is None
        assert since() is None
        ended_later = ServiceTerm(day("2020-01-01"), ON + 900 * ONE_DAY)
        assert since(ended_later, ServiceTerm(ON + ONE_DAY)) == day("2020-01-01")


class TestYears:
    @pytest.mark.parametrize(
        ("began", "on", "years"),
        [
            ("2016-11-30", "2026-11-30", 10),
            ("2016-12-01", "2026-11-30", 9),
            ("2016-02-29", "2026-02-28", 9),
            ("2016-02-29", "2026-03-01", 10),
            ("2016-02-29", "2024-02-29", 8),
        ],
    )
    def test_an_anniversary_makes_a_year_full(self, began, on, years):
        assert full_years(day(began), day(on)) == years

    @pytest.mark.parametrize(
        ("years", "slug"), [(9, ""), (10, "10"), (14, "10"), (15, "15"), (24, "15"), (25, "25"), (40, "25")]
    )
    def test_the_longest_award_whose_years_are_full(self, years, slug):
        award = award_reached(years, service_awards(ON))
        assert (award.slug if award else "") == (f"adhi_bhakti_{slug}" if slug else "")

    def test_an_award_is_ahead_until_its_day(self):
        awards = service_awards(ON)

        def ahead(began: str) -> str:
            award = award_ahead(day(began), ON, 365, awards)
            return award.slug if award else ""

        assert ahead("2016-12-01") == ahead("2017-11-30") == "adhi_bhakti_10"
        assert ahead("2016-11-30") == ahead("2017-12-01") == ""


days = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))
lengths = st.one_of(st.none(), st.integers(0, 6000))


@st.composite
def histories(draw):
    terms = []
    for _number in range(draw(st.integers(0, 6))):
        began, length = draw(days), draw(lengths)
        terms.append(ServiceTerm(began, None if length is None else began + length * ONE_DAY))
    return terms


def by_days(terms, on: dt.date, gap_days: int) -> dt.date | None:
    """The same by walking back day by day."""
    served = {
        each.since + step * ONE_DAY
        for each in terms
        for step in range((min(each.until or on, on) - each.since).days + 1)
    }
    first, at, idle = None, on, 0
    while idle <= gap_days:
        if at in served:
            first, idle = at, 0
        else:
            idle += 1
        at -= ONE_DAY
    return first


@given(histories(), days, st.integers(0, 200))
def test_it_is_what_a_walk_back_over_the_days_gives(terms, on, gap_days):
    assert unbroken_since(terms, on, gap_days) == by_days(terms, on, gap_days)


@given(histories(), days, st.integers(0, 200), st.randoms())
def test_neither_the_order_nor_a_cut_into_two_posts_matters(terms, on, gap_days, random):
    cut = []
    for each in terms:
        last = each.until or on + 400 * ONE_DAY
        middle = each.since + random.randint(0, max(0, (last - each.since).days)) * ONE_DAY
        cut.append(ServiceTerm(each.since, middle))
        if middle < last:
            cut.append(ServiceTerm(middle + ONE_DAY, each.until))
    random.shuffle(cut)
    if all(each.until is not None or each.since <= on for each in terms):
        assert unbroken_since(cut, on, gap_days) == unbroken_since(terms, on, gap_days)


@given(histories(), days, st.integers(0, 100), st.integers(0, 100))
def test_a_longer_break_never_shortens_a_stretch(terms, on, gap_days, more):
    shorter, longer = unbroken_since(terms, on, gap_days), unbroken_since(terms, on, gap_days + more)
    assert shorter is None or (longer is not None and longer <= shorter)


@given(histories(), days, st.integers(0, 200))
def test_years_only_grow_while_she_serves(terms, on, gap_days):
    first = unbroken_since(terms, on, gap_days)
    if first is not None and any(each.until is None and each.since <= on for each in terms):
        assert unbroken_since(terms, on + ONE_DAY, gap_days) == first
        assert full_years(first, on) <= full_years(first, on + ONE_DAY)

"""Disclosure control, attacked by an independent solver that knows all that is shown and every sum."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from anyelir.rules.disclosure.cells import NOT_STATED, CountTable, Hierarchy, RegionCell, Sum
from anyelir.rules.disclosure.intervals import intervals
from anyelir.rules.disclosure.limits import (
    CellLimit,
)
from anyelir.rules.disclosure.releases import Release, Span, next_release
from anyelir.rules.disclosure.suppression import Hidden, suppress

ON = dt.date(2026, 11, 23)
PUBLISHED, INTERNAL = CellLimit(10, 10), CellLimit(5, 5)


def attack(shown, sums, targets):
    """Range of each target for somebody who knows ``shown``, all ``sums``, and that counts are not negative."""
    unknown = list(dict.fromkeys(c for rule in sums for c in (rule.total, *rule.parts) if c not in shown))
    column = {cell: number for number, cell in enumerate(unknown)}
    rows, known = [], []
    for rule in sums:
        row, right = np.zeros(len(unknown)), 0.0
        for cell, sign in [(rule.total, -1), *((part, 1) for part in rule.parts)]:
            if cell in column:
                row[column[cell]] += sign
            else:
                right -= sign * shown[cell]
        if row.any():
            rows.append(row)
            known.append(right)
    ranges = {}
    for cell in targets:
        if cell not in column:
            ranges[cell] = (0.0, math.inf)
            continue
        goal = np.zeros(len(unknown))
        goal[column[cell]] = 1
        system = {"A_eq": np.array(rows), "b_eq": known} if rows else {}
        low = linprog(goal, bounds=(0, None), method="highs", **system)
        high = linprog(-goal, bounds=(0, None), method="highs", **system)
        assert low.status == 0 and high.status in (0, 3)
        ranges[cell] = (low.fun, -high.fun if high.status == 0 else math.inf)
    return ranges


def assert_safe(table, result, limit):
    small = {cell for cell, count in table.counts.items() if 0 < count < limit.k}
    assert small.isdisjoint(result.shown) or small & set(result.shown) <= result.leaks
    for cell, (low, high) in attack(result.shown, table.sums, result.hidden).items():
        assert high - low >= limit.min_interval - 1e-6 or cell in result.leaks, cell


@st.composite
def tables(draw):
    """Region trees of two or three levels with no, few or many small counts, with and without breakdown."""
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    parent, leaves = {}, []
    for kab in range(rng.integers(1, 5)):
        parent[f"k{kab}"] = "P"
        below = [f"k{kab}.{number}" for number in range(rng.integers(0, 5))]
        parent |= dict.fromkeys(below, f"k{kab}")
        leaves += below or [f"k{kab}"]
    cuts = draw(st.sampled_from([(), ("f", "m"), ("a", "b", "c", "d")]))
    size = draw(st.sampled_from([1, 4, 12, 40]))
    recorded = {
        RegionCell(leaf, cut): int(rng.poisson(size * rng.choice([0.2, 1, 3])))
        for leaf in leaves
        for cut in cuts or ("total",)
    }
    if draw(st.booleans()):
        recorded[RegionCell("k0", cuts[0] if cuts else "total")] = int(rng.integers(0, 15))
    return Hierarchy(parent, dict.fromkeys(cuts, "total")).table(recorded)


class TestTables:
    def test_totals_up_both_trees(self):
        table = Hierarchy({"a": "P", "b": "P"}, {"f": "total", "m": "total"}).table(
            {RegionCell("a", "f"): 3, RegionCell("a", "m"): 4, RegionCell("b", "m"): 5}
        )
        assert table.counts[RegionCell("P")] == 12 and table.counts[RegionCell("P", "m")] == 9
        assert table.counts[RegionCell("b", "f")] == 0 and table.never_shown == frozenset()
        assert Sum(RegionCell("a"), (RegionCell("a", "f"), RegionCell("a", "m"))) in table.sums

    def test_what_is_not_stated_counts_in_the_total_and_is_never_shown(self):
        """Kab. Bogor: 5,152 posyandu, of which 1,395 have no class."""
        classes = {"pratama": "total", "mandiri": "total"}
        table = Hierarchy({}, classes).table(
            {
                RegionCell("bogor", "pratama"): 1898,
                RegionCell("bogor", "mandiri"): 1859,
                RegionCell("bogor"): 1395,
            }
        )
        assert table.counts[RegionCell("bogor")] == 5152
        assert table.never_shown == {RegionCell("bogor", "total" + NOT_STATED)}
        result = suppress(table, PUBLISHED)
        assert result.shown[RegionCell("bogor")] == 5152 and result.hidden == {}

    def test_a_small_not_stated_rest_is_guarded(self):
        table = Hierarchy({"a": "P", "b": "P"}).table(
            {RegionCell("a"): 50, RegionCell("b"): 60, RegionCell("P"): 3}
        )
        result = suppress(table, PUBLISHED)
        assert result.hidden, "total minus parts would tell of three people"
        rest = RegionCell("P" + NOT_STATED)
        low, high = attack(result.shown, table.sums, [rest])[rest]
        assert high - low >= 10

    @given(tables())
    def test_every_sum_holds(self, table):
        for rule in table.sums:
            assert table.counts[rule.total] == sum(table.counts[part] for part in rule.parts)

    def test_refuses_what_does_not_add_up(self):
        with pytest.raises(ValueError, match="not the sum"):
            CountTable({"t": 3, "a": 1, "b": 1}, (Sum("t", ("a", "b")),))
        with pytest.raises(ValueError, match="no count"):
            CountTable({"t": 3, "a": 3}, (Sum("t", ("a", "b")),))
        with pytest.raises(ValueError, match="floor"):
            CountTable({"t": -1})
        assert CountTable({"t": -1}, floor={"t": -1}).counts["t"] == -1
        with pytest.raises(ValueError, match="listed"):
            CountTable({"t": 1}, never_shown=frozenset({"x"}))
        with pytest.raises(ValueError, match="zero or more"):
            Hierarchy({}).table({RegionCell("a"): -1})
        with pytest.raises(ValueError, match="above itself"):
            Hierarchy({"a": "b", "b": "a"})


class TestIntervals:
    @given(tables(), st.integers(0, 2**32 - 1))
    @settings(max_examples=25, deadline=None)
    def test_agree_with_the_independent_solver(self, table, seed):
        rng = np.random.default_rng(seed)
        cells = list(table.counts)
        hidden = [cell for cell in cells if rng.random() < 0.4]
        shown = {cell: table.counts[cell] for cell in cells if cell not in hidden}
        ranges = intervals(shown, hidden, table.sums)
        for cell, expected in attack(shown, table.sums, hidden).items():
            assert ranges[cell] == pytest.approx(expected, abs=1e-5), cell
            assert ranges[cell][0] - 1e-6 <= table.counts[cell] <= ranges[cell][1] + 1e-6

    def test_a_ring_of_sums_gives_a_cell_away_that_no_single_sum_does(self):
        """Four corners of a square are hidden and everything else shown: one corner fixes the rest."""
        counts = {"ax": 2, "ay": 20, "bx": 30, "by": 40, "a": 22, "b": 70, "x": 32, "y": 60}
        sums = [
            Sum("a", ("ax", "ay")),
            Sum("b", ("bx", "by")),
            Sum("x", ("ax", "bx")),
            Sum("y", ("ay", "by")),
        ]
        corners = ["ax", "ay", "bx", "by"]
        shown = {cell: counts[cell] for cell in "abxy"}
        assert intervals(shown, corners, sums)["ax"] == pytest.approx((0, 22))
        assert intervals(shown | {"by": 40}, corners[:3], sums)["ax"] == pytest.approx((2, 2))

    def test_nothing_bounds_a_cell_without_sums(self):
        assert intervals({}, ["a"], []) == {"a": (0, math.inf)}
        assert intervals({}, ["a"], [], {"a": -4}) == {"a": (-4, math.inf)}


class TestSuppression:
    @given(tables(), st.sampled_from([INTERNAL, PUBLISHED]))
    @settings(max_examples=20, deadline=None)
    def test_no_hidden_cell_can_be_narrowed_below_the_rule(self, table, limit):
        result = suppress(table, limit)
        assert result.leaks == frozenset()
        assert_safe(table, result, limit)
        assert set(result.shown) | set(result.hidden) | table.never_shown == set(table.counts)
        assert all(result.shown[cell] == table.counts[cell] for cell in result.shown)
        for cell, reason in result.hidden.items():
            assert (reason is Hidden.SMALL) == limit.is_small(table.counts[cell])

    @given(tables())
    @settings(max_examples=10, deadline=None)
    def test_the_same_table_gives_the_same_answer(self, table):
        turned = CountTable(
            dict(reversed(table.counts.items())), tuple(reversed(table.sums)), table.never_shown
        )
        assert set(suppress(table, PUBLISHED).hidden) == set(suppress(table, PUBLISHED).hidden)
        assert_safe(turned, suppress(turned, PUBLISHED), PUBLISHED)

    def test_nothing_small_hides_nothing(self):
        table = Hierarchy({"a": "P", "b": "P"}).table({RegionCell("a"): 10, RegionCell("b"): 0})
        assert suppress(table, PUBLISHED).hidden == {}

    def test_the_cheapest_sufficient_sister_is_hidden_too(self):
        table = Hierarchy(dict.fromkeys("abcd", "P")).table(
            {RegionCell("a"): 4, RegionCell("b"): 90, RegionCell("c"): 15, RegionCell("d"): 300}
        )
        result = suppress(table, PUBLISHED)
        assert result.hidden == {RegionCell("a"): Hidden.SMALL, RegionCell("c"): Hidden.COMPLEMENT}
        assert result.shown[RegionCell("P")] == 409

    def test_a_zero_sister_is_no_cover(self):
        table = Hierarchy(dict.fromkeys("ab", "P") | {"P": "N", "Q": "N"}).table(
            {RegionCell("a"): 4, RegionCell("b"): 0, RegionCell("Q"): 100}
        )
        hidden = suppress(table, PUBLISHED).hidden
        assert {RegionCell("P"), RegionCell("a"), RegionCell("Q")} <= set(hidden), (
            "the total is small as well"
        )

    def test_already_public_cells_stay_and_are_told_when_they_give_one_away(self):
        table = Hierarchy(dict.fromkeys("abc", "P")).table(
            {RegionCell("a"): 4, RegionCell("b"): 90, RegionCell("c"): 15}
        )
        public = frozenset({RegionCell("P"), RegionCell("b"), RegionCell("c")})
        suppressed = suppress(CountTable(table.counts, table.sums, already_shown=public), PUBLISHED)
        assert suppressed.leaks == {RegionCell("a")} and public <= set(suppressed.shown)
        partly = frozenset({RegionCell("P"), RegionCell("c")})
        kept = suppress(CountTable(table.counts, table.sums, already_shown=partly), PUBLISHED)
        assert kept.leaks == frozenset() and set(kept.hidden) == {RegionCell("a"), RegionCell("b")}
        shown_small = suppress(CountTable({"a": 3}, already_shown=frozenset({"a"})), PUBLISHED)
        assert shown_small.leaks == {"a"} and shown_small.shown == {"a": 3}

    def test_all_desa_of_a_country_in_seconds(self):
        rng = np.random.default_rng(0)
        parent, recorded = {}, {}
        for kab in range(500):
            parent[f"{kab}"] = "ID"
            for kec in range(5):
                parent[f"{kab}.{kec}"] = f"{kab}"
                for desa in range(11):
                    parent[f"{kab}.{kec}.{desa}"] = f"{kab}.{kec}"
                    recorded[RegionCell(f"{kab}.{kec}.{desa}")] = int(
                        rng.poisson(25 if rng.random() < 0.97 else 3)
                    )
        table = Hierarchy(parent).table(recorded)
        result = suppress(table, PUBLISHED)
        small = sum(PUBLISHED.is_small(count) for count in table.counts.values())
        assert small < len(result.hidden) < 2.2 * small
        ranges = intervals(
            {cell: count for cell, count in table.counts.items() if cell in result.shown},
            result.hidden,
            table.sums,
        )
        assert min(high - low for low, high in ranges.values()) >= 10


def regions(*counts):
    return {RegionCell(name): count for name, count in zip("abc", counts, strict=True)}


class TestReleases:
    tree = Hierarchy(dict.fromkeys("abc", "P"))
    history = {1: regions(30, 20, 40), 2: regions(25, 31, 12), 3: regions(3, 22, 41)}

    def release(self, span, earlier=(), history=None, limit=PUBLISHED):
        return next_release(history or self.history, self.tree, Span(*span), earlier, limit)

    def test_a_longer_period_may_not_tell_of_the_month_between(self):
        first, alone = self.release((1, 2))
        assert alone.hidden == {}
        free = self.release((1, 3))[1]
        assert free.hidden == {}
        guarded = self.release((1, 3), [first])[1]
        assert RegionCell("a") in guarded.hidden, "58 - 55 = 3 people in March"
        assert guarded.leaks == frozenset() and RegionCell("P") in guarded.shown

    def test_the_months_of_a_published_quarter(self):
        quarter = self.release((1, 3))[0]
        january = self.release((1, 1), [quarter])[0]
        february = self.release((2, 2), [quarter, january])[1]
        assert RegionCell("a") in february.hidden and RegionCell("a") not in february.shown

    def test_a_late_report_of_one_is_not_told_by_a_second_edition(self):
        first = self.release((1, 2))[0]
        late = {**self.history, 1: regions(31, 20, 40)}
        second = self.release((1, 2), [first], late)[1]
        assert RegionCell("a") in second.hidden and RegionCell("c") in second.shown
        many = {**self.history, 1: regions(40, 20, 40)}
        assert self.release((1, 2), [first], many)[1].hidden == {}, (
            "ten late reports are a count like any other"
        )
        fewer = {**self.history, 1: regions(29, 20, 40)}
        assert RegionCell("a") in self.release((1, 2), [first], fewer)[1].hidden, (
            "one withdrawn tells as much"
        )

    def test_an_earlier_slip_is_reported(self):
        slip = Release(Span(3, 3), self.history[3] | {RegionCell("P"): 66}, frozenset(regions(0, 0, 0)))
        assert self.release((1, 3), [slip])[1].leaks

    def test_a_month_with_people_of_no_stated_region(self):
        history = {**self.history, 2: self.history[2] | {RegionCell("P"): 4}}
        first, alone = self.release((1, 1), history=history)
        assert alone.hidden == {}
        second = self.release((1, 2), [first], history)[1]
        assert second.hidden and second.leaks == frozenset(), "total minus regions would tell of four people"

    def test_refuses_a_span_that_ends_before_it_begins(self):
        with pytest.raises(ValueError, match="ends after"):
            self.release((3, 1))

    @given(st.integers(0, 2**32 - 1), st.sampled_from([INTERNAL, PUBLISHED]), st.booleans())
    @settings(max_examples=5, deadline=None)
    def test_no_chain_of_releases_gives_a_small_count_away(self, seed, limit, with_sex):
        """All releases together, attacked with every month, sum and difference in one system."""
        rng = np.random.default_rng(seed)
        tree = Hierarchy(
            dict.fromkeys(("k0", "k1", "k2", "k3"), "P"), dict.fromkeys("fm" if with_sex else "", "total")
        )
        cuts = ("f", "m") if with_sex else ("total",)
        history = {
            month: {
                RegionCell(f"k{k}", cut): int(rng.poisson(rng.choice([2, 6, 20])))
                for k in range(4)
                for cut in cuts
            }
            for month in range(6)
        }
        spans = [(0, 2), (0, 3), (3, 5), (2, 4), (0, 5), (1, 5)]
        releases = []
        for number in rng.permutation(len(spans))[:4]:
            release, result = next_release(history, tree, Span(*spans[number]), releases, limit)
            assert result.leaks == frozenset()
            releases.append(release)
        self.attack_all(history, tree, releases, limit)

    def attack_all(self, history, tree, releases, limit):
        shown, sums, small = {}, [], set()
        tables_of = {month: tree.table(counts) for month, counts in history.items()}
        for month, table in tables_of.items():
            for rule in table.sums:
                sums.append(Sum((month, rule.total), tuple((month, part) for part in rule.parts)))
        for number, release in enumerate(releases):
            months = range(release.span.first, release.span.last + 1)
            for cell, count in release.counts.items():
                name = ("release", number, cell)
                sums.append(Sum(name, tuple((month, cell) for month in months)))
                if cell in release.shown:
                    shown[name] = count
                elif limit.is_small(count):
                    small.add(name)
        months = {
            (month, cell)
            for month, t in tables_of.items()
            for cell, n in t.counts.items()
            if limit.is_small(n)
        }
        for cell, (low, high) in attack(shown, sums, sorted(small | months, key=repr)).items():
            assert high - low >= limit.min_interval - 1e-6, cell

"""Division of targets down a tree, progress and forecast."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from anyelir.rules import targets
from tests.rules.vectors import Vectors, day, unnoticed


def node(data):
    return targets.Node(
        data["code"],
        data.get("weight"),
        data.get("minimum", 0),
        data.get("fixed"),
        tuple(node(child) for child in data.get("children", ())),
    )


def run_divide(data):
    division = targets.divide(data["total"], node(data["root"]))
    return {"values": dict(division.values), "problem": division.problem, "at": division.at}


def target(data):
    return targets.Target(data["value"], day(data["starts_on"]), day(data["ends_on"]))


def points(rows):
    return [targets.ProgressPoint(day(row["on"]), row["achieved"]) for row in rows]


def run_progress(data):
    now = targets.progress(target(data["target"]), points(data["points"]), day(data["on"]))
    names = "achieved expected pace days_left needed_per_month remaining"
    return {name: getattr(now, name) for name in names.split()}


def run_forecast(data):
    forecast = targets.forecast(target(data["target"]), points(data["points"]), day(data["on"]))
    pace = forecast.per_month
    return {
        "at_end": forecast.at_end,
        "reached_on": forecast.reached_on,
        "per_month": None if pace is None else [str(pace.numerator), str(pace.denominator)],
    }


VECTORS = Vectors("targets", {"divide": run_divide, "progress": run_progress, "forecast": run_forecast})


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_vector(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def test_every_changed_number_of_the_tables_breaks_a_vector(monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, "target_progress", "target_forecast") == []


def test_a_district_of_400_villages_and_a_great_total():
    root = targets.Node("kab", children=tuple(targets.Node(f"d{i}", weight=i % 97 + 1) for i in range(400)))
    division = targets.divide(10**12, root)
    assert sum(division.values[f"d{i}"] for i in range(400)) == 10**12


@st.composite
def trees(draw, depth=3, with_bounds=True):
    """A tree of up to ``depth`` levels below the root with unique codes."""

    def make(code, level):
        width = draw(st.integers(1, 4)) if level else 0
        children = tuple(
            make(f"{code}.{index}", level - draw(st.integers(1, level))) for index in range(width)
        )
        minimum = draw(st.integers(0, 3)) if with_bounds else 0
        fixed = draw(st.none() | st.integers(0, 5)) if with_bounds and not children else None
        weight = draw(st.none() | st.integers(0, 1000)) if children else draw(st.integers(0, 1000))
        return targets.Node(code, weight, minimum, fixed, children)

    return make("r", depth)


def walk(root):
    yield root
    for child in root.children:
        yield from walk(child)


def leaves(root):
    return [visited for visited in walk(root) if not visited.children]


@given(trees(), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_sums_are_exact_and_bounds_hold(root, total):
    division = targets.divide(total, root)
    assert bool(division.values) is (division.problem is None)
    if division.problem:
        return
    assert division.values[root.code] == total
    for visited in walk(root):
        if visited.children:
            assert division.values[visited.code] == sum(
                division.values[child.code] for child in visited.children
            )
        if visited.fixed is not None:
            assert division.values[visited.code] == visited.fixed
        elif visited is not root:
            assert division.values[visited.code] >= visited.minimum
    assert targets.divide(total, root) == division


@given(trees(), st.integers(0, 10**5))
@settings(max_examples=60, deadline=None)
def test_one_more_unit_goes_to_one_leaf_and_takes_from_nobody(root, total):
    before, after = targets.divide(total, root), targets.divide(total + 1, root)
    assume(before.values and after.values)
    changes = [after.values[leaf.code] - before.values[leaf.code] for leaf in leaves(root)]
    assert sorted(changes) == [0] * (len(changes) - 1) + [1]


@given(
    st.lists(st.integers(1, 1000), min_size=2, max_size=8),
    st.integers(0, 10**4),
    st.integers(1, 50),
    st.data(),
)
@settings(max_examples=150, deadline=None)
def test_more_weight_never_costs_and_siblings_never_gain(weights, total, more, data):
    grown = data.draw(st.integers(0, len(weights) - 1))
    root = targets.Node("r", children=tuple(targets.Node(str(i), w) for i, w in enumerate(weights)))
    heavier = tuple(
        replace(child, weight=child.weight + more) if index == grown else child
        for index, child in enumerate(root.children)
    )
    before = targets.divide(total, root).values
    after = targets.divide(total, replace(root, children=heavier)).values
    assert after[str(grown)] >= before[str(grown)]
    assert all(after[str(i)] <= before[str(i)] for i in range(len(weights)) if i != grown)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8), st.integers(0, 10**4))
@settings(max_examples=100, deadline=None)
def test_equals_webster_seat_by_seat(weights, total):
    total = min(total, 300)
    root = targets.Node("r", children=tuple(targets.Node(str(i), w) for i, w in enumerate(weights)))
    seats = [0] * len(weights)
    for _ in range(total):
        # Largest weight / (2 * seats + 1), compared without division; ties to the first.
        best = 0
        for index in range(1, len(weights)):
            if weights[index] * (2 * seats[best] + 1) > weights[best] * (2 * seats[index] + 1):
                best = index
        seats[best] += 1
    values = targets.divide(total, root).values
    assert [values[str(index)] for index in range(len(weights))] == seats


ANY_NODES = st.recursive(
    st.builds(
        targets.Node, st.text(max_size=2), st.none() | st.integers(), st.integers(), st.none() | st.integers()
    ),
    lambda below: st.builds(
        targets.Node,
        st.text(max_size=2),
        st.none() | st.integers(),
        st.integers(),
        st.none() | st.integers(),
        st.lists(below, max_size=4).map(tuple),
    ),
    max_leaves=8,
)


@given(st.integers(), ANY_NODES)
@settings(max_examples=150, deadline=None)
def test_any_tree_is_divided_or_refused(total, root):
    division = targets.divide(total, root)
    assert bool(division.values) is (division.problem is None)


DATES = st.dates()
TARGETS = st.builds(targets.Target, st.integers(), DATES, DATES)
POINTS = st.lists(st.builds(targets.ProgressPoint, DATES, st.integers()), max_size=6)


@given(TARGETS, POINTS, DATES)
@settings(max_examples=200, deadline=None)
def test_any_target_has_progress_and_forecast(wanted, reported, on):
    now = targets.progress(wanted, reported, on)
    assert (now.remaining == 0) == (now.pace is targets.Pace.REACHED)
    targets.forecast(wanted, reported, on)


NEAR = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))


@given(st.integers(1, 10**6), NEAR, st.integers(0, 800), NEAR, NEAR)
@settings(max_examples=150, deadline=None)
def test_expected_rises_to_the_target(value, start, length, first, second):
    wanted = targets.Target(value, start, start + dt.timedelta(length))
    early, late = sorted((first, second))
    before, after = (targets.progress(wanted, [], on) for on in (early, late))
    assert 0 <= before.expected <= after.expected <= value
    assert before.days_left >= after.days_left
    assert targets.progress(wanted, [], wanted.ends_on).expected == value


@given(st.integers(1, 10**6), NEAR, st.integers(1, 800), st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_needed_a_month_is_enough_and_not_too_much(value, start, length, data):
    wanted = targets.Target(value, start, start + dt.timedelta(length))
    on = data.draw(st.dates(start, wanted.ends_on - dt.timedelta(1)))
    needed = targets.progress(wanted, [], on)
    assert needed.needed_per_month * needed.days_left >= value * 30
    assert (needed.needed_per_month - 1) * needed.days_left < value * 30


PLEDGE = targets.Target(1001, dt.date(2022, 1, 26), None)


def test_a_number_without_a_day_is_never_late():
    on = dt.date(2023, 1, 26)
    stand = [targets.ProgressPoint(dt.date(2022, 1, 26), 150), targets.ProgressPoint(on, 240)]
    now = targets.progress(PLEDGE, stand, on)
    assert now.pace is targets.Pace.NO_DEADLINE and now.remaining == 761
    assert (now.expected, now.days_left, now.needed_per_month) == (None, None, None)
    way = targets.forecast(PLEDGE, stand, on)
    assert way.at_end is None and way.per_month == 30
    assert way.reached_on == on + dt.timedelta(days=761)
    assert targets.progress(PLEDGE, stand, dt.date(2022, 1, 25)).pace is targets.Pace.NOT_STARTED
    done = targets.progress(PLEDGE, [targets.ProgressPoint(on, 1001)], on)
    assert done.pace is targets.Pace.REACHED and done.needed_per_month == 0


KECAMATAN = (
    targets.Node("Barat", 300),
    targets.Node("Timur", 250),
    targets.Node("Utara", 252),
    targets.Node("Selatan", 199),
)


def test_a_kecamatan_fixed_takes_from_its_siblings_and_never_more_than_there_is():
    fixed = (replace(KECAMATAN[0], fixed=400), *KECAMATAN[1:])
    values = targets.divide_among(1001, fixed).values
    assert values["Barat"] == 400 and sum(values.values()) == 1001 and "" not in values
    too_much = targets.divide_among(1001, (replace(KECAMATAN[0], fixed=1002), *KECAMATAN[1:]))
    assert too_much.problem is targets.DivisionProblem.TOO_SMALL and not too_much.values
    left = targets.divide_among(10, [targets.Node("Barat", 1, fixed=4), targets.Node("Timur", 1, fixed=5)])
    assert left.problem is targets.DivisionProblem.LEFT_OVER
    twice = targets.divide_among(10, [KECAMATAN[0], KECAMATAN[0]])
    assert (twice.problem, twice.at) == (targets.DivisionProblem.DUPLICATE, "Barat")


def test_a_child_of_a_part_does_not_lift_it():
    """In the whole tree it does: the neighbours pay for it without a word."""
    parts = (targets.Node("a", 1, children=(targets.Node("a1", 1, minimum=9),)), targets.Node("b", 1))
    assert targets.divide_among(10, parts).values == {"a": 5, "b": 5}
    assert targets.divide(10, targets.Node("r", children=parts)).values["b"] == 1


def test_the_rank_breaks_a_tie():
    even = [targets.Node(code, 50, rank=rank) for code, rank in (("RT 01", 7), ("RT 02", 3), ("RT 03", 5))]
    assert targets.divide_among(1, even).values == {"RT 01": 0, "RT 02": 1, "RT 03": 0}
    assert targets.divide_among(2, even).values == {"RT 01": 0, "RT 02": 1, "RT 03": 1}
    unranked = [replace(part, rank=0) for part in even]
    assert targets.divide_among(1, unranked).values["RT 01"] == 1


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12), st.integers(0, 2000), st.data())
@settings(max_examples=100, deadline=None)
def test_an_edit_of_one_part_moves_no_sibling_the_same_way(weights, total, data):
    parts = [targets.Node(str(i), weight, rank=i * 7 % 5) for i, weight in enumerate(weights)]
    before = targets.divide_among(total, parts).values
    edited = data.draw(st.integers(0, len(parts) - 1))
    value = data.draw(st.integers(0, total))
    parts[edited] = replace(parts[edited], fixed=value)
    after = targets.divide_among(total, parts)
    assume(after.values)
    assert sum(after.values.values()) == total
    changes = targets.moved(before, after.values)
    own = changes.pop(str(edited), 0)
    assert all(change * own < 0 for change in changes.values())


def test_the_number_stops_where_it_means_something():
    pekalongan = [4, 27, 317, 1627, 10_000]
    assert targets.deepest_level(1001, pekalongan) == 3
    assert targets.deepest_level(27, pekalongan) == 2
    assert targets.deepest_level(3, pekalongan) == 0
    assert targets.deepest_level(10_000, pekalongan) == 5
    assert targets.deepest_level(5, [4, 6, 5]) == 1


def test_what_moved_between_two_divisions():
    assert targets.moved({"a": 5, "b": 5, "c": 2}, {"a": 6, "b": 5, "d": 1}) == {"a": 1, "c": -2, "d": 1}
    assert targets.moved({"a": 5}, {"a": 5}) == {}

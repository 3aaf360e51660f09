"""No sum on a wall is that of one entry or of one giver; a month of one entry shows its totals alone."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.wall_sums import JOINED, CategorySum, Movement, WallMonth, wall_month

# Amounts that are powers of two: a sum says by itself which movements are in it.
MOVEMENTS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.booleans(), st.integers(0, 6), st.sampled_from(["", "", "p", "q"])),
    max_size=14,
).map(
    lambda rows: [
        Movement(category, (1 if is_in else -1) * 2**place, f"e{entry}", party)
        for place, (category, is_in, entry, party) in enumerate(rows)
    ]
)


def rows(*movements: tuple) -> list[Movement]:
    return [Movement(*each) for each in movements]


def movements_of(amount_idr: int, movements: list[Movement]) -> list[Movement]:
    """Those whose amounts make up the sum."""
    return [each for each in movements if abs(each.amount_idr) & amount_idr]


def readable(month: WallMonth) -> set[int]:
    """Every sum that a reader has or gets by taking categories from their total."""
    sums = set()
    for total, parts in ((month.in_idr, month.ins), (month.out_idr, month.outs)):
        amounts = [each.amount_idr for each in parts]
        some = chain.from_iterable(combinations(amounts, size) for size in range(len(amounts) + 1))
        for taken in some:
            sums |= {sum(taken), (total or 0) - sum(taken)}
    return sums - {0}


@given(MOVEMENTS)
def test_no_sum_is_that_of_one_entry_or_giver(movements):
    month = wall_month(movements)
    if len({each.entry for each in movements}) == 1:
        assert month.ins == month.outs == ()
        return
    for amount_idr in readable(month):
        inside = movements_of(amount_idr, movements)
        assert len({each.entry for each in inside}) >= 2
        assert len({each.giver for each in inside}) >= 2


@given(MOVEMENTS)
def test_what_is_shown_adds_up(movements):
    month = wall_month(movements)
    assert month.change_idr == sum(each.amount_idr for each in movements)
    if month.in_idr is not None:
        assert month.in_idr - month.out_idr == month.change_idr
        for total, parts in ((month.in_idr, month.ins), (month.out_idr, month.outs)):
            assert not parts or sum(each.amount_idr for each in parts) == total
    assert (month.in_idr is None) == (month.out_idr is None)


@given(MOVEMENTS)
def test_what_could_stand_alone_is_joined_only_to_hide_another(movements):
    month = wall_month(movements)
    for is_in, parts in ((True, month.ins), (False, month.outs)):
        side = [each for each in movements if (each.amount_idr > 0) == is_in]
        if parts and all(
            len({each.entry for each in side if each.category == name}) >= 2
            and len({each.giver for each in side if each.category == name}) >= 2
            for name in {each.category for each in side}
        ):
            assert {each.category for each in parts} == {each.category for each in side}


def test_single_givers_are_joined_and_the_rest_stands_alone():
    month = wall_month(
        rows(
            ("Jimpitan", 100, "1"), ("Jimpitan", 90, "2"), ("CSR", 300, "3"), ("Bantuan", 50, "4"),
            ("PMT", -70, "5"), ("PMT", -60, "6"),
        )
    )  # fmt: skip
    assert month.ins == (CategorySum("Jimpitan", 190), CategorySum(JOINED, 350))
    assert month.outs == (CategorySum("PMT", 130),)
    assert (month.in_idr, month.out_idr, month.change_idr) == (540, 130, 410)


def test_one_single_giver_takes_the_smallest_category_with_it():
    month = wall_month(
        rows(
            ("Jimpitan", 100, "1"), ("Jimpitan", 90, "2"), ("Iuran", 10, "3"), ("Iuran", 10, "4"), ("CSR", 300, "5")
        )
    )  # fmt: skip
    assert month.ins == (CategorySum("Jimpitan", 190), CategorySum(JOINED, 320))
    alone = wall_month(rows(("Iuran", 10, "3"), ("Iuran", 10, "4"), ("CSR", 300, "5")))
    assert alone == WallMonth(320, 320, 0)


@pytest.mark.parametrize(
    ("movements", "shown"),
    [
        ((), WallMonth(0, 0, 0)),
        ((("CSR", 300, "1"),), WallMonth(300, 300, 0)),
        ((("Iuran", 60, "1"), ("Arisan", 40, "1"), ("PMT", -30, "1")), WallMonth(70, 100, 30)),
        ((("CSR", 300, "1"), ("PMT", -80, "2")), WallMonth(220)),
        ((("CSR", 300, "1"), ("PMT", -80, "2"), ("PMT", -20, "3")), WallMonth(200)),
        ((("Simpanan", 10, "1", "p"), ("Simpanan", 20, "2", "p")), WallMonth(30)),
        (
            (("Simpanan", 10, "1", "p"), ("Simpanan", 20, "2", "q")),
            WallMonth(30, 30, 0, (CategorySum("Simpanan", 30),)),
        ),
    ],
)  # fmt: skip
def test_a_direction_of_one_entry_or_giver_shows_only_the_change(movements, shown):
    assert wall_month(rows(*movements)) == shown


def test_an_amount_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="amount_idr"):
        Movement("CSR", float("nan"), "1")

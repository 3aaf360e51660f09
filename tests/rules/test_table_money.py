"""Notes on the table against the book."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.table_money import MOST_NOTES, NOTES_IDR, TableMoney, counted_idr


def test_the_meeting_of_the_drawing():
    notes = {100_000: 2, 50_000: 1, 20_000: 2, 10_000: 1, 5_000: 3, 2_000: 2, 1_000: 2}
    money = TableMoney(214_000, 502_000, 0, 360_000 + 35_000, counted_idr(notes))
    assert (money.expected_idr, money.counted_idr, money.difference_idr) == (321_000, 321_000, 0)


@given(st.dictionaries(st.sampled_from(NOTES_IDR), st.integers(0, 50)))
def test_each_note_counts_with_its_worth(notes):
    assert counted_idr(notes) == sum(worth for worth, count in notes.items() for _ in range(count))


@pytest.mark.parametrize(
    "notes", [{75: 1}, {1_000: -1}, {1_000: MOST_NOTES + 1}, {1_000: float("nan")}, {1_000: 0.5}]
)
def test_what_nobody_holds_is_refused(notes):
    with pytest.raises(ValueError):
        counted_idr(notes)


@given(*[st.integers(0, 10**9)] * 4, st.none() | st.integers(0, 10**9))
def test_the_difference_leads_from_the_book_to_the_table(before, members, other, out, counted):
    money = TableMoney(before, members, other, out, counted)
    assert money.expected_idr + money.difference_idr == (money.expected_idr if counted is None else counted)

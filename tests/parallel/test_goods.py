"""Eight take pieces of one thing in the same moment: no more leave than there are."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.books import actions
from anyelir.books.models import BookLine, GoodsMove, GoodsStock
from tests import factories as make
from tests.parallel.conftest import all_at_once, codes, faults
from tests.parallel.line import secretary


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_who_take_three_of_twenty_leave_two(town):
    goods = make.goods(town.body, "Tikar")

    def take(_number: int) -> GoodsMove:
        given = {"reason": "lost", "count": 3, "from_condition": "good", "on": dt.date(2026, 10, 5)}
        return actions.move_goods(goods=goods, by=secretary(town), **given)

    outcomes = all_at_once(take)
    assert faults(outcomes) == [] and codes(outcomes) == {"not_enough_pieces"}
    assert sum(isinstance(outcome, GoodsMove) for outcome in outcomes) == 6
    assert GoodsStock.objects.get(goods=goods).count == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_who_write_without_the_action_are_kept_by_the_database_alone(town):
    """No lock is taken first: the ninth piece is an error of the database, never a wrong sum."""
    goods = make.goods(town.body, "Tikar")
    fields = {"on": dt.date(2026, 10, 5), "reason": "lost", "count": 3, "from_condition": "good"}
    outcomes = all_at_once(lambda _number: GoodsMove.objects.create(goods=goods, **fields))
    stored = sum(isinstance(outcome, GoodsMove) for outcome in outcomes)
    assert stored == GoodsMove.objects.filter(goods=goods, reason="lost").count() <= 6
    assert GoodsStock.objects.get(goods=goods).count == 20 - 3 * stored


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_lines_at_once_have_eight_numbers_without_a_gap(town):
    values = {"suggestion": "Tambah kursi"}

    def write(_number: int) -> BookLine:
        facts = {"book": "suggestions", "on": dt.date(2026, 10, 5), "values": values}
        return actions.write_line(body=town.body, by=secretary(town), **facts)

    outcomes = all_at_once(write)
    assert faults(outcomes) == []
    assert sorted(line.no for line in outcomes) == [1, 2, 3, 4, 5, 6, 7, 8]

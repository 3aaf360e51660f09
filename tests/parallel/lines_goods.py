"""Lines of the table about the goods of a body: the last pieces leave once, a mistake is taken back once."""

from __future__ import annotations

import datetime as dt

from anyelir.books import actions as books
from anyelir.books.models import GoodsMove, GoodsStock
from tests import factories as make
from tests.parallel.line import Line, lines, secretary

ON = dt.date(2026, 10, 5)


def all_given(town, goods, op_id):
    given = {"reason": "given", "count": 20, "from_condition": "good", "on": ON}
    return books.move_goods(goods=goods, by=secretary(town), op_id=op_id, **given)


def a_loss(town):
    goods = make.goods(town.body, "Tikar")
    given = {"reason": "lost", "count": 2, "from_condition": "good", "on": ON}
    return books.move_goods(goods=goods, by=secretary(town), **given)


def left(town, goods):
    stock = GoodsStock.objects.get(goods=goods)
    return [goods.moves.filter(reason="given").count(), 1 - stock.count, lines("goods.move")]


GOODS = [
    Line(
        "give all pieces",
        all_given,
        left,
        lambda town: make.goods(town.body, "Tikar"),
        frozenset({"item_gone"}),
    ),
    Line(
        "undo a move",
        lambda town, move, op_id: books.undo_move(move=move, by=secretary(town), op_id=op_id),
        lambda town, move: [GoodsMove.objects.filter(undoes=move).count(), lines("goods.undo")],
        a_loss,
        frozenset({"undone_already"}),
    ),
]

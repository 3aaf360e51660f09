"""Goods of a body: what came, broke, was repaired, given away or lost; what is refused, and the counter-move."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.books import actions
from anyelir.books.models import Goods, GoodsMove, GoodsStock
from anyelir.books.queries import inventory_on, pieces_of
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db
MARCH, MAY = dt.date(2026, 3, 4), dt.date(2026, 5, 6)


@pytest.fixture
def body(world):
    return world.body


@pytest.fixture
def by(world):
    return world.user("secretary")


@pytest.fixture
def chairs(body, by):
    return actions.add_goods(body=body, name="Kursi", acquired_on=MARCH, count=50, by=by)


def moved(goods, by, reason, count, source="", target="", on=MAY, **more):
    given = {"from_condition": source, "to_condition": target, "on": on, **more}
    return actions.move_goods(goods=goods, reason=reason, count=count, by=by, **given)


def counts(goods) -> tuple[int, int, int]:
    return tuple(pieces_of(goods).pieces.values())


def refused(act) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def test_pieces_come_break_are_repaired_and_leave(chairs, by):
    assert counts(chairs) == (50, 0, 0)
    moved(chairs, by, "broken", 7, "good", "light")
    moved(chairs, by, "broken", 2, "light", "heavy")
    moved(chairs, by, "repaired", 4, "light", "good")
    moved(chairs, by, "given", 10, "good")
    moved(chairs, by, "lost", 1, "heavy")
    moved(chairs, by, "received", 3, target="good")
    assert counts(chairs) == (40, 1, 1)
    verbs = AuditEntry.objects.filter(object_id=str(chairs.pk)).values_list("verb", flat=True)
    assert sorted(verbs) == ["goods.add", *["goods.move"] * 7]


def test_a_day_that_is_over_has_what_was_there_then(world, chairs, by):
    moved(chairs, by, "broken", 7, "good", "light")
    moved(chairs, by, "given", 43, "good", on=dt.date(2026, 6, 1))
    visible = Goods.objects.filter(body=world.body).exclude(pk=world.goods.pk)
    on_day = {
        day: [(row.goods.name, *row.pieces.values()) for row in inventory_on(visible, world.body, day)]
        for day in (dt.date(2026, 3, 3), MARCH, MAY, dt.date(2026, 6, 1))
    }
    assert [*on_day.values()] == [[], [("Kursi", 50, 0, 0)], [("Kursi", 43, 7, 0)], [("Kursi", 0, 7, 0)]]


@pytest.mark.parametrize(
    ("reason", "count", "source", "target", "on", "code", "field"),
    [
        ("given", 51, "good", "", MAY, "not_enough_pieces", "count"),
        ("lost", 1, "light", "", MAY, "not_enough_pieces", "count"),
        ("given", 1, "good", "", dt.date(2026, 3, 3), "not_enough_then", "on"),
        ("lost", 1, "good", "", dt.date(2099, 1, 1), "date_ahead", "on"),
        ("lost", 0, "good", "", MAY, "count_not_positive", "count"),
        ("received", 100_001, "", "good", MAY, "count_not_positive", "count"),
        ("broken", 1, "light", "good", MAY, "move_unknown", "to_condition"),
        ("repaired", 1, "good", "light", MAY, "move_unknown", "to_condition"),
        ("received", 1, "good", "", MAY, "move_unknown", "to_condition"),
        ("lost", 1, "good", "light", MAY, "move_unknown", "to_condition"),
        ("broken", 1, "good", "", MAY, "move_unknown", "to_condition"),
        ("lost", 1, "", "", MAY, "move_unknown", "to_condition"),
    ],
)
def test_what_cannot_have_happened_is_refused(chairs, by, reason, count, source, target, on, code, field):
    refusal = refused(lambda: moved(chairs, by, reason, count, source, target, on))
    assert (refusal.code, refusal.field) == (code, field)
    assert counts(chairs) == (50, 0, 0)


def test_what_left_later_was_needed_before(chairs, by):
    """Two pieces on a day that is over are one too many, because forty-nine left after it."""
    moved(chairs, by, "given", 49, "good")
    moved(chairs, by, "received", 5, target="good", on=dt.date(2026, 7, 1))
    assert refused(lambda: moved(chairs, by, "lost", 2, "good", on=MARCH)).code == "not_enough_then"
    moved(chairs, by, "lost", 1, "good", on=MARCH)
    assert counts(chairs) == (5, 0, 0)


def test_a_thing_that_is_gone_stays_in_the_history_and_comes_again(chairs, by):
    moved(chairs, by, "given", 50, "good")
    assert refused(lambda: moved(chairs, by, "lost", 1, "good")).code == "item_gone"
    moved(chairs, by, "received", 2, target="light")
    assert counts(chairs) == (0, 2, 0)


def test_a_mistake_is_taken_back_once_by_its_counter_move(chairs, by):
    lost = moved(chairs, by, "lost", 8, "good")
    back = actions.undo_move(move=lost, by=by)
    assert (back.on, back.count, back.from_condition, back.to_condition) == (make.today(), 8, "", "good")
    assert counts(chairs) == (50, 0, 0)
    assert refused(lambda: actions.undo_move(move=lost, by=by)).code == "undone_already"
    assert refused(lambda: actions.undo_move(move=back, by=by)).code == "is_undo"


def test_what_is_no_longer_there_is_not_taken_back(chairs, by):
    more = moved(chairs, by, "received", 5, target="good")
    moved(chairs, by, "given", 52, "good")
    assert refused(lambda: actions.undo_move(move=more, by=by)).code == "not_enough_pieces"


def test_a_thing_has_a_name_and_came_on_a_day_that_was(body, by, chairs):
    new = {"body": body, "acquired_on": MARCH, "count": 1, "by": by}
    assert refused(lambda: actions.add_goods(name=" ", **new)).code == "name_missing"
    ahead = new | {"acquired_on": dt.date(2099, 1, 1)}
    assert refused(lambda: actions.add_goods(name="Meja", **ahead)).code == "date_ahead"
    assert refused(lambda: actions.add_goods(name="Meja", condition="new", **new)).code == "move_unknown"
    assert refused(lambda: actions.add_goods(name="Meja", **new | {"count": 0})).code == "count_not_positive"
    assert refused(lambda: actions.change_goods(goods=chairs, name="", by=by)).code == "name_missing"
    later = {"acquired_on": dt.date(2099, 1, 1)}
    assert refused(lambda: actions.change_goods(goods=chairs, by=by, **later)).code == "date_ahead"
    assert Goods.objects.filter(name="Meja").count() == 0


def test_the_trail_names_what_was_mended_and_no_value(chairs, by):
    actions.change_goods(goods=chairs, place="Gudang balai", origin="Swadaya", by=by)
    line = AuditEntry.objects.get(verb="goods.edit")
    assert line.detail == {"fields": ["origin", "place"]}


class TestInTheDatabase:
    """No shell and no import gets past the sums."""

    def raw(self, sql: str, *values) -> str:
        from django.db import DatabaseError, connection, transaction

        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    sql, [str(value).replace("-", "") if self.is_key(value) else value for value in values]
                )
        except DatabaseError as error:
            return str(error)
        return ""

    def is_key(self, value) -> bool:
        from django.db import connection

        return connection.vendor == "sqlite" and hasattr(value, "hex") and not isinstance(value, float)

    def test_more_than_there_is_does_not_leave(self, chairs):
        from django.db import IntegrityError, transaction

        fields = {"on": MAY, "reason": "lost", "count": 51, "from_condition": "good"}
        with pytest.raises(IntegrityError, match="not_enough"), transaction.atomic():
            GoodsMove.objects.create(goods=chairs, **fields)
        assert counts(chairs) == (50, 0, 0)

    @pytest.mark.parametrize(
        ("sql", "said"),
        [
            ("UPDATE books_goodsstock SET count = 60 WHERE goods_id = %s", "not_the_sum"),
            ("UPDATE books_goodsstock SET count = -1 WHERE goods_id = %s", ""),
            ("DELETE FROM books_goodsstock WHERE goods_id = %s", "stock_stays"),
            ("UPDATE books_goodsmove SET count = 60 WHERE goods_id = %s", "append-only"),
            ("DELETE FROM books_goodsmove WHERE goods_id = %s", "append-only"),
            (
                "INSERT INTO books_goodsstock (goods_id, condition, count) VALUES (%s, 'heavy', 3)",
                "not_empty",
            ),
        ],
    )
    def test_neither_sums_nor_moves_are_edited(self, chairs, sql, said):
        error = self.raw(sql, chairs.pk)
        assert error and said in error
        assert counts(chairs) == (50, 0, 0)
        assert GoodsStock.objects.filter(goods=chairs).count() == 1

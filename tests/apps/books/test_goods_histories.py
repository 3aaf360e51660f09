"""Random histories of a thing, with writes past the actions among them: the room and a plain model never differ."""

from __future__ import annotations

import datetime as dt

from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anyelir.books import actions
from anyelir.books.models import Goods, GoodsMove, GoodsStock
from anyelir.books.queries import inventory_on
from anyelir.core.refusal import Refused
from tests import factories as make
from tests.apps.books.plain_goods import CHANGES, ORDER, PlainGoods, PlainMove

FIRST = dt.date(2026, 1, 5)
DAYS = st.sampled_from(
    [FIRST + dt.timedelta(days=9 * step) for step in range(-1, 12)] + [dt.date(2099, 1, 1)]
)
# Few of each, so that sums meet zero.
COUNTS = st.sampled_from([1, 1, 2, 2, 3, 5, 0, 100_001])
CONDITIONS = st.sampled_from(["", *ORDER])
REASONS = st.sampled_from(["received", "broken", "repaired", "given", "lost", "undone"])
POSSIBLE = st.sampled_from(sorted(CHANGES))
PAST_DAYS = DAYS.filter(lambda on: on.year < 2099)
EDITS = st.sampled_from(
    [
        "DELETE FROM books_goodsmove",
        "DELETE FROM books_goodsstock",
        "UPDATE books_goodsmove SET count = count + 1",
        "UPDATE books_goodsstock SET count = count + 1",
        "UPDATE books_goodsstock SET condition = 'light' WHERE condition = 'good'",
    ]
)
ATTEMPTS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), DAYS, POSSIBLE, COUNTS),
        st.tuples(st.just("move"), PAST_DAYS, POSSIBLE, st.sampled_from([1, 2, 3])),
        st.tuples(st.just("move"), PAST_DAYS, st.tuples(REASONS, CONDITIONS, CONDITIONS), COUNTS),
        st.tuples(st.just("undo"), st.integers(0, 30)),
        st.tuples(st.just("write"), PAST_DAYS, POSSIBLE, st.sampled_from([0, 1, 2, 9])),
        st.tuples(st.just("edit"), EDITS),
    ),
    min_size=5,
    max_size=30,
)
# Shrinking such a history takes longer than reading it.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


class TestHistories(TestCase):
    def begin(self):
        self.by = make.user("sekretaris")
        for code in ("32", "32.01", "32.01.01"):
            make.region(code)
        self.body = make.body(make.region("32.01.01"))
        self.goods = actions.add_goods(body=self.body, name="Kursi", acquired_on=FIRST, count=4, by=self.by)
        self.model = PlainGoods(make.today(), [PlainMove(FIRST, "received", 4, "", "good")])

    @given(attempts=ATTEMPTS)
    @settings(
        max_examples=60,
        phases=PHASES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def test_the_room_and_the_model_never_differ(self, attempts):
        self.begin()
        for name, *what in attempts:
            said, expected = getattr(self, f"try_{name}")(*what)
            assert said == expected, (name, what)
            event(f"{name}: {expected}")
            self.compare(self.model.today)
        for on in {move.on for move in self.model.moves}:
            self.compare(on)

    def compare(self, on: dt.date):
        """The kept sums, and what a print of that day says; days below zero can only be written past the actions."""
        kept = dict(GoodsStock.objects.filter(goods=self.goods).values_list("condition", "count"))
        assert {slug: kept.get(slug, 0) for slug in ORDER} == {slug: self.model.there(slug) for slug in ORDER}
        rows = inventory_on(Goods.objects.all(), self.body, on)
        counted = {slug: self.model.there(slug, on) for slug in ORDER}
        assert [dict(row.pieces) for row in rows] == ([counted] if sum(counted.values()) else [])
        assert GoodsMove.objects.filter(goods=self.goods).count() == len(self.model.moves)

    def try_move(self, on: dt.date, change: tuple[str, str, str], count: int) -> tuple[str, str]:
        reason, before, after = change
        facts = {"reason": reason, "count": count, "on": on, "from_condition": before, "to_condition": after}
        said = code_of(lambda: actions.move_goods(goods=self.goods, by=self.by, **facts))
        return said, self.model.move(on, reason, count, before, after)

    def try_undo(self, index: int) -> tuple[str, str]:
        stored = GoodsMove.objects.filter(goods=self.goods).order_by("created_at", "id")
        move = stored[index % len(self.model.moves)]
        return code_of(lambda: actions.undo_move(move=move, by=self.by)), self.model.undo(index)

    def try_write(self, on: dt.date, change: tuple[str, str, str], count: int) -> tuple[bool, bool]:
        reason, before, after = change
        facts = {"reason": reason, "count": count, "on": on, "from_condition": before, "to_condition": after}
        taken = code_of(lambda: GoodsMove.objects.create(goods=self.goods, **facts)) == ""
        return taken, self.model.write(on, reason, count, before, after)

    def try_edit(self, statement: str) -> tuple[str, str]:
        def act():
            with connection.cursor() as cursor:
                cursor.execute(statement)

        return code_of(act), "database"


def code_of(act) -> str:
    """The code of a refusal, "database" when that refused, "" when it was done."""
    try:
        with transaction.atomic():
            act()
    except Refused as refused:
        return refused.code
    except DatabaseError:
        return "database"
    return ""

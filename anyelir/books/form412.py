"""The inventory as it is printed (Lampiran 4.12): eight columns, of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from anyelir.books.models import Condition
from anyelir.books.printout import printed_book
from anyelir.books.queries import GoodsRow
from anyelir.core.wording import day, number, short_day
from anyelir.documents.booklet import Booklet
from anyelir.membership.models import Body
from anyelir.rules.books import all_books


def form_412(body: Body, rows: Sequence[GoodsRow], on: dt.date) -> Booklet:
    form = all_books(on)["inventory"]
    return printed_book(form, body, day(on), [_cells(no, row) for no, row in enumerate(rows, start=1)])


def _cells(no: int, row: GoodsRow) -> list[str]:
    goods = row.goods
    condition = ", ".join(
        f"{Condition(slug).label.lower()} {number(count)}" for slug, count in row.pieces.items() if count
    )
    facts = [goods.name, goods.origin, short_day(goods.acquired_on), number(row.total), goods.place]
    return [str(no), *facts, condition, goods.remark]

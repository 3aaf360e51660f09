"""Lists of the room `books` with their rules."""

from __future__ import annotations

from anyelir.books import access as books
from anyelir.books.models import BookLine, Goods, GoodsMove
from anyelir.core.permission import Permission as P
from anyelir.membership.models import Body
from tests import factories as make
from tests.architecture.access_pairs import pair


def goods_of(body: Body) -> None:
    make.goods(body, "Meja")
    make.book_line(body)


def populate(world) -> None:
    """A group, an office above and another desa, each with goods of its own."""
    for place in (world.rw, world.kecamatan, world.elsewhere):
        goods_of(make.body(place))


PAIRS = {
    "books.visible_bodies": pair(books.visible_bodies, books.can_view_books, Body, P.BOOK_VIEW),
    "books.visible_goods": pair(books.visible_goods, books.can_view_goods, Goods, P.BOOK_VIEW),
    "books.known_goods": pair(books.known_goods, books.can_know_goods, Goods, *P),
    "books.known_moves": pair(books.known_moves, lambda u, m: books.can_know_goods(u, m.goods), GoodsMove, *P),
    "books.visible_book_lines": pair(books.visible_book_lines, books.can_view_book_line, BookLine, P.BOOK_VIEW),
    "books.known_book_lines": pair(books.known_book_lines, books.can_know_book_line, BookLine, *P),
}  # fmt: skip

"""Whose goods, registers and books a person may read and write: those of the own body alone, of no body below."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.books.models import BookLine, Goods, GoodsMove
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.membership.access import bodies_with, can_know_body, holds_body, known_bodies
from anyelir.membership.models import Body


def visible_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose registers, goods and books the person reads."""
    return bodies_with(user, P.BOOK_VIEW)


def can_view_books(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.BOOK_VIEW)


def can_edit_books(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.BOOK_EDIT)


def visible_goods(user: Viewer) -> QuerySet[Goods]:
    return Goods.objects.filter(body__in=visible_bodies(user))


def can_view_goods(user: Viewer, goods: Goods) -> bool:
    return can_view_books(user, goods.body)


def known_goods(user: Viewer) -> QuerySet[Goods]:
    """Things of bodies of which the person may know; what they are is for ``can_view_goods``."""
    return Goods.objects.filter(body__in=known_bodies(user))


def can_know_goods(user: Viewer, goods: Goods) -> bool:
    return can_know_body(user, goods.body)


def known_moves(user: Viewer) -> QuerySet[GoodsMove]:
    return GoodsMove.objects.filter(goods__body__in=known_bodies(user))


def visible_book_lines(user: Viewer) -> QuerySet[BookLine]:
    """Lines of the books of the own bodies, all versions."""
    return BookLine.objects.filter(body__in=visible_bodies(user))


def can_view_book_line(user: Viewer, line: BookLine) -> bool:
    return can_view_books(user, line.body)


def known_book_lines(user: Viewer) -> QuerySet[BookLine]:
    """Lines of bodies of which the person may know; what they hold is for ``can_view_book_line``."""
    return BookLine.objects.filter(body__in=known_bodies(user))


def can_know_book_line(user: Viewer, line: BookLine) -> bool:
    return can_know_body(user, line.body)

"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.books.models import BookLine, Goods, GoodsMove
from anyelir.core.wording import day, number


def goods_words(goods: Goods) -> str:
    return _("barang %(name)s, diterima %(day)s") % {"name": goods.name, "day": day(goods.acquired_on)}


def move_words(move: GoodsMove) -> str:
    params = {"reason": move.get_reason_display(), "name": move.goods.name, "count": number(move.count)}
    return _("%(name)s: %(reason)s %(count)s") % params


def book_line_words(line: BookLine) -> str:
    return _("baris nomor %(no)s, %(day)s") % {"no": line.no, "day": day(line.on)}

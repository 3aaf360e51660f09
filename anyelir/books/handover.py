"""What the inventory adds to a hand-over: how many pieces there are in which condition, and the things themselves."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.books.models import Condition, Goods
from anyelir.books.queries import GoodsRow, searched_goods, with_pieces
from anyelir.core.blocks import Block, BlockColumn, TableBlock, TextBlock
from anyelir.core.handover import PACK_PARTS, PackPart, PartRead, cut
from anyelir.core.wording import number
from anyelir.membership.models import Body


def goods_part(body: Body, on: dt.date) -> PartRead | None:
    """What is there now; broken things first, then by number of pieces."""
    rows = with_pieces(searched_goods(Goods.objects.all(), body).order_by("name", "id"))
    if not rows:
        return None
    rows.sort(key=lambda row: (-row.broken, -row.total))
    return PartRead(
        figure=number(sum(row.total for row in rows)),
        beside=_by_condition(rows),
        text=_broken_words(rows),
        blocks=_blocks(rows),
        asks_a_look=any(row.broken for row in rows),
    )


def _by_condition(rows: list[GoodsRow]) -> str:
    sums = [(state.label, sum(row.pieces[state.value] for row in rows)) for state in Condition]
    return ", ".join(f"{number(count)} {str(label).lower()}" for label, count in sums if count)


def _broken_words(rows: list[GoodsRow]) -> str:
    broken = [row.goods.name for row in rows if row.broken]
    if not broken:
        return _("Semua dalam keadaan baik.")
    shown, rest = cut(broken, 3)
    return _("Rusak: %s.") % ", ".join([*shown, *filter(None, [rest])])


def _blocks(rows: list[GoodsRow]) -> list[Block]:
    columns = [BlockColumn(_("Barang"), 6), BlockColumn(_("Tempat"), 5)]
    columns += [BlockColumn(str(state.label), 2, is_number=True) for state in Condition]
    shown, rest = cut(rows)
    lines = [
        [row.goods.name, row.goods.place, *(row.pieces[state.value] or "" for state in Condition)]
        for row in shown
    ]
    return [TableBlock(columns, lines), *([TextBlock(rest)] if rest else [])]


PACK_PARTS.declare(PackPart("books.goods", 300, gettext_lazy("Barang"), "bag", goods_part))

"""The things of a body with how many pieces there are in which condition, today or on a day that is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from anyelir.books.attachments import GOODS_PHOTO
from anyelir.books.models import Goods, GoodsMove, GoodsStock
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.membership.models import Body
from anyelir.rules.inventory import CONDITIONS, GOOD, StockStep, pieces

# What can be asked for: all that is there, what is broken, what is gone.
THERE, BROKEN, GONE = "", "rusak", "habis"
MOVE_COLUMNS = ("on", "count", "from_condition", "to_condition")


@dataclass(frozen=True)
class GoodsRow:
    """A thing with its pieces by condition."""

    goods: Goods
    pieces: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.pieces.values())

    @property
    def broken(self) -> int:
        return self.total - self.pieces[GOOD]


def searched_goods(
    visible: QuerySet[Goods], body: Body, *, text: str = "", shown: str = THERE
) -> QuerySet[Goods]:
    """Things of a body by name, place or origin: those that are there, broken or gone."""
    all_goods = visible.filter(body=body)
    stock = GoodsStock.objects.filter(goods=OuterRef("pk"), count__gt=0)
    if shown == GONE:
        all_goods = all_goods.filter(~Exists(stock))
    elif shown == BROKEN:
        all_goods = all_goods.filter(Exists(stock.exclude(condition=GOOD)))
    else:
        all_goods = all_goods.filter(Exists(stock))
    for part in text.split():
        named = Q(name__icontains=part) | Q(place__icontains=part) | Q(origin__icontains=part)
        all_goods = all_goods.filter(named)
    return all_goods


def with_pieces(all_goods: Iterable[Goods]) -> list[GoodsRow]:
    """The same things with what is there now, by one query."""
    rows = [GoodsRow(goods, dict.fromkeys(CONDITIONS, 0)) for goods in all_goods]
    kept = {row.goods.pk: dict(row.pieces) for row in rows}
    for stock in GoodsStock.objects.filter(goods__in=list(kept)):
        kept[stock.goods_id][stock.condition] = stock.count
    return [GoodsRow(row.goods, kept[row.goods.pk]) for row in rows]


def pieces_of(goods: Goods) -> GoodsRow:
    return with_pieces([goods])[0]


def inventory_on(visible: QuerySet[Goods], body: Body, on: dt.date) -> list[GoodsRow]:
    """What a body had at the end of a day, by day of arrival as the form lists it, without what was gone by then."""
    all_goods = {goods.pk: goods for goods in visible.filter(body=body).order_by("acquired_on", "name", "id")}
    steps: dict[object, list[StockStep]] = {key: [] for key in all_goods}
    for key, *columns in GoodsMove.objects.filter(goods__body=body).values_list("goods_id", *MOVE_COLUMNS):
        if key in steps:
            steps[key].append(StockStep(*columns))
    rows = (GoodsRow(goods, pieces(steps[key], on)) for key, goods in all_goods.items())
    return [row for row in rows if row.total]


def moves_of(goods: Goods) -> QuerySet[GoodsMove]:
    """The history of a thing, the latest first, with what took a move back."""
    return GoodsMove.objects.filter(goods=goods).select_related("undone_by", "undoes").order_by("-on", "-id")


def photo_of(goods: Goods) -> StoredFile | None:
    return next(iter(files_of(StoredFile, GOODS_PHOTO, goods.pk)), None)

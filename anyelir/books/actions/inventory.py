"""Goods that came, broke, were repaired, given away or lost. A mistake is taken back by a counter-move."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from anyelir.books.attachments import GOODS_PHOTO
from anyelir.books.models import Condition, Goods, GoodsMove, GoodsStock
from anyelir.books.summaries import goods_words, move_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, number
from anyelir.files.keeping import erase_file, files_of, keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.membership.models import Body
from anyelir.rules import inventory

Reason = GoodsMove.Reason
MOST_PIECES = 100_000


@action("goods.add", stored=goods_words)
def add_goods(
    *,
    body: Body,
    name: str,
    acquired_on: dt.date,
    count: int,
    by: Actor,
    condition: str = Condition.GOOD,
    origin: str = "",
    place: str = "",
    remark: str = "",
    op_id: uuid.UUID | None = None,
) -> Goods:
    """A thing that the body has from now on, with its first pieces.

    Refuses: name_missing; as move_goods.
    """
    _refuse_day(acquired_on, body.region_id, "acquired_on")
    goods = Goods(body=body, name=name, acquired_on=acquired_on, origin=origin, place=place, remark=remark)
    _refuse_nameless(goods)
    goods.save(force_insert=True)
    note(by=by, verb="goods.add", what=goods, region=body.region_id)
    _moved(goods, by, reason=Reason.RECEIVED, on=acquired_on, count=count, to_condition=condition)
    return goods


@action("goods.edit", stored=goods_words)
def change_goods(*, goods: Goods, by: Actor, op_id: uuid.UUID | None = None, **facts: Any) -> Goods:
    """Mend what was written of a thing; its pieces change by moves alone. Refuses: name_missing, date_ahead."""
    goods = held(goods)
    changed = set_fields(goods, facts)
    _refuse_nameless(goods)
    _refuse_day(goods.acquired_on, goods.body.region_id, "acquired_on")
    goods.save()
    note(by=by, verb="goods.edit", what=goods, region=goods.body.region_id, fields=changed)
    return goods


@action("goods.move", stored=move_words)
def move_goods(
    *,
    goods: Goods,
    reason: str,
    count: int,
    on: dt.date,
    by: Actor,
    from_condition: str = "",
    to_condition: str = "",
    remark: str = "",
    op_id: uuid.UUID | None = None,
) -> GoodsMove:
    """Pieces came, left or changed their condition on a day that may lie back.

    Refuses: date_ahead, count_not_positive, move_unknown, item_gone, not_enough_pieces, not_enough_then.
    """
    goods = held(goods)
    _refuse_day(on, goods.body.region_id, "on")
    facts: dict[str, Any] = {"from_condition": from_condition, "to_condition": to_condition, "remark": remark}
    return _moved(goods, by, reason=reason, on=on, count=count, **facts)


@action("goods.undo", stored=move_words)
def undo_move(*, move: GoodsMove, by: Actor, op_id: uuid.UUID | None = None) -> GoodsMove:
    """The counter-move of today; the first one stays in the history.

    Refuses: is_undo, undone_already; as move_goods.
    """
    goods = held(move.goods)
    if move.reason == Reason.UNDONE:
        raise Refused(
            "is_undo", _("Ini sudah pembatalan. Catat kejadiannya sekali lagi bila memang terjadi.")
        )
    if GoodsMove.objects.filter(undoes=move).exists():
        raise Refused("undone_already", _("Catatan ini sudah dibatalkan."))
    facts: dict[str, Any] = {"from_condition": move.to_condition, "to_condition": move.from_condition}
    today = today_at(goods.body.region_id)
    return _moved(goods, by, reason=Reason.UNDONE, on=today, count=move.count, undoes=move, **facts)


@action("goods.photo", stored=lambda file: str(_("foto barang")))
def keep_goods_photo(
    *, goods: Goods, file: Prepared, by: Actor, op_id: uuid.UUID | None = None
) -> StoredFile:
    """The picture of a thing; an older one goes."""
    goods = held(goods)
    for former in files_of(StoredFile, GOODS_PHOTO, goods.pk):
        erase_file(former)
    kept = keep_file(StoredFile, file, owner_kind=GOODS_PHOTO, owner_key=goods.pk, by=by)
    note(by=by, verb="goods.photo", what=goods, region=goods.body.region_id, file=str(kept.pk))
    return kept


def _moved(goods: Goods, by: Actor, **facts: Any) -> GoodsMove:
    """Proven and stored; the database moves the kept sums."""
    move = GoodsMove(goods=goods, made_by=by.id, **facts)
    if not 0 < move.count <= MOST_PIECES:
        text = _("Isi jumlah dari 1 sampai %s.") % number(MOST_PIECES)
        raise Refused("count_not_positive", text, field="count", status=422)
    is_back = move.undoes is not None
    if not (is_back or inventory.is_possible(move.reason, move.from_condition, move.to_condition)):
        text = _("Keadaan barang tidak cocok dengan yang terjadi. Pilih lagi keadaannya.")
        raise Refused("move_unknown", text, field="to_condition", status=422)
    if move.from_condition:
        _refuse_shortage(goods, move)
    move.save(force_insert=True)
    verb = "goods.undo" if move.reason == Reason.UNDONE else "goods.move"
    note(by=by, verb=verb, what=goods, region=goods.body.region_id, reason=move.reason, count=move.count)
    return move


def _refuse_shortage(goods: Goods, move: GoodsMove) -> None:
    """What leaves a condition was in it, on that day and on each day since."""
    pieces = dict(GoodsStock.objects.filter(goods=goods).values_list("condition", "count"))
    if not any(pieces.values()):
        text = _("Barang ini sudah tidak ada. Catat dulu barang yang diterima.")
        raise Refused("item_gone", text, field="count")
    there = pieces.get(move.from_condition, 0)
    if there < move.count:
        params = {"there": number(there), "condition": Condition(move.from_condition).label.lower()}
        text = _("Yang keadaannya %(condition)s hanya %(there)s. Periksa jumlah atau keadaannya.") % params
        raise Refused("not_enough_pieces", text, field="count", status=422)
    least = inventory.least_since(_steps(goods), move.from_condition, move.on)
    if least < move.count:
        params = {"there": number(least), "day": day(move.on)}
        text = _("Sejak %(day)s pernah hanya ada %(there)s. Periksa tanggal atau jumlahnya.") % params
        raise Refused("not_enough_then", text, field="on", status=422)


def _steps(goods: Goods) -> Iterable[inventory.StockStep]:
    columns = ("on", "count", "from_condition", "to_condition")
    return (inventory.StockStep(*row) for row in GoodsMove.objects.filter(goods=goods).values_list(*columns))


def _refuse_day(on: dt.date, place: str, field: str) -> None:
    if on > today_at(place):
        raise Refused("date_ahead", _("Tanggal ini belum tiba."), field=field, status=422)


def _refuse_nameless(goods: Goods) -> None:
    if not goods.name.strip():
        raise Refused("name_missing", _("Tuliskan nama barangnya."), field="name", status=422)

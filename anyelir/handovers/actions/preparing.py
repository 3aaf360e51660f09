"""A hand-over is prepared by the secretary: who, when, what was learned, and the money counted at one table."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.handovers.models import HandOver
from anyelir.handovers.pack import book_idr
from anyelir.handovers.summaries import handover_words
from anyelir.membership.actions.members import member_meant
from anyelir.membership.models import Body, Member, Post
from anyelir.rules.texts import clean_text
from anyelir.secretariat.actions.plans import refuse_unseen

MOST_LESSONS = 10


@action("handover.prepare", stored=handover_words)
def prepare_handover(
    *,
    post: Post,
    on: dt.date,
    by: Actor,
    member: Member | None = None,
    name: str = "",
    sex: str = "",
    is_namesake: bool = False,
    decree_no: str = "",
    decree_on: dt.date | None = None,
    lessons: str = "",
    op_id: uuid.UUID | None = None,
) -> HandOver:
    """The holder of the post hands it over on that day, which is the first one of whoever takes it.

    Refuses: day_past, handover_open, handover_order, incoming_missing, lessons_too_long, named_twice, post_ended,
    post_vacant, several_namesakes, to_oneself.
    """
    body, post = held(post.body), held(post)
    outgoing = post.member
    if outgoing is None:
        text = _("Jabatan ini lowong. Catat pengisinya di halaman Tim, tanpa serah terima.")
        raise Refused("post_vacant", text)
    _refuse_day(body, post, on)
    incoming = member_meant(body.region, member, name, sex, is_namesake)
    if incoming is None:
        text = _("Pilih atau tulis nama yang menerima.")
        raise Refused("incoming_missing", text, field="name", status=422)
    if incoming.survivor == outgoing.survivor:
        text = _("%s tidak bisa menyerahkan jabatan kepada dirinya sendiri. Pilih orang lain.")
        raise Refused("to_oneself", text % outgoing.name, field="member", status=422)
    if HandOver.objects.filter(post=post, state=HandOver.State.PREPARED).exists():
        text = _("Serah terima jabatan ini sudah disiapkan. Buka yang ada, atau batalkan dulu.")
        raise Refused("handover_open", text)
    handover = HandOver.objects.create(
        body=body,
        post=post,
        outgoing=outgoing,
        incoming=incoming,
        on=on,
        decree_no=clean_text(decree_no),
        decree_on=decree_on,
        lessons=_ten_lines(lessons),
        prepared_by=by.id,
        prepared_name=by.name,
    )
    note(by=by, verb="handover.prepare", what=handover, region=body.region_id, office=str(post.office))
    return handover


@action("handover.change")
def change_handover(
    *,
    handover: HandOver,
    on: dt.date,
    decree_no: str,
    decree_on: dt.date | None,
    lessons: str,
    by: Actor,
    seen: str = "",
) -> HandOver:
    """Another day, decree or lessons; whoever signed before signs again.

    Refuses: changed_since, day_past, handover_closed, handover_order, lessons_too_long, post_ended.
    """
    body, handover = held(handover.body), open_and_held(handover)
    refuse_unseen(handover, seen)
    if on != handover.on:
        _refuse_day(body, handover.post, on)
    given = {"on": on, "decree_no": clean_text(decree_no), "decree_on": decree_on}
    changed = set_fields(handover, {**given, "lessons": _ten_lines(lessons)})
    handover.save()
    note(by=by, verb="handover.change", what=handover, region=body.region_id, fields=changed)
    return handover


@action("handover.count")
def write_count(*, handover: HandOver, counted_idr: int, by: Actor, reason: str = "") -> HandOver:
    """Both counted the money in the box; one that differs from the book needs a reason, which the pack says.

    Refuses: count_below_zero, count_differs, handover_closed, no_cash_book.
    """
    handover, reason = open_and_held(handover), clean_text(reason)
    by_book = book_idr(handover)
    if by_book is None:
        raise Refused("no_cash_book", _("Lembaga ini tidak punya buku kas. Tidak ada yang perlu dihitung."))
    if counted_idr < 0:
        text = _("Isi jumlah uang yang terhitung, paling sedikit nol.")
        raise Refused("count_below_zero", text, field="counted_idr", status=422)
    if counted_idr != by_book and not reason:
        params = {"book": rupiah(by_book), "counted": rupiah(counted_idr)}
        text = _("Di buku %(book)s, terhitung %(counted)s. Hitung sekali lagi, atau tulis sebab selisihnya.")
        raise Refused("count_differs", text % params, field="reason", status=422)
    handover.counted_idr = counted_idr
    handover.count_reason = reason if counted_idr != by_book else ""
    handover.save(update_fields=["counted_idr", "count_reason", "updated_at"])
    note(by=by, verb="handover.count", what=handover, region=handover.body.region_id)
    return handover


@action("handover.cancel")
def cancel_handover(*, handover: HandOver, reason: str, by: Actor) -> HandOver:
    """It does not take place; the holder keeps the post. Refuses: handover_closed, reason_missing."""
    handover, reason = open_and_held(handover), clean_text(reason)
    if not reason:
        text = _("Tulis alasan pembatalan.")
        raise Refused("reason_missing", text, field="reason", status=422)
    handover.state, handover.cancel_reason = HandOver.State.CANCELLED, reason
    handover.save(update_fields=["state", "cancel_reason", "updated_at"])
    note(by=by, verb="handover.cancel", what=handover, region=handover.body.region_id)
    return handover


def open_and_held(handover: HandOver) -> HandOver:
    """Refuses: handover_closed."""
    known = held(handover)
    if not known.is_open:
        raise Refused(
            "handover_closed", _("Serah terima ini sudah selesai atau dibatalkan. Muat ulang halaman.")
        )
    return known


def _refuse_day(body: Body, post: Post, on: dt.date) -> None:
    """Refuses: day_past, handover_order, post_ended."""
    if on < today_at(body.region_id):
        text = _("Hari serah terima sudah lewat. Pilih hari ini atau hari yang akan datang.")
        raise Refused("day_past", text, field="on", status=422)
    if on <= post.since:
        text = _("Pengganti mulai sesudah hari pertama yang digantikan.")
        raise Refused("handover_order", text, field="on", status=422)
    if post.until is not None and post.until < on - dt.timedelta(days=1):
        raise Refused("post_ended", _("Masa jabatan ini sudah berakhir. Tambahkan jabatan baru."))


def _ten_lines(lessons: str) -> str:
    """Refuses: lessons_too_long."""
    text = clean_text(lessons, keeps_lines=True).strip()
    if len([line for line in text.splitlines() if line.strip()]) > MOST_LESSONS:
        refusal = _("Tulis paling banyak sepuluh baris, supaya dibaca.")
        raise Refused("lessons_too_long", refusal, field="lessons", status=422)
    return text

"""Activities of a body: planned, changed, held with what came of it, minuted, cancelled with a reason."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.numbers import take_number
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.membership.models import Body
from anyelir.rules.texts import clean_text
from anyelir.secretariat.actions.plans import refuse_dropped, refuse_unseen
from anyelir.secretariat.models import Activity
from anyelir.secretariat.queries.plans import items_of
from anyelir.secretariat.summaries import activity_words

State = Activity.State
LINES = {"conclusions"}


@action("activity.plan", stored=activity_words)
def plan_activity(*, body: Body, by: Actor, op_id: uuid.UUID | None = None, **values: Any) -> Activity:
    """Something that the body will do, or did and writes down now; ``values`` are fields of the activity.

    Refuses: ends_before_start, item_elsewhere, line_dropped, line_of_another, line_of_another_year,
    organiser_of_another, place_missing, title_missing.
    """
    held(body)
    activity = Activity(body=body)
    set_fields(activity, _cleaned(values))
    _refuse_wrong(activity)
    activity.save(force_insert=True)
    note(by=by, verb="activity.plan", what=activity, region=body.region_id, kind_of=activity.kind)
    return activity


@action("activity.change", stored=activity_words)
def change_activity(
    *, activity: Activity, by: Actor, seen: str = "", op_id: uuid.UUID | None = None, **values: Any
) -> Activity:
    """What was planned or written otherwise; one that was held keeps its number, so it stays in its year.

    Refuses: changed_since, date_ahead, ends_before_start, item_elsewhere, line_dropped, line_of_another,
    line_of_another_year, number_of_another_year, organiser_of_another, place_missing, title_missing; as refuse_closed.
    """
    held(activity.body)
    activity = held(activity)
    refuse_closed(activity)
    refuse_unseen(activity, seen)
    changed = set_fields(activity, _cleaned(values))
    _refuse_wrong(activity)
    if activity.state == State.HELD:
        _refuse_ahead(activity)
        if activity.on.year != activity.book_year:
            text = _("Kegiatan ini sudah bernomor di buku tahun %s. Batalkan, lalu catat yang baru.")
            raise Refused("number_of_another_year", text % activity.book_year, field="on", status=422)
    activity.save()
    note(by=by, verb="activity.change", what=activity, region=activity.body.region_id, fields=changed)
    return activity


@action("activity.hold", stored=activity_words)
def hold_activity(
    *, activity: Activity, by: Actor, seen: str = "", op_id: uuid.UUID | None = None, **values: Any
) -> Activity:
    """It took place; ``values`` say what came of it. It gets the next number of the book of its year.

    Refuses: already_held, changed_since, date_ahead, ends_before_start, item_elsewhere, line_dropped,
    line_of_another, line_of_another_year, organiser_of_another, place_missing, title_missing; as refuse_closed.
    """
    body = held(activity.body)
    activity = held(activity)
    refuse_closed(activity)
    if activity.state == State.HELD:
        text = _("Kegiatan ini sudah tercatat terlaksana dengan nomor %s.") % activity.book_no
        raise Refused("already_held", text)
    refuse_unseen(activity, seen)
    set_fields(activity, _cleaned(values))
    _refuse_wrong(activity)
    _refuse_ahead(activity)
    activity.state = State.HELD
    activity.book_year = activity.on.year
    activity.book_no = take_number(f"activity/{body.pk}", activity.book_year)
    activity.save()
    note(by=by, verb="activity.hold", what=activity, region=body.region_id, no=activity.book_no)
    return activity


@action("activity.cancel", stored=activity_words)
def cancel_activity(
    *, activity: Activity, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> Activity:
    """It will not take place, or it was written down wrongly; a number that it has stays with it.

    Refuses: reason_missing; as refuse_closed.
    """
    activity, reason = held(activity), clean_text(reason)
    refuse_closed(activity)
    if not reason:
        text = _("Tulis alasannya, supaya yang diundang bisa diberi tahu.")
        raise Refused("reason_missing", text, field="reason", status=422)
    activity.state, activity.cancel_reason = State.CANCELLED, reason
    activity.save(update_fields=["state", "cancel_reason", "updated_at"])
    note(by=by, verb="activity.cancel", what=activity, region=activity.body.region_id)
    return activity


@action("activity.minute", stored=activity_words)
def minute_activity(*, activity: Activity, by: Actor, op_id: uuid.UUID | None = None) -> Activity:
    """Its minutes are signed, so it took place and nothing of it changes any more.

    Refuses: as hold_activity.
    """
    held(activity.body)
    activity = held(activity)
    refuse_closed(activity)
    if activity.state == State.PLANNED:
        activity = hold_activity(activity=activity, by=by)
    activity.state = State.MINUTED
    activity.save(update_fields=["state", "updated_at"])
    note(by=by, verb="activity.minute", what=activity, region=activity.body.region_id)
    return activity


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: clean_text(value, keeps_lines=name in LINES) if isinstance(value, str) else value
        for name, value in values.items()
    }


def refuse_closed(activity: Activity) -> None:
    """Refuses: activity_cancelled, minuted."""
    if activity.state == State.CANCELLED:
        raise Refused("activity_cancelled", _("Kegiatan ini sudah dibatalkan. Buat kegiatan baru."))
    if activity.state == State.MINUTED:
        text = _("Notulen kegiatan ini sudah ditandatangani. Tulis pembetulan sebagai tambahan notulen.")
        raise Refused("minuted", text)


def _refuse_ahead(activity: Activity) -> None:
    if activity.on > today_at(activity.body.region_id):
        text = _("Hari kegiatan, %s, belum tiba. Catat hasilnya pada hari itu.")
        raise Refused("date_ahead", text % day(activity.on), field="on", status=422)


def _refuse_wrong(activity: Activity) -> None:
    """What no activity may say, whoever writes it."""
    if not activity.title:
        raise Refused("title_missing", _("Tulis nama kegiatannya."), field="title", status=422)
    if not activity.place:
        raise Refused("place_missing", _("Tulis tempatnya."), field="place", status=422)
    starts, ends = activity.starts_at, activity.ends_at
    if ends is not None and (starts is None or ends <= starts):
        text = _("Jam selesai sesudah jam mulai. Periksa kedua jamnya.")
        raise Refused("ends_before_start", text, field="ends_at", status=422)
    if activity.organiser is not None and activity.organiser.body_id != activity.body_id:
        text = _("Pilih penanggung jawab dari lembaga ini.")
        raise Refused("organiser_of_another", text, field="organiser", status=422)
    _refuse_wrong_line(activity)
    _refuse_wrong_item(activity)


def _refuse_wrong_line(activity: Activity) -> None:
    """The line of the plan is of the same body and year, and the programme follows from it."""
    line = activity.plan_line
    if line is None:
        return
    if line.body_id != activity.body_id:
        text = _("Pilih baris rencana dari lembaga ini.")
        raise Refused("line_of_another", text, field="plan_line", status=422)
    if line.year != activity.on.year:
        facts = {"line": line.year, "on": activity.on.year}
        text = _("Baris rencana ini dari tahun %(line)s, kegiatannya di tahun %(on)s. Pilih yang sama.")
        raise Refused("line_of_another_year", text % facts, field="plan_line", status=422)
    line = held(line)
    if not _keeps_line(activity):
        refuse_dropped(line)
    activity.work_item, activity.pokja = line.work_item, line.work_item.pokja


def _keeps_line(activity: Activity) -> bool:
    """Whether it was of that line before: a line that was dropped keeps what was done of it."""
    rows = Activity.objects.filter(
        pk=activity.pk, plan_line=activity.plan_line, state__in=Activity.TOOK_PLACE
    )
    return rows.exists()


def _refuse_wrong_item(activity: Activity) -> None:
    work_item = activity.work_item
    if work_item is None or activity.plan_line is not None:
        return
    if not items_of(activity.body, activity.on.year).filter(pk=work_item.pk).exists():
        text = _("Pilih program dari daftar: program nasional, atau tambahan wilayah ini.")
        raise Refused("item_elsewhere", text, field="work_item", status=422)
    activity.pokja = work_item.pokja

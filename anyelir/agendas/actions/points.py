"""Points of a body: written, put in order, decided at a meeting, put off to the next one, kept as promises."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Max
from django.utils.translation import gettext as _

from anyelir.agendas.access import is_asked
from anyelir.agendas.models import Passing, Point
from anyelir.agendas.summaries import point_words
from anyelir.commitments.actions import add_clause, make_commitment
from anyelir.commitments.models import Commitment
from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.membership.models import Body, Post
from anyelir.rules.texts import clean_text
from anyelir.secretariat.actions.plans import refuse_unseen
from anyelir.secretariat.models import Activity

POINT = "agendas.point"
LONGEST_PROMISE = 400
Outcome = Point.Outcome
AT_A_MEETING = (Outcome.NOTED, Outcome.DECIDED, Outcome.DEFERRED)


@action("agenda.add", stored=point_words)
def add_point(*, body: Body, title: str, by: Actor, text: str = "", op_id: uuid.UUID | None = None) -> Point:
    """The last point of the next meeting. Refuses: title_missing."""
    body = held(body)
    point = Point(body=body, rank=_next_rank(body), title=_title(title), words=text)
    point.save(force_insert=True)
    note(by=by, verb="agenda.add", what=point, region=body.region_id)
    return point


def _title(title: str) -> str:
    title = clean_text(title)
    if not title:
        raise Refused("title_missing", _("Tulis pokok bahasannya."), field="title", status=422)
    return title


def _next_rank(body: Body) -> int:
    last: int | None = body.points.aggregate(last=Max("rank"))["last"]
    return (last or 0) + 1


@action("agenda.change", stored=point_words)
def change_point(
    *, point: Point, title: str, by: Actor, text: str = "", seen: str = "", op_id: uuid.UUID | None = None
) -> Point:
    """Its words, as long as it waits for a meeting and was not handed down.

    Refuses: changed_since, passed_down, point_decided, title_missing.
    """
    point = held(point)
    _refuse_decided(point)
    refuse_unseen(point, seen)
    if point.passings.exists():
        message = _("Pokok bahasan ini sudah diturunkan dengan kata-katanya. Tulis pokok bahasan baru.")
        raise Refused("passed_down", message)
    changed = set_fields(point, {"title": _title(title), "words": clean_text(text, keeps_lines=True)})
    point.save(update_fields=["title", "words", "updated_at"])
    note(by=by, verb="agenda.change", what=point, region=point.body.region_id, fields=changed)
    return point


def _refuse_decided(point: Point) -> None:
    if point.outcome:
        text = _("Pokok bahasan ini sudah selesai: %s. Tulis pokok bahasan baru untuk rapat berikutnya.")
        raise Refused("point_decided", text % str(point.get_outcome_display()).lower())


@action("agenda.move", stored=point_words)
def move_point(*, point: Point, up: bool, by: Actor, op_id: uuid.UUID | None = None) -> Point:
    """One place up or down among the points of the next meeting; at the end it stays. Refuses: point_decided."""
    body = held(point.body)
    point = held(point)
    _refuse_decided(point)
    waiting = [*Point.objects.filter(body=body, outcome="").order_by("rank", "id")]
    position = waiting.index(point)
    other = position - 1 if up else position + 1
    if 0 <= other < len(waiting):
        waiting[position], waiting[other] = waiting[other], waiting[position]
        ranks = sorted(each.rank for each in waiting)
        for each, rank in zip(waiting, ranks, strict=True):
            if each.rank != rank:
                Point.objects.filter(pk=each.pk).update(rank=rank)
        note(by=by, verb="agenda.move", what=point, region=body.region_id)
    point.refresh_from_db()
    return point


@action("agenda.decide", stored=point_words)
def decide_point(
    *,
    point: Point,
    outcome: str,
    by: Actor,
    activity: Activity | None = None,
    decision: str = "",
    owner_body: Body | None = None,
    owner_post: Post | None = None,
    due_on: dt.date | None = None,
    op_id: uuid.UUID | None = None,
) -> Point:
    """What came of it at a meeting; one that is put off stands on the agenda of the next meeting by itself.

    Only of what was decided somebody is the owner. What never came up is dropped without a meeting.
    Refuses: decision_missing, due_past, minuted, no_meeting, outcome_unknown, owner_elsewhere, owner_missing,
    point_decided.
    """
    body = held(point.body)
    point = held(point)
    _refuse_decided(point)
    if outcome not in Outcome.values:
        raise Refused("outcome_unknown", _("Pilih hasilnya dari daftar."), field="outcome", status=422)
    if outcome in AT_A_MEETING:
        activity = _as_it_is(activity)
        _refuse_no_meeting(body, activity)
    decision = clean_text(decision, keeps_lines=True)
    is_decided = outcome == Outcome.DECIDED
    if is_decided:
        _refuse_owner(body, decision, owner_body, owner_post, due_on, activity)
    point.outcome, point.decision = Outcome(outcome), decision
    point.activity = activity if outcome in AT_A_MEETING else None
    if is_decided:
        owner = owner_body or (owner_post.body if owner_post is not None else None)
        point.owner_body, point.owner_post, point.due_on = owner, owner_post, due_on
    point.save()
    if outcome == Outcome.DEFERRED:
        _put_off(point)
    note(by=by, verb="agenda.decide", what=point, region=body.region_id, outcome=str(point.outcome))
    return point


def _as_it_is(activity: Activity | None) -> Activity | None:
    """Its minutes may have been signed since the page was opened; whoever signs them holds the body as well."""
    return Activity.objects.get(pk=activity.pk) if activity is not None else None


def _refuse_no_meeting(body: Body, activity: Activity | None) -> None:
    text = ""
    if activity is None or activity.body_id != body.pk:
        text = _("Pilih rapat lembaga ini tempat pokok bahasan itu dibahas.")
    elif activity.state == Activity.State.CANCELLED:
        text = _("Rapat itu dibatalkan. Pilih rapat lain.")
    elif activity.on > today_at(body.region_id):
        text = _("Rapat itu belum berlangsung. Hasilnya dicatat pada harinya.")
    if text:
        raise Refused("no_meeting", text, field="activity", status=422)
    if activity is not None and activity.state == Activity.State.MINUTED:
        text = _(
            "Notulen rapat itu sudah ditandatangani. Pilih rapat lain, atau tambahkan catatan di notulennya."
        )
        raise Refused("minuted", text, field="activity", status=422)


def _refuse_owner(
    body: Body,
    decision: str,
    owner_body: Body | None,
    owner_post: Post | None,
    due_on: dt.date | None,
    activity: Activity | None,
) -> None:
    if not decision:
        text = _("Tulis apa yang diputuskan, satu kalimat cukup.")
        raise Refused("decision_missing", text, field="decision", status=422)
    owners = [owner_body, owner_post.body if owner_post is not None else None]
    if any(owner is not None and owner != body for owner in owners):
        text = _(
            "Pilih penanggung jawab dari lembaga ini. Untuk lembaga di bawah, turunkan pokok bahasannya."
        )
        raise Refused("owner_elsewhere", text, field="owner", status=422)
    if due_on is None:
        return
    if not any(owners):
        text = _("Ada tenggat tetapi belum ada penanggung jawab. Pilih siapa yang mengerjakan.")
        raise Refused("owner_missing", text, field="owner", status=422)
    if activity is not None and due_on < activity.on:
        text = _("Tenggat tidak bisa sebelum rapatnya, %s.")
        raise Refused("due_past", text % day(activity.on), field="due_on", status=422)


def _put_off(point: Point) -> None:
    """Before what was written for the next meeting: it has waited longest."""
    first = Point.objects.filter(body=point.body, outcome="").order_by("rank").first()
    rank = first.rank - 1 if first is not None else _next_rank(point.body)
    Point.objects.create(
        body=point.body,
        rank=rank,
        title=point.title,
        words=point.words,
        passing=point.passing,
        put_off_from=point,
    )


@action("agenda.adopt", stored=point_words)
def adopt_point(*, passing: Passing, body: Body, by: Actor, op_id: uuid.UUID | None = None) -> Point:
    """What came from above as a point of the own next meeting, to be decided and handed further down there.

    Refuses: already_ended, not_addressed, taken_already.
    """
    body = held(body)
    refuse_unaddressed(passing, body)
    if Point.objects.filter(body=body, passing=passing).exclude(outcome=Outcome.DEFERRED).exists():
        text = _("Titipan ini sudah ada di agenda lembaga Ibu/Bapak.")
        raise Refused("taken_already", text)
    source = passing.point
    point = Point(
        body=body, rank=_next_rank(body), title=source.title, words=source.text_below, passing=passing
    )
    point.save(force_insert=True)
    note(by=by, verb="agenda.adopt", what=point, region=body.region_id)
    return point


def refuse_unaddressed(passing: Passing, body: Body) -> None:
    """By the row as it is now. Refuses: already_ended, not_addressed."""
    passing = Passing.objects.select_related("from_body__region").get(pk=passing.pk)
    if not is_asked(passing, body):
        text = _("Titipan ini tidak ditujukan ke lembaga ini.")
        raise Refused("not_addressed", text, status=403)
    if passing.ended_at is not None:
        text = _("%s sudah mengakhiri titipan ini. Jawaban tidak diperlukan lagi.")
        raise Refused("already_ended", text % passing.from_body)


@action("agenda.carry_over", record_of=lambda _promises: None)
def carry_over(*, activity: Activity, by: Actor) -> list[Commitment]:
    """The points that were decided at a meeting with an owner become promises, each once; called by its minutes.

    Refuses: as add_clause, make_commitment.
    """
    held(activity)
    made = []
    for point in activity.points.filter(outcome=Outcome.DECIDED, owner_body__isnull=False):
        if Commitment.objects.filter(source_kind=POINT, source_key=str(point.pk)).exists():
            continue
        commitment = make_commitment(
            body=point.body,
            kind=Commitment.Kind.MEETING,
            title=point.title,
            on=activity.on,
            source_kind=POINT,
            source_key=str(point.pk),
            by=by,
        )
        add_clause(
            commitment=commitment,
            what=point.decision[:LONGEST_PROMISE],
            body=point.owner_body,
            post=point.owner_post,
            due_on=point.due_on,
            proof_needed=False,
            by=by,
        )
        made.append(commitment)
    return made

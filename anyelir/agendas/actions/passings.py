"""Points handed down in one press, answered in one line, ended by whoever handed them down."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.agendas.actions.points import refuse_unaddressed
from anyelir.agendas.due_dates import PASSING
from anyelir.agendas.models import LONGEST_ANSWER, Passing, PassingReport, Point, level_bits
from anyelir.agendas.summaries import passing_words, report_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.deadlines.keeping import set_deadline, settle_deadline
from anyelir.deadlines.models import Deadline
from anyelir.membership.models import Body
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import LEVEL_ORDER, contains
from anyelir.rules.texts import clean_text
from anyelir.rules.time_zones import end_of_day
from anyelir.secretariat.models import Activity

Outcome = PassingReport.Outcome


def _same_press(passing: Passing) -> list[Passing]:
    return [*Passing.objects.filter(from_body=passing.from_body_id, sent_at=passing.sent_at)]


@action("agenda.pass", stored=passing_words, record_of=lambda passings: passings[0], result_of=_same_press)
def pass_points(
    *,
    body: Body,
    points: Sequence[Point],
    levels: Sequence[Level],
    by: Actor,
    scope: Region | None = None,
    answer_by: dt.date | None = None,
    op_id: uuid.UUID | None = None,
) -> list[Passing]:
    """One row for each point, whoever many are asked: all bodies of these levels in the scope, today's and tomorrow's.

    Refuses: already_passed, due_past, level_not_below, nothing_chosen, point_dropped, point_of_another.
    """
    body = held(body)
    scope = scope or body.region
    _refuse_levels(body, scope, levels)
    if answer_by is not None and answer_by < today_at(body.region_id):
        text = _("Batas jawaban %s sudah lewat. Pilih hari ini atau sesudahnya.")
        raise Refused("due_past", text % day(answer_by), field="answer_by", status=422)
    if not points:
        text = _("Pilih paling sedikit satu pokok bahasan.")
        raise Refused("nothing_chosen", text, field="points", status=422)
    row = {"from_body": body, "scope": scope, "levels": level_bits([*levels]), "answer_by": answer_by}
    row["sent_at"] = timezone.now()
    made = [_passed(point, **row) for point in points]
    for passing in made:
        note(
            by=by, verb="agenda.pass", what=passing, region=body.region_id, to=",".join(passing.asked_levels)
        )
    return made


def _refuse_levels(body: Body, scope: Region, levels: Sequence[Level]) -> None:
    """Only downwards: a level below that of the body, within its place."""
    depth = LEVEL_ORDER.index(Level(body.region.level))
    above = any(LEVEL_ORDER.index(Level(level)) <= depth for level in levels)
    inside = contains(body.region_id, scope.pk)
    too_deep = any(
        LEVEL_ORDER.index(Level(level)) < LEVEL_ORDER.index(Level(scope.level)) for level in levels
    )
    if not levels or above or too_deep or not inside or body.unit_kind:
        text = _(
            "Pokok bahasan hanya diturunkan ke lembaga di bawah lembaga ini. Pilih tingkatnya dari daftar."
        )
        raise Refused("level_not_below", text, field="levels", status=422)


def _passed(point: Point, **row: Any) -> Passing:
    point, body = held(point), row["from_body"]
    if point.body_id != body.pk:
        text = _("Pokok bahasan itu bukan milik lembaga ini. Pilih dari daftar.")
        raise Refused("point_of_another", text, field="points", status=422)
    if point.outcome == Point.Outcome.DROPPED:
        text = _("“%s” tidak jadi dibahas, jadi tidak diturunkan.")
        raise Refused("point_dropped", text % point.title, field="points", status=422)
    if point.passings.filter(ended_at=None, scope=row["scope"], levels=row["levels"]).exists():
        text = _("“%s” sudah diturunkan ke tingkat ini. Lihat jawabannya di daftar titipan.")
        raise Refused("already_passed", text % point.title, field="points", status=422)
    passing = Passing(point=point, **row)
    passing.save(force_insert=True)
    if passing.answer_by is not None:
        place = body.region_id
        due_at = end_of_day(place, passing.answer_by)
        set_deadline(Deadline, kind=PASSING, record=passing, region=place, due_at=due_at)
    return passing


@action("agenda.answer", stored=report_words)
def answer_passing(
    *,
    passing: Passing,
    body: Body,
    outcome: str,
    by: Actor,
    words: str = "",
    activity: Activity | None = None,
    op_id: uuid.UUID | None = None,
) -> PassingReport:
    """One line of a body below; a better one replaces it, and the trail keeps what it said before.

    Refuses: already_ended, no_meeting, not_addressed, outcome_unknown, words_missing, words_too_long.
    """
    body = held(body)
    refuse_unaddressed(passing, body)
    words = clean_text(words)
    _refuse_answer(body, outcome, words, activity)
    report = PassingReport.objects.filter(passing=passing, region_id=body.region_id).first()
    before = str(report.outcome) if report is not None else ""
    report = report or PassingReport(passing=passing, region_id=body.region_id)
    report.body, report.activity = body, activity
    report.outcome, report.words, report.answered_at = Outcome(outcome), words, timezone.now()
    report.save()
    given = {"what": report, "region": body.region_id, "outcome": str(report.outcome)}
    if before:
        note(by=by, verb="agenda.answer_again", before=before, **given)
    else:
        note(by=by, verb="agenda.answer", **given)
    return report


def _refuse_answer(body: Body, outcome: str, words: str, activity: Activity | None) -> None:
    if outcome not in Outcome.values:
        raise Refused("outcome_unknown", _("Pilih hasilnya dari daftar."), field="outcome", status=422)
    if outcome == Outcome.CANNOT and not words:
        text = _("Tulis apa yang menghalangi, supaya bisa dibantu.")
        raise Refused("words_missing", text, field="words", status=422)
    if len(words) > LONGEST_ANSWER:
        text = _("Catatan paling panjang %s huruf. Ringkas dulu.")
        raise Refused("words_too_long", text % LONGEST_ANSWER, field="words", status=422)
    if activity is not None and (
        activity.body_id != body.pk
        or activity.state == Activity.State.CANCELLED
        or activity.on > today_at(body.region_id)
    ):
        text = _("Pilih rapat lembaga ini yang sudah berlangsung, atau kosongkan.")
        raise Refused("no_meeting", text, field="activity", status=422)


@action("agenda.end", stored=passing_words)
def end_passing(*, passing: Passing, by: Actor, op_id: uuid.UUID | None = None) -> Passing:
    """Nobody is asked any more; what was answered stays. Refuses: already_ended."""
    passing = held(passing)
    if passing.ended_at is not None:
        raise Refused("already_ended", _("Titipan ini sudah diakhiri."))
    passing.ended_at = timezone.now()
    passing.save(update_fields=["ended_at", "updated_at"])
    settle_deadline(Deadline, kind=PASSING, record=passing, by=by)
    note(by=by, verb="agenda.end", what=passing, region=passing.from_body.region_id)
    return passing

"""A programme from its draft to its end."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.commitments.models import Commitment
from anyelir.core.action import action
from anyelir.core.audit import Actor, known_fields, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.membership.models import Body
from anyelir.programmes.plan.models import Programme
from anyelir.programmes.plan.patterns_shipped import shipped_types
from anyelir.programmes.plan.summaries import programme_words
from anyelir.rules.programmes import wants_fewer_reports
from anyelir.rules.texts import clean_text

FACTS = ("title", "problem", "theory", "legal_basis", "press", "starts_on")


@action("programme.draft", stored=programme_words)
def draft_programme(
    *, body: Body, kind: str, by: Actor, op_id: uuid.UUID | None = None, **facts: Any
) -> Programme:
    """``facts`` are of FACTS. Refuses: kind_unknown, no_team; as change_programme."""
    if body.unit_kind:
        text = _("Program milik TP PKK atau kelompok wilayah, bukan milik posyandu atau kelompok usaha.")
        raise Refused("no_team", text)
    if kind not in shipped_types():
        raise Refused("kind_unknown", _("Pilih jenis program dari daftar."), field="kind", status=422)
    programme = Programme(body=body, kind=kind, starts_on=today_at(body.region_id), made_by=by.id)
    set_fields(programme, known_fields(facts, FACTS))
    _check_words(programme)
    programme.save(force_insert=True)
    note(by=by, verb="programme.draft", what=programme, region=body.region_id, kind_of=kind)
    return programme


@action("programme.change", stored=programme_words)
def change_programme(
    *, programme: Programme, by: Actor, op_id: uuid.UUID | None = None, **facts: Any
) -> Programme:
    """Words may change while it runs; the day it starts is fixed by the launch.

    Refuses: day_fixed, target_fewer_reports, title_missing; as refuse_closed.
    """
    programme = held(programme)
    refuse_closed(programme)
    changed = set_fields(programme, known_fields(facts, FACTS))
    if "starts_on" in changed and programme.launched_on is not None:
        text = _("Program sudah diluncurkan %s, jadi hari mulainya tetap.")
        raise Refused("day_fixed", text % day(programme.launched_on), field="starts_on", status=422)
    _check_words(programme)
    programme.save()
    note(
        by=by,
        verb="programme.change",
        what=programme,
        region=programme.body.region_id,
        changed=sorted(changed),
    )
    return programme


def _check_words(programme: Programme) -> None:
    """Refuses: target_fewer_reports, title_missing."""
    if not clean_text(programme.title):
        raise Refused("title_missing", _("Tulis nama programnya."), field="title", status=422)
    today = today_at(programme.body.region_id)
    for field in ("title", "theory"):
        if wants_fewer_reports(getattr(programme, field), today):
            text = _(
                "Laporan yang sedikit bisa berarti warga belum berani melapor. Janjikan yang bisa dikerjakan: kader"
                " yang siap, warga yang tahu ke mana."
            )
            raise Refused("target_fewer_reports", text, field=field, status=422)


def refuse_closed(programme: Programme) -> None:
    """Refuses: programme_closed."""
    if programme.closed_on is not None:
        text = _("Program ini sudah ditutup %s.")
        raise Refused("programme_closed", text % day(programme.closed_on))


@action("programme.launch", stored=programme_words)
def launch_programme(
    *,
    programme: Programme,
    on: dt.date,
    by: Actor,
    pledge: Commitment | None = None,
    reason: str = "",
    op_id: uuid.UUID | None = None,
) -> Programme:
    """With the paper that all parties signed, or with the reason why there is none.

    Refuses: already_launched, date_ahead, no_target, no_theory, pledge_elsewhere, pledge_unsigned; as refuse_closed.
    """
    programme = held(programme)
    refuse_closed(programme)
    if programme.launched_on is not None:
        text = _("Program ini sudah diluncurkan %s.")
        raise Refused("already_launched", text % day(programme.launched_on))
    if on > today_at(programme.body.region_id):
        text = _("Tanggal %s belum tiba. Catat peluncurannya pada hari itu.")
        raise Refused("date_ahead", text % day(on), field="on", status=422)
    if not programme.targets.filter(replaced_at=None).exists():
        raise Refused("no_target", _("Tetapkan dulu jumlah yang dijanjikan, walau belum ada tenggatnya."))
    if not programme.theory:
        text = _("Tulis dulu dalam satu kalimat: jika apa dikerjakan, maka apa berubah, karena apa.")
        raise Refused("no_theory", text)
    reason = clean_text(reason)
    _refuse_unsigned(programme, pledge, reason)
    programme.launched_on = on
    programme.pledge, programme.no_pledge_why = pledge, "" if pledge is not None else reason
    programme.save()
    note(by=by, verb="programme.launch", what=programme, region=programme.body.region_id)
    return programme


def _refuse_unsigned(programme: Programme, pledge: Commitment | None, reason: str) -> None:
    """Refuses: pledge_elsewhere, pledge_unsigned."""
    if pledge is None:
        if not reason:
            text = _("Pilih komitmen yang sudah ditandatangani, atau tulis mengapa belum ada.")
            raise Refused("pledge_unsigned", text, field="pledge", status=422)
    elif pledge.body_id != programme.body_id:
        text = _("Komitmen itu bukan milik lembaga ini. Pilih dari daftar.")
        raise Refused("pledge_elsewhere", text, field="pledge", status=422)
    elif not pledge.is_binding:
        text = _(
            "Komitmen itu belum ditandatangani semua pihak. Lengkapi dulu, atau tulis mengapa belum ada."
        )
        raise Refused("pledge_unsigned", text, field="pledge", status=422)


@action("programme.close", stored=programme_words)
def close_programme(
    *, programme: Programme, on: dt.date, closing_words: str, by: Actor, op_id: uuid.UUID | None = None
) -> Programme:
    """What came of it is said in words before it ends.

    Refuses: date_ahead, dates_not_in_order, not_launched, words_missing; as refuse_closed.
    """
    programme = held(programme)
    refuse_closed(programme)
    if programme.launched_on is None:
        raise Refused("not_launched", _("Program ini belum diluncurkan."))
    if on > today_at(programme.body.region_id):
        raise Refused("date_ahead", _("Tanggal %s belum tiba.") % day(on), field="on", status=422)
    if on < programme.launched_on:
        text = _("Program ini diluncurkan %s. Pilih hari itu atau sesudahnya.")
        raise Refused("dates_not_in_order", text % day(programme.launched_on), field="on", status=422)
    programme.closing_words = clean_text(closing_words, keeps_lines=True)
    if not programme.closing_words:
        text = _("Tulis apa hasilnya dan apa yang dipelajari.")
        raise Refused("words_missing", text, field="closing_words", status=422)
    programme.closed_on = on
    programme.save()
    note(by=by, verb="programme.close", what=programme, region=programme.body.region_id)
    return programme

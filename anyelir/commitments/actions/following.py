"""What was done of a clause, and its end: done with a proof, or dropped with a reason by whoever asked for it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.commitments.actions.clauses import refuse_closed, refuse_others
from anyelir.commitments.due_dates import CLAUSE
from anyelir.commitments.models import PROOF, Clause, FollowUp
from anyelir.commitments.summaries import clause_words, follow_up_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.deadlines.keeping import settle_deadline
from anyelir.deadlines.models import Deadline
from anyelir.files.keeping import keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.membership.models import Body
from anyelir.rules.texts import clean_text


@action("commitment.follow", stored=follow_up_words)
def follow_clause(
    *,
    clause: Clause,
    body: Body,
    words: str,
    by: Actor,
    on: dt.date | None = None,
    proof: Prepared | None = None,
    op_id: uuid.UUID | None = None,
) -> FollowUp:
    """One more line of what was done; nothing that was written is changed later.

    Refuses: date_ahead, not_yours, words_missing; as refuse_closed.
    """
    clause = held(clause)
    refuse_closed(clause)
    refuse_others(clause, body)
    if not clean_text(words):
        text = _("Tulis singkat apa yang sudah dikerjakan.")
        raise Refused("words_missing", text, field="words", status=422)
    today = today_at(body.region_id)
    if on is not None and on > today:
        raise Refused("date_ahead", _("Tanggal %s belum tiba.") % day(on), field="on", status=422)
    follow_up = FollowUp(
        clause=clause, body=body, on=on or today, words=words, has_proof=proof is not None, written_by=by.id
    )
    follow_up.save(force_insert=True)
    if proof is not None:
        keep_file(StoredFile, proof, owner_kind=PROOF, owner_key=follow_up.pk, by=by)
    note(by=by, verb="commitment.follow", what=clause, region=body.region_id)
    return follow_up


@action("commitment.close", stored=clause_words)
def close_clause(*, clause: Clause, body: Body, by: Actor, op_id: uuid.UUID | None = None) -> Clause:
    """It is done, and its follow-ups prove it: by a file, or by words where no proof was asked for.

    Refuses: not_yours, parts_open, proof_missing; as refuse_closed.
    """
    clause = held(clause)
    refuse_closed(clause)
    refuse_others(clause, body)
    left = clause.parts.filter(state=Clause.State.OPEN).count()
    if left:
        text = _("Masih ada %s lembaga yang belum selesai. Tunggu, atau hentikan bagian itu dengan alasan.")
        raise Refused("parts_open", text % left)
    _refuse_unproven(clause)
    _end(clause, Clause.State.DONE, "", by)
    note(by=by, verb="commitment.close", what=clause, region=body.region_id)
    return clause


def _refuse_unproven(clause: Clause) -> None:
    follow_ups = clause.follow_ups.all()
    if clause.proof_needed and not any(each.has_proof for each in follow_ups):
        text = _("Butir ini perlu bukti: tambahkan tindak lanjut dengan foto atau PDF, baru tandai selesai.")
        raise Refused("proof_missing", text)
    if not follow_ups:
        text = _("Belum ada tindak lanjut. Tulis dulu apa yang sudah dikerjakan.")
        raise Refused("proof_missing", text)


@action("commitment.drop", stored=clause_words)
def drop_clause(
    *, clause: Clause, body: Body, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> Clause:
    """It need not be done any more, and its open parts with it: said with a reason by the body that asked for it.

    Refuses: not_yours, reason_missing; as refuse_closed.
    """
    clause = held(clause)
    if clause.commitment.is_binding or not clause.is_open:
        refuse_closed(clause)
    if clause.setter != body:
        text = _("Butir ini diminta oleh %s. Hanya lembaga itu yang bisa menghentikannya.")
        raise Refused("not_yours", text % clause.setter, status=403)
    if not clean_text(reason):
        text = _("Tulis mengapa butir ini dihentikan.")
        raise Refused("reason_missing", text, field="reason", status=422)
    _drop(clause, reason, by)
    note(by=by, verb="commitment.drop", what=clause, region=body.region_id)
    return clause


def _drop(clause: Clause, reason: str, by: Actor) -> None:
    """Whoever passed a part on is asked no more either."""
    for part in clause.parts.filter(state=Clause.State.OPEN):
        _drop(part, reason, by)
    _end(clause, Clause.State.DROPPED, reason, by)


def _end(clause: Clause, state: Clause.State, reason: str, by: Actor) -> None:
    clause.state, clause.reason = state, reason
    clause.closed_at, clause.closed_by = timezone.now(), by.id
    clause.save(update_fields=["state", "reason", "closed_at", "closed_by", "updated_at"])
    settle_deadline(Deadline, kind=CLAUSE, record=clause, by=by)

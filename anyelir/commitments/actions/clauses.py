"""Clauses: what is promised by whom until when, a date that comes later, parts that are passed on to bodies below."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Max
from django.utils.translation import gettext as _

from anyelir.commitments.due_dates import CLAUSE, due_moment
from anyelir.commitments.models import Clause, Commitment, Party
from anyelir.commitments.summaries import clause_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.deadlines.keeping import set_deadline
from anyelir.deadlines.models import Deadline
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import Body, Post
from anyelir.regions.models import Region
from anyelir.regions.scope import contains
from anyelir.rules.texts import clean_text


@action("commitment.clause", stored=clause_words)
def add_clause(
    *,
    commitment: Commitment,
    what: str,
    by: Actor,
    body: Body | None = None,
    post: Post | None = None,
    party: Party | None = None,
    due_on: dt.date | None = None,
    indicator: str = "",
    taken_by: Party | None = None,
    proof_needed: bool = True,
    op_id: uuid.UUID | None = None,
) -> Clause:
    """A promise of a body, of whoever holds a post, or of a party: of a party with a body it is that body's.

    Refuses: already_signed, due_past, owner_elsewhere, owner_missing, party_elsewhere, what_missing.
    """
    commitment = held(commitment)
    if commitment.signed_on is not None:
        text = _("Komitmen ini sudah ditandatangani dan isinya tetap. Buat komitmen baru untuk janji lain.")
        raise Refused("already_signed", text)
    body = _owner(commitment, body, post, party)
    _refuse_foreign(commitment, party, "party")
    _refuse_foreign(commitment, taken_by, "taken_by")
    if not clean_text(what):
        raise Refused("what_missing", _("Tulis apa yang dijanjikan."), field="what", status=422)
    refuse_past(commitment.on, due_on)
    clause = Clause(
        commitment=commitment,
        no=_next_no(commitment),
        body=body,
        post=post,
        party=party if body is None else None,
        what=what,
        due_on=due_on,
        indicator=indicator,
        taken_by=taken_by,
        proof_needed=proof_needed,
    )
    clause.save(force_insert=True)
    owe(clause)
    note(by=by, verb="commitment.clause", what=clause, region=commitment.body.region_id, no=clause.no)
    return clause


def _owner(commitment: Commitment, body: Body | None, post: Post | None, party: Party | None) -> Body | None:
    """The body that owes it; None where a party outside does."""
    if post is not None and body is not None and post.body_id != body.pk:
        text = _("Jabatan itu bukan di lembaga yang dipilih. Pilih dari daftar.")
        raise Refused("owner_elsewhere", text, field="owner", status=422)
    if body is None and post is not None:
        body = post.body
    if body is None and party is not None:
        body = party.body
    if body is None and party is None:
        text = _("Pilih siapa yang mengerjakan. Janji tanpa penanggung jawab tidak bisa ditagih.")
        raise Refused("owner_missing", text, field="owner", status=422)
    return body


def _refuse_foreign(commitment: Commitment, party: Party | None, field: str) -> None:
    if party is not None and party.commitment_id != commitment.pk:
        text = _("Pihak itu bukan dari komitmen ini. Pilih dari daftar.")
        raise Refused("party_elsewhere", text, field=field, status=422)


def refuse_past(earliest: dt.date, due_on: dt.date | None) -> None:
    """Refuses: due_past."""
    if due_on is not None and due_on < earliest:
        text = _("Tenggat tidak bisa sebelum %s. Pilih hari sesudahnya, atau kosongkan bila belum ada.")
        raise Refused("due_past", text % day(earliest), field="due_on", status=422)


def _next_no(commitment: Commitment) -> int:
    last: int | None = commitment.clauses.aggregate(last=Max("no"))["last"]
    return (last or 0) + 1


def owe(clause: Clause) -> None:
    """Its deadline, from the day on which it binds; a clause without a date has none."""
    if clause.due_on is not None and clause.is_open and clause.commitment.is_binding:
        place = clause.doer.region_id
        due_at = due_moment(place, clause.due_on)
        set_deadline(Deadline, kind=CLAUSE, record=clause, region=place, due_at=due_at)


def refuse_closed(clause: Clause) -> None:
    """Refuses: clause_closed, not_signed_yet."""
    if not clause.is_open:
        text = _("Butir ini sudah %s. Untuk janji baru, tambahkan butir baru.")
        raise Refused("clause_closed", text % str(clause.get_state_display()).lower())
    if not clause.commitment.is_binding:
        text = _("Komitmen ini belum ditandatangani semua pihak. Tindak lanjut dicatat sesudah itu.")
        raise Refused("not_signed_yet", text)


def refuse_others(clause: Clause, body: Body) -> None:
    """Refuses: not_yours."""
    if clause.doer != body:
        text = _("Butir ini dikerjakan oleh %s. Lembaga itu yang mencatatnya.")
        raise Refused("not_yours", text % clause.doer, status=403)


@action("commitment.date", stored=clause_words)
def date_clause(
    *, clause: Clause, body: Body, due_on: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> Clause:
    """The day of a clause that had none; the body that owes it says it, or the one that asked for it.

    Refuses: due_past, due_set, not_yours; as refuse_closed.
    """
    clause = held(clause)
    refuse_closed(clause)
    if body != clause.setter:
        refuse_others(clause, body)
    if clause.due_on is not None:
        text = _("Butir ini sudah bertenggat %s. Tenggat yang sudah disepakati tidak digeser.")
        raise Refused("due_set", text % day(clause.due_on), field="due_on", status=422)
    refuse_past(today_at(body.region_id), due_on)
    clause.due_on = due_on
    clause.save(update_fields=["due_on", "updated_at"])
    owe(clause)
    note(by=by, verb="commitment.date", what=clause, region=body.region_id)
    return clause


@action("commitment.pass", stored=clause_words)
def pass_clause(
    *,
    clause: Clause,
    body: Body,
    places: Iterable[Region],
    by: Actor,
    due_on: dt.date | None = None,
    op_id: uuid.UUID | None = None,
) -> Clause:
    """Each of the places below gets the clause as a part of its own; a place that has it already keeps it.

    Refuses: due_after_whole, due_past, not_below, not_yours, place_missing; as refuse_closed.
    """
    clause, places = held(clause), [*places]
    refuse_closed(clause)
    refuse_others(clause, body)
    if not places:
        text = _("Pilih paling sedikit satu lembaga di bawah.")
        raise Refused("place_missing", text, field="places", status=422)
    if any(place.pk == body.region_id or not contains(body.region_id, place.pk) for place in places):
        text = _("Butir hanya diteruskan ke lembaga di bawah lembaga ini. Pilih dari daftar.")
        raise Refused("not_below", text, field="places", status=422)
    refuse_past(today_at(body.region_id), due_on)
    if due_on is not None and clause.due_on is not None and due_on > clause.due_on:
        text = _("Tenggat bagian ini tidak lebih lambat dari tenggat butirnya, %s.")
        raise Refused("due_after_whole", text % day(clause.due_on), field="due_on", status=422)
    having = {part.body_id for part in clause.parts.all()}
    made = [_part(clause, owner, due_on) for owner in map(body_of_region, places) if owner.pk not in having]
    note(by=by, verb="commitment.pass", what=clause, region=body.region_id, parts=len(made))
    return clause


def _part(clause: Clause, owner: Body, due_on: dt.date | None) -> Clause:
    part = Clause(
        commitment=held(clause.commitment),
        parent=clause,
        no=_next_no(clause.commitment),
        body=owner,
        what=clause.what,
        due_on=due_on or clause.due_on,
        indicator=clause.indicator,
        taken_by=clause.taken_by,
        proof_needed=clause.proof_needed,
    )
    part.save(force_insert=True)
    owe(part)
    return part

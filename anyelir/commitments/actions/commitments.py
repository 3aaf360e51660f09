"""Papers with parties, and decisions of meetings that have none; signing makes the paper that is kept."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from anyelir.commitments.actions.clauses import owe
from anyelir.commitments.models import Commitment, Party
from anyelir.commitments.papers import commitment_order
from anyelir.commitments.summaries import commitment_words, party_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.documents.issuing import issue_paper
from anyelir.documents.models import Paper, PaperSequence
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import Body
from anyelir.regions.models import Region
from anyelir.rules.texts import clean_text

LEAST_PARTIES = 2


@action("commitment.make", stored=commitment_words)
def make_commitment(
    *,
    body: Body,
    kind: str,
    title: str,
    by: Actor,
    on: dt.date | None = None,
    source_kind: str = "",
    source_key: str = "",
    op_id: uuid.UUID | None = None,
) -> Commitment:
    """The body is its first party. ``on`` is the day that the paper bears, today when it is left out.

    Refuses: date_ahead, title_missing.
    """
    today = today_at(body.region_id)
    if not clean_text(title):
        raise Refused("title_missing", _("Tulis judul komitmennya."), field="title", status=422)
    if on is not None and on > today:
        text = _("Tanggal %s belum tiba. Catat komitmennya pada hari itu.")
        raise Refused("date_ahead", text % day(on), field="on", status=422)
    commitment = Commitment(
        body=body,
        kind=Commitment.Kind(kind),
        title=title,
        on=on or today,
        source_kind=source_kind,
        source_key=source_key,
        made_by=by.id,
    )
    commitment.save(force_insert=True)
    Party.objects.create(commitment=commitment, rank=1, body=body)
    note(by=by, verb="commitment.make", what=commitment, region=body.region_id, kind_of=str(commitment.kind))
    return commitment


@action("commitment.party", stored=party_words)
def add_party(
    *,
    commitment: Commitment,
    by: Actor,
    body: Body | None = None,
    place: Region | None = None,
    name: str = "",
    role: str = Party.Role.SIGNS,
    signer: str = "",
    office: str = "",
    op_id: uuid.UUID | None = None,
) -> Party:
    """A body, by itself or by its place, or an office outside by its name; nobody joins after the first signature.

    Refuses: already_signed, no_paper, party_missing, party_twice.
    """
    commitment = held(commitment)
    _refuse_begun(commitment)
    name = clean_text(name)
    body = body_of_region(place) if body is None and place is not None else body
    if (body is None) == (not name):
        text = _("Pilih lembaga PKK, atau tulis nama lembaga di luar PKK: salah satu saja.")
        raise Refused("party_missing", text, field="name", status=422)
    others = [*commitment.parties.all()]
    if any(each.body == body if body else each.name.casefold() == name.casefold() for each in others):
        raise Refused("party_twice", _("Pihak ini sudah tercatat."), field="name", status=422)
    rank = (commitment.parties.aggregate(last=Max("rank"))["last"] or 0) + 1
    party = Party(
        commitment=commitment, rank=rank, body=body, name=name, role=role, signer=signer, office=office
    )
    party.save(force_insert=True)
    note(by=by, verb="commitment.party", what=party, region=commitment.body.region_id)
    return party


def _refuse_begun(commitment: Commitment) -> None:
    if not commitment.has_paper:
        text = _("Keputusan rapat tidak punya pihak lain. Buat komitmen bersama bila ada yang ikut berjanji.")
        raise Refused("no_paper", text)
    if commitment.parties.exclude(signed_on=None).exists():
        text = _("Sudah ada yang menandatangani. Pihak dan isinya tetap seperti yang ditandatangani.")
        raise Refused("already_signed", text)


@action("commitment.remove_party")
def remove_party(*, party: Party, by: Actor) -> Commitment:
    """Somebody who was written down wrongly, before anybody signs. Refuses: already_signed, no_paper, party_owes."""
    commitment: Commitment = held(party.commitment)
    _refuse_begun(commitment)
    if party.owes.exists() or party.takes.exists() or party.body == commitment.body:
        text = _("Pihak ini disebut di salah satu butir, atau pemilik komitmennya. Ia tidak bisa diambil.")
        raise Refused("party_owes", text)
    note(by=by, verb="commitment.remove_party", what=party, region=commitment.body.region_id)
    party.delete()
    return commitment


@action("commitment.sign", stored=party_words, circumstances=("check_url",))
def sign_party(
    *,
    party: Party,
    check_url: str,
    by: Actor,
    on: dt.date | None = None,
    signer: str = "",
    op_id: uuid.UUID | None = None,
) -> Party:
    """A party agrees: a body by the account of whoever signs for it, an office outside on paper.

    With the last signature the paper is set and kept, and its clauses bind.
    Refuses: already_signed, before_day, clause_missing, date_ahead, no_paper, paper_too_large, parties_short,
    signer_missing.
    """
    commitment = held(party.commitment)
    party = held(party)
    _refuse_unready(commitment, party)
    party.signer = clean_text(signer) or party.signer or (by.name if party.body is not None else "")
    if not party.signer:
        text = _("Tulis nama penanda tangan dari lembaga itu.")
        raise Refused("signer_missing", text, field="signer", status=422)
    party.signed_on = _day_of_signing(commitment, on)
    party.signed_by = by.id
    party.save(update_fields=["signer", "signed_on", "signed_by", "updated_at"])
    region = commitment.body.region_id
    note(by=by, verb="commitment.sign", what=party, region=region)
    if not _signing(commitment).filter(signed_on=None).exists():
        _bind(commitment, check_url, by)
    return party


def _refuse_unready(commitment: Commitment, party: Party) -> None:
    if not commitment.has_paper:
        raise Refused("no_paper", _("Keputusan rapat tidak ditandatangani; notulanya yang ditandatangani."))
    if party.signed_on is not None:
        raise Refused("already_signed", _("Pihak ini sudah menandatangani pada %s.") % day(party.signed_on))
    if not commitment.clauses.exists():
        text = _("Komitmen ini belum punya butir. Tulis dulu siapa mengerjakan apa.")
        raise Refused("clause_missing", text)
    if _signing(commitment).count() < LEAST_PARTIES:
        text = _("Komitmen ditandatangani paling sedikit dua pihak. Tambahkan pihak lainnya.")
        raise Refused("parties_short", text)


def _signing(commitment: Commitment) -> QuerySet[Party]:
    return Party.objects.filter(commitment=commitment, role=Party.Role.SIGNS)


def _day_of_signing(commitment: Commitment, on: dt.date | None) -> dt.date:
    today = today_at(commitment.body.region_id)
    on = on or today
    if on > today:
        text = _("Tanggal %s belum tiba. Catat tanda tangannya pada hari itu.")
        raise Refused("date_ahead", text % day(on), field="on", status=422)
    if on < commitment.on:
        text = _("Komitmen ini bertanggal %s. Tanda tangannya tidak bisa lebih awal.")
        raise Refused("before_day", text % day(commitment.on), field="on", status=422)
    return on


def _bind(commitment: Commitment, check_url: str, by: Actor) -> None:
    commitment.signed_on = max(each.signed_on for each in _signing(commitment))
    commitment.save(update_fields=["signed_on", "updated_at"])
    issue_paper(Paper, PaperSequence, commitment_order(commitment), check_url=check_url, by=by)
    for clause in commitment.clauses.select_related("commitment__body", "body"):
        owe(clause)

"""Sign a letter: its number, its paper and its state in one transaction. And make it void, with its number."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Max
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.numbers import take_number
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.documents.issuing import issue_paper, revoke_paper
from anyelir.documents.models import Paper, PaperSequence
from anyelir.rules.letter_kinds import letter_kinds
from anyelir.rules.letter_numbers import fields_of
from anyelir.secretariat.actions.letters import refuse_unready
from anyelir.secretariat.actions.states import refuse_other_states, step_of
from anyelir.secretariat.letter_papers import OWNER, letter_order
from anyelir.secretariat.letterheads import letterhead_of, written_number
from anyelir.secretariat.models import Letter, Letterhead
from anyelir.secretariat.summaries import letter_words

State = Letter.State


@action("letter.sign", stored=letter_words, circumstances=("check_url",))
def sign_letter(*, letter: Letter, check_url: str, by: Actor, op_id: uuid.UUID | None = None) -> Letter:
    """Give it the next number of its series and keep its paper; one that cannot be set takes no number.

    Refuses: before_last, code_missing, date_ahead, not_signatory, paper_too_large,
    signatory_vacant; as refuse_other_states, refuse_unready.
    """
    letter = held(letter)
    refuse_other_states(letter, State.INITIALLED)
    refuse_unready(letter)
    _refuse_signer(letter, by)
    head = letterhead_of(letter.body)
    if "code" in fields_of(head.pattern) and not letter.class_code:
        text = _("Susunan nomor lembaga ini memakai kode klasifikasi. Isi kodenya di surat ini dulu.")
        raise Refused("code_missing", text, field="class_code")
    _number(letter, head)
    letter.state = State.SIGNED
    letter.save()
    issue_paper(Paper, PaperSequence, letter_order(letter, head), check_url=check_url, by=by)
    step_of(letter, State.SIGNED, by).save(force_insert=True)
    note(by=by, verb="letter.sign", what=letter, region=letter.body.region_id, number=letter.number_text)
    return letter


def _refuse_signer(letter: Letter, by: Actor) -> None:
    """The account of whoever holds the post signs; where nobody's account does, whoever signs for the body."""
    post = letter.signatory
    assert post is not None and post.member is not None
    if not post.is_in_force(today_at(letter.body.region_id)):
        text = _("Masa jabatan penanda tangan belum mulai atau sudah berakhir. Pilih penanda tangan lain.")
        raise Refused("signatory_vacant", text, field="signatory")
    if post.member.user_id not in (None, by.id):
        text = _("Surat ini ditandatangani oleh %s. Minta beliau masuk dengan akunnya sendiri.")
        raise Refused("not_signatory", text % post.member.name, status=403)


def _number(letter: Letter, head: Letterhead) -> None:
    """Set day, series, year and number; the series is held from here to the end of the transaction."""
    today = today_at(letter.body.region_id)
    on = letter.on or today
    if on > today:
        text = _(
            "Surat ini bertanggal %s, yang belum tiba. Ubah tanggalnya atau tanda tangani pada hari itu."
        )
        raise Refused("date_ahead", text % day(on), field="on")
    series = letter_kinds(on)[letter.kind].series
    no = take_number(f"letter/{letter.body_id}/{series}", on.year)
    last_on = _last_day(letter, series, on.year)
    if last_on is not None and on < last_on:
        text = _(
            "Nomor terakhir sudah bertanggal %s. Pakai tanggal itu atau sesudahnya, atau kosongkan tanggal surat."
        )
        raise Refused("before_last", text % day(last_on), field="on")
    letter.on, letter.series, letter.year, letter.no = on, series, on.year, no
    letter.number_text = written_number(letter, head, no)
    assert letter.signatory is not None
    letter.signed_name = letter.signatory.name


def _last_day(letter: Letter, series: str, year: int) -> dt.date | None:
    signed = Letter.objects.filter(body_id=letter.body_id, series=series, year=year)
    last: dt.date | None = signed.aggregate(last=Max("on"))["last"]
    return last


@action("letter.void", stored=letter_words)
def void_letter(*, letter: Letter, reason: str, by: Actor, op_id: uuid.UUID | None = None) -> Letter:
    """It counts no longer; number and reason stay, and a check of its code says so.

    Refuses: reason_missing; as refuse_other_states.
    """
    letter = held(letter)
    refuse_other_states(letter, State.SIGNED, State.SENT)
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis mengapa surat ini dibatalkan."), field="reason", status=422)
    letter.state, letter.void_reason = State.VOID, reason
    letter.save(update_fields=["state", "void_reason", "updated_at"])
    revoke_paper(Paper, OWNER, str(letter.pk))
    step_of(letter, State.VOID, by).save(force_insert=True)
    note(by=by, verb="letter.void", what=letter, region=letter.body.region_id, number=letter.number_text)
    return letter

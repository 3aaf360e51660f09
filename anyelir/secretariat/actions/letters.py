"""Write a letter, change it while nobody has signed it, initial it; and how a body heads and numbers its letters."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.membership.models import Body, Post
from anyelir.rules.letter_numbers import PatternFault, pattern_fault
from anyelir.secretariat.actions.states import refuse_other_states, step_of
from anyelir.secretariat.models import Letter, Letterhead
from anyelir.secretariat.summaries import letter_words

State = Letter.State


@dataclass(frozen=True)
class LetterContent:
    """What somebody types for a letter out; ``on`` stays open for the day of the signing."""

    subject: str
    kind: str = Letter.Kind.PLAIN
    party: str = ""
    party_place: str = ""
    to_body: Body | None = None
    attachments: str = ""
    copies: str = ""
    secrecy: str = Letter.Secrecy.NORMAL
    text: str = ""
    class_code: str = ""
    signatory: Post | None = None
    on: dt.date | None = None

    @property
    def values(self) -> dict[str, object]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@action("letter.draft", stored=letter_words)
def draft_letter(
    *,
    body: Body,
    content: LetterContent,
    by: Actor,
    answers: Letter | None = None,
    op_id: uuid.UUID | None = None,
) -> Letter:
    """A letter without a number; it may still lack its recipient and its text. Refuses: signatory_elsewhere."""
    _refuse_signatory(body, content)
    letter = Letter.objects.create(
        body=body, direction=Letter.Direction.OUT, answers=answers, written_by=by.id, **content.values
    )
    step_of(letter, State.DRAFT, by).save(force_insert=True)
    note(by=by, verb="letter.draft", what=letter, region=body.region_id)
    return letter


@action("letter.edit", stored=letter_words)
def edit_letter(
    *, letter: Letter, content: LetterContent, by: Actor, op_id: uuid.UUID | None = None
) -> Letter:
    """Change what is not signed yet; one that was initialled is a draft again.

    Refuses: signatory_elsewhere; as refuse_other_states.
    """
    letter = held(letter)
    refuse_other_states(letter, State.DRAFT, State.INITIALLED)
    _refuse_signatory(letter.body, content)
    changed = set_fields(letter, content.values)
    if not changed:
        return letter
    if letter.state == State.INITIALLED:
        letter.state = State.DRAFT
        step_of(letter, State.DRAFT, by).save(force_insert=True)
    letter.save()
    note(by=by, verb="letter.edit", what=letter, region=letter.body.region_id, fields=changed)
    return letter


def _refuse_signatory(body: Body, content: LetterContent) -> None:
    if content.signatory is not None and content.signatory.body_id != body.pk:
        text = _("Penanda tangan harus pengurus lembaga ini. Pilih jabatannya dari daftar.")
        raise Refused("signatory_elsewhere", text, field="signatory", status=422)


@action("letter.initial", stored=letter_words)
def initial_letter(*, letter: Letter, by: Actor, op_id: uuid.UUID | None = None) -> Letter:
    """The secretary has read it: it waits for the signature.

    Refuses: as refuse_other_states, refuse_unready.
    """
    letter = held(letter)
    refuse_other_states(letter, State.DRAFT)
    refuse_unready(letter)
    letter.state = State.INITIALLED
    letter.save(update_fields=["state", "updated_at"])
    step_of(letter, State.INITIALLED, by).save(force_insert=True)
    note(by=by, verb="letter.initial", what=letter, region=letter.body.region_id)
    return letter


def refuse_unready(letter: Letter) -> None:
    """Refuses: recipient_missing, signatory_vacant, text_missing."""
    if not letter.party:
        text = _("Surat ini belum punya penerima. Isi kepada siapa surat ini, lalu paraf lagi.")
        raise Refused("recipient_missing", text, field="party")
    if not letter.text:
        text = _("Surat ini belum punya isi. Tulis isinya, lalu paraf lagi.")
        raise Refused("text_missing", text, field="text")
    if letter.signatory is None or letter.signatory.member is None:
        text = _(
            "Jabatan penanda tangan masih kosong. Pilih jabatan yang ada orangnya, atau catat orangnya di halaman Tim."
        )
        raise Refused("signatory_vacant", text, field="signatory")


PATTERN_TEXTS = {
    PatternFault.SEGMENT: gettext_lazy(
        "Tulis bagian nomor di antara garis miring, misalnya {no}/{kind}/{organ}/{month}/{year}."
    ),
    PatternFault.TWICE: gettext_lazy("Satu bagian nomor tertulis dua kali. Hapus salah satunya."),
    PatternFault.NO_MISSING: gettext_lazy("Nomor urut {no} harus ada dalam susunan."),
    PatternFault.YEAR_MISSING: gettext_lazy(
        "Tahun {year} harus ada dalam susunan, karena nomor mulai lagi setiap tahun."
    ),
}


@action("letterhead.set")
def set_letterhead(*, body: Body, organ: str, pattern: str, town: str, contact: str, by: Actor) -> Letterhead:
    """How the body heads and numbers letters that are signed from now on. Refuses: pattern_unreadable."""
    fault = pattern_fault(pattern)
    if fault is not None:
        raise Refused("pattern_unreadable", str(PATTERN_TEXTS[fault]), field="pattern", status=422)
    values = {"organ": organ, "pattern": pattern, "town": town, "contact": contact}
    head, _is_new = Letterhead.objects.update_or_create(body=body, defaults=values)
    note(by=by, verb="letterhead.set", what=head, region=body.region_id)
    return head

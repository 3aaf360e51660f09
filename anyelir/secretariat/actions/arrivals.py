"""Letters that came in: recorded with their scan, handed on by dispositions (4.8), worked on, done."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.locking import held
from anyelir.core.numbers import take_number
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.deadlines.keeping import set_deadline, settle_deadline
from anyelir.deadlines.models import Deadline
from anyelir.files.keeping import files_of, keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.membership.models import Body, Post
from anyelir.rules.time_zones import end_of_day
from anyelir.secretariat.letter_papers import OWNER
from anyelir.secretariat.models import Arrival, Disposition, Letter
from anyelir.secretariat.summaries import arrival_words, disposition_words, letter_words, scan_words

DISPOSITION = "secretariat.disposition"
MOST_SCANS = 20


@dataclass(frozen=True)
class PaperLetter:
    """What stands on a letter that came in; number and day are the sender's."""

    party: str
    subject: str
    on: dt.date
    number_text: str = ""
    party_place: str = ""
    kind: str = Letter.Kind.PLAIN
    attachments: str = ""
    secrecy: str = Letter.Secrecy.NORMAL

    @property
    def values(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@action("letter.record", stored=arrival_words)
def record_letter(
    *,
    body: Body,
    content: PaperLetter,
    received_on: dt.date,
    by: Actor,
    scan: Prepared | None = None,
    op_id: uuid.UUID | None = None,
) -> Arrival:
    """A letter that came in on paper takes the next number of the incoming agenda.

    Refuses: received_before_written, sender_missing.
    """
    _refuse_content(content, received_on)
    letter = Letter.objects.create(
        body=body,
        direction=Letter.Direction.IN,
        state=Letter.State.RECEIVED,
        written_by=by.id,
        **content.values,
    )
    if scan is not None:
        keep_file(StoredFile, scan, owner_kind=OWNER, owner_key=letter.pk, by=by)
    arrival = Arrival.objects.create(
        letter=letter,
        body=body,
        year=received_on.year,
        no=take_number(f"arrival/{body.pk}", received_on.year),
        received_on=received_on,
        recorded_by=by.id,
    )
    note(by=by, verb="letter.record", what=letter, region=body.region_id, number=arrival.no)
    return arrival


def _refuse_content(content: PaperLetter, received_on: dt.date) -> None:
    if not content.party.strip():
        text = _("Tulis dari siapa surat ini.")
        raise Refused("sender_missing", text, field="party", status=422)
    if received_on < content.on:
        text = _("Surat ini bertanggal %s. Tanggal terima tidak bisa lebih awal.")
        raise Refused("received_before_written", text % day(content.on), field="received_on", status=422)


@action("letter.correct", stored=letter_words)
def correct_letter(
    *, arrival: Arrival, content: PaperLetter, by: Actor, op_id: uuid.UUID | None = None
) -> Letter:
    """Correct what was copied from a letter on paper, until it is handed on; its number in the agenda stays.

    Refuses: handed_on, received_before_written, sender_missing, written_here.
    """
    letter: Letter = held(arrival.letter)
    arrival = held(arrival)
    if letter.is_out:
        raise Refused("written_here", _("Surat ini ditulis di Anyelir. Isinya hanya diubah pengirimnya."))
    if arrival.state != Arrival.State.RECORDED:
        raise Refused("handed_on", _("Surat ini sudah didisposisi. Catatannya tidak diubah lagi."))
    _refuse_content(content, arrival.received_on)
    changed = set_fields(letter, content.values)
    if changed:
        letter.save()
        note(by=by, verb="letter.correct", what=letter, region=letter.body.region_id, fields=changed)
    return letter


@action("letter.scan", stored=scan_words)
def keep_scan(*, letter: Letter, file: Prepared, by: Actor, op_id: uuid.UUID | None = None) -> StoredFile:
    """A page of a letter that came in, or of a signed original. Refuses: scans_full, unsigned."""
    letter = held(letter)
    if letter.is_open:
        text = _("Surat ini belum ditandatangani. Pindai aslinya setelah ditandatangani.")
        raise Refused("unsigned", text)
    if len(files_of(StoredFile, OWNER, letter.pk)) >= MOST_SCANS:
        text = _("Sudah ada %d berkas. Gabungkan halaman lain dalam satu PDF.")
        raise Refused("scans_full", text % MOST_SCANS, field="file", status=422)
    kept = keep_file(StoredFile, file, owner_kind=OWNER, owner_key=letter.pk, by=by)
    note(by=by, verb="letter.scan", what=letter, region=letter.body.region_id, file=str(kept.pk))
    return kept


@action("letter.dispose", stored=disposition_words)
def dispose_letter(
    *,
    arrival: Arrival,
    instruction: str,
    by: Actor,
    post: Post | None = None,
    pokja: int | None = None,
    due_on: dt.date | None = None,
    op_id: uuid.UUID | None = None,
) -> Disposition:
    """Hand it to a post or to a pokja, with what to do by when.

    Refuses: addressee_elsewhere, addressee_missing, letter_done, scan_missing.
    """
    arrival = held(arrival)
    if arrival.state == Arrival.State.DONE:
        raise Refused("letter_done", _("Surat ini sudah selesai. Disposisi baru tidak diperlukan."))
    _refuse_addressee(arrival, post, pokja)
    if not arrival.letter.is_out and not files_of(StoredFile, OWNER, arrival.letter_id):
        text = _(
            "Surat ini belum dipindai. Foto atau pindai dulu, supaya yang diberi disposisi bisa membacanya."
        )
        raise Refused("scan_missing", text)
    disposition = Disposition.objects.create(
        arrival=arrival,
        post=post,
        pokja=pokja,
        instruction=instruction,
        due_on=due_on,
        given_by=by.id,
        given_by_name=by.name,
    )
    arrival.state = Arrival.State.DISPOSED
    arrival.save(update_fields=["state", "updated_at"])
    place = arrival.body.region_id
    if due_on is not None:
        due_at = end_of_day(place, due_on)
        set_deadline(Deadline, kind=DISPOSITION, record=disposition, region=place, due_at=due_at)
    note(by=by, verb="letter.dispose", what=arrival.letter, region=place)
    return disposition


def _refuse_addressee(arrival: Arrival, post: Post | None, pokja: int | None) -> None:
    if (post is None) == (pokja is None):
        text = _("Pilih satu penerima disposisi: jabatan atau pokja.")
        raise Refused("addressee_missing", text, field="addressee", status=422)
    if post is not None and post.body_id != arrival.body_id:
        text = _("Jabatan itu bukan di lembaga ini. Pilih dari daftar.")
        raise Refused("addressee_elsewhere", text, field="addressee", status=422)


@action("letter.work", stored=disposition_words)
def work_on_disposition(
    *,
    disposition: Disposition,
    state: str,
    by: Actor,
    result: str = "",
    op_id: uuid.UUID | None = None,
) -> Disposition:
    """Say that it is being worked on, or that it is done. The last one that is done ends the letter.

    Refuses: disposition_done, result_missing.
    """
    arrival = held(disposition.arrival)
    disposition = held(disposition)
    if not disposition.is_open:
        raise Refused("disposition_done", _("Disposisi ini sudah selesai."))
    is_done = state == Disposition.State.DONE
    if is_done and not result.strip():
        text = _("Tulis singkat apa yang sudah dikerjakan.")
        raise Refused("result_missing", text, field="result", status=422)
    disposition.state, disposition.result = Disposition.State(state), result
    disposition.done_at = timezone.now() if is_done else None
    disposition.save(update_fields=["state", "result", "done_at", "updated_at"])
    if is_done:
        settle_deadline(Deadline, kind=DISPOSITION, record=disposition, by=by)
        if not arrival.dispositions.exclude(state=Disposition.State.DONE).exists():
            arrival.state = Arrival.State.DONE
            arrival.save(update_fields=["state", "updated_at"])
    place = arrival.body.region_id
    note(by=by, verb="letter.work", what=arrival.letter, region=place, state=str(state))
    return disposition


@action("letter.finish", stored=arrival_words)
def finish_letter(*, arrival: Arrival, by: Actor, op_id: uuid.UUID | None = None) -> Arrival:
    """Nothing is left to do about it. Refuses: dispositions_open, letter_done."""
    arrival = held(arrival)
    if arrival.state == Arrival.State.DONE:
        raise Refused("letter_done", _("Surat ini sudah selesai. Disposisi baru tidak diperlukan."))
    if arrival.dispositions.exclude(state=Disposition.State.DONE).exists():
        text = _("Masih ada disposisi yang belum selesai. Selesaikan itu dulu.")
        raise Refused("dispositions_open", text)
    arrival.state = Arrival.State.DONE
    arrival.save(update_fields=["state", "updated_at"])
    note(by=by, verb="letter.finish", what=arrival.letter, region=arrival.body.region_id)
    return arrival

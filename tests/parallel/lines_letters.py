"""Lines of the table about letters: initials, signatures, receipts, dispositions and the end of each."""

from __future__ import annotations

from anyelir.files.models import FileBase
from anyelir.files.reading import Prepared
from anyelir.secretariat import actions as letters
from anyelir.secretariat.models import Arrival, Dispatch, Letter
from tests import factories as make
from tests.apps.secretariat.letter_office import CHECK_URL, open_office
from tests.parallel.line import Line, lines, secretary

TEXT = {"subject": "Undangan", "party": "Camat", "text": "Mohon hadir.", "kind": "invitation"}
COPIED = letters.PaperLetter(party="Camat", subject="Undangan", on=make.SINCE)


def office(town):
    return open_office(town.next_kelurahan, secretary(town))


def a_draft(town):
    return office(town).draft()


def initialled(town):
    return office(town).initialled()


def signed(town):
    return office(town).signed()


def sent(town) -> Dispatch:
    return office(town).sent().dispatches.get()


def sent_here(town) -> Letter:
    """From the neighbour to TP PKK Ciriung, where nobody has opened it."""
    return office(town).sent(way="site", to_body=town.body)


def arrived(town) -> Arrival:
    return office(town).record()


def chair(letter: Letter):
    return letter.signatory.member.user


def numbers(town, letter) -> list[int]:
    return [letter.body.letters.exclude(no=None).count(), lines("letter.sign")]


def verb_of(verb: str):
    return lambda town, given: [lines(verb)]


LETTERS = [
    Line(
        "change a draft",
        lambda town, letter, op_id: letters.edit_letter(
            letter=letter, content=letters.LetterContent(**TEXT), by=secretary(town), op_id=op_id
        ),
        verb_of("letter.edit"),
        a_draft,
    ),
    Line(
        "initial a letter",
        lambda town, letter, op_id: letters.initial_letter(letter=letter, by=secretary(town), op_id=op_id),
        lambda town, letter: [lines("letter.initial"), letter.steps.filter(state="initialled").count()],
        a_draft,
        frozenset({"initialled"}),
    ),
    Line(
        "sign a letter",
        lambda town, letter, op_id: letters.sign_letter(
            letter=letter, check_url=CHECK_URL, by=chair(letter), op_id=op_id
        ),
        numbers,
        initialled,
        frozenset({"signed"}),
    ),
    Line(
        "make a letter void",
        lambda town, letter, op_id: letters.void_letter(
            letter=letter, reason="Salah", by=secretary(town), op_id=op_id
        ),
        verb_of("letter.void"),
        signed,
        frozenset({"void"}),
    ),
    Line(
        "record a receipt",
        lambda town, dispatch, op_id: letters.receive_dispatch(
            dispatch=dispatch, received_on=make.today(), received_by="Ani", by=secretary(town), op_id=op_id
        ),
        verb_of("letter.receive"),
        sent,
        frozenset({"receipt_known"}),
    ),
    Line(
        "open a letter of another body",
        lambda town, letter, op_id: letters.open_letter(letter=letter, by=secretary(town), op_id=op_id),
        lambda town, letter: [letter.arrivals.count(), lines("letter.open")],
        sent_here,
        frozenset({"opened"}),
    ),
    Line(
        "correct a letter that came in",
        lambda town, arrival, op_id: letters.correct_letter(
            arrival=arrival, content=COPIED, by=secretary(town), op_id=op_id
        ),
        verb_of("letter.correct"),
        arrived,
    ),
    Line(
        "finish a letter that came in",
        lambda town, arrival, op_id: letters.finish_letter(arrival=arrival, by=secretary(town), op_id=op_id),
        verb_of("letter.finish"),
        arrived,
        frozenset({"letter_done"}),
    ),
    Line(
        "finish a disposition",
        lambda town, disposition, op_id: letters.work_on_disposition(
            disposition=disposition, state="done", result="Dijawab", by=secretary(town), op_id=op_id
        ),
        verb_of("letter.work"),
        lambda town: town.disposition,
        frozenset({"disposition_done"}),
    ),
]
# Whoever sends these from two pages wants two of them; one page sent often makes one.
LETTERS_AT_WILL = [
    Line(
        "write a letter",
        lambda town, body, op_id: letters.draft_letter(
            body=body, content=letters.LetterContent(**TEXT), by=secretary(town), op_id=op_id
        ),
        lambda town, body: [body.letters.count()],
        lambda town: office(town).body,
    ),
    Line(
        "record a letter that came in",
        lambda town, body, op_id: letters.record_letter(
            body=body, content=COPIED, received_on=make.SINCE, by=secretary(town), op_id=op_id
        ),
        lambda town, body: [body.arrivals.count(), body.letters.count()],
        lambda town: office(town).body,
    ),
    Line(
        "send a letter",
        lambda town, letter, op_id: letters.send_letter(
            letter=letter, recipient="Camat", way="hand", handed_on=letter.on, by=secretary(town), op_id=op_id
        ),
        lambda town, letter: [letter.dispatches.count(), letter.steps.filter(state="sent").count()],
        signed,
    ),
    Line(
        "hand a letter on",
        lambda town, letter, op_id: letters.dispose_letter(
            arrival=letter.arrivals.get(), pokja=2, instruction="Jawab", by=secretary(town), op_id=op_id
        ),
        lambda town, letter: [letter.arrivals.get().dispositions.count()],
        lambda town: letters.open_letter(letter=sent_here(town), by=secretary(town)).letter,
    ),
    Line(
        "scan a letter",
        lambda town, letter, op_id: letters.keep_scan(
            letter=letter, file=SCAN, by=secretary(town), op_id=op_id
        ),
        verb_of("letter.scan"),
        signed,
    ),
]
SCAN = Prepared(FileBase.Kind.SCAN, FileBase.MediaType.PDF, b"%PDF-1.4 surat")

"""Letters that come in: recorded, opened from another body, handed on, worked on, done; and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from anyelir.core.models import AuditEntry
from anyelir.deadlines.models import Deadline
from anyelir.deadlines.ticking import tick
from anyelir.secretariat import access, actions
from anyelir.secretariat.actions import PaperLetter
from anyelir.secretariat.models import Arrival, Disposition
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
TOMORROW = make.today() + dt.timedelta(days=1)


def dispose(office, arrival, **given):
    given = {"post": office.post, "instruction": "Jawab", "by": office.chair, **given}
    return actions.dispose_letter(arrival=arrival, **given)


def verbs_of(letter) -> set[str]:
    return {*AuditEntry.objects.filter(object_id=str(letter.pk)).values_list("verb", flat=True)}


def test_each_letter_that_comes_in_takes_the_next_number_of_the_agenda(office, far_office):
    assert [office.record().no for _ in range(3)] == [1, 2, 3]
    assert far_office.record().no == 1
    letter = office.record().letter
    assert (letter.no, letter.number_text, letter.state) == (None, "045/SB/PKK.KRS/XI/2026", "received")


def test_a_letter_from_nobody_or_from_tomorrow_is_refused(office):
    given = {"body": office.body, "received_on": make.today(), "by": office.secretary}
    nobody = PaperLetter(party=" ", subject="Undangan", on=make.today())
    assert code_of(actions.record_letter, content=nobody, **given) == "sender_missing"
    later = PaperLetter(party="Camat", subject="Undangan", on=TOMORROW)
    assert code_of(actions.record_letter, content=later, **given) == "received_before_written"
    assert not Arrival.objects.filter(body=office.body, letter__party="Camat").exists()


def test_what_was_copied_is_corrected_until_it_is_handed_on(office, scan):
    arrival = office.record(scan)
    right = PaperLetter(party="Camat Cibinong", subject="Undangan", on=make.today())
    letter = actions.correct_letter(arrival=arrival, content=right, by=office.secretary)
    assert (letter.party, arrival.no) == ("Camat Cibinong", Arrival.objects.get(pk=arrival.pk).no)
    dispose(office, arrival)
    given = {"arrival": arrival, "content": right, "by": office.secretary}
    assert code_of(actions.correct_letter, **given) == "handed_on"
    assert verbs_of(letter) == {"letter.record", "letter.correct", "letter.dispose"}


def test_a_letter_without_a_scan_is_not_handed_on(office, scan):
    arrival = office.record()
    given = {"arrival": arrival, "post": office.post, "instruction": "Jawab", "by": office.chair}
    assert code_of(actions.dispose_letter, **given) == "scan_missing"
    actions.keep_scan(letter=arrival.letter, file=scan, by=office.secretary)
    assert dispose(office, arrival).state == "new"
    arrival.refresh_from_db()
    assert arrival.state == "disposed"


def test_a_draft_is_not_scanned_and_scans_have_an_end(office, scan, monkeypatch):
    assert code_of(actions.keep_scan, letter=office.draft(), file=scan, by=office.secretary) == "unsigned"
    monkeypatch.setattr("anyelir.secretariat.actions.arrivals.MOST_SCANS", 1)
    signed = office.signed()
    actions.keep_scan(letter=signed, file=scan, by=office.secretary)
    assert code_of(actions.keep_scan, letter=signed, file=scan, by=office.secretary) == "scans_full"
    assert "letter.scan" in verbs_of(signed)


def test_a_disposition_has_one_addressee_of_the_own_body(office, far_office, scan):
    arrival = office.record(scan)
    given = {"arrival": arrival, "instruction": "Jawab", "by": office.chair}
    for wrong in ({}, {"post": office.post, "pokja": 2}):
        assert code_of(actions.dispose_letter, **given, **wrong) == "addressee_missing"
    assert code_of(actions.dispose_letter, **given, post=far_office.post) == "addressee_elsewhere"
    assert dispose(office, arrival, post=None, pokja=3).pokja == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposition.objects.update(pokja=5)


def test_the_last_disposition_that_is_done_ends_the_letter(office, scan):
    arrival = office.record(scan)
    first, second = dispose(office, arrival), dispose(office, arrival, post=None, pokja=2)
    work = {"state": "done", "by": office.chair}
    assert code_of(actions.work_on_disposition, disposition=first, result=" ", **work) == "result_missing"
    actions.work_on_disposition(disposition=first, state="working", by=office.chair)
    assert code_of(actions.finish_letter, arrival=arrival, by=office.chair) == "dispositions_open"
    actions.work_on_disposition(disposition=first, result="Dijawab", **work)
    arrival.refresh_from_db()
    assert arrival.state == "disposed"
    assert code_of(actions.work_on_disposition, disposition=first, result="x", **work) == "disposition_done"
    actions.work_on_disposition(disposition=second, result="Dijawab", **work)
    arrival.refresh_from_db()
    assert arrival.state == "done"
    assert code_of(actions.finish_letter, arrival=arrival, by=office.chair) == "letter_done"
    given = {"arrival": arrival, "post": office.post, "instruction": "x", "by": office.chair}
    assert code_of(actions.dispose_letter, **given) == "letter_done"
    assert "letter.work" in verbs_of(arrival.letter)


def test_what_needs_no_answer_is_done_at_once(office):
    arrival = office.record()
    assert actions.finish_letter(arrival=arrival, by=office.secretary).state == "done"
    assert "letter.finish" in verbs_of(arrival.letter)


def test_a_late_disposition_is_listed_until_it_is_done(office, scan, client, sign_in):
    arrival = office.record(scan)
    disposition = dispose(office, arrival, due_on=make.today())
    assert tick(timezone.now() + dt.timedelta(days=5)) == 1, "of two steps that came due, the last"
    deadline = Deadline.objects.get(kind="secretariat.disposition")
    assert deadline.step == "late"
    Deadline.objects.update(due_at=timezone.now() - dt.timedelta(days=2))
    for account in (office.chair, office.secretary):
        page = sign_in(account).get("/tenggat/").content.decode()
        assert "Permohonan kunjungan" in page
    actions.work_on_disposition(disposition=disposition, state="done", result="Dijawab", by=office.chair)
    deadline.refresh_from_db()
    assert deadline.done_at is not None


class TestBetweenBodies:
    def send(self, office, far_office, **fields):
        return far_office.sent(way="site", party="Ketua TP PKK Pabuaran", to_body=office.body, **fields)

    def test_a_letter_to_a_body_of_the_site_is_one_row_with_an_arrival(self, office, far_office):
        letter = self.send(office, far_office)
        assert access.arriving_letters(office.secretary).get() == letter
        assert not access.visible_letters(office.secretary).filter(pk=letter.pk).exists()
        arrival = actions.open_letter(letter=letter, by=office.secretary)
        letter.refresh_from_db()
        assert (arrival.no, letter.state, letter.dispatches.get().received_by) == (
            1,
            "received",
            "Rini Hapsari",
        )
        assert access.visible_letters(office.secretary).filter(pk=letter.pk).exists()
        assert not access.arriving_letters(office.secretary).exists()
        assert code_of(actions.open_letter, letter=letter, by=office.chair) == "opened"
        assert {"letter.send", "letter.open"} <= verbs_of(letter)

    def test_it_is_handed_on_without_a_scan_and_not_corrected_here(self, office, far_office):
        arrival = actions.open_letter(letter=self.send(office, far_office), by=office.secretary)
        assert dispose(office, arrival).state == "new"
        content = PaperLetter(party="x", subject="x", on=make.today())
        given = {"arrival": arrival, "content": content, "by": office.secretary}
        assert code_of(actions.correct_letter, **given) == "written_here"

    def test_a_letter_to_somebody_else_is_not_opened(self, office):
        assert code_of(actions.open_letter, letter=office.sent(), by=office.chair) == "recipient_missing"

    def test_a_limited_letter_is_opened_by_the_chair_alone(self, office, far_office):
        letter = self.send(office, far_office, secrecy="limited")
        assert not access.arriving_letters(office.secretary).exists()
        assert access.arriving_letters(office.chair).get() == letter
        actions.open_letter(letter=letter, by=office.chair)
        assert access.can_view_letter(office.chair, letter)
        assert not access.can_view_letter(office.secretary, letter)


class TestExpedition:
    def test_the_first_receipt_makes_it_received(self, office):
        letter = office.signed()
        given = {"letter": letter, "way": "post", "by": office.secretary}
        early = {"recipient": "Camat", "handed_on": make.today() - dt.timedelta(days=1)}
        assert code_of(actions.send_letter, **given, **early) == "handed_early"
        nobody = {"recipient": " ", "handed_on": make.today()}
        assert code_of(actions.send_letter, **given, **nobody) == "recipient_missing"
        dispatch = actions.send_letter(recipient="Camat", handed_on=make.today(), **given)
        receipt = {"dispatch": dispatch, "by": office.secretary}
        early = {"received_on": make.today() - dt.timedelta(days=1), "received_by": "Ani"}
        assert code_of(actions.receive_dispatch, **receipt, **early) == "receipt_early"
        nobody = {"received_on": make.today(), "received_by": ""}
        assert code_of(actions.receive_dispatch, **receipt, **nobody) == "receiver_missing"
        right = {"received_on": make.today(), "received_by": "Ani"}
        actions.receive_dispatch(**receipt, **right)
        letter.refresh_from_db()
        assert letter.state == "received" and "letter.receive" in verbs_of(letter)
        assert code_of(actions.receive_dispatch, **receipt, **right) == "receipt_known"
        void = {"letter": letter, "reason": "Salah", "by": office.secretary}
        assert code_of(actions.void_letter, **void) == "received"

    def test_what_is_not_signed_is_not_sent(self, office):
        given = {"recipient": "Camat", "way": "hand", "handed_on": make.today(), "by": office.secretary}
        assert code_of(actions.send_letter, letter=office.draft(), **given) == "draft"
        assert code_of(actions.send_letter, letter=office.initialled(), **given) == "initialled"

    def test_a_copy_goes_out_later_and_leaves_the_state(self, office):
        letter = office.sent()
        given = {"recipient": "Arsip", "way": "mail", "handed_on": make.today(), "by": office.secretary}
        actions.send_letter(letter=letter, **given)
        letter.refresh_from_db()
        assert letter.state == "sent" and letter.dispatches.count() == 2
        assert [step.state for step in letter.steps.all()].count("sent") == 1

"""Minutes: a draft, the signature of whoever leads, the paper that stays, promises, addenda."""

from __future__ import annotations

import pytest

from anyelir.agendas.models import Point
from anyelir.commitments.models import Commitment
from anyelir.core.models import AuditEntry
from anyelir.documents.issuing import is_same_file
from anyelir.documents.models import Paper
from anyelir.documents.owners import state_of
from anyelir.meetings import actions
from anyelir.meetings.minutes_papers import issued_minutes, minutes_booklet, minutes_of, minutes_pdf
from anyelir.meetings.models import Minutes
from anyelir.meetings.waiting import minutes_to_sign
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.models import Activity
from tests import factories as make
from tests import meetings
from tests.apps.documents.test_booklet import words_of_pdf
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
CHECK = "https://anyelir.example/cek/"
TEXTS = {
    "led_by": "Mira Lestari",
    "course": "Dibahas bazar.",
    "conclusions": "Tiap bulan.",
    "closing": "Doa.",
}


@pytest.fixture
def mira(world, body):
    """The chair with an account of her own."""
    user = make.user("mira", "Mira Lestari")
    make.grant(user, "team_chair", world.kelurahan)
    post = make.post(body, "chair", "Mira Lestari")
    post.member.user = user
    post.member.save()
    return user


@pytest.fixture
def written(meeting, eti):
    """A draft and somebody who came: all that a signature needs."""
    meetings.attendance(meeting, eti)
    return meetings.minutes(meeting)


def write(meeting, by, **more):
    return actions.write_minutes(activity=meeting, by=by, **{**TEXTS, **more})


def sign(meeting, by):
    return actions.sign_minutes(activity=meeting, check_url=CHECK, by=by)


class TestWriting:
    def test_what_came_of_it_is_written_into_the_activity_alone(self, meeting, hendra):
        minutes = write(meeting, hendra)
        meeting.refresh_from_db()
        assert (minutes.course, meeting.conclusions) == ("Dibahas bazar.", "Tiap bulan.")
        assert AuditEntry.objects.get(verb="minutes.write").detail == {
            "fields": ["closing", "course", "led_by"]
        }

    def test_two_who_write_do_not_undo_each_other(self, meeting, hendra):
        seen = mark_of(write(meeting, hendra))
        write(meeting, hendra, course="Dibahas lomba.", seen=seen)
        assert code_of(write, meeting, hendra, course="Lain", seen=seen) == "changed_since"
        assert Minutes.objects.get().course == "Dibahas lomba."


class TestSigning:
    def test_it_makes_a_paper_and_locks_the_activity(self, meeting, written, mira, hendra, eti):
        signed = sign(meeting, mira)
        meeting.refresh_from_db()
        paper = issued_minutes(signed)
        assert (meeting.state, meeting.book_no, paper.number_text) == ("minuted", 1, f"1/{make.today().year}")
        assert (signed.signed_name, signed.signed_post) == ("Mira Lestari", "Ketua")
        assert state_of(paper) == Paper.State.VALID
        assert minutes_pdf(signed) == bytes(paper.content) and is_same_file(paper, [minutes_pdf(signed)])
        # Whoever has the code reads neither what it was about nor who was there.
        assert "Rapat" not in f"{paper.title} {paper.body}" and not paper.holder
        assert {"minutes.sign", "activity.minute"} <= set(AuditEntry.objects.values_list("verb", flat=True))
        assert code_of(write, meeting, hendra) == "minuted"
        assert code_of(sign, meeting, mira) == "minuted"
        given = {"activity": meeting, "body_member": eti, "way": "qr", "by": hendra}
        assert code_of(actions.mark_present, **given) == "minuted"

    def test_the_paper_names_who_came_without_times_and_counts_guests(self, meeting, written, mira):
        meetings.attendance(meeting)
        meetings.rundown(meeting, "Pembukaan")
        content = " ".join(words_of_pdf(minutes_pdf(sign(meeting, mira))))
        for part in (
            "Rapat pleno",
            "Eti Rohaeti",
            "Pembukaan",
            "Dibahas rencana bazar",
            "Doa bersama",
            "1 tamu",
        ):
            assert part in content, part
        assert "Titin" not in content and "Puskesmas" not in content

    def test_nothing_is_signed_without_words_or_without_anybody(self, meeting, mira, eti):
        assert code_of(sign, meeting, mira) == "minutes_empty"
        minutes = meetings.minutes(meeting)
        assert code_of(sign, meeting, mira) == "no_attendance"
        meetings.attendance(meeting, eti)
        Minutes.objects.filter(pk=minutes.pk).update(course="")
        assert code_of(sign, meeting, mira) == "minutes_empty"
        assert not Paper.objects.exists() and Activity.objects.get(pk=meeting.pk).state == "planned"

    def test_not_before_its_day_and_not_of_what_was_cancelled(self, body, mira):
        ahead = make.activity(body, on=make.today().replace(year=make.today().year + 1))
        gone = make.activity(body, state="cancelled", cancel_reason="Hujan")
        for each, code in ((ahead, "date_ahead"), (gone, "activity_cancelled")):
            assert code_of(sign, each, mira) == code

    def test_only_whoever_leads_signs_where_she_has_an_account(self, meeting, written, mira, hendra):
        assert code_of(sign, meeting, hendra) == "not_chair"
        assert minutes_of(meeting).signed_at is None
        assert sign(meeting, mira).signed_by == mira.id

    def test_a_deputy_signs_too(self, body, meeting, written, mira):
        deputy = make.user("rini", "Rini Hapsari")
        post = make.post(body, "deputy", "Rini Hapsari")
        post.member.user = deputy
        post.member.save()
        assert sign(meeting, deputy).signed_post == "Wakil ketua"

    def test_where_nobody_who_leads_has_an_account_who_may_sign_does(self, body, meeting, written):
        make.post(body, "chair", "Tanpa Akun")
        officer = make.user("dina", "Dina Mariana")
        assert sign(meeting, officer).signed_name == "Dina Mariana"

    def test_what_was_decided_for_somebody_becomes_a_promise_once(self, body, meeting, written, mira):
        due = make.today()
        decided = {"body": body, "activity": meeting, "outcome": "decided", "decision": "Siapkan bazar."}
        Point.objects.create(rank=1, title="Bazar", owner_body=body, due_on=due, **decided)
        Point.objects.create(rank=2, title="Lomba", **decided)
        minutes = sign(meeting, mira)
        assert [each.title for each in Commitment.objects.all()] == ["Bazar"]
        table = next(block for block in minutes_booklet(minutes).blocks if getattr(block, "rows", None))
        assert [row[0] for row in table.rows] == ["Bazar", "Lomba"]
        assert table.rows[0][1:3] == ["Diputuskan", "Siapkan bazar."] and str(body) in table.rows[0][3]


def test_minutes_wait_for_whoever_signs_until_they_are_signed(meeting, written, mira, hendra):
    assert minutes_to_sign(hendra) == []
    [task] = minutes_to_sign(mira)
    assert "Rapat pleno" in task.title
    sign(meeting, mira)
    assert minutes_to_sign(mira) == []


class TestAddendum:
    def add(self, minutes, by, text="Bazarnya tanggal 5."):
        return actions.add_addendum(minutes=minutes, text=text, check_url=CHECK, by=by)

    def test_it_is_a_paper_beside_the_minutes_which_stay(self, meeting, written, mira, hendra):
        assert code_of(self.add, written, mira) == "not_minuted"
        signed = sign(meeting, mira)
        before = minutes_pdf(signed)
        assert code_of(self.add, signed, mira, " ") == "addendum_empty"
        assert code_of(self.add, signed, hendra) == "not_chair"
        addendum = self.add(signed, mira)
        assert addendum.signed_name == "Mira Lestari" and minutes_pdf(signed) == before
        assert Paper.objects.filter(state="valid").count() == 2
        assert AuditEntry.objects.filter(verb="minutes.add").count() == 1

"""Whom a rule names, each once; the draft of the letter; the order of events."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.meetings import actions
from anyelir.meetings.models import Attendance, RundownItem
from anyelir.meetings.queries.attendance import invited_to
from anyelir.meetings.queries.inviting import InvitationRule
from anyelir.regions.models import Level
from anyelir.secretariat.models import Activity, Letter
from tests import factories as make
from tests import meetings
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(body):
    """A chair, two of Pokja II of whom one belongs to the body too, and one who only belongs."""
    make.post(body, "chair", "Mira Lestari")
    make.post(body, "pokja_chair", "Rini", pokja=2)
    deputy = make.post(body, "pokja_deputy", "Wulan", pokja=2)
    make.body_member(body, "Wulan", member=deputy.member)
    make.body_member(body, "Eti Rohaeti", number=2)
    return body


def invite(meeting, kind, **rule):
    actions.invite_people(activity=meeting, rule=InvitationRule(kind, **rule), by=meeting.by)
    return [each.name for each in invited_to(meeting)]


@pytest.fixture
def meeting(world, hendra):
    world.activity.by = hendra
    return world.activity


class TestInviting:
    def test_by_rule_and_nobody_twice(self, team, meeting):
        assert invite(meeting, "pokja", pokja=2) == ["Rini", "Wulan"]
        assert invite(meeting, "office", office="chair") == ["Mira Lestari", "Rini", "Wulan"]
        everybody = ["Eti Rohaeti", "Mira Lestari", "Rini", "Wulan"]
        assert invite(meeting, "all") == everybody
        assert invite(meeting, "board") == everybody
        assert Attendance.objects.count() == 4
        details = [
            each.detail["invited"] for each in AuditEntry.objects.filter(verb="meeting.invite").order_by("at")
        ]
        assert details == [2, 1, 1, 0]

    def test_chairs_of_bodies_below_and_kader(self, world, team, meeting):
        make.post(make.body(world.rw), "chair", "Euis")
        make.post(make.body(world.rt), "chair", "Nani")
        make.post(make.body(world.next_kelurahan), "chair", "Jauh")
        assert invite(meeting, "chairs", level=Level.RW) == ["Euis"]
        assert "Sari Lestari" in invite(meeting, "kader")

    def test_by_name(self, team, meeting):
        eti = team.people.get(name="Eti Rohaeti")
        chair = team.posts.get(office="chair").member
        assert invite(meeting, "named", named=(eti.pk, chair.pk)) == ["Eti Rohaeti", "Mira Lestari"]

    @pytest.mark.parametrize(
        "rule",
        [
            {"kind": "all"},
            {"kind": "chairs", "level": "rw"},
            {"kind": "named"},
            {"kind": "office", "office": "patron"},
        ],
    )
    def test_nobody_fits(self, meeting, hendra, rule):
        given = {"activity": meeting, "rule": InvitationRule(**rule), "by": hendra}
        assert code_of(actions.invite_people, **given) == "nobody_fits"
        assert not Attendance.objects.exists()

    def test_who_is_taken_off_stays_on_the_list_of_who_came(self, team, meeting, hendra):
        invite(meeting, "board")
        first, second, *_rest = invited_to(meeting)
        actions.mark_present(activity=meeting, member=first.member, way="qr", by=hendra)
        for row in (first, second):
            actions.uninvite_person(attendance=row, by=hendra)
            assert code_of(actions.uninvite_person, attendance=row, by=hendra) == "not_invited"
        assert [each.pk for each in Attendance.objects.filter(pk__in=[first.pk, second.pk])] == [first.pk]
        assert AuditEntry.objects.filter(verb="meeting.uninvite").count() == 2


def test_the_draft_of_the_letter_holds_day_place_and_order_of_events(body, meeting, hendra):
    make.post(body, "chair", "Mira Lestari")
    Activity.objects.filter(pk=meeting.pk).update(on=dt.date(2026, 11, 3), starts_at=dt.time(9))
    meeting.refresh_from_db()
    meetings.rundown(meeting, "Pembukaan", speaker="Ibu Mira")
    number = uuid7()
    letter, again = (
        actions.draft_invitation(activity=meeting, by=hendra, op_id=number) for _each in range(2)
    )
    assert letter == again and letter.state == Letter.State.DRAFT and letter.signatory.office == "chair"
    for part in (
        "Rapat pleno",
        "Selasa, 3 November 2026, pukul 09.00",
        "Aula kelurahan",
        "09.00 Pembukaan, oleh Ibu Mira",
    ):
        assert part in letter.text


def test_the_form_asks_for_what_a_rule_needs(client_of_hendra, meeting):
    address = reverse("meetings:invitation", args=[meeting.pk])
    for rule in ("office", "pokja", "chairs", "named"):
        answer = client_of_hendra.post(address, {"rule": rule})
        assert answer.status_code == 422 and "Pilih dulu di sini." in answer.content.decode()


class TestRundown:
    def add(self, meeting, by, **more):
        values = {"starts_at": dt.time(9), "title": "Pembukaan", **more}
        return actions.add_rundown(activity=meeting, by=by, **values)

    def test_lines_stand_by_their_time(self, meeting, hendra):
        late, early = self.add(meeting, hendra, starts_at=dt.time(10)), self.add(meeting, hendra)
        assert [*meeting.rundown.all()] == [early, late]
        actions.change_rundown(line=early, starts_at=dt.time(11), title="Doa", by=hendra)
        assert [each.title for each in meeting.rundown.all()] == ["Pembukaan", "Doa"]
        actions.drop_rundown(line=late, by=hendra)
        verbs = ["rundown.add", "rundown.add", "rundown.change", "rundown.drop"]
        assert [*AuditEntry.objects.order_by("at", "id").values_list("verb", flat=True)] == verbs

    def test_what_no_line_may_say(self, world, meeting, hendra):
        assert code_of(self.add, meeting, hendra, title=" ") == "title_missing"
        other = make.post(make.body(world.rw))
        assert code_of(self.add, meeting, hendra, post=other) == "post_of_another"
        gone = self.add(meeting, hendra)
        RundownItem.objects.all().delete()
        assert code_of(actions.drop_rundown, line=gone, by=hendra) == "rundown_gone"
        given = {"line": gone, "starts_at": dt.time(9), "title": "Doa", "by": hendra}
        assert code_of(actions.change_rundown, **given) == "rundown_gone"

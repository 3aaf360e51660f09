"""Points of a body: their order, what came of them, the ones put off, and the promises that they become."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from anyelir.agendas import actions, queries
from anyelir.agendas.models import Point
from anyelir.commitments.models import Clause, Commitment
from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.regions.models import Level
from tests import factories as make
from tests import promises
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


def titles(body):
    return [point.title for point in queries.agenda_of(body)]


@pytest.fixture
def three(team, hendra):
    return [actions.add_point(body=team, title=title, by=hendra) for title in ("Satu", "Dua", "Tiga")]


class TestWriting:
    def test_a_new_one_is_the_last(self, team, three, hendra):
        assert titles(team) == ["Satu", "Dua", "Tiga"]
        assert code_of(actions.add_point, body=team, title="\u200b", by=hendra) == "title_missing"
        number = uuid7()
        again = {"body": team, "title": "Empat", "by": hendra, "op_id": number}
        assert actions.add_point(**again) == actions.add_point(**again)
        assert AuditEntry.objects.filter(verb="agenda.add").count() == 4

    def test_up_and_down_and_at_the_end_it_stays(self, team, three, hendra):
        first, second, third = three
        for point, up, order in [
            (third, True, "Satu Tiga Dua"),
            (third, True, "Tiga Satu Dua"),
            (third, True, "Tiga Satu Dua"),
            (first, False, "Tiga Dua Satu"),
            (first, False, "Tiga Dua Satu"),
            (second, True, "Dua Tiga Satu"),
        ]:
            actions.move_point(point=point, up=up, by=hendra)
            assert titles(team) == order.split()
        assert len({*Point.objects.filter(body=team).values_list("rank", flat=True)}) == 3

    def test_words_change_until_others_read_them(self, team, three, hendra):
        point = three[0]
        seen = point.updated_at.isoformat()
        changed = actions.change_point(point=point, title="Kebun", text="Bibit", seen=seen, by=hendra)
        assert (changed.title, changed.words) == ("Kebun", "Bibit")
        stale = {"point": point, "title": "Lain", "seen": seen, "by": hendra}
        assert code_of(actions.change_point, **stale) == "changed_since"
        actions.pass_points(body=team, points=[point], levels=[Level.RT], by=hendra)
        assert code_of(actions.change_point, point=point, title="Lain", by=hendra) == "passed_down"
        assert AuditEntry.objects.get(verb="agenda.change").detail == {"fields": ["title", "words"]}


class TestDeciding:
    @pytest.fixture
    def meeting(self, team):
        return make.activity(team)

    def test_each_outcome(self, team, three, meeting, hendra):
        noted, put_off, never = three
        given = {"activity": meeting, "by": hendra}
        assert actions.decide_point(point=noted, outcome="noted", **given).activity == meeting
        actions.decide_point(point=put_off, outcome="deferred", **given)
        dropped = actions.decide_point(point=never, outcome="dropped", by=hendra)
        assert (dropped.activity, titles(team)) == (None, ["Dua"])
        assert [point.title for point in queries.points_at(meeting)] == ["Satu", "Dua"]
        assert queries.agenda_of(team).get().put_off_from == put_off

    def test_one_that_is_put_off_comes_first_next_time(self, team, three, meeting, hendra):
        actions.decide_point(point=three[2], outcome="deferred", activity=meeting, by=hendra)
        assert titles(team) == ["Tiga", "Satu", "Dua"]
        again = queries.agenda_of(team).first()
        actions.decide_point(point=again, outcome="deferred", activity=meeting, by=hendra)
        assert titles(team) == ["Tiga", "Satu", "Dua"]

    def test_it_needs_a_meeting_of_the_body_that_took_place(self, world, team, group, three, hendra):
        ahead = make.activity(team, on=promises.in_days(1))
        gone = make.activity(team, state="cancelled", cancel_reason="Hujan")
        for activity in (None, ahead, gone, make.activity(group)):
            for outcome in ("noted", "decided", "deferred"):
                given = {"point": three[0], "outcome": outcome, "decision": "Ya", "activity": activity}
                assert code_of(actions.decide_point, by=hendra, **given) == "no_meeting"
        assert titles(team) == ["Satu", "Dua", "Tiga"]

    def test_signed_minutes_are_closed_also_for_whoever_opened_the_page_before(self, team, three, hendra):
        seen = make.activity(team, book_no=9)
        type(seen).objects.filter(pk=seen.pk).update(state="minuted")
        given = {"point": three[0], "outcome": "noted", "activity": seen}
        assert code_of(actions.decide_point, by=hendra, **given) == "minuted"
        assert titles(team) == ["Satu", "Dua", "Tiga"]

    def test_what_no_decision_may_say(self, world, team, group, three, meeting, hendra):
        def refused(**more):
            given = {"point": three[0], "activity": meeting, "outcome": "decided", "decision": "Ya"}
            return code_of(actions.decide_point, by=hendra, **given | more)

        assert refused(outcome="maybe") == "outcome_unknown"
        assert refused(decision=" ") == "decision_missing"
        assert refused(owner_body=group) == "owner_elsewhere"
        assert refused(owner_post=make.post(group)) == "owner_elsewhere"
        assert refused(due_on=promises.in_days(3)) == "owner_missing"
        assert refused(due_on=promises.in_days(-1), owner_body=team) == "due_past"
        actions.decide_point(point=three[0], outcome="noted", activity=meeting, by=hendra)
        assert refused() == "point_decided"
        for act in (actions.change_point, actions.move_point):
            more = {"title": "x"} if act is actions.change_point else {"up": True}
            assert code_of(act, point=three[0], by=hendra, **more) == "point_decided"

    def test_the_database_keeps_outcomes_whole(self, team, meeting):
        for fields in (
            {"outcome": "noted"},
            {"outcome": "decided", "activity": meeting},
            {"activity": meeting},
            {"outcome": "noted", "activity": meeting, "owner_body": team},
            {"due_on": make.today()},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                promises.point(team, **fields)


class TestPromises:
    def test_what_was_decided_with_an_owner_is_promised_once(self, world, team, three, hendra):
        meeting = make.activity(team)
        given = {"activity": meeting, "outcome": "decided", "by": hendra}
        owned = {"owner_post": world.post, "due_on": promises.in_days(10)}
        actions.decide_point(point=three[0], decision="Bibit dibeli", **owned, **given)
        actions.decide_point(point=three[1], decision="Disetujui", **given)
        actions.decide_point(point=three[2], decision="Balai dicat", owner_body=team, **given)
        made = actions.carry_over(activity=meeting, by=hendra)
        assert [commitment.title for commitment in made] == ["Satu", "Tiga"]
        assert actions.carry_over(activity=meeting, by=hendra) == []
        first, second = Clause.objects.filter(commitment__in=made).order_by("commitment__title")
        assert (first.what, first.post, first.due_on) == ("Bibit dibeli", world.post, promises.in_days(10))
        assert (second.what, second.body, second.post, second.due_on) == ("Balai dicat", team, None, None)
        assert {*Commitment.objects.values_list("kind", "on")} == {("meeting", meeting.on)}

"""Points handed down: one row, read by the path of the reader, answered in a line, silent ones counted by place."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from anyelir.agendas import actions, queries
from anyelir.agendas.due_dates import PASSING
from anyelir.agendas.models import Passing, PassingReport, Point
from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.deadlines.models import Deadline
from anyelir.regions.models import Level
from tests import factories as make
from tests import promises
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(team, hendra):
    return actions.add_point(body=team, title="Kebun pekarangan", by=hendra)


def hand_down(point, by, *levels, **more):
    given = {"body": point.body, "points": [point], "levels": levels or [Level.RT], **more}
    return actions.pass_points(by=by, **given)


def answer(passing, body, by, outcome="discussed", **more):
    return actions.answer_passing(passing=passing, body=body, outcome=outcome, by=by, **more)


class TestPressing:
    def test_one_row_a_point_however_many_are_asked(self, world, team, point, hendra):
        for number in range(4, 40):
            make.region(f"{world.rw.pk}/RT{number:03d}", f"RT {number}")
        other = actions.add_point(body=team, title="Iuran", by=hendra)
        given = {"points": [point, other], "answer_by": promises.in_days(14), "op_id": uuid7()}
        made = hand_down(point, hendra, Level.RT, Level.DASAWISMA, **given)
        assert Passing.objects.count() == len(made) == 2
        assert {(row.scope, row.from_body, *row.asked_levels) for row in made} == {
            (world.kelurahan, team, Level.RT, Level.DASAWISMA)
        }
        assert Deadline.objects.filter(kind=PASSING).count() == 2
        again = hand_down(point, hendra, Level.RT, Level.DASAWISMA, **given)
        assert {row.pk for row in again} == {row.pk for row in made}
        assert AuditEntry.objects.filter(verb="agenda.pass").count() == 2

    @pytest.mark.parametrize("levels", [(), (Level.DESAKEL,), (Level.KECAMATAN,), (Level.RT, Level.KABKOTA)])
    def test_only_to_levels_below(self, team, point, hendra, levels):
        given = {"body": team, "points": [point], "levels": levels, "by": hendra}
        assert code_of(actions.pass_points, **given) == "level_not_below"
        assert not Passing.objects.exists()

    def test_only_inside_of_the_own_place(self, world, team, point, hendra):
        for scope in (world.next_kelurahan, world.kecamatan, world.elsewhere):
            assert code_of(hand_down, point, hendra, scope=scope) == "level_not_below"
        assert code_of(hand_down, point, hendra, Level.RW, scope=world.rt) == "level_not_below"
        assert hand_down(point, hendra, scope=world.rw)[0].scope == world.rw
        unit = make.body_of(world.posyandu)
        given = {"body": unit, "points": [promises.point(unit)], "levels": [Level.RT], "by": hendra}
        assert code_of(actions.pass_points, **given) == "level_not_below"

    def test_only_points_of_the_body_that_were_not_dropped(self, team, group, point, hendra):
        given = {"body": team, "levels": [Level.RT], "by": hendra}
        assert code_of(actions.pass_points, points=[], **given) == "nothing_chosen"
        mixed = [point, promises.point(group)]
        assert code_of(actions.pass_points, points=mixed, **given) == "point_of_another"
        assert not Passing.objects.exists(), "all of them or none"
        dropped = promises.point(team, outcome="dropped")
        assert code_of(actions.pass_points, points=[dropped], **given) == "point_dropped"
        past = promises.in_days(-1)
        assert code_of(actions.pass_points, points=[point], answer_by=past, **given) == "due_past"

    def test_once_to_the_same_levels_until_it_is_ended(self, point, hendra):
        [first] = hand_down(point, hendra)
        assert code_of(hand_down, point, hendra) == "already_passed"
        hand_down(point, hendra, Level.RW)
        actions.end_passing(passing=first, by=hendra)
        hand_down(point, hendra)
        assert Passing.objects.count() == 3

    def test_nothing_of_it_changes_but_its_end(self, point, hendra):
        [passing] = hand_down(point, hendra)
        with pytest.raises(IntegrityError), transaction.atomic():
            Passing.objects.filter(pk=passing.pk).update(levels=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            passing.delete()


class TestReading:
    def test_whoever_is_asked_reads_it_and_nobody_else(self, world, team, group, dasawisma, point, hendra):
        [passing] = hand_down(point, hendra, Level.RW, Level.DASAWISMA)
        asked = [group, make.body(world.next_rw), dasawisma]
        others = [team, make.body(world.rt), make.body(world.kecamatan), make.body(world.next_kelurahan)]
        others += [make.body(world.elsewhere), make.body_of(world.posyandu)]
        assert [[*queries.asked_now(body)] for body in asked] == [[passing]] * 3
        assert [[*queries.asked_now(body)] for body in others] == [[]] * 6

    def test_a_place_founded_after_the_press_has_it_too(self, world, point, hendra):
        [passing] = hand_down(point, hendra)
        new = make.body(make.region(f"{world.next_rw.pk}/RT001", "RT 1"))
        assert [*queries.unanswered(new)] == [passing]

    def test_points_of_every_level_above_are_read(self, world, team, dasawisma, hendra):
        bodies = [make.body(world.provinsi), make.body(world.kabupaten), make.body(world.kecamatan), team]
        bodies += [make.body(world.rw), make.body(world.rt)]
        rows = [promises.passing(promises.point(body), Level.DASAWISMA) for body in bodies]
        assert [*queries.asked_now(dasawisma)] == rows

    def test_adopted_it_is_a_point_of_the_own_meeting(self, world, group, point, hendra, yanti):
        [passing] = hand_down(point, hendra, Level.RW)
        taken = actions.adopt_point(passing=passing, body=group, by=yanti)
        assert [*queries.agenda_of(group)] == [taken] and taken.title == "Kebun pekarangan"
        given = {"passing": passing, "by": yanti}
        assert code_of(actions.adopt_point, body=group, **given) == "taken_already"
        assert code_of(actions.adopt_point, body=make.body(world.rt), **given) == "not_addressed"
        [further] = hand_down(taken, yanti, Level.RT)
        assert further.from_body == group
        meeting = make.activity(group)
        actions.decide_point(point=taken, outcome="deferred", activity=meeting, by=yanti)
        assert code_of(actions.adopt_point, body=group, **given) == "taken_already"
        with pytest.raises(IntegrityError), transaction.atomic():
            promises.point(group, passing=passing)
        assert Point.objects.filter(body=group, passing=passing).count() == 2

    def test_those_below_read_what_was_decided(self, team, group, point, hendra, yanti):
        given = {"outcome": "decided", "decision": "Tiap rumah lima pot", "activity": make.activity(team)}
        actions.decide_point(point=point, by=hendra, **given)
        point.refresh_from_db()
        [passing] = hand_down(point, hendra, Level.RW)
        taken = actions.adopt_point(passing=passing, body=group, by=yanti)
        assert taken.words == "Tiap rumah lima pot"


class TestAnswering:
    @pytest.fixture
    def passing(self, point, hendra):
        return hand_down(point, hendra, Level.RW, answer_by=promises.in_days(3))[0]

    def test_a_line_and_a_better_one(self, group, passing, yanti):
        first = answer(passing, group, yanti, words="Dibahas 12 orang")
        assert (first.region, first.outcome, first.words) == (group.region, "discussed", "Dibahas 12 orang")
        better = answer(passing, group, yanti, "done", words="Kebun sudah ada")
        assert better.pk == first.pk and PassingReport.objects.count() == 1
        assert (better.outcome, better.words) == ("done", "Kebun sudah ada")
        trail = AuditEntry.objects.get(verb="agenda.answer_again")
        assert trail.detail == {"before": "discussed", "outcome": "done"}
        assert AuditEntry.objects.get(verb="agenda.answer").detail == {"outcome": "discussed"}
        assert not queries.unanswered(group).exists()

    def test_the_same_form_twice_is_one_answer(self, group, passing, yanti):
        number = uuid7()
        for _time in range(2):
            answer(passing, group, yanti, words="x", op_id=number)
        assert AuditEntry.objects.filter(verb__startswith="agenda.answer").count() == 1

    def test_what_no_answer_may_say(self, world, team, group, passing, yanti):
        assert code_of(answer, passing, group, yanti, "maybe") == "outcome_unknown"
        assert code_of(answer, passing, group, yanti, "cannot", words=" ") == "words_missing"
        assert code_of(answer, passing, group, yanti, words="x" * 281) == "words_too_long"
        assert answer(passing, group, yanti, words="x" * 280).words == "x" * 280
        for activity in (make.activity(team), make.activity(group, on=promises.in_days(1))):
            assert code_of(answer, passing, group, yanti, activity=activity) == "no_meeting"
        held = make.activity(group)
        assert answer(passing, group, yanti, activity=held).activity == held

    def test_only_who_is_asked_and_only_while_it_runs(self, world, team, group, passing, hendra, yanti):
        for body in (team, make.body(world.rt), make.body(world.next_kelurahan)):
            assert code_of(answer, passing, body, yanti) == "not_addressed"
        actions.end_passing(passing=passing, by=hendra)
        assert code_of(answer, passing, group, yanti) == "already_ended"
        assert code_of(actions.adopt_point, passing=passing, body=group, by=yanti) == "already_ended"
        assert code_of(actions.end_passing, passing=passing, by=hendra) == "already_ended"
        assert not queries.asked_now(group).exists()
        assert not Deadline.objects.filter(kind=PASSING, done_at=None).exists()

    def test_the_database_keeps_one_answer_a_place_and_a_reason(self, group, passing):
        promises.report(passing, group)
        for outcome in ("done", "cannot"):
            with pytest.raises(IntegrityError), transaction.atomic():
                promises.report(passing, group, outcome)


class TestSilent:
    """A kecamatan with two kelurahan asks its kelurahan, RT and dasawisma."""

    @pytest.fixture
    def places(self, world):
        """RT 3 of RW 14 with two dasawisma, one in RW 15 without an RT, one in the next kelurahan."""
        codes = [f"{world.rt.pk}/DW01", f"{world.rt.pk}/DW02", f"{world.next_rw.pk}/DW01"]
        codes += [f"{world.next_kelurahan.pk}/DW07"]
        return [make.region(code, f"Dasawisma {number}") for number, code in enumerate(codes)]

    @pytest.fixture
    def passing(self, world, places):
        point = promises.point(make.body(world.kecamatan))
        return promises.passing(point, Level.DESAKEL, Level.DASAWISMA)

    def counts(self, rows):
        return [(row.code, row.asked, row.answered, row.silent) for row in rows]

    def test_nobody_needs_a_body_to_be_silent(self, world, passing):
        here = world.kecamatan.pk
        rows = queries.level_counts(passing, here)
        assert [(row.level, row.asked, row.silent) for row in rows] == [
            ("desakel", 2, 2),
            ("dasawisma", 4, 4),
        ]

    def test_counts_open_downwards(self, world, passing, places):
        promises.report(passing, make.body(places[0]), "done")
        promises.report(passing, make.body(places[2]), "cannot", words="Banjir")
        by_kelurahan = queries.place_counts(passing, Level.DASAWISMA, world.kecamatan.pk)
        here, there = world.kelurahan.pk, world.next_kelurahan.pk
        assert self.counts(by_kelurahan) == [(there, 1, 0, 1), (here, 3, 2, 1)]
        assert (by_kelurahan[1].done, by_kelurahan[1].cannot, by_kelurahan[1].discussed) == (1, 1, 0)
        by_rw = queries.place_counts(passing, Level.DASAWISMA, here)
        assert self.counts(by_rw) == [(world.rw.pk, 2, 1, 1), (world.next_rw.pk, 1, 1, 0)]
        by_rt = queries.place_counts(passing, Level.DASAWISMA, world.rw.pk)
        assert self.counts(by_rt) == [(world.rt.pk, 2, 1, 1)]
        assert queries.place_counts(passing, Level.DASAWISMA, world.rt.pk) == []
        assert [*queries.silent_places(passing, Level.DASAWISMA, here)] == [places[1]]
        # No RW lies between this kelurahan and its dasawisma.
        assert queries.place_counts(passing, Level.DASAWISMA, there) == []

    def test_a_place_that_ended_is_asked_no_more_and_its_answer_counts_no_more(self, world, passing, places):
        promises.report(passing, make.body(places[0]))
        places[0].valid_to = make.today()
        places[0].save()
        [_level, dasawisma] = queries.level_counts(passing, world.kecamatan.pk)
        assert (dasawisma.asked, dasawisma.answered, dasawisma.silent) == (3, 0, 3)

    def test_the_sender_is_not_asked_by_itself(self, world):
        passing = promises.passing(promises.point(make.body(world.rw)), Level.RT)
        assert self.counts(queries.level_counts(passing, world.rw.pk)) == [(world.rw.pk, 1, 0, 1)]

    def test_answers_are_read_inside_a_place(self, world, passing, places):
        first = promises.report(passing, make.body(places[0]))
        second = promises.report(passing, make.body(places[3]))
        assert [*queries.answers_within(passing, world.kecamatan.pk)] == [second, first]
        assert [*queries.answers_within(passing, world.kelurahan.pk)] == [first]

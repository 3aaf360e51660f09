"""Clauses: who owes what until when; what was done of them, how they end, who is told when they stay late."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from anyelir.commitments import actions, queries
from anyelir.commitments.due_dates import CLAUSE
from anyelir.commitments.models import Clause, FollowUp
from anyelir.core.deadlines import KINDS
from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.deadlines.models import Deadline
from anyelir.deadlines.ticking import tick
from anyelir.files.models import StoredFile
from anyelir.rules.time_zones import end_of_day
from tests import factories as make
from tests import promises
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(team):
    return promises.commitment(team)


def add(commitment, by, **fields):
    return actions.add_clause(commitment=commitment, by=by, **{"what": "Membuat kebun", **fields})


class TestAdding:
    def test_it_is_owed_by_a_body_a_post_or_a_party(self, world, team, group, meeting, hendra):
        of_post = add(meeting, hendra, post=world.post, due_on=promises.in_days(9))
        assert (of_post.no, of_post.body, of_post.post, of_post.doer) == (1, team, world.post, team)
        assert add(meeting, hendra, body=group).no == 2
        outside = meeting.parties.create(rank=2, name="Dinas Pertanian")
        of_office = add(meeting, hendra, party=outside)
        assert (of_office.body, of_office.party, of_office.doer) == (None, outside, team)
        assert add(meeting, hendra, party=meeting.parties.get(rank=1)).body == team
        assert AuditEntry.objects.filter(verb="commitment.clause").count() == 4

    def test_nobody_is_no_owner(self, meeting, hendra):
        assert code_of(add, meeting, hendra) == "owner_missing"

    def test_what_no_clause_may_say(self, world, team, group, meeting, hendra):
        assert code_of(add, meeting, hendra, body=group, post=world.post) == "owner_elsewhere"
        assert code_of(add, meeting, hendra, body=team, what="\u200b ") == "what_missing"
        other = promises.commitment(group).parties.get()
        assert code_of(add, meeting, hendra, party=other) == "party_elsewhere"
        assert code_of(add, meeting, hendra, body=team, taken_by=other) == "party_elsewhere"
        assert code_of(add, meeting, hendra, body=team, due_on=promises.in_days(-1)) == "due_past"
        assert add(meeting, hendra, body=team, due_on=make.today()).due_on == make.today()
        assert Clause.objects.filter(commitment=meeting).count() == 1

    def test_the_same_form_twice_is_one_clause(self, team, meeting, hendra):
        number = uuid7()
        assert add(meeting, hendra, body=team, op_id=number) == add(meeting, hendra, body=team, op_id=number)

    def test_a_day_gives_a_deadline_and_none_gives_none(self, team, meeting, hendra):
        dated = add(meeting, hendra, body=team, due_on=promises.in_days(9))
        add(meeting, hendra, body=team)
        deadline = Deadline.objects.get(kind=CLAUSE)
        assert (deadline.object_key, deadline.region) == (dated.pk.hex, team.region_id)
        assert deadline.due_at == end_of_day(team.region_id, promises.in_days(9))

    def test_the_database_keeps_one_owner_and_whole_endings(self, team, meeting):
        party = meeting.parties.get()
        wrong = [
            {"body": None, "party": None},
            {"body": team, "party": party},
            {"state": "done"},
            {"state": "dropped", "closed_at": timezone.now()},
            {"reason": "x"},
        ]
        for fields in wrong:
            with pytest.raises(IntegrityError), transaction.atomic():
                values = {"commitment": meeting, "no": 9, "what": "x", "body": team, **fields}
                Clause.objects.create(**values)


class TestDating:
    def test_a_clause_without_a_day_gets_one_once(self, team, group, meeting, hendra):
        clause = add(meeting, hendra, body=group)
        given = {"clause": clause, "by": hendra, "due_on": promises.in_days(20)}
        assert (
            code_of(actions.date_clause, body=make.body(group.region.parent.parent), **given) == "not_yours"
        )
        past = given | {"due_on": promises.in_days(-1)}
        assert code_of(actions.date_clause, body=team, **past) == "due_past"
        assert actions.date_clause(body=team, **given).due_on == promises.in_days(20)
        assert Deadline.objects.filter(kind=CLAUSE, region=group.region_id).count() == 1
        assert code_of(actions.date_clause, body=group, **given) == "due_set"
        assert AuditEntry.objects.filter(verb="commitment.date").count() == 1


class TestFollowing:
    def test_lines_are_added_and_never_changed(self, team, meeting, hendra, proof):
        clause = add(meeting, hendra, body=team)
        first = actions.follow_clause(clause=clause, body=team, words="Bibit dipesan", by=hendra)
        given = {"on": promises.in_days(0), "proof": proof}
        second = actions.follow_clause(clause=clause, body=team, words="Bibit ditanam", by=hendra, **given)
        assert (first.has_proof, second.has_proof) == (False, True)
        assert StoredFile.objects.get().owner_key == str(second.pk)
        assert [*queries.follow_ups_of(clause)] == [second, first]
        with pytest.raises(IntegrityError), transaction.atomic():
            FollowUp.objects.filter(pk=first.pk).update(words="Lain")
        with pytest.raises(IntegrityError), transaction.atomic():
            first.delete()

    def test_what_no_line_may_say(self, team, group, meeting, hendra):
        clause = add(meeting, hendra, body=team)
        given = {"clause": clause, "by": hendra}
        assert code_of(actions.follow_clause, body=team, words=" ", **given) == "words_missing"
        assert code_of(actions.follow_clause, body=group, words="x", **given) == "not_yours"
        ahead = promises.in_days(1)
        assert code_of(actions.follow_clause, body=team, words="x", on=ahead, **given) == "date_ahead"
        assert not clause.follow_ups.exists()


class TestClosing:
    def test_done_needs_a_proof(self, team, meeting, hendra, proof):
        clause = add(meeting, hendra, body=team, due_on=promises.in_days(3))
        given = {"clause": clause, "body": team, "by": hendra}
        assert code_of(actions.close_clause, **given) == "proof_missing"
        actions.follow_clause(words="Selesai, foto menyusul", **given)
        assert code_of(actions.close_clause, **given) == "proof_missing"
        actions.follow_clause(words="Fotonya", proof=proof, **given)
        done = actions.close_clause(**given)
        assert (done.state, done.closed_by, done.reason) == ("done", hendra.pk, "")
        assert not Deadline.objects.filter(kind=CLAUSE, done_at=None).exists()
        assert code_of(actions.close_clause, **given) == "clause_closed"
        assert code_of(actions.follow_clause, words="x", **given) == "clause_closed"

    def test_where_no_proof_is_asked_for_words_are_enough(self, team, meeting, hendra):
        clause = add(meeting, hendra, body=team, proof_needed=False)
        given = {"clause": clause, "body": team, "by": hendra}
        assert code_of(actions.close_clause, **given) == "proof_missing"
        actions.follow_clause(words="Sudah disampaikan di arisan", **given)
        assert actions.close_clause(**given).state == "done"

    def test_only_its_owner_closes_and_only_who_asked_drops(self, team, group, meeting, hendra):
        clause = add(meeting, hendra, body=group, proof_needed=False)
        given = {"clause": clause, "by": hendra}
        assert code_of(actions.close_clause, body=team, **given) == "not_yours"
        assert code_of(actions.drop_clause, body=group, reason="Sulit", **given) == "not_yours"
        assert code_of(actions.drop_clause, body=team, reason=" ", **given) == "reason_missing"
        gone = actions.drop_clause(body=team, reason="Lahannya dijual", **given)
        assert (gone.state, gone.reason) == ("dropped", "Lahannya dijual")
        assert code_of(actions.drop_clause, body=team, reason="x", **given) == "clause_closed"


class TestPassingOn:
    @pytest.fixture
    def clause(self, team, meeting, hendra):
        return add(meeting, hendra, body=team, due_on=promises.in_days(30), proof_needed=False)

    def test_each_place_below_gets_its_part_once(self, world, team, group, clause, hendra):
        given = {"clause": clause, "body": team, "by": hendra, "due_on": promises.in_days(20)}
        actions.pass_clause(places=[world.rw, world.next_rw], **given)
        actions.pass_clause(places=[world.rw], **given)
        parts = [*queries.parts_of(clause)]
        assert [part.body.region for part in parts] == [world.rw, world.next_rw]
        assert {(part.what, part.due_on) for part in parts} == {("Membuat kebun", promises.in_days(20))}
        assert Deadline.objects.filter(kind=CLAUSE, region=world.next_rw.pk).exists()
        assert [*queries.promised_to(team)] == parts

    def test_only_downwards_and_not_later_than_the_whole(self, world, team, group, clause, hendra):
        def refused(**more):
            given = {"clause": clause, "body": team, "places": [world.rw], "by": hendra, **more}
            return code_of(actions.pass_clause, **given)

        assert refused(places=[]) == "place_missing"
        for place in (world.kelurahan, world.kecamatan, world.next_kelurahan):
            assert refused(places=[world.rw, place]) == "not_below"
        assert refused(body=group) == "not_yours"
        assert refused(due_on=promises.in_days(-1)) == "due_past"
        assert refused(due_on=promises.in_days(31)) == "due_after_whole"
        assert not clause.parts.exists()

    def test_the_whole_waits_for_its_parts(self, world, team, group, clause, hendra):
        actions.pass_clause(clause=clause, body=team, places=[world.rw, world.next_rw], by=hendra)
        actions.follow_clause(clause=clause, body=team, words="Dibagi ke RW", by=hendra)
        assert code_of(actions.close_clause, clause=clause, body=team, by=hendra) == "parts_open"
        first, second = queries.parts_of(clause)
        actions.follow_clause(clause=first, body=group, words="Selesai", by=hendra)
        actions.close_clause(clause=first, body=group, by=hendra)
        actions.drop_clause(clause=second, body=team, reason="RW 15 belum siap", by=hendra)
        assert actions.close_clause(clause=clause, body=team, by=hendra).state == "done"
        rows = AuditEntry.objects.filter(verb__startswith="commitment.").order_by("id")
        assert [row.verb for row in rows] == [
            "commitment.clause",
            "commitment.pass",
            "commitment.follow",
            "commitment.follow",
            "commitment.close",
            "commitment.drop",
            "commitment.close",
        ]

    def test_what_is_dropped_above_is_dropped_below(self, world, team, clause, hendra):
        actions.pass_clause(clause=clause, body=team, places=[world.rw], by=hendra)
        part = clause.parts.get()
        actions.pass_clause(clause=part, body=part.body, places=[world.rt], by=hendra)
        actions.drop_clause(clause=clause, body=team, reason="Ditiadakan", by=hendra)
        states = {*Clause.objects.filter(commitment=clause.commitment).values_list("state", "reason")}
        assert states == {("dropped", "Ditiadakan")}
        assert not Deadline.objects.filter(kind=CLAUSE, done_at=None).exists()


class TestLate:
    """Three days before, on the day, a week after; then the body one level up is told, and nobody above it."""

    def moment(self, place, days):
        return end_of_day(place, promises.in_days(days))

    def test_the_body_above_is_told_once_and_nobody_above_it(self, world, group, above, hendra):
        commitment = promises.commitment(group)
        clause = add(commitment, hendra, body=group, due_on=promises.in_days(5))
        place = group.region_id
        steps = []
        for days in (1, 2, 4, 5, 11, 12, 13, 300):
            tick(self.moment(place, days))
            clause.refresh_from_db()
            steps.append((Deadline.objects.get(kind=CLAUSE).step, clause.told_body and str(clause.told_body)))
        told = ("up", str(world.body))
        assert steps == [("", None), *[("soon", None)] * 2, *[("due", None)] * 2, *[told] * 3]
        assert [*queries.told_to(world.body)] == [clause] and not queries.told_to(above).exists()

    def test_one_that_is_done_in_time_is_told_to_nobody(self, team, meeting, hendra):
        clause = add(meeting, hendra, body=team, due_on=promises.in_days(1), proof_needed=False)
        given = {"clause": clause, "body": team, "by": hendra}
        actions.follow_clause(words="Beres", **given)
        actions.close_clause(**given)
        assert tick(self.moment(team.region_id, 60), kinds=[KINDS[CLAUSE]]) == 0

    def test_above_a_province_there_is_nobody(self, world, hendra):
        body = make.body(world.provinsi)
        clause = add(promises.commitment(body), hendra, body=body, due_on=promises.in_days(1))
        tick(self.moment(body.region_id, 60))
        clause.refresh_from_db()
        assert clause.told_body is None and Deadline.objects.get(kind=CLAUSE).step == "up"

    def test_counts_of_a_day(self, team, meeting, hendra):
        today = make.today()
        add(meeting, hendra, body=team)
        late = add(meeting, hendra, body=team, due_on=today)
        promises.clause(meeting, state="done", closed_at=timezone.now())
        counts = queries.promise_counts(team, today + dt.timedelta(days=1))
        assert (counts.open, counts.late, counts.undated, counts.done, counts.dropped) == (2, 1, 1, 1, 0)
        assert not late.is_late(today) and late.is_late(today + dt.timedelta(days=1))
        assert [*queries.open_clauses(team)][0] == late

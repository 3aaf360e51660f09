"""Arisan: the pot is whole or it is not paid, each share wins once, and nobody can turn the draw."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from anyelir.arisan import actions
from anyelir.arisan.models import ArisanShare, Draw
from anyelir.arisan.printed import shown_draw
from anyelir.arisan.queries import is_finished, running_arisan, share_rows, standing_of
from anyelir.contributions.queries import SheetView
from anyelir.core.models import AuditEntry
from anyelir.ledger.queries import held_now
from anyelir.ledger.verifying import faults_of
from anyelir.membership.actions import leave_body
from anyelir.rules.draws import PrintedDraw, checked_draw
from tests import factories as make
from tests.apps.arisan.conftest import STAKE, close, meeting, pay
from tests.apps.contributions.conftest import OPENED
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
POT = 7 * STAKE


def glass(table, arisan, number, **more):
    given = {"arisan": arisan, "sheet": table.sheet, "number": number, "by": table.by}
    return actions.record_glass(**given | more)


def void(table, draw, **more):
    given = {"draw": draw, "reason": "Dua kertas menempel", "witnesses": table.people[2:4], "by": table.by}
    return actions.void_draw(**given | more)


class TestCycles:
    def test_shares_are_numbered_and_one_woman_may_hold_two(self, table, arisan):
        held = [(share.number, share.body_member) for share in ArisanShare.objects.all()]
        assert held == [*enumerate([*table.people, table.people[0]], 1)]
        assert standing_of(arisan).pot_idr == POT

    def test_one_cycle_runs_at_a_time(self, table, arisan):
        given = {
            "body": table.body,
            "title": "Lain",
            "stake_idr": 1_000,
            "on": OPENED,
            "people": [],
            "by": table.by,
        }
        assert code_of(actions.start_arisan, **given) == "cycle_running"

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"title": " "}, "title_missing"),
            ({"stake_idr": 0}, "stake_out_of_range"),
            ({"stake_idr": -5}, "stake_out_of_range"),
            ({"stake_idr": 10**12}, "stake_out_of_range"),
        ],
    )
    def test_is_refused(self, table, change, code):
        given = {
            "body": table.body,
            "title": "Melati",
            "stake_idr": 1_000,
            "on": OPENED,
            "people": [],
            "by": table.by,
        }
        assert code_of(actions.start_arisan, **given | change) == code

    def test_without_books_or_with_strangers(self, table):
        other = make.body(make.region("32.01.01.1010/RW014"))
        given = {"title": "Melati", "stake_idr": 1_000, "on": OPENED, "by": table.by}
        assert code_of(actions.start_arisan, body=other, people=[], **given) == "no_ledger"
        stranger = make.body_member(other, "Orang Lain")
        assert code_of(actions.start_arisan, body=table.body, people=[stranger], **given) == "not_of_body"
        gone = make.body_member(table.body, "Ibu Pindah", until=OPENED - dt.timedelta(days=1))
        assert code_of(actions.start_arisan, body=table.body, people=[gone], **given) == "member_left"

    def test_joining_and_leaving_end_with_the_first_round(self, table, arisan):
        new = make.body_member(table.body, "Ibu 7")
        share = actions.join_arisan(arisan=arisan, person=new, by=table.by)
        assert share.number == 8
        actions.leave_arisan(share=share, by=table.by)
        assert code_of(actions.leave_arisan, share=share, by=table.by) == "left_already"
        meeting(table, 5)
        glass(table, arisan, 3)
        assert code_of(actions.join_arisan, arisan=arisan, person=new, by=table.by) == "cycle_running"
        first = ArisanShare.objects.get(number=1, until=None)
        assert code_of(actions.leave_arisan, share=first, by=table.by) == "cycle_running"
        handed = actions.leave_arisan(share=first, successor=new, by=table.by)
        assert (handed.number, handed.body_member) == (1, new) and standing_of(arisan).pot_idr == POT

    def test_nobody_leaves_the_body_with_a_share(self, table, arisan):
        given = {"person": table.people[1], "until": dt.date(2026, 11, 20), "by": table.by}
        assert code_of(leave_body, **given) == "something_left"


class TestGlass:
    def test_the_pot_is_paid_in_the_one_entry_of_the_sheet(self, table, arisan):
        meeting(table, 5)
        draw = glass(table, arisan, 3)
        assert (draw.way, draw.round_no, draw.pot_idr, draw.commitment) == ("glass", 1, POT, "")
        close(table)
        entry = table.now.entry
        paid = entry.lines.get(account__code="arisan", amount_idr__gt=0)
        assert (paid.amount_idr, paid.party) == (POT, str(table.people[2].pk))
        held = held_now(table.ledger)
        assert (held["arisan"], held["kas"]) == (0, 500_000) and faults_of(table.ledger) == []

    def test_each_wins_once(self, table, arisan):
        meeting(table, 5)
        glass(table, arisan, 3)
        close(table)
        meeting(table, 6)
        assert code_of(glass, table, arisan, 3) == "won_already"
        assert code_of(glass, table, arisan, 99) == "number_unknown"
        glass(table, arisan, 1)
        assert code_of(glass, table, arisan, 2) == "draw_done"
        assert [share.number for share in standing_of(arisan).eligible] == [2, 4, 5, 6, 7]

    def test_a_missing_member_or_a_short_share_stops_the_draw(self, table, arisan):
        table.start()
        pay(table, table.people[4])
        assert code_of(glass, table, arisan, 3) == "not_all_marked"
        table.save([table.row(table.people[4], "away")])
        assert code_of(glass, table, arisan, 3) == "share_paid_short"
        table.save([table.row(table.people[4], "entrusted", arisan=STAKE - 1)])
        assert code_of(glass, table, arisan, 3) == "share_paid_short"
        table.save([table.row(table.people[4], "entrusted", arisan=STAKE)])
        assert glass(table, arisan, 3).winner.number == 3

    def test_money_without_a_winner_does_not_close(self, table, arisan):
        meeting(table, 5)
        table.count(500_000 + POT)
        assert code_of(table.close) == "draw_missing"

    def test_after_the_draw_nobody_takes_her_stake_back(self, table, arisan):
        meeting(table, 5)
        glass(table, arisan, 3)
        table.save([table.row(table.people[4])])
        table.count(500_000)
        assert code_of(table.close) == "share_paid_short"

    def test_a_meeting_without_arisan_money_closes(self, table, arisan):
        table.start()
        table.save(dues={"iuran": 2_000})
        for person in table.people:
            table.save([table.row(person, iuran=2_000)])
        close(table, 512_000)
        assert table.now.state == "closed"

    def test_on_the_sheet_of_another_body(self, table, arisan):
        from tests.apps.contributions.conftest import table_of

        other = table_of(make.region("32.01.01.1010/RW014"), 3, by=table.by)
        other.start()
        assert code_of(glass, table, arisan, 3, sheet=other.sheet) == "sheet_elsewhere"

    def test_on_a_closed_sheet(self, table, arisan):
        meeting(table, 5)
        glass(table, arisan, 3)
        close(table)
        assert code_of(glass, table, arisan, 2) == "sheet_closed"


class TestNumberDraw:
    def committed(self, table, arisan):
        return actions.commit_draw(arisan=arisan, by=table.by)

    def test_a_stranger_finds_the_same_winner(self, table, arisan):
        draw = self.committed(table, arisan)
        locked = draw.commitment
        meeting(table, 5)
        draw = actions.reveal_draw(draw=draw, sheet=table.sheet, word=" Melati  MEKAR", by=table.by)
        shown = shown_draw(Draw.objects.get(pk=draw.pk))
        printed = PrintedDraw(locked, shown.secret, 1, tuple(shown.numbers), draw.word)
        check = checked_draw(printed)
        assert draw.word == "melati mekar" and shown.numbers == [1, 2, 3, 4, 5, 6, 7]
        assert check.is_locked_secret and check.winner == draw.winner.number and shown.is_right

    def test_the_secret_is_sealed_until_then_and_on_no_page(self, table, arisan):
        draw = self.committed(table, arisan)
        secret = Draw.objects.get(pk=draw.pk).secret
        with connection.cursor() as cursor:
            cursor.execute("SELECT secret FROM arisan_draw")
            [stored] = cursor.fetchone()
        assert stored.startswith("v1.") and secret not in stored
        assert shown_draw(draw).secret == ""

    def test_it_is_locked_before_the_meeting(self, table, arisan):
        table.start()
        assert code_of(self.committed, table, arisan) == "sheet_open"

    def test_one_at_a_time_and_then_no_glass(self, table, arisan):
        self.committed(table, arisan)
        assert code_of(self.committed, table, arisan) == "draw_committed"
        meeting(table, 5)
        assert code_of(glass, table, arisan, 3) == "draw_committed"

    @pytest.mark.parametrize("word", ["", "  ", "|"])
    def test_without_a_word(self, table, arisan, word):
        draw = self.committed(table, arisan)
        meeting(table, 5)
        given = {"draw": draw, "sheet": table.sheet, "word": word, "by": table.by}
        assert code_of(actions.reveal_draw, **given) == "word_empty"

    def test_a_missing_member_stops_it_and_the_secret_stays_locked(self, table, arisan):
        draw = self.committed(table, arisan)
        table.start()
        pay(table, table.people[5])
        given = {"draw": draw, "sheet": table.sheet, "word": "melati", "by": table.by}
        assert code_of(actions.reveal_draw, **given) == "not_all_marked"
        draw.refresh_from_db()
        assert draw.state == "committed" and shown_draw(draw).secret == ""

    def test_it_is_opened_once(self, table, arisan):
        draw = self.committed(table, arisan)
        meeting(table, 5)
        given = {"draw": draw, "sheet": table.sheet, "by": table.by}
        actions.reveal_draw(word="melati", **given)
        assert code_of(actions.reveal_draw, word="mawar", **given) == "not_committed"

    def test_nobody_joins_beside_a_locked_draw(self, table, arisan):
        self.committed(table, arisan)
        new = make.body_member(table.body, "Ibu 7")
        assert code_of(actions.join_arisan, arisan=arisan, person=new, by=table.by) == "cycle_running"

    def test_nobody_is_left(self, table):
        given = {"body": table.body, "title": "Kosong", "stake_idr": 1_000, "on": OPENED, "people": []}
        arisan = actions.start_arisan(by=table.by, **given)
        assert code_of(self.committed, table, arisan) == "nobody_left"


class TestVoid:
    def test_with_reason_and_two_witnesses_and_then_a_new_secret(self, table, arisan):
        first = actions.commit_draw(arisan=arisan, by=table.by)
        void(table, first)
        second = actions.commit_draw(arisan=arisan, by=table.by)
        assert (second.round_no, second.commitment != first.commitment) == (1, True)
        assert shown_draw(second).void_before == 1

    def test_a_winner_that_does_not_count_may_win_later(self, table, arisan):
        meeting(table, 5)
        void(table, glass(table, arisan, 3))
        assert glass(table, arisan, 3).round_no == 1

    @pytest.mark.parametrize(
        ("change", "code"), [({"reason": " "}, "reason_missing"), ({"witnesses": []}, "witness_missing")]
    )
    def test_is_refused(self, table, arisan, change, code):
        draw = actions.commit_draw(arisan=arisan, by=table.by)
        assert code_of(void, table, draw, **change) == code
        assert code_of(void, table, draw, witnesses=[table.people[0]] * 2) == "witness_missing"
        stranger = make.body_member(make.body(make.region("32.01.01.1010/RW014")), "Orang Lain")
        assert code_of(void, table, draw, witnesses=[table.people[0], stranger]) == "not_of_body"
        void(table, draw)
        assert code_of(void, table, draw) == "void_already"

    def test_after_the_pot_was_paid_the_sheet_is_taken_back_first(self, table, arisan):
        meeting(table, 5)
        draw = glass(table, arisan, 3)
        close(table)
        assert code_of(void, table, draw) == "paid_out"
        table.sheet = table.now
        table.undo()
        assert void(table, draw).state == "void"
        assert held_now(table.ledger)["arisan"] == 0

    def test_undone_and_closed_again_the_winner_stays(self, table, arisan):
        meeting(table, 5)
        draw = glass(table, arisan, 3)
        close(table)
        table.sheet = table.now
        table.undo()
        assert SheetView(table.now).money.outlays[0].amount_idr == draw.pot_idr
        table.close()
        assert held_now(table.ledger)["arisan"] == 0 and held_now(table.ledger)["kas"] == 500_000


class TestDrawnForGood:
    """The database itself refuses."""

    @pytest.mark.parametrize(
        "change", [{"winner": 2}, {"word": "lain"}, {"pot_idr": 1}, {"state": "committed"}]
    )
    def test_a_winner_is_no_other_later(self, table, arisan, change):
        draw = actions.commit_draw(arisan=arisan, by=table.by)
        meeting(table, 5)
        draw = actions.reveal_draw(draw=draw, sheet=table.sheet, word="melati", by=table.by)
        if "winner" in change:
            change = {"winner": ArisanShare.objects.exclude(pk=draw.winner_id).first()}
        with pytest.raises(DatabaseError, match="draw: drawn"), transaction.atomic():
            Draw.objects.filter(pk=draw.pk).update(**change)

    @pytest.mark.parametrize("change", [{"commitment": "0" * 64}, {"eligible": [1]}, {"round_no": 9}])
    def test_what_was_locked_stays(self, table, arisan, change):
        draw = actions.commit_draw(arisan=arisan, by=table.by)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Draw.objects.filter(pk=draw.pk).update(**change)


def test_a_whole_cycle_ends_with_nothing_in_the_pot(table, arisan):
    """Seven rounds: each share wins once, each pays seven times, the sums are zero, and the next cycle may begin."""
    for round_no in range(1, 8):
        draw = actions.commit_draw(arisan=arisan, by=table.by) if round_no % 2 else None
        meeting(table, 2 * round_no)
        if draw is not None:
            actions.reveal_draw(draw=draw, sheet=table.sheet, word=f"kata {round_no}", by=table.by)
        else:
            glass(table, arisan, standing_of(arisan).eligible[0].number)
        close(table)
        assert held_now(table.ledger)["arisan"] == 0
    assert is_finished(arisan) and running_arisan(table.body) is None
    assert sorted(row.draw.round_no for row in share_rows(arisan)) == [*range(1, 8)]
    sums = {}
    for line in table.ledger.accounts.get(code="arisan").lines.all():
        sums[line.party] = sums.get(line.party, 0) + line.amount_idr
    assert set(sums.values()) == {0} and faults_of(table.ledger) == []
    assert code_of(actions.commit_draw, arisan=arisan, by=table.by) == "nobody_left"
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"arisan.start", "draw.commit", "draw.reveal", "draw.glass"} <= verbs
    call_command("check")

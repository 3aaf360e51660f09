"""One person, one family, one referral, one grant, one service, however many ask for it in the same moment.

Each line of the table is tried twice: one form that is sent eight times (one op id), which gives the same result
eight times; and eight people or tabs (eight op ids), of whom the first is served and the others get what is stored
or a refusal in words. Never an error page, never a second row; the same on SQLite and PostgreSQL.

On a server a third time without any luck: the second comes when the first has written and is not committed yet.
"""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import close_old_connections
from django.db.models import Model

from anyelir.core.ids import uuid7
from anyelir.core.refusal import Refused
from anyelir.families import actions as families
from tests.parallel.conftest import all_at_once, codes, faults, one_inside_the_other
from tests.parallel.line import Line
from tests.parallel.lines_aid import AID, AID_AT_WILL
from tests.parallel.lines_assistance import ASSISTANCE, ASSISTANCE_AT_WILL
from tests.parallel.lines_books import BOOKS, BOOKS_WITHOUT_ID
from tests.parallel.lines_calendars import CALENDARS
from tests.parallel.lines_day import DAY
from tests.parallel.lines_fund import FUND, FUND_AT_WILL, FUND_WITHOUT_ID
from tests.parallel.lines_goods import GOODS
from tests.parallel.lines_groups import GROUPS, GROUPS_AT_WILL, GROUPS_SHOWN_ONCE
from tests.parallel.lines_handovers import HANDOVERS, HANDOVERS_WITHOUT_ID
from tests.parallel.lines_kept import KEPT
from tests.parallel.lines_letters import LETTERS, LETTERS_AT_WILL
from tests.parallel.lines_meetings import MEETINGS, MEETINGS_AT_WILL
from tests.parallel.lines_office import OFFICE, WITHOUT_ID
from tests.parallel.lines_old_books import OLD_BOOKS
from tests.parallel.lines_orders import ORDERS, ORDERS_AT_WILL
from tests.parallel.lines_people import PEOPLE
from tests.parallel.lines_permits import PERMITS, PERMITS_AT_WILL
from tests.parallel.lines_plans import PLANS, PLANS_WITHOUT_ID
from tests.parallel.lines_programmes import PROGRAMMES, PROGRAMMES_AT_WILL
from tests.parallel.lines_promises import PROMISES
from tests.parallel.lines_publishing import PUBLISHING
from tests.parallel.lines_questions import QUESTIONS
from tests.parallel.lines_tables import TABLES, TABLES_AT_WILL
from tests.parallel.lines_trade import TRADE_AT_WILL, TRADE_ONCE


def try_line(line: Line, town, op_ids: list[uuid.UUID]) -> list[Any]:
    close_old_connections()
    given = line.prepare(town)
    pages = [as_loaded(given) for _each in op_ids]
    outcomes = all_at_once(lambda number: line.act(town, pages[number], op_ids[number]), len(op_ids))
    check(line, town, given, outcomes)
    return outcomes


def as_loaded(given: Any) -> Any:
    """What a page of its own loads before anybody writes; one object for all of them would tell each of the others."""
    if isinstance(given, tuple):
        return tuple(map(as_loaded, given))
    return type(given)._base_manager.get(pk=given.pk) if isinstance(given, Model) else given


def check(line: Line, town, given, outcomes: list[Any]) -> None:
    assert faults(outcomes) == []
    assert set(line.rows(town, given)) == {1}, (line.rows(town, given), outcomes)


def each_of(lines: list[Line]):
    return pytest.mark.parametrize("line", lines, ids=lambda line: line.name)


FORMS = [*PEOPLE, *DAY, *OFFICE, *BOOKS, *GOODS, *KEPT, *LETTERS, *PLANS, *PROMISES, *MEETINGS, *CALENDARS]
FORMS += [*HANDOVERS, *TABLES, *FUND, *OLD_BOOKS, *GROUPS, *QUESTIONS, *TRADE_ONCE, *PERMITS, *AID]
FORMS += [*ORDERS, *ASSISTANCE, *PUBLISHING, *PROGRAMMES]
ONLY_PRESSED = [*WITHOUT_ID, *BOOKS_WITHOUT_ID, *PLANS_WITHOUT_ID, *HANDOVERS_WITHOUT_ID, *FUND_WITHOUT_ID]
ONLY_PRESSED += GROUPS_SHOWN_ONCE
AT_WILL = [
    *LETTERS_AT_WILL,
    *TABLES_AT_WILL,
    *MEETINGS_AT_WILL,
    *FUND_AT_WILL,
    *GROUPS_AT_WILL,
    *TRADE_AT_WILL,
    *PERMITS_AT_WILL,
    *AID_AT_WILL,
    *ORDERS_AT_WILL,
    *ASSISTANCE_AT_WILL,
    *PROGRAMMES_AT_WILL,
]
ALL = each_of([*FORMS, *ONLY_PRESSED])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestEightAtOnce:
    @each_of([*FORMS, *AT_WILL])
    def test_one_form_sent_eight_times(self, line, town):
        outcomes = try_line(line, town, [uuid7()] * 8)
        assert codes(outcomes) == set()
        assert len({key_of(outcome) for outcome in outcomes}) == 1

    @ALL
    def test_eight_forms(self, line, town):
        outcomes = try_line(line, town, [uuid7() for _each in range(8)])
        assert codes(outcomes) <= line.refusals
        assert any(not isinstance(outcome, Refused) for outcome in outcomes)

    # SQLite lets only one write at a time.
    @pytest.mark.only_on("postgresql")
    @ALL
    def test_a_second_form_while_the_first_is_not_committed(self, line, town):
        given = line.prepare(town)
        pages = [as_loaded(given), as_loaded(given)]
        outcomes = one_inside_the_other(lambda number: line.act(town, pages[number], uuid7()))
        check(line, town, given, outcomes)
        assert codes(outcomes) <= line.refusals and not isinstance(outcomes[0], Refused)


def key_of(outcome: Any) -> Any:
    return outcome.person.pk if isinstance(outcome, families.Registered) else outcome.pk

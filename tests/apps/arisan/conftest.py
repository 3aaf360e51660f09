"""A dasawisma with an arisan of its own on the meeting sheet."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.arisan import actions
from tests import factories as make
from tests.apps.contributions.conftest import OPENED, Table, dasawisma_place, table_of

STAKE = 20_000


@pytest.fixture
def by(db):
    return make.user("yuli", "Yuli Astuti")


@pytest.fixture
def table(by) -> Table:
    """Six women; no sheet is open yet."""
    return table_of(dasawisma_place(), 6, by=by)


@pytest.fixture
def arisan(table):
    """A share for each, and a second one of the first."""
    people = [*table.people, table.people[0]]
    return actions.start_arisan(
        body=table.body, title="Arisan Melati", stake_idr=STAKE, on=OPENED, people=people, by=table.by
    )


def pay(table: Table, *left_out, arisan=None) -> None:
    """Everybody is here and pays the stake of her shares."""
    for person in table.people:
        if person not in left_out:
            stake = STAKE * (2 if person == table.people[0] else 1)
            table.save([table.row(person, arisan=stake)])


def meeting(table: Table, day: int, month: int = 11) -> None:
    table.start(dt.date(2026, month, day))
    pay(table)


def close(table: Table, cash_idr: int = 500_000) -> None:
    """What came in for the arisan went out again."""
    table.count(cash_idr)
    table.close()

"""Nobody asks the clock of the server what day it is: midnight comes to Sentani two hours before Jakarta."""

import datetime as dt

import pytest

from anyelir.core import clock
from anyelir.rules.time_zones import newest_day
from tests.architecture.sources import PACKAGE, python_files

# The demo is one place; terms of roles are days of the nation.
BY_THE_CAPITAL = ("web/demo/", "commands/", "membership/")


@pytest.mark.parametrize(
    ("utc", "newest"),
    [("2026-11-29T14:59", 29), ("2026-11-29T15:00", 30), ("2026-11-29T17:00", 30), ("2026-11-30T00:00", 30)],
)
def test_the_newest_day_is_that_of_the_east(monkeypatch, utc, newest):
    now = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    assert newest_day(now) == dt.date(2026, 11, newest)
    monkeypatch.setattr(clock.timezone, "now", lambda: now)
    assert clock.today_anywhere() == dt.date(2026, 11, newest)


def test_rooms_ask_the_clock_of_the_place():
    asking = {
        path.relative_to(PACKAGE).as_posix() for path in python_files() if "localdate" in path.read_text()
    }
    assert {path for path in asking if not path.startswith(BY_THE_CAPITAL)} == set()

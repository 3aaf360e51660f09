"""Night by the clock of the place, and campaigns by their table."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.sending_hours import campaign_end, next_waking_hour
from anyelir.rules.time_zones import local_time

UTC = dt.UTC
BOGOR, KARANGASEM, JAYAPURA = "32.01", "51.07", "91.03"


@pytest.mark.parametrize(
    ("place", "moment", "leaves"),
    [
        # 19.59 and 20.00 WIB; 05.59 and 06.00 WIB.
        (BOGOR, "2026-11-10T12:59", "2026-11-10T12:59"),
        (BOGOR, "2026-11-10T13:00", "2026-11-10T23:00"),
        (BOGOR, "2026-11-10T22:59", "2026-11-10T23:00"),
        (BOGOR, "2026-11-10T23:00", "2026-11-10T23:00"),
        # The same moments lie an hour later in Bali and two hours later in Papua.
        (KARANGASEM, "2026-11-10T11:59", "2026-11-10T11:59"),
        (KARANGASEM, "2026-11-10T12:00", "2026-11-10T22:00"),
        (JAYAPURA, "2026-11-10T11:00", "2026-11-10T21:00"),
        (JAYAPURA, "2026-11-10T21:00", "2026-11-10T21:00"),
        # The night over the end of a year.
        (BOGOR, "2026-12-31T16:30", "2026-12-31T23:00"),
        ("", "2026-11-10T13:00", "2026-11-10T23:00"),
    ],
)
def test_nothing_leaves_at_night(place, moment, leaves):
    at = dt.datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert next_waking_hour(at, place) == dt.datetime.fromisoformat(leaves).replace(tzinfo=UTC)


@given(
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2040, 1, 1)),
    st.sampled_from([BOGOR, KARANGASEM, JAYAPURA, ""]),
)
def test_it_leaves_by_day_never_before_and_within_ten_hours(moment, place):
    moment = moment.replace(tzinfo=UTC)
    leaves = next_waking_hour(moment, place)
    assert moment <= leaves <= moment + dt.timedelta(hours=10)
    assert 6 <= local_time(leaves, place).hour < 20
    assert next_waking_hour(leaves, place) == leaves


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2023-11-27", None),
        ("2023-11-28", "2024-02-14"),
        ("2024-02-14", "2024-02-14"),
        ("2024-02-15", None),
        ("2024-09-25", "2024-11-27"),
        ("2024-11-28", None),
        ("2026-11-29", None),
    ],
)
def test_campaigns_of_the_table(day, end):
    assert campaign_end(dt.date.fromisoformat(day)) == (dt.date.fromisoformat(end) if end else None)


def test_a_moment_needs_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        next_waking_hour(dt.datetime(2026, 11, 10, 12), BOGOR)

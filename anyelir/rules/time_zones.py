"""WIB, WITA and WIT by province (tables ``time_zones`` and
``time_zone_offsets``, Keppres 41/1987 [A]); Indonesia has no summer time."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from anyelir.rules import tables

DAY = dt.timedelta(days=1)


class Zone(StrEnum):
    """The three zones; ``name`` and value are the abbreviation that people read."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    def timezone(self, on: dt.date) -> dt.timezone:
        """The offset on a day, named so that ``%Z`` prints WIB, WITA or WIT."""
        rule = tables.load("time_zone_offsets").nearest(on)[self.value]
        return dt.timezone(dt.timedelta(hours=rule["utc_offset_hours"]), self.value)

    @property
    def iana(self) -> str:
        """The name of the zone in the tz database, for databases and browsers."""
        return _IANA[self]


_IANA = {Zone.WIB: "Asia/Jakarta", Zone.WITA: "Asia/Makassar", Zone.WIT: "Asia/Jayapura"}


def zone_of(region_code: str, *, on: dt.date) -> Zone | None:
    """The zone of any Kemendagri code or path by its province; None for an unknown province."""
    rule = tables.load("time_zones").by_key(on).get(region_code[:2])
    return None if rule is None else Zone(rule["zone"])


def local_time(moment: dt.datetime, region_code: str) -> dt.datetime:
    """An aware moment on the clock of a region; WIB, the zone of the capital, when the place is unknown.

    Raises ValueError for a moment without time zone: times are stored in UTC, never as wall time.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    zone = zone_of(region_code, on=moment.date()) or Zone.WIB
    return moment.astimezone(zone.timezone(moment.date()))


def today_at(region_code: str, now: dt.datetime) -> dt.date:
    """The calendar day of a region at an aware moment: midnight comes to Sentani two hours before Jakarta.

    Every "not yet", every proposed date and every deadline of a place is judged by this day. The nation (the empty
    code) and an unknown province have the day of the capital.
    """
    return local_time(now, region_code).date()


def moment_at(region_code: str, day: dt.date, hour: dt.time) -> dt.datetime:
    """The moment (UTC) of an hour without time zone on a day in a region; WIB when the place is unknown."""
    zone = zone_of(region_code, on=day) or Zone.WIB
    return dt.datetime.combine(day, hour, zone.timezone(day)).astimezone(dt.UTC)


def end_of_day(region_code: str, day: dt.date) -> dt.datetime:
    """The moment (UTC) at which a day is over in a region: until then what was due on it is in time."""
    return moment_at(region_code, day + DAY, dt.time())


def newest_day(now: dt.datetime) -> dt.date:
    """The calendar day where it comes first, in the east of the country."""
    return max(now.astimezone(zone.timezone(now.date())).date() for zone in Zone)


def written_day(moment: dt.datetime) -> dt.date | None:
    """The Indonesian day that a program meant by a moment where only a day belongs; None when it cannot be told.

    Programs write midnight of their own place as UTC: ``2024-12-03T17:00Z`` is 4 December in Jakarta. A moment
    without zone at one of those hours may be the same with its zone lost, so nobody can tell.
    """
    rules = tables.load("time_zone_offsets").nearest(moment.date()).values()
    offsets = {dt.timedelta(hours=rule["utc_offset_hours"]) for rule in rules}
    midnights = {(dt.datetime.min + DAY - offset).time() for offset in offsets}
    if moment.tzinfo is None:
        return None if moment.time() in midnights else moment.date()
    if moment.utcoffset() in offsets:
        return moment.date()
    universal = moment.astimezone(dt.UTC).replace(tzinfo=None)
    if universal.time() in midnights:
        return (universal + DAY).date()
    days = {(universal + offset).date() for offset in offsets}
    return days.pop() if len(days) == 1 else None

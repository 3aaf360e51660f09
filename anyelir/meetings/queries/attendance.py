"""Who is on the list of an activity: invited, present, still expected; and the hours of one woman."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from anyelir.meetings.models import Attendance
from anyelir.membership.models import BodyMember, Member
from anyelir.secretariat.models import Activity

PRESENT = Q(came_at__isnull=False, withdrawn_at=None)
NEWEST = 5


def present_rows(activities: Iterable[Activity]) -> QuerySet[Attendance]:
    """Who came, one row for one human: of twins that were joined later, and of a woman of a body who was recognised
    as a member later, the row of the member stands for both."""
    rows = Attendance.objects.filter(PRESENT, activity__in=list(activities))
    is_twin = Q(member__merged_into__isnull=False) & Exists(_of_member("member__merged_into"))
    is_recognised = Q(member=None, body_member__member__isnull=False) & Exists(
        _of_member("body_member__member")
    )
    return rows.exclude(is_twin).exclude(is_recognised)


def _of_member(path: str) -> QuerySet[Attendance]:
    return Attendance.objects.filter(PRESENT, activity=OuterRef("activity"), member=OuterRef(path))


def present_at(activity: Activity) -> QuerySet[Attendance]:
    """Who came and was not withdrawn, with the names that a list needs, whoever came first."""
    return present_rows([activity]).select_related("member", "body_member__member", "body_member__body")


def newest_at(activity: Activity) -> list[Attendance]:
    """The last who came, the very last first."""
    return list(present_at(activity).order_by("-came_at", "-id")[:NEWEST])


def expected_at(activity: Activity) -> list[Attendance]:
    """Invited and not here yet, by name."""
    here = {person_key(each) for each in present_at(activity)}
    rows = [each for each in invited_to(activity) if person_key(each) not in here]
    return list({person_key(each): each for each in rows}.values())


def invited_to(activity: Activity) -> list[Attendance]:
    """By name, whether they came or not."""
    rows = Attendance.objects.filter(activity=activity, invited_at__isnull=False)
    rows = rows.select_related("member", "body_member__member", "body_member__body__region")
    return sorted(rows, key=lambda each: (each.name.casefold(), str(each.pk)))


def person_key(attendance: Attendance) -> str:
    """Equal for two rows of one human."""
    member, body_member = attendance.member, attendance.body_member
    if member is None and body_member is not None:
        member = body_member.member
    if member is not None:
        return str(member.survivor.pk)
    return str(body_member.pk if body_member is not None else attendance.attendee_key)


def counts_of(activities: Iterable[Activity]) -> dict[uuid.UUID, int]:
    """How many came, of those activities to which anybody did."""
    rows = present_rows(activities).order_by().values_list("activity")
    return dict(rows.annotate(n=Count("pk")))


def rows_of_person(
    activity: Activity, member: Member | None, body_member: BodyMember | None
) -> QuerySet[Attendance]:
    """Every row of the activity that may be hers, whatever she was known by when it was written."""
    known = Q(pk__in=[])
    if body_member is not None:
        known |= Q(body_member=body_member)
        member = member or body_member.member
    if member is not None:
        known |= Q(member=member.survivor) | Q(member__merged_into=member.survivor)
        known |= Q(body_member__member=member.survivor)
    return Attendance.objects.filter(known, activity=activity).order_by("member_id", "id")


@dataclass(frozen=True)
class HoursOfMember:
    """What one woman gave in a year: activities with their hours, None where its times are not written down."""

    rows: list[tuple[Activity, float | None]]

    @property
    def hours(self) -> float:
        return sum(hours for _activity, hours in self.rows if hours is not None)

    @property
    def without_hours(self) -> int:
        return sum(hours is None for _activity, hours in self.rows)


def hours_of(member: Member, year: int) -> HoursOfMember:
    """Each activity once, the latest first; one that was cancelled gave nobody an hour."""
    hers = Q(member=member) | Q(body_member__member=member)
    attended = Attendance.objects.filter(hers, PRESENT).values("activity")
    activities = Activity.objects.filter(pk__in=attended, on__year=year)
    kept = activities.exclude(state=Activity.State.CANCELLED).select_related("body__region")
    return HoursOfMember([(each, duration_of(each)) for each in kept.order_by("-on", "-starts_at", "-id")])


def duration_of(activity: Activity) -> float | None:
    """Hours from beginning to end as they are written down."""
    starts, ends = activity.starts_at, activity.ends_at
    if starts is None or ends is None:
        return None
    day = dt.date.min
    return (dt.datetime.combine(day, ends) - dt.datetime.combine(day, starts)).total_seconds() / 3600

"""Who belongs to the place of an activity, and so may be marked by card, by number or from the list."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.terms import in_force
from anyelir.meetings.models import PersonCard
from anyelir.meetings.queries.attendance import rows_of_person
from anyelir.membership.models import Body, BodyMember, Member, Post, Service
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level, contains, is_within
from anyelir.secretariat.models import Activity


def place_of(body: Body) -> str:
    """The desa around a body; of a body above a desa its own region."""
    return at_level(body.region_id, Level.DESAKEL) or body.region_id


def is_of_this_place(activity: Activity, member: Member | None, body_member: BodyMember | None) -> bool:
    """Invited, or of a body, with a post or serving in the place around the body on that day."""
    if rows_of_person(activity, member, body_member).exists():
        return True
    place, on = place_of(activity.body), activity.on
    if body_member is not None and _is_near(body_member, place) and body_member.is_in_force(on):
        return True
    if member is None and body_member is not None:
        member = body_member.member
    return member is not None and _lives_here(member, activity)


def _is_near(body_member: BodyMember, place: str) -> bool:
    return contains(place, body_member.body.region_id)


def _lives_here(member: Member, activity: Activity) -> bool:
    place, on = place_of(activity.body), activity.on
    if contains(place, member.region_id):
        return True
    belongs = BodyMember.objects.filter(is_within(place, "body__region_id"), in_force(on), member=member)
    holds = Post.objects.filter(is_within(place, "body__region_id"), in_force(on), member=member)
    serves = Service.objects.filter(is_within(place), in_force(on), member=member)
    return belongs.exists() or holds.exists() or serves.exists()


def card_by_code(code: str) -> PersonCard | None:
    """The card that counts today; one that was replaced is none."""
    cards = PersonCard.objects.filter(code=code, ended_at=None) if code else PersonCard.objects.none()
    return cards.select_related("member", "body_member__body", "body_member__member").first()


def numbered_in(body: Body, number: int) -> BodyMember | None:
    """Who has that number in the body; numbers are never used again."""
    rows = BodyMember.objects.filter(body=body, number=number)
    return rows.select_related("body", "member").first()


def people_of(body: Body, activity: Activity) -> QuerySet[BodyMember]:
    """Who belonged to the body on the day of the activity, by name."""
    rows = BodyMember.objects.filter(in_force(activity.on), body=body)
    return rows.select_related("body", "member").order_by("name", "number")


def holders_in(body: Body, activity: Activity) -> QuerySet[Post]:
    """Posts of the body that somebody held on the day of the activity."""
    rows = Post.objects.filter(in_force(activity.on), body=body).exclude(member=None)
    return rows.select_related("member", "body").order_by("pokja", "office", "since", "id")


def chairs_below(body: Body, activity: Activity, level: Level) -> QuerySet[Post]:
    """Who leads the bodies of a level below, on the day of the activity."""
    below = is_within(body.region_id, "body__region_id") & Q(body__region__level=level, body__unit_kind="")
    leads = Q(office=Post.Office.CHAIR)
    rows = Post.objects.filter(below, leads, in_force(activity.on)).exclude(member=None)
    return rows.exclude(body=body).select_related("member", "body").order_by("body__region_id", "id")


def kader_in(body: Body, activity: Activity) -> QuerySet[Service]:
    """Who serves as kader in the region of the body on that day."""
    rows = Service.objects.filter(is_within(body.region_id), in_force(activity.on))
    return rows.select_related("member").order_by("region_id", "member__name", "id")

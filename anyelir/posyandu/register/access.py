"""Who may see and do what at which posyandu: by granted region, by posyandu and by puskesmas."""

from __future__ import annotations

import datetime as dt
import functools
import operator
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.families.models import Person
from anyelir.membership.access import (
    can,
    granted_regions,
    granted_units,
    has_anywhere,
    is_inside,
    working_regions,
)
from anyelir.posyandu.register import hooks
from anyelir.posyandu.register.models import Enrolment, Posyandu, TransferRequest
from anyelir.regions.scope import NATION, contains, is_within_any, within

# An empty Q vanishes when it is joined by "or"; this one really matches everything.
EVERYTHING = ~Q(pk__in=[])


def within_granted(user: Viewer, permission: P, field: str) -> Q:
    codes = granted_regions(user, permission)
    return EVERYTHING if NATION in codes else is_within_any(codes, field)


def held_at(user: Viewer, permission: P, to_posyandu: str = "") -> Q:
    """The condition "the user holds the right there" for a model that reaches posyandu by ``to_posyandu``."""
    if getattr(user, "is_system", False):
        return EVERYTHING
    path = f"{to_posyandu}__" if to_posyandu else ""
    return (
        within_granted(user, permission, f"{path}region_id")
        | Q(**{f"{path}pk__in": granted_units(user, permission, "posyandu")})
        | Q(**{f"{path}puskesmas__in": granted_units(user, permission, "puskesmas")})
    )


def has_right_at(user: Viewer, permission: P, posyandu: Posyandu) -> bool:
    units = {"posyandu": posyandu.pk, "puskesmas": posyandu.puskesmas_id}
    return can(user, permission, posyandu.region_id, units=units)


def visible_posyandu(user: Viewer) -> QuerySet[Posyandu]:
    return Posyandu.objects.filter(held_at(user, P.POSYANDU_VIEW))


def can_view_posyandu(user: Viewer, posyandu: Posyandu) -> bool:
    return has_right_at(user, P.POSYANDU_VIEW, posyandu)


def can_edit_some_posyandu(user: Viewer) -> bool:
    """Whether the person may edit a posyandu somewhere: for the size of what is sent, never for an object."""
    return has_anywhere(user, P.POSYANDU_EDIT)


def can_edit_posyandu(user: Viewer, posyandu: Posyandu) -> bool:
    return has_right_at(user, P.POSYANDU_EDIT, posyandu)


def can_register_posyandu(user: Viewer, region_code: str, puskesmas_id: uuid.UUID | None = None) -> bool:
    """A new posyandu has no unit of its own yet: the region must be granted, or the puskesmas be the user's."""
    return can(user, P.POSYANDU_EDIT, region_code, units={"puskesmas": puskesmas_id})


def can_assess_stage(user: Viewer, posyandu: Posyandu) -> bool:
    return has_right_at(user, P.STAGE_ASSESS, posyandu)


def can_view_report(user: Viewer, posyandu: Posyandu) -> bool:
    return has_right_at(user, P.REPORT_VIEW, posyandu)


def has_posyandu_at(user: Viewer, code: str) -> bool:
    """Whether there is a list at the place for the user: works there, or sees a posyandu in it."""
    return is_inside(user, code) or within(visible_posyandu(user), code).exists()


def runnable_posyandu(user: Viewer) -> QuerySet[Posyandu]:
    """Posyandu whose open day the user may run."""
    return Posyandu.objects.filter(held_at(user, P.SESSION_RUN))


def can_run_session(user: Viewer, posyandu: Posyandu) -> bool:
    return has_right_at(user, P.SESSION_RUN, posyandu)


def caring_children(user: Viewer) -> QuerySet[Person]:
    """Children whom the user may see as they are today.

    Enrolled at a posyandu of the user; enrolled nowhere and living in a granted region; or for a reason of a room
    above, such as a referral to the user's puskesmas. Where a child is enrolled is for nobody else: a place that it
    left, or where its family is still registered, sees no more than what it wrote itself.
    """
    if getattr(user, "is_system", False):
        return Person.objects.all()
    enrolled = Enrolment.objects.filter(held_at(user, P.CHILD_VIEW, "posyandu"), until=None).values("child")
    at_home = within_granted(user, P.CHILD_VIEW, "region_id") & ~Exists(current_enrolments(OuterRef("pk")))
    return Person.objects.filter(at_home | Q(pk__in=enrolled) | hooks.caring_otherwise(user))


def visible_children(user: Viewer) -> QuerySet[Person]:
    """Children whom the user sees today, and those who left the user's posyandu or were sent to the own puskesmas."""
    caring = caring_children(user)
    if getattr(user, "is_system", False):
        return caring
    enrolled = Enrolment.objects.filter(held_at(user, P.CHILD_VIEW, "posyandu")).values("child")
    kept = Q(pk__in=caring.values("pk")) | Q(pk__in=enrolled)
    return Person.objects.filter(kept | hooks.visible_otherwise(user))


def known_children(user: Viewer) -> QuerySet[Person]:
    """Children of whom the user may know that they exist: at home or enrolled where the user sees a posyandu, or seen.

    Asked for one child at a time: each condition starts from that child.
    """
    enrolled = Enrolment.objects.filter(
        held_at(user, P.POSYANDU_VIEW, "posyandu") | held_at(user, P.CHILD_VIEW, "posyandu"),
        child=OuterRef("pk"),
    )
    near = within_granted(user, P.POSYANDU_VIEW, "region_id")
    at_home = within_granted(user, P.CHILD_VIEW, "region_id") & ~Exists(current_enrolments(OuterRef("pk")))
    otherwise = hooks.caring_otherwise(user) | hooks.visible_otherwise(user)
    return Person.objects.filter(near | at_home | Exists(enrolled) | otherwise)


def current_enrolments(child: Person | OuterRef) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(child=child, until=None)


Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Sight:
    """What one person may see of one child: all of it, or what a posyandu wrote up to the end of its time."""

    is_whole: bool
    # The last day by posyandu.
    until: Mapping[uuid.UUID, dt.date] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.is_whole or bool(self.until)

    def enrolments(self, enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        return self.part_of(enrolments, "posyandu", "until")

    def part_of(self, rows: QuerySet[Row], posyandu: str, day: str) -> QuerySet[Row]:
        """Those of ``rows`` in sight; ``posyandu`` and ``day`` lead to who wrote each, and when."""
        if self.is_whole:
            return rows
        spans = (Q(**{posyandu: key, f"{day}__lte": last}) for key, last in self.until.items())
        return rows.filter(functools.reduce(operator.or_, spans, Q(pk__in=[])))


def sight_of(user: Viewer, child: Person) -> Sight:
    """The rule of ``caring_children`` and ``visible_children`` for one child, without walking the lists."""
    if getattr(user, "is_system", False):
        return Sight(is_whole=True)
    current = current_enrolments(child).select_related("posyandu").first()
    if _is_caring(user, child, current):
        return Sight(is_whole=True)
    return Sight(is_whole=False, until=_spans(user, child))


def _is_caring(user: Viewer, child: Person, current: Enrolment | None) -> bool:
    if current is not None and has_right_at(user, P.CHILD_VIEW, current.posyandu):
        return True
    if current is None and can(user, P.CHILD_VIEW, child.region_id):
        return True
    return hooks.is_caring_otherwise(user, child, current.posyandu_id if current else None)


def _spans(user: Viewer, child: Person) -> dict[uuid.UUID, dt.date]:
    """Until when the posyandu of the user had the child, and what rooms above add."""
    left = Enrolment.objects.filter(held_at(user, P.CHILD_VIEW, "posyandu"), child=child, until__isnull=False)
    days = list(left.values_list("posyandu_id", "until"))
    days += hooks.until_otherwise(user, child)
    return {key: max(day for posyandu, day in days if posyandu == key) for key in {key for key, _day in days}}


def can_view_child(user: Viewer, child: Person) -> bool:
    return bool(sight_of(user, child))


def cares_for(user: Viewer, child: Person) -> bool:
    """Whether the user sees the child as it is today."""
    return sight_of(user, child).is_whole


def can_release(user: Viewer, posyandu: Posyandu) -> bool:
    """Whether the user may move a child away from the posyandu: runs its day, or imports its books."""
    if has_right_at(user, P.SESSION_RUN, posyandu) or has_right_at(user, P.IMPORT_RUN, posyandu):
        return True
    return any(contains(code, posyandu.region_id) for code in working_regions(user, P.IMPORT_RUN))


def answerable_requests(user: Viewer) -> QuerySet[TransferRequest]:
    """Requests for children that the user may move away: enrolled at the own posyandu, or nowhere but living there."""
    held = current_enrolments(OuterRef("child"))
    here = held_at(user, P.SESSION_RUN, "posyandu")
    at_home = within_granted(user, P.SESSION_RUN, "child__region_id") & ~Exists(held)
    return TransferRequest.objects.filter(Exists(held.filter(here)) | at_home, child__isnull=False)


def can_answer_request(user: Viewer, request: TransferRequest) -> bool:
    if request.child is None:
        return False
    current = current_enrolments(request.child).select_related("posyandu").first()
    if current is not None:
        return has_right_at(user, P.SESSION_RUN, current.posyandu)
    return can(user, P.SESSION_RUN, request.child.region_id)


def sent_requests(user: Viewer) -> QuerySet[TransferRequest]:
    """What the posyandu of the user have asked for."""
    return TransferRequest.objects.filter(held_at(user, P.SESSION_RUN, "to_posyandu"))


def place_of(request: TransferRequest) -> str:
    """Where the child is: whose trail tells of the answer."""
    current = current_enrolments(request.child).select_related("posyandu").first()
    if current is not None:
        return str(current.posyandu.region_id)
    return str(request.child.region_id) if request.child else ""

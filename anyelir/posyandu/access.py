"""Who may see and do what at which posyandu: by granted region, by posyandu and by puskesmas."""

from __future__ import annotations

import datetime as dt
import functools
import operator
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from anyelir.core.clock import day_at, today_at
from anyelir.core.permission import Permission as P
from anyelir.families.models import Person
from anyelir.membership.access import can, granted_regions, granted_units, working_regions
from anyelir.posyandu.models import (
    Enrolment,
    Measurement,
    Posyandu,
    PosyanduSession,
    Referral,
    TransferRequest,
)
from anyelir.posyandu.models.referral import OPEN
from anyelir.regions.scope import NATION, contains, is_within_any

# An empty Q vanishes when it is joined by "or"; this one really matches everything.
EVERYTHING = ~Q(pk__in=[])


def _within(user, permission: P, field: str) -> Q:
    codes = granted_regions(user, permission)
    return EVERYTHING if NATION in codes else is_within_any(codes, field)


def _at(user, permission: P, to_posyandu: str = "") -> Q:
    """The condition "the user holds the right there" for a model that reaches posyandu by ``to_posyandu``."""
    if getattr(user, "is_system", False):
        return EVERYTHING
    path = f"{to_posyandu}__" if to_posyandu else ""
    return (
        _within(user, permission, f"{path}region_id")
        | Q(**{f"{path}pk__in": granted_units(user, permission, "posyandu")})
        | Q(**{f"{path}puskesmas__in": granted_units(user, permission, "puskesmas")})
    )


def _can(user, permission: P, posyandu: Posyandu) -> bool:
    units = {"posyandu": posyandu.pk, "puskesmas": posyandu.puskesmas_id}
    return can(user, permission, posyandu.region_id, units=units)


def visible_posyandu(user) -> QuerySet[Posyandu]:
    return Posyandu.objects.filter(_at(user, P.POSYANDU_VIEW))


def can_view_posyandu(user, posyandu: Posyandu) -> bool:
    return _can(user, P.POSYANDU_VIEW, posyandu)


def can_edit_posyandu(user, posyandu: Posyandu) -> bool:
    return _can(user, P.POSYANDU_EDIT, posyandu)


def can_register_posyandu(user, region_code: str, puskesmas_id=None) -> bool:
    """A new posyandu has no unit of its own yet: the region must be granted, or the puskesmas be the user's."""
    return can(user, P.POSYANDU_EDIT, region_code, units={"puskesmas": puskesmas_id})


def can_assess_stage(user, posyandu: Posyandu) -> bool:
    return _can(user, P.STAGE_ASSESS, posyandu)


def can_view_report(user, posyandu: Posyandu) -> bool:
    return _can(user, P.REPORT_VIEW, posyandu)


def closable_posyandu(user) -> QuerySet[Posyandu]:
    return Posyandu.objects.filter(_at(user, P.MONTH_CLOSE))


def can_close_month(user, posyandu: Posyandu) -> bool:
    return _can(user, P.MONTH_CLOSE, posyandu)


def visible_sessions(user) -> QuerySet[PosyanduSession]:
    return PosyanduSession.objects.filter(_at(user, P.POSYANDU_VIEW, "posyandu"))


def runnable_posyandu(user) -> QuerySet[Posyandu]:
    """Posyandu whose open day the user may run."""
    return Posyandu.objects.filter(_at(user, P.SESSION_RUN))


def can_run_session(user, posyandu: Posyandu) -> bool:
    return _can(user, P.SESSION_RUN, posyandu)


def caring_children(user) -> QuerySet[Person]:
    """Children whom the user may see as they are today.

    Enrolled at a posyandu of the user; referred from where they are enrolled to the user's puskesmas, until that is
    answered; or enrolled nowhere and living in a granted region. Where a child is enrolled is for nobody else: a
    place that it left, or where its family is still registered, sees no more than what it wrote itself.
    """
    if getattr(user, "is_system", False):
        return Person.objects.all()
    enrolled = Enrolment.objects.filter(_at(user, P.CHILD_VIEW, "posyandu"), until=None).values("child")
    referred = (
        _received(user).filter(_is_at_home(), status__in=OPEN, child__is_protected=False).values("child")
    )
    at_home = _within(user, P.CHILD_VIEW, "region_id") & ~Exists(_open_enrolments(OuterRef("pk")))
    return Person.objects.filter(at_home | Q(pk__in=enrolled) | Q(pk__in=referred))


def visible_children(user) -> QuerySet[Person]:
    """Children whom the user sees today, and those who left the user's posyandu or were sent to the own puskesmas."""
    caring = caring_children(user)
    if getattr(user, "is_system", False):
        return caring
    enrolled = Enrolment.objects.filter(_at(user, P.CHILD_VIEW, "posyandu")).values("child")
    referred = _received(user).values("child")
    return Person.objects.filter(Q(pk__in=caring.values("pk")) | Q(pk__in=enrolled) | Q(pk__in=referred))


def _received(user) -> QuerySet[Referral]:
    """Referrals to the puskesmas in which the user sees children."""
    return Referral.objects.filter(puskesmas__in=granted_units(user, P.CHILD_VIEW, "puskesmas"))


def _open_enrolments(child) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(child=child, until=None)


def _is_at_home() -> Q:
    """Of a referral: the child is still where it was referred from, or nowhere."""
    open_now = _open_enrolments(OuterRef("child"))
    return Q(Exists(open_now.filter(posyandu=OuterRef("posyandu")))) | ~Q(Exists(open_now))


@dataclass(frozen=True)
class Sight:
    """What one person may see of one child: all of it, or what a posyandu wrote up to the end of its time."""

    is_whole: bool
    # The last day by posyandu.
    until: Mapping[uuid.UUID, dt.date] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.is_whole or bool(self.until)

    def measurements(self, found: QuerySet[Measurement]) -> QuerySet[Measurement]:
        return self._own(found, "visit__session__posyandu", "measured_on")

    def referrals(self, found: QuerySet[Referral]) -> QuerySet[Referral]:
        return self._own(found, "posyandu", "referred_on")

    def enrolments(self, found: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        return self._own(found, "posyandu", "until")

    def _own(self, found, posyandu: str, day: str):
        if self.is_whole:
            return found
        spans = (Q(**{posyandu: key, f"{day}__lte": last}) for key, last in self.until.items())
        return found.filter(functools.reduce(operator.or_, spans, Q(pk__in=[])))


def sight_of(user, child: Person) -> Sight:
    """The rule of ``caring_children`` and ``visible_children`` for one child, without walking the lists."""
    if getattr(user, "is_system", False):
        return Sight(is_whole=True)
    current = _open_enrolments(child).select_related("posyandu").first()
    if _is_caring(user, child, current):
        return Sight(is_whole=True)
    return Sight(is_whole=False, until=_spans(user, child))


def _is_caring(user, child: Person, current: Enrolment | None) -> bool:
    if current is not None and _can(user, P.CHILD_VIEW, current.posyandu):
        return True
    if current is None and can(user, P.CHILD_VIEW, child.region_id):
        return True
    open_ones = _received(user).filter(child=child, status__in=OPEN)
    if current is not None:
        open_ones = open_ones.filter(posyandu=current.posyandu_id)
    return not child.is_protected and open_ones.exists()


def _spans(user, child: Person) -> dict[uuid.UUID, dt.date]:
    """Until when the posyandu of the user had the child, and those that referred it to the user's puskesmas."""
    left = Enrolment.objects.filter(_at(user, P.CHILD_VIEW, "posyandu"), child=child, until__isnull=False)
    days = list(left.values_list("posyandu_id", "until"))
    received = _received(user).filter(child=child)
    for posyandu, place, closed_at in received.values_list("posyandu_id", "posyandu__region", "closed_at"):
        days.append((posyandu, day_at(place, closed_at) if closed_at else today_at(place)))
    return {key: max(day for posyandu, day in days if posyandu == key) for key in {key for key, _day in days}}


def can_view_child(user, child: Person) -> bool:
    return bool(sight_of(user, child))


def cares_for(user, child: Person) -> bool:
    """Whether the user sees the child as it is today."""
    return sight_of(user, child).is_whole


def is_child_in_reach(user, child: Person) -> bool:
    """A child of a posyandu that the user sees at all: outside it 404, inside without the right 403."""
    enrolled = Enrolment.objects.filter(_at(user, P.POSYANDU_VIEW, "posyandu"), child=child)
    return can(user, P.POSYANDU_VIEW, child.region_id) or enrolled.exists() or can_view_child(user, child)


def can_release(user, posyandu: Posyandu) -> bool:
    """Whether the user may move a child away from the posyandu: runs its day, or imports its books."""
    if _can(user, P.SESSION_RUN, posyandu) or _can(user, P.IMPORT_RUN, posyandu):
        return True
    return any(contains(code, posyandu.region_id) for code in working_regions(user, P.IMPORT_RUN))


def can_create_referral(user, posyandu: Posyandu) -> bool:
    return _can(user, P.REFERRAL_CREATE, posyandu)


def visible_referrals(user) -> QuerySet[Referral]:
    """Both ends of the loop see a referral: who may refer at the posyandu, and the puskesmas it goes to."""
    receiving = granted_units(user, P.REFERRAL_ANSWER, "puskesmas")
    return Referral.objects.filter(_at(user, P.REFERRAL_CREATE, "posyandu") | Q(puskesmas__in=receiving))


def can_view_referral(user, referral: Referral) -> bool:
    return can_answer_referral(user, referral) or can_create_referral(user, referral.posyandu)


def can_answer_referral(user, referral: Referral) -> bool:
    """Only the puskesmas that the child was sent to answers, whatever right a region gives."""
    if getattr(user, "is_system", False):
        return True
    return referral.puskesmas_id in granted_units(user, P.REFERRAL_ANSWER, "puskesmas")


def answerable_requests(user) -> QuerySet[TransferRequest]:
    """Requests for children that the user may move away: enrolled at the own posyandu, or nowhere but living there."""
    held = _open_enrolments(OuterRef("child"))
    here = _at(user, P.SESSION_RUN, "posyandu")
    at_home = _within(user, P.SESSION_RUN, "child__region_id") & ~Exists(held)
    return TransferRequest.objects.filter(Exists(held.filter(here)) | at_home, child__isnull=False)


def can_answer_request(user, request: TransferRequest) -> bool:
    if request.child is None:
        return False
    current = _open_enrolments(request.child).select_related("posyandu").first()
    if current is not None:
        return _can(user, P.SESSION_RUN, current.posyandu)
    return can(user, P.SESSION_RUN, request.child.region_id)


def sent_requests(user) -> QuerySet[TransferRequest]:
    """What the posyandu of the user have asked for."""
    return TransferRequest.objects.filter(_at(user, P.SESSION_RUN, "to_posyandu"))


def place_of(request: TransferRequest) -> str:
    """Where the child is: whose trail tells of the answer."""
    current = _open_enrolments(request.child).select_related("posyandu").first()
    if current is not None:
        return current.posyandu.region_id
    return request.child.region_id if request.child else ""

"""Who may see and do what at which posyandu: by granted region, by posyandu and by puskesmas."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.permission import Permission as P
from anyelir.families.models import Person
from anyelir.membership.access import can, granted_regions, granted_units
from anyelir.posyandu.models import Enrolment, Posyandu, PosyanduSession, Referral
from anyelir.regions.scope import NATION, is_within_any

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


def can_close_month(user, posyandu: Posyandu) -> bool:
    return _can(user, P.MONTH_CLOSE, posyandu)


def visible_sessions(user) -> QuerySet[PosyanduSession]:
    return PosyanduSession.objects.filter(_at(user, P.POSYANDU_VIEW, "posyandu"))


def runnable_posyandu(user) -> QuerySet[Posyandu]:
    """Posyandu whose open day the user may run."""
    return Posyandu.objects.filter(_at(user, P.SESSION_RUN))


def can_run_session(user, posyandu: Posyandu) -> bool:
    return _can(user, P.SESSION_RUN, posyandu)


def visible_children(user) -> QuerySet[Person]:
    """Children of the user's posyandu, of the granted regions, and those referred to the user's puskesmas."""
    if getattr(user, "is_system", False):
        return Person.objects.all()
    enrolled = Enrolment.objects.filter(_at(user, P.CHILD_VIEW, "posyandu")).values("child")
    referred = Referral.objects.filter(puskesmas__in=granted_units(user, P.CHILD_VIEW, "puskesmas")).values(
        "child"
    )
    return Person.objects.filter(
        _within(user, P.CHILD_VIEW, "region_id") | Q(pk__in=enrolled) | Q(pk__in=referred)
    )


def can_view_child(user, child: Person) -> bool:
    """The rule of ``visible_children`` for one child, without walking the list."""
    if can(user, P.CHILD_VIEW, child.region_id) or _belongs(user, P.CHILD_VIEW, child):
        return True
    receiving = granted_units(user, P.CHILD_VIEW, "puskesmas")
    return Referral.objects.filter(child=child, puskesmas__in=receiving).exists()


def is_child_in_reach(user, child: Person) -> bool:
    """A child of a posyandu that the user sees at all: outside it 404, inside without the right 403."""
    return (
        can(user, P.POSYANDU_VIEW, child.region_id)
        or _belongs(user, P.POSYANDU_VIEW, child)
        or can_view_child(user, child)
    )


def _belongs(user, permission: P, child: Person) -> bool:
    """Whether the child is or was enrolled at a posyandu for which the user holds the right."""
    return Enrolment.objects.filter(_at(user, permission, "posyandu"), child=child).exists()


def can_create_referral(user, posyandu: Posyandu) -> bool:
    return _can(user, P.REFERRAL_CREATE, posyandu)


def visible_referrals(user) -> QuerySet[Referral]:
    """Both ends of the loop see a referral: who may refer at the posyandu, and the puskesmas it goes to."""
    receiving = granted_units(user, P.REFERRAL_ANSWER, "puskesmas")
    return Referral.objects.filter(_at(user, P.REFERRAL_CREATE, "posyandu") | Q(puskesmas__in=receiving))


def can_view_referral(user, referral: Referral) -> bool:
    return can_answer_referral(user, referral) or can_create_referral(user, referral.posyandu)


def can_answer_referral(user, referral: Referral) -> bool:
    """Only the puskesmas that the child was sent to answers."""
    units = {"puskesmas": referral.puskesmas_id}
    return can(user, P.REFERRAL_ANSWER, referral.posyandu.region_id, units=units)

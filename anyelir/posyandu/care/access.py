"""Who may see and answer referrals, and which children a referral shows to a puskesmas."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from anyelir.core.clock import day_at, today_at
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.families.models import Person
from anyelir.membership.access import granted_units
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.models.referral import OPEN
from anyelir.posyandu.register.access import Sight, current_enrolments, has_right_at, held_at
from anyelir.posyandu.register.hooks import Insight
from anyelir.posyandu.register.models import Posyandu


def can_create_referral(user: Viewer, posyandu: Posyandu) -> bool:
    return has_right_at(user, P.REFERRAL_CREATE, posyandu)


def visible_referrals(user: Viewer) -> QuerySet[Referral]:
    """Both ends of the loop see a referral: who may refer at the posyandu, and the puskesmas it goes to."""
    receiving = granted_units(user, P.REFERRAL_ANSWER, "puskesmas")
    return Referral.objects.filter(held_at(user, P.REFERRAL_CREATE, "posyandu") | Q(puskesmas__in=receiving))


def known_referrals(user: Viewer) -> QuerySet[Referral]:
    """Beside those who see it, whoever sees the posyandu knows that there is a referral."""
    receiving = granted_units(user, P.REFERRAL_ANSWER, "puskesmas")
    here = held_at(user, P.REFERRAL_CREATE, "posyandu") | held_at(user, P.POSYANDU_VIEW, "posyandu")
    return Referral.objects.filter(here | Q(puskesmas__in=receiving))


def can_view_referral(user: Viewer, referral: Referral) -> bool:
    return can_answer_referral(user, referral) or can_create_referral(user, referral.posyandu)


def can_answer_referral(user: Viewer, referral: Referral) -> bool:
    """Only the puskesmas that the child was sent to answers, whatever right a region gives."""
    if getattr(user, "is_system", False):
        return True
    return referral.puskesmas_id in granted_units(user, P.REFERRAL_ANSWER, "puskesmas")


def referrals_in(sight: Sight, referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Those that somebody with that sight of the child may read."""
    return sight.part_of(referrals, "posyandu", "referred_on")


def _received(user: Viewer) -> QuerySet[Referral]:
    """Referrals to the puskesmas in which the user sees children."""
    return Referral.objects.filter(puskesmas__in=granted_units(user, P.CHILD_VIEW, "puskesmas"))


def _caring(user: Viewer) -> QuerySet[Any]:
    """Children referred from where they are enrolled, or are no more, until that is answered."""
    open_now = current_enrolments(OuterRef("child"))
    is_at_home = Q(Exists(open_now.filter(posyandu=OuterRef("posyandu")))) | ~Q(Exists(open_now))
    waiting = _received(user).filter(is_at_home, status__in=OPEN, child__is_protected=False)
    children: QuerySet[Any] = waiting.values("child")
    return children


def _is_caring(user: Viewer, child: Person, posyandu: uuid.UUID | None) -> bool:
    open_ones = _received(user).filter(child=child, status__in=OPEN)
    if posyandu is not None:
        open_ones = open_ones.filter(posyandu=posyandu)
    return not child.is_protected and open_ones.exists()


def _until(user: Viewer, child: Person) -> list[tuple[uuid.UUID, dt.date]]:
    """The posyandu that referred the child to the user's puskesmas, each to the end of its referral."""
    rows = _received(user).filter(child=child).values_list("posyandu_id", "posyandu__region", "closed_at")
    return [(post, day_at(place, end) if end else today_at(place)) for post, place, end in rows]


# The puskesmas sees a child that was sent to it.
BY_REFERRAL = Insight(
    caring=_caring,
    visible=lambda user: _received(user).values("child"),
    is_caring=_is_caring,
    until=_until,
)

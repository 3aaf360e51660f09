"""Who may see open days and measurements, and who closes a month."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.posyandu.day.models import Measurement, PosyanduSession
from anyelir.posyandu.register.access import Sight, has_right_at, held_at, known_children
from anyelir.posyandu.register.models import Posyandu


def closable_posyandu(user: Viewer) -> QuerySet[Posyandu]:
    return Posyandu.objects.filter(held_at(user, P.MONTH_CLOSE))


def can_close_month(user: Viewer, posyandu: Posyandu) -> bool:
    return has_right_at(user, P.MONTH_CLOSE, posyandu)


def visible_sessions(user: Viewer) -> QuerySet[PosyanduSession]:
    return PosyanduSession.objects.filter(held_at(user, P.POSYANDU_VIEW, "posyandu"))


def known_measurements(user: Viewer) -> QuerySet[Measurement]:
    """Measurements of children of whom the user may know; ``measurements_in`` says which of them are readable."""
    return Measurement.objects.filter(Exists(known_children(user).filter(pk=OuterRef("child"))))


def measurements_in(sight: Sight, measurements: QuerySet[Measurement]) -> QuerySet[Measurement]:
    """Those that somebody with that sight of the child may read."""
    return sight.part_of(measurements, "visit__session__posyandu", "measured_on")

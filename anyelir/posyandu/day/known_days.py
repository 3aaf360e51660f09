"""What must be known before something is recorded: asked of the database, or read beforehand for many at once.

Whoever plans a weighing asks one of both the same questions, so that a form and a file of ten thousand rows are
judged by the same rules.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from anyelir.core.locking import hold, share
from anyelir.families.models import Person
from anyelir.posyandu.day.models import Measurement, MonthClosing, PosyanduSession, Visit
from anyelir.posyandu.day.queries.closings import is_month_closed
from anyelir.posyandu.register.models import Enrolment, Posyandu
from anyelir.posyandu.register.queries.belonging import is_enrolled
from anyelir.rules.months import first_of_month


class KnownDays(Protocol):
    """Open days, visits and closed months. Asked inside the transaction that writes: the answers stay true in it."""

    def is_closed(self, posyandu: Posyandu, day: dt.date) -> bool: ...

    def is_enrolled(self, posyandu: Posyandu, child: Person, on: dt.date) -> bool: ...

    def visit(self, session: PosyanduSession, child: Person) -> Visit | None:
        """The visit of the child on that day, held."""

    def measurements(self, visit: Visit) -> list[Measurement]:
        """All rows of the visit, also those that were superseded."""


class DaysInDatabase:
    """Each question is a query."""

    def is_closed(self, posyandu: Posyandu, day: dt.date) -> bool:
        share(Posyandu, [posyandu.pk])
        return is_month_closed(posyandu, day)

    def is_enrolled(self, posyandu: Posyandu, child: Person, on: dt.date) -> bool:
        return is_enrolled(posyandu, child, on)

    def visit(self, session: PosyanduSession, child: Person) -> Visit | None:
        return hold(Visit.objects.filter(session=session, child=child)).first()

    def measurements(self, visit: Visit) -> list[Measurement]:
        return list(visit.measurements.all())


IN_DATABASE = DaysInDatabase()


@dataclass
class KnownPost:
    """The open days and the closed months of one posyandu."""

    sessions: dict[dt.date, PosyanduSession]
    closed: set[dt.date]


@dataclass
class DaysRead:
    """Read with few queries for many children and days, and kept up to date by whoever plans with it."""

    days: set[dt.date]
    _enrolments: dict[uuid.UUID, list[Enrolment]] = field(default_factory=lambda: defaultdict(list))
    _visits: dict[tuple[uuid.UUID, uuid.UUID], Visit] = field(default_factory=dict)
    _rows: dict[uuid.UUID, list[Measurement]] = field(default_factory=lambda: defaultdict(list))
    _posts: dict[uuid.UUID, KnownPost] = field(default_factory=dict)
    _read: set[uuid.UUID] = field(default_factory=set)

    def read(self, children: Iterable[uuid.UUID]) -> None:
        """Look these children up, again if they were known: their enrolments, and what they did on the days."""
        keys = list(children)
        self._read.update(keys)
        for key in keys:
            self._enrolments.pop(key, None)
        for enrolment in Enrolment.objects.filter(child__in=keys):
            self._enrolments[enrolment.child_id].append(enrolment)
        visits = hold(Visit.objects.filter(child__in=keys, session__held_on__in=self.days)).order_by("pk")
        for visit in visits:
            self._visits[visit.session_id, visit.child_id] = visit
            self._rows.pop(visit.pk, None)
        for row in Measurement.objects.filter(child__in=keys, measured_on__in=self.days):
            self._rows[row.visit_id].append(row)

    def read_once(self, child: Person) -> None:
        """For a child that turned up under another record than the one that was looked for."""
        if child.pk not in self._read:
            self.read([child.pk])

    def forget_posts(self) -> None:
        """Open days may have been added."""
        self._posts.clear()

    def enrolments(self, child: Person) -> list[Enrolment]:
        return self._enrolments[child.pk]

    def session(self, posyandu: Posyandu, held_on: dt.date) -> PosyanduSession | None:
        return self._post(posyandu).sessions.get(held_on)

    def is_closed(self, posyandu: Posyandu, day: dt.date) -> bool:
        return first_of_month(day) in self._post(posyandu).closed

    def is_enrolled(self, posyandu: Posyandu, child: Person, on: dt.date) -> bool:
        enrolments = (
            enrolment for enrolment in self._enrolments[child.pk] if enrolment.posyandu_id == posyandu.pk
        )
        return any(enrolment.is_in_force(on) for enrolment in enrolments)

    def visit(self, session: PosyanduSession, child: Person) -> Visit | None:
        return self._visits.get((session.pk, child.pk))

    def measurements(self, visit: Visit) -> list[Measurement]:
        return self._rows[visit.pk]

    @contextmanager
    def supposing(self, enrolment: Enrolment | None) -> Iterator[None]:
        """The enrolment is planned: known from here on, unless what is planned with it is refused."""
        if enrolment is None:
            yield
            return
        self._enrolments[enrolment.child_id].append(enrolment)
        try:
            yield
        except Exception:
            self._enrolments[enrolment.child_id].remove(enrolment)
            raise

    def add_child(self, child: Person) -> None:
        """A child that is new has nothing that could be read."""
        self._read.add(child.pk)

    def add_measurement(self, measurement: Measurement) -> None:
        visit = measurement.visit
        self._visits[visit.session_id, visit.child_id] = visit
        self._rows[visit.pk].append(measurement)

    def _post(self, posyandu: Posyandu) -> KnownPost:
        if posyandu.pk not in self._posts:
            share(Posyandu, [posyandu.pk])
            held = PosyanduSession.objects.filter(posyandu=posyandu, held_on__in=self.days)
            closed = MonthClosing.objects.filter(posyandu=posyandu, reopened_at=None)
            sessions = {session.held_on: session for session in held.select_related("posyandu")}
            self._posts[posyandu.pk] = KnownPost(sessions, set(closed.values_list("month", flat=True)))
        return self._posts[posyandu.pk]

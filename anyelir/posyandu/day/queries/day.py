"""The open day: who is expected, who is here, at which step, and who needs a greeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from anyelir.families.models import Person
from anyelir.posyandu.day.hooks import Referred, newest_referrals
from anyelir.posyandu.day.models import Measurement, PosyanduSession, Visit
from anyelir.posyandu.day.queries.greetings import DANGER, Greeting, greetings_of, recent_rows
from anyelir.posyandu.register.models import Posyandu
from anyelir.posyandu.register.queries.belonging import is_under_five, members
from anyelir.posyandu.register.wording import mother_of
from anyelir.rules.names import name_key


@dataclass(frozen=True)
class DayChild:
    """A child on the list of the day."""

    child: Person
    visit: Visit | None
    measurement: Measurement | None
    last: Measurement | None
    greetings: tuple[Greeting, ...]

    @property
    def state(self) -> str:
        """``absent``, ``waiting`` (registered), ``measured``, ``served`` or ``done`` (counselled)."""
        if self.visit is None:
            return "absent"
        if self.visit.counselled_at is not None:
            return "done"
        if self.visit.served_at is not None:
            return "served"
        return "measured" if self.measurement is not None else "waiting"


@dataclass(frozen=True)
class DayBoard:
    """All children of the day in the order in which they are needed."""

    session: PosyanduSession
    children: tuple[DayChild, ...]

    def at(self, *states: str) -> list[DayChild]:
        return [entry for entry in self.children if entry.state in states]

    @property
    def waiting_count(self) -> int:
        return len(self.at("waiting"))

    @property
    def absent_count(self) -> int:
        return len(self.at("absent"))

    @property
    def sizes(self) -> list[tuple[str, int]]:
        """How many children stand in each state, in the order of the board; empty states are left out."""
        counts = [(state, len(self.at(state))) for state in ORDER]
        return [(state, count) for state, count in counts if count]

    @property
    def weighed(self) -> int:
        return sum(entry.measurement is not None for entry in self.children)

    @property
    def greeted(self) -> list[DayChild]:
        """Not measured yet and with a reason to look at them first; those in danger before all others."""
        unmeasured = [entry for entry in self.children if entry.greetings and entry.measurement is None]
        return sorted(unmeasured, key=lambda entry: not any(g.code == DANGER for g in entry.greetings))

    @property
    def next_child(self) -> DayChild | None:
        """Who has been waiting longest."""
        return next(iter(self.at("waiting")), None)


def day_board(session: PosyanduSession) -> DayBoard:
    """The board of one day in a fixed number of queries."""
    visits = {visit.child_id: visit for visit in Visit.objects.filter(session=session)}
    children = _expected(session, visits)
    rows, referred = recent_rows(children, session.held_on), newest_referrals(children)
    entries = [
        _entry(child, visits.get(child.pk), rows[child.pk], session, referred.get(child.pk))
        for child in children
    ]
    return DayBoard(session, tuple(sorted(entries, key=_turn)))


def _expected(session: PosyanduSession, visits: dict[UUID, Visit]) -> list[Person]:
    """Under-fives of the posyandu and everybody who came."""
    enrolled = members(session.posyandu, session.held_on).values("pk")
    people = Person.objects.filter(Q(pk__in=enrolled) | Q(pk__in=list(visits))).select_related("mother")
    return [child for child in people if child.pk in visits or is_under_five(child, session.held_on)]


def _entry(
    child: Person,
    visit: Visit | None,
    rows: list[Measurement],
    session: PosyanduSession,
    referred: Referred | None,
) -> DayChild:
    today = next((row for row in reversed(rows) if visit is not None and row.visit_id == visit.pk), None)
    before = [row for row in rows if row.measured_on < session.held_on]
    last = next((row for row in reversed(before) if row.weight_kg is not None), None)
    return DayChild(child, visit, today, last, greetings_of(child, before, session.held_on, referred))


# Who is here stands before who has not come; who is done stands last.
ORDER = {"waiting": 0, "measured": 1, "served": 2, "absent": 3, "done": 4}


def _turn(entry: DayChild) -> tuple[int, float, str, str]:
    """Waiting children by arrival, all others by name."""
    arrived = entry.visit.registered_at.timestamp() if entry.state == "waiting" and entry.visit else 0
    return ORDER[entry.state], arrived, entry.child.name_key, str(entry.child.pk)


def matching(board: DayBoard, text: str) -> list[DayChild]:
    """The children whose name or mother's name holds every word that was typed."""
    wanted = name_key(text).split()
    return [entry for entry in board.children if all(word in _sought_in(entry.child) for word in wanted)]


def _sought_in(child: Person) -> str:
    """Both names without blanks, so that "nur aini", "Nur'aini" and "Nuraini" are one."""
    return f"{child.name_key} {name_key(mother_of(child))}".replace(" ", "")


def running_session(posyandu: Posyandu, today: dt.date) -> PosyanduSession | None:
    """The open day of today, as long as it is open."""
    return PosyanduSession.objects.filter(posyandu=posyandu, held_on=today, closed_at=None).first()

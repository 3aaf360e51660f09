"""Any order of cards, numbers, names, guests and withdrawals: nobody is ever counted twice."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anyelir.core.audit import SYSTEM
from anyelir.meetings import actions
from anyelir.meetings.models import Attendance
from anyelir.meetings.queries.attendance import counts_of, present_at
from anyelir.meetings.recognising import recognise
from tests import factories as make
from tests import meetings

WOMEN = st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("card"), WOMEN),
        st.tuples(st.just("number"), WOMEN),
        st.tuples(st.just("list"), WOMEN),
        st.tuples(st.just("other body"), WOMEN),
        st.tuples(st.just("guest"), WOMEN),
        st.tuples(st.just("withdraw"), WOMEN),
        st.tuples(st.just("recognise"), WOMEN),
    ),
    min_size=1,
    max_size=24,
)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


class TestOnce(TestCase):
    def begin(self):
        for code in ("32", "32.01", "32.01.01"):
            make.region(code)
        self.body = make.body(make.region("32.01.01.1010", "Ciriung", kind="kelurahan"))
        other = make.body(make.region("32.01.01.1010/RW014", "RW 14"))
        self.meeting = make.activity(self.body)
        members = [make.member(self.body.region, f"Ibu {n}") for n in range(4)]
        # The first two are known as members of the movement from the beginning, the others when somebody says so.
        self.members = members
        self.here = [
            make.body_member(self.body, f"Ibu {n}", number=n + 1, member=self.known(n)) for n in range(4)
        ]
        self.there = [
            make.body_member(other, f"Ibu {n}", number=n + 1, member=self.known(n)) for n in range(4)
        ]
        self.cards = [meetings.card(members[n] if n < 2 else self.here[n]) for n in range(4)]
        self.present: set[object] = set()

    def known(self, n):
        return self.members[n] if n < 2 else None

    def who(self, n, body_member):
        """A woman whom nobody has recognised is two to the site: here and in her other body."""
        body_member.refresh_from_db()
        return ("member", n) if body_member.member_id else ("belongs", body_member.pk)

    @settings(max_examples=40, phases=PHASES, suppress_health_check=[*HealthCheck])
    @given(steps=STEPS)
    def test_nobody_is_counted_twice(self, steps):
        self.begin()
        for what, n in steps:
            event(what)
            self.step(what, n)
            assert counts_of([self.meeting]).get(self.meeting.pk, 0) == len(self.present)
            assert present_at(self.meeting).count() == len(self.present)

    def step(self, what, n):
        match what:
            case "card" | "number":
                who = recognise(self.meeting, self.cards[n].code if what == "card" else str(n + 1))
                self.mark(n, self.here[n], body_member=who.body_member, member=who.member)
            case "list":
                self.mark(n, self.here[n], body_member=self.here[n])
            case "other body":
                self.mark(n, self.there[n], body_member=self.there[n])
            case "guest":
                actions.mark_guest(activity=self.meeting, name=f"Tamu {n}", place="Cibinong", by=SYSTEM)
                self.present.add(("guest", n))
            case "withdraw":
                self.withdraw(n)
            case "recognise":
                self.recognise(n)

    def mark(self, n, known_by, **who):
        actions.mark_present(activity=self.meeting, way="qr", by=SYSTEM, **who)
        self.present.add(self.who(n, known_by))

    def withdraw(self, n):
        rows = [*present_at(self.meeting)]
        if not rows:
            return
        row = rows[n % len(rows)]
        self.present.discard(self.key_of(row))
        actions.withdraw_attendance(attendance=row, reason="Salah orang", by=SYSTEM)

    def key_of(self, row: Attendance):
        if row.is_guest:
            return ("guest", int(row.guest_name.split()[1]))
        if row.member_id or row.body_member.member_id:
            return ("member", int(row.name.split()[1]))
        return ("belongs", row.body_member_id)

    def recognise(self, n):
        """Somebody sees that both are one member of the movement."""
        for each in (self.here[n], self.there[n]):
            if ("belongs", each.pk) in self.present:
                self.present.discard(("belongs", each.pk))
                self.present.add(("member", n))
            each.member = self.members[n]
            each.save()

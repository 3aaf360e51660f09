"""A dasawisma with its books and women who bring money; everybody is invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from anyelir.accounts.models import User
from anyelir.contributions import actions
from anyelir.contributions.actions.drafting import HeadDraft, RowDraft
from anyelir.contributions.models import MeetingSheet, SheetLine
from anyelir.ledger.actions import open_ledger
from anyelir.ledger.models import Ledger
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.journal import JournalLine
from tests import factories as make

OPENED, MET = dt.date(2026, 9, 1), dt.date(2026, 11, 20)
DASAWISMA = "32.01.01.1010/RW014/RT003/DW01"
DUES = {"iuran": 2_000, "jimpitan": 1_000, "simpanan:wajib": 5_000}
PAID = sum(DUES.values())


@dataclass
class Table:
    """A body at its table: ``tick`` is a row paid as agreed, ``save`` what a phone sends."""

    body: Body
    ledger: Ledger
    by: User
    people: list[BodyMember]
    sheet: MeetingSheet | None = None

    def start(self, on: dt.date = MET) -> MeetingSheet:
        self.sheet = actions.start_meeting(body=self.body, on=on, place="Rumah Bu Ratmi", by=self.by)
        return self.sheet

    @property
    def now(self) -> MeetingSheet:
        """The sheet as it is in the database."""
        return MeetingSheet.objects.select_related("activity", "body", "entry").get(pk=self.sheet.pk)

    def version(self, person: BodyMember) -> int:
        line = SheetLine.objects.filter(sheet=self.sheet, body_member=person).first()
        return line.version if line is not None else 0

    def row(self, person: BodyMember, mark: str = "here", seen: int | None = None, via=None, **amounts):
        given = {key.replace("__", ":"): amount for key, amount in amounts.items()}
        seen = self.version(person) if seen is None else seen
        return RowDraft(person, seen, mark, given, via)

    def tick(self, *people: BodyMember, **more: int):
        given = {key.replace(":", "__"): amount for key, amount in DUES.items()} | more
        return self.save([self.row(person, **given) for person in people])

    def save(self, rows=(), **head):
        return actions.save_sheet(
            sheet=self.sheet, rows=rows, head=self.head(**head) if head else None, by=self.by
        )

    def head(self, **more) -> HeadDraft:
        now = MeetingSheet.objects.get(pk=self.sheet.pk)
        notes = None if now.notes is None else {int(worth): n for worth, n in now.notes.items()}
        kept = {
            name: getattr(now, name) for name in ("dues", "others", "reason", "chair", "keeper", "witness")
        }
        return HeadDraft(**{"seen": now.version, "notes": notes, **kept, **more})

    def fill(self, here: int | None = None) -> None:
        """All pay what was agreed, three close, and the table holds what the book says."""
        here = len(self.people) if here is None else here
        self.save(dues=DUES)
        self.tick(*self.people[:here])
        actions.leave_rest_away(sheet=self.sheet, by=self.by)
        self.count(500_000 + here * PAID)

    def count(self, amount_idr: int, **more) -> None:
        closers = dict(zip(("chair", "keeper", "witness"), self.people, strict=False))
        notes = {1_000: amount_idr // 1_000, 100: amount_idr % 1_000 // 100}
        self.save(**{"notes": notes, **closers, **more})

    def close(self, **more) -> MeetingSheet:
        return actions.close_sheet(sheet=self.sheet, by=self.by, **more)

    def undo(self, **more) -> MeetingSheet:
        self.sheet = actions.undo_sheet(
            **{"sheet": self.sheet, "reason": "Salah ketik iuran", "by": self.by, **more}
        )
        return self.sheet


def table_of(place, size: int, *, by: User) -> Table:
    body = make.body(place)
    ledger = open_ledger(body=body, on=OPENED, opening=[JournalLine("kas", 500_000)], by=by)
    people = [make.body_member(body, f"Ibu {number}") for number in range(1, size + 1)]
    return Table(body, ledger, by, people)


def dasawisma_place():
    for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
        make.region(code, name)
    make.region("32.01.01.1010", "Ciriung", kind="kelurahan")
    make.region("32.01.01.1010/RW014", "RW 14")
    make.region("32.01.01.1010/RW014/RT003", "RT 3")
    return make.region(DASAWISMA, "Dasawisma Melati 1")


@pytest.fixture
def by(db):
    return make.user("yuli", "Yuli Astuti")


@pytest.fixture
def table(by) -> Table:
    """Dasawisma Melati 1 with six women, Rp 500.000 in the box, and the sheet of 20 November."""
    made = table_of(dasawisma_place(), 6, by=by)
    made.start()
    return made

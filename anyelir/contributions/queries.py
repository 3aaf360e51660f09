"""Reads of a meeting sheet: its rows in order of numbers, its money, what stands against closing a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from anyelir.contributions.columns import COLUMNS, Chip, Chips, Outlay, SheetColumn, SheetReadings, outlays_of
from anyelir.contributions.models import MeetingSheet, SheetLine
from anyelir.contributions.presence import SHEET, ways_of
from anyelir.core.terms import in_force
from anyelir.core.wording import day
from anyelir.ledger.models import Ledger, LedgerAccount, LedgerLine
from anyelir.ledger.queries import cash_idr
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.table_money import TableMoney, counted_idr

OPEN = (MeetingSheet.State.DRAFT, MeetingSheet.State.COUNTED)
HERE = "here"


@dataclass(frozen=True)
class SheetCell:
    """What she was to bring of a column, None where she takes no part, and what she brought."""

    column: SheetColumn
    agreed_idr: int | None
    brought_idr: int
    chips: Sequence[Chip] = ()

    @property
    def is_open(self) -> bool:
        return self.agreed_idr is not None or self.column.is_free or bool(self.brought_idr)


@dataclass(frozen=True)
class MemberRow:
    """One of the body: how she came, what she was to bring and brought; ``version`` 0 when nothing was saved yet."""

    person: BodyMember
    mark: str
    via: BodyMember | None
    cells: list[SheetCell]
    version: int
    # Marked present at the door, before anybody ticked her here.
    came_before: bool = False
    hint: str = ""

    @property
    def agreed_idr(self) -> int:
        return sum(cell.agreed_idr or 0 for cell in self.cells)

    @property
    def sum_idr(self) -> int:
        return sum(cell.brought_idr for cell in self.cells)

    @property
    def is_as_agreed(self) -> bool:
        return all(cell.brought_idr == (cell.agreed_idr or 0) for cell in self.cells)


@dataclass(frozen=True)
class SheetMoney:
    """Money in and out beside the rows, with what lies on the table."""

    outlays: list[Outlay]
    others: list[dict[str, Any]]
    table: TableMoney


class SheetView:
    """A sheet with everything that a page or its closing needs, each read once."""

    def __init__(self, sheet: MeetingSheet) -> None:
        self.sheet = sheet

    @cached_property
    def lines(self) -> dict[UUID, SheetLine]:
        rows = SheetLine.objects.filter(sheet=self.sheet).select_related("body_member__member", "via")
        return {line.body_member_id: line for line in rows}

    @cached_property
    def people(self) -> list[BodyMember]:
        """Who belongs to the body on that day, and whoever has a line already."""
        belongs = Q(pk__in=people_on(self.sheet.body, self.sheet.activity.on)) | Q(pk__in=self.lines)
        return list(BodyMember.objects.filter(belongs).select_related("member").order_by("number"))

    @cached_property
    def readings(self) -> SheetReadings:
        return SheetReadings(self.sheet, self.people)

    @cached_property
    def columns(self) -> list[SheetColumn]:
        """Those of the body, and any in which somebody brought something."""
        filled = {
            key for line in self.lines.values() for key, amount_idr in line.amounts.items() if amount_idr
        }
        return [column for column in COLUMNS if column.is_shown(self.readings) or column.key in filled]

    @cached_property
    def agreed(self) -> dict[str, Mapping[UUID, int]]:
        return {column.key: column.agreed(self.readings) for column in self.columns}

    @cached_property
    def chips(self) -> dict[str, Chips]:
        return {column.key: column.chips(self.readings) for column in self.columns}

    @cached_property
    def hints(self) -> dict[UUID, str]:
        """What the columns say under the name of each."""
        of_columns = [column.hints(self.readings) for column in self.columns]
        return {
            person.pk: ", ".join(hints[person.pk] for hints in of_columns if person.pk in hints)
            for person in self.people
        }

    @cached_property
    def ways(self) -> dict[UUID, str]:
        """How those who are here were marked."""
        return ways_of(self.sheet.activity, self.people)

    @cached_property
    def rows(self) -> list[MemberRow]:
        return [self._row(person) for person in self.people]

    def _row(self, person: BodyMember) -> MemberRow:
        line = self.lines.get(person.pk)
        amounts = line.amounts if line is not None else {}
        cells = [
            SheetCell(
                column,
                self.agreed[column.key].get(person.pk),
                amounts.get(column.key, 0),
                self.chips[column.key].get(person.pk, ()),
            )
            for column in self.columns
        ]
        absence = line.absence if line is not None else ""
        way = self.ways.get(person.pk, "")
        version = line.version if line is not None else 0
        via = line.via if line is not None else None
        return MemberRow(
            person,
            HERE if way else absence,
            via,
            cells,
            version,
            came_before=way not in ("", SHEET),
            hint=self.hints[person.pk],
        )

    @cached_property
    def money(self) -> SheetMoney:
        outlays, others = list(outlays_of(self.readings)), with_direction(self.sheet)
        from_members = sum(row.sum_idr for row in self.rows)
        received = sum(other["amount_idr"] for other in others if other["is_in"])
        spent = sum(other["amount_idr"] for other in others if not other["is_in"])
        out_idr = spent + sum(outlay.amount_idr for outlay in outlays)
        notes = self.sheet.notes
        counted = None if notes is None else counted_idr({int(worth): notes[worth] for worth in notes})
        return SheetMoney(
            outlays, others, TableMoney(self.before_idr, from_members, received, out_idr, counted)
        )

    @property
    def before_idr(self) -> int:
        """What the book has in the cash box without this sheet."""
        book = cash_idr(self.sheet.body.ledger, self.sheet.activity.on)
        entry = self.sheet.entry
        if entry is None or self.sheet.state == MeetingSheet.State.UNDONE:
            return book
        boxes: QuerySet[LedgerLine] = entry.lines.filter(account__place=LedgerAccount.Place.CASH)
        moved: int = sum(line.amount_idr for line in boxes)
        return book - moved


def with_direction(sheet: MeetingSheet) -> list[dict[str, Any]]:
    """Other money with its account's title and whether it came in."""
    accounts = {account.code: account for account in sheet.body.ledger.accounts.all()} if sheet.others else {}
    return [
        {
            **other,
            "title": accounts[other["account"]].title,
            "is_in": accounts[other["account"]].kind == LedgerAccount.Kind.INCOME,
        }
        for other in sheet.others
    ]


def people_on(body: Body, on: dt.date) -> QuerySet[BodyMember]:
    return BodyMember.objects.filter(in_force(on), body=body)


def sheets_of(visible: QuerySet[MeetingSheet], body: Body) -> QuerySet[MeetingSheet]:
    """Standing sheets of a body, the latest meeting first; those that were taken back are left out."""
    rows = visible.filter(body=body).exclude(state=MeetingSheet.State.UNDONE)
    return rows.select_related("activity", "entry").order_by("-activity__on", "-created_at")


def open_sheet_of(body: Body) -> MeetingSheet | None:
    return MeetingSheet.objects.filter(body=body, state__in=OPEN).select_related("activity").first()


def last_sheet_of(body: Body) -> MeetingSheet | None:
    """Whose agreements the next sheet begins with."""
    rows = MeetingSheet.objects.filter(body=body).exclude(state=MeetingSheet.State.UNDONE)
    return rows.select_related("activity").order_by("-activity__on", "-created_at").first()


def open_sheets_before(ledger: Ledger, through: dt.date) -> list[str]:
    """Why a month cannot be closed yet."""
    rows = MeetingSheet.objects.filter(body=ledger.body_id, state__in=OPEN, activity__on__lte=through)
    text = _("Lembar rapat %s belum ditutup. Tutup dulu lembarnya.")
    return [text % day(sheet.activity.on) for sheet in rows.select_related("activity")]

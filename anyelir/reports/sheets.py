"""The official sheet of a unit: the periods of the year up to one of them, and its signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from anyelir.core import wording
from anyelir.core.clock import today_at
from anyelir.core.grain import YEAR, Grain
from anyelir.core.indicator import Leaf
from anyelir.core.sheet import OfficialSheet, Signature, Subject
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import ancestors
from anyelir.reports import columns
from anyelir.reports.presenting import Seen, Shown, dated_words, notes, sentence_of
from anyelir.reports.reading import Reading
from anyelir.reports.signing import counted
from anyelir.rules.disclosure.limits import Audience

# A sheet by year shows so many of them.
YEARS = 5


@dataclass(frozen=True)
class PeriodRow:
    """One period of the sheet, with what must be said about it in its last column."""

    text: str
    cells: tuple[Shown, ...]
    is_current: bool
    columns: tuple[columns.Column, ...]
    notes: tuple[str, ...]

    @property
    def pairs(self) -> list[tuple[columns.Column, Shown]]:
        """Each cell with its column."""
        return list(zip(self.columns, self.cells, strict=True))


class SheetReport:
    """The sheet of one unit and period, as one audience reads it (None: who cares for the people)."""

    def __init__(
        self, sheet: OfficialSheet, subject: Subject, period: date, audience: Audience | None
    ) -> None:
        self.sheet, self.subject, self.period = sheet, subject, period
        self.form = columns.load(sheet.catalogue, sheet.form)
        self._reading = Reading(sheet.catalogue, period, audience)

    @property
    def grain(self) -> Grain:
        return self.sheet.catalogue.unit.grain

    @property
    def key(self) -> str:
        """The period as it stands in addresses."""
        return self.grain.key(self.period)

    @property
    def period_text(self) -> str:
        return self.grain.text(self.period)

    @property
    def span(self) -> str:
        """What a period is called: Bulan, Tahun."""
        return self.grain.title

    @property
    def name(self) -> str:
        """The unit with its kind before its name."""
        return f"{self.sheet.catalogue.unit.title} {self.subject.name}"

    @cached_property
    def closing(self) -> Signature | None:
        """The signature in force."""
        signing = self.sheet.signing
        return signing.in_force(self.subject.record, self.period) if signing else None

    @cached_property
    def is_genuine(self) -> bool:
        signing = self.sheet.signing
        return bool(signing and self.closing and signing.is_genuine(self.closing))

    @cached_property
    def earlier_closings(self) -> list[Signature]:
        """Versions that were signed and opened again, the newest first."""
        signing = self.sheet.signing
        return list(signing.earlier(self.subject.record, self.period)) if signing else []

    @cached_property
    def numbers(self) -> Seen:
        """The numbers in view: as signed when the period is closed, otherwise as folded."""
        return self._series[-1][1] or self._reading.nothing()

    @cached_property
    def _series(self) -> list[tuple[date, Seen | None]]:
        """From January to the period, as on the paper sheet that hangs on the wall."""
        so_far = (self.period.month - 1) // self.grain.months + 1
        count = YEARS if self.grain.months == YEAR.months else so_far
        return self._reading.unit(self.subject.key, self.subject.region, count)

    def counted(self) -> dict[str, int]:
        """What is signed."""
        return counted(self.sheet.catalogue, Leaf(self.subject.key, self.period))

    @property
    def headline(self) -> str:
        text = self.period_text
        return sentence_of(
            lambda numbers: self.sheet.headline(numbers, text),
            self.numbers,
            otherwise=f"{self.name}, {text}.",
        )

    @cached_property
    def rows(self) -> list[PeriodRow]:
        return [
            PeriodRow(
                self.grain.text(period),
                tuple(column.shown(numbers) for column in self.form.columns),
                period == self.period,
                self.form.columns,
                tuple(notes(numbers)),
            )
            for period, numbers in self._series
        ]

    @property
    def dated(self) -> str:
        """By which of its days a record counts in which column."""
        labels = {column.code: column.label for column in self.form.columns}
        return dated_words(self.sheet.catalogue, labels)

    @cached_property
    def place(self) -> list[tuple[str, str]]:
        """The head of the sheet: level and name from RW up to the province, then what the room adds."""
        codes = [*ancestors(self.subject.region), self.subject.region]
        regions = Region.objects.filter(code__in=codes).order_by("-code")
        lines = [(str(Level(region.level).label), region.name) for region in regions]
        return [*lines, *((str(label), text) for label, text in self.subject.heads)]

    @property
    def previous_key(self) -> str:
        return self.grain.key(self.grain.step(self.period, -1))

    @property
    def next_key(self) -> str:
        after = self.grain.step(self.period, 1)
        return self.grain.key(after) if after <= today_at(self.subject.region) else ""

    @property
    def state(self) -> str:
        """What stands at the foot of every print."""
        printed = f"Dicetak dari Anyelir {wording.moment(timezone.now())}."
        if self.sheet.signing is None:
            return printed
        return f"Draf, belum ditutup. {printed}" if self.closing is None else f"{self.signed_state} {printed}"

    @property
    def signed_state(self) -> str:
        """The same for a signed period, without the moment of printing: the paper is the same whenever it is read."""
        assert self.closing is not None
        print_mark = "-".join((self.closing.sha256[:4], self.closing.sha256[4:8])).upper()
        signed = wording.moment(self.closing.closed_at)
        return (
            f"Ditutup {signed} oleh {self.closing.closed_by_name}, versi {self.closing.version}."
            f" Sidik angka {print_mark}."
        )

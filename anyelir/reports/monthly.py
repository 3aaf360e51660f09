"""The month report of a posyandu: the SKDN sheet of the year up to the month, and its signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from django.http import Http404
from django.utils import timezone

from anyelir.core import wording
from anyelir.core.clock import today_at
from anyelir.core.indicator import Leaf
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.day.models import MonthClosing
from anyelir.posyandu.day.queries.closings import closing_of, is_genuine
from anyelir.posyandu.register.models import Posyandu
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import ancestors
from anyelir.reports import paper
from anyelir.reports.presenting import Seen, Shown, notes
from anyelir.reports.reading import Reading
from anyelir.reports.signing import counted
from anyelir.rules import skdn
from anyelir.rules.dates import add_months

SKDN = Path(__file__).with_name("forms") / "skdn.csv"


@dataclass(frozen=True)
class SheetRow:
    """One month of the sheet, with what must be said about it in its last column."""

    month: date
    cells: tuple[Shown, ...]
    is_current: bool
    columns: tuple[paper.Column, ...]
    notes: tuple[str, ...]

    @property
    def pairs(self) -> list[tuple[paper.Column, Shown]]:
        """Each cell with its column."""
        return list(zip(self.columns, self.cells, strict=True))


class MonthReport:
    """SKDN of one posyandu and month. Raises Http404 for a month outside its life."""

    def __init__(self, posyandu: Posyandu, month: date) -> None:
        if month == date.min:
            raise Http404
        self.posyandu = posyandu
        self.month = month
        self.form = paper.load(CATALOGUE, SKDN)

    @property
    def key(self) -> str:
        """The month as it stands in addresses."""
        return f"{self.month:%Y-%m}"

    @cached_property
    def closing(self) -> MonthClosing | None:
        return closing_of(self.posyandu, self.month)

    @cached_property
    def is_genuine(self) -> bool:
        return self.closing is not None and is_genuine(self.closing)

    @cached_property
    def earlier_closings(self) -> list[MonthClosing]:
        """Versions that were signed and opened again, the newest first."""
        closings = MonthClosing.objects.filter(posyandu=self.posyandu, month=self.month)
        return list(closings.exclude(reopened_at=None))

    @cached_property
    def numbers(self) -> Seen:
        """The numbers in view: as signed when the month is closed, otherwise as folded."""
        return self._year[-1][1] or self._reading.nothing()

    @cached_property
    def _reading(self) -> Reading:
        return Reading(CATALOGUE, self.month, None)

    @cached_property
    def _year(self) -> list[tuple[date, Seen | None]]:
        return self._reading.unit(str(self.posyandu.pk), self.posyandu.region_id, self.month.month)

    def counted(self) -> dict[str, int]:
        """What is signed."""
        return counted(CATALOGUE, Leaf(str(self.posyandu.pk), self.month))

    @cached_property
    def counts(self) -> skdn.Counts:
        numbers = self.numbers
        return skdn.Counts(
            s=numbers["target_children"],
            k=numbers["with_growth_card"],
            d=numbers["weighed"],
            n=numbers["gained"],
            t=numbers["not_gained"],
            o=numbers["missed_last_month"],
            b=numbers["first_weighed"],
            bgm=numbers["below_red_line"],
            two_t=numbers["not_gained_twice"],
            three_t=numbers["not_gained_thrice"],
        )

    @cached_property
    def rows(self) -> list[SheetRow]:
        """January to the month, as on the paper sheet that hangs at the posyandu."""
        return [
            SheetRow(
                month,
                tuple(column.shown(numbers) for column in self.form.columns),
                month == self.month,
                self.form.columns,
                tuple(notes(numbers)),
            )
            for month, numbers in self._year
        ]

    @cached_property
    def place(self) -> list[tuple[str, str]]:
        """The head of the sheet: level and name from RW up to the province."""
        codes = [*ancestors(self.posyandu.region_id), self.posyandu.region_id]
        regions = Region.objects.filter(code__in=codes).order_by("-code")
        return [(Level(region.level).label, region.name) for region in regions]

    @property
    def previous_key(self) -> str:
        return f"{add_months(self.month, -1):%Y-%m}"

    @property
    def next_key(self) -> str:
        after = add_months(self.month, 1)
        return f"{after:%Y-%m}" if after <= today_at(self.posyandu.region_id) else ""

    @property
    def state(self) -> str:
        """What stands at the foot of every print."""
        printed = wording.moment(timezone.now())
        if self.closing is None:
            return f"Draf, belum ditutup. Dicetak dari Anyelir {printed}."
        return f"{self.signed_state} Dicetak dari Anyelir {printed}."

    @property
    def signed_state(self) -> str:
        """The same for a signed month, without the moment of printing: the paper is the same whenever it is read."""
        assert self.closing is not None
        print_mark = "-".join((self.closing.sha256[:4], self.closing.sha256[4:8])).upper()
        signed = wording.moment(self.closing.closed_at)
        return (
            f"Ditutup {signed} oleh {self.closing.closed_by_name}, versi {self.closing.version}."
            f" Sidik angka {print_mark}."
        )

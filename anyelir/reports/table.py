"""The comparison of the places below a region: one line each, sortable, with what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from anyelir.core.indicator import Catalogue
from anyelir.core.overview import Heading
from anyelir.reports.comparing import PlaceStanding, is_silent, standings
from anyelir.reports.presenting import value_of
from anyelir.reports.reading import SeenRow


@dataclass(frozen=True)
class TableLine:
    """A row with its values in the order of the headings and how it stands among the others."""

    row: SeenRow
    values: tuple[float | None, ...]
    standing: PlaceStanding


@dataclass(frozen=True)
class PlaceClass:
    """So many places of one kind; ``fill`` is empty for those of which too little is known."""

    count: int
    label: str
    fill: str = ""


@dataclass(frozen=True)
class Table:
    """The lines in the wanted order, and the places that said nothing; ``order`` is as in the address ("-ds")."""

    lines: list[TableLine]
    order: str
    silent: list[SeenRow]
    headings: tuple[Heading, ...]

    @property
    def is_compared(self) -> bool:
        return any(line.standing.compared for line in self.lines)

    @property
    def places(self) -> int:
        """All places that the classes are about."""
        return len(self.lines) + len(self.silent)

    @property
    def classes(self) -> list[PlaceClass]:
        """How many places need help, are as usual, can teach, and are not known well enough."""
        compared = [line.standing for line in self.lines if line.standing.compared]
        helped = sum(standing.needs_help for standing in compared)
        teaching = sum(standing.can_teach for standing in compared)
        unknown = self.places - len(compared)
        every_class = [
            PlaceClass(helped, _("perlu bantuan"), "var(--accent)"),
            PlaceClass(len(compared) - helped - teaching, _("seperti biasanya"), "var(--q2)"),
            PlaceClass(teaching, _("bisa mengajar"), "var(--brand)"),
            PlaceClass(unknown, _("belum cukup data")),
        ]
        return [place_class for place_class in every_class if place_class.count]

    def next_order(self, key: str) -> str:
        """A click sorts descending first, then ascending, then by place again."""
        return {f"-{key}": key, key: ""}.get(self.order, f"-{key}")


def sorted_table(catalogue: Catalogue, rows: list[SeenRow], month: date, order: str) -> Table:
    """Rows that have something to say; unknown values stand last whatever the direction."""
    headings = catalogue.overview.headings if catalogue.overview else ()
    by_key = standings(catalogue, rows, month)
    silent = [row for row in rows if is_silent(row)]
    lines = [
        TableLine(row, tuple(value_of(heading.code, row.numbers) for heading in headings), by_key[row.key])
        for row in rows
        if row.key in by_key
    ]
    key = order.lstrip("-")
    keys = [heading.key for heading in headings]
    if key in keys:
        position = keys.index(key)
        known = [line for line in lines if line.values[position] is not None]
        known.sort(key=lambda line: line.values[position], reverse=order.startswith("-"))
        lines = known + [line for line in lines if line.values[position] is None]
    else:
        order = ""
    return Table(lines, order, silent, headings)

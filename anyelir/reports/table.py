"""The comparison of the places below a region: one line each, sortable, with what stands out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from anyelir.posyandu.indicators import CATALOGUE
from anyelir.reports.engine import Numbers
from anyelir.reports.queries import Row
from anyelir.rules.ranking.funnel import Direction, Label, funnel

FEWEST = 5
FLAGS = {Label.ATTENTION: "below", Label.OUTSTANDING: "above"}
D_S = CATALOGUE.indicators["posyandu.d_s"]


@dataclass(frozen=True)
class Heading:
    """A sortable column: ``key`` stands in the address, ``value`` reads the numbers of a row."""

    key: str
    label: object
    value: Callable[[Numbers], float | None]
    is_number: bool = True


def _indicator(code: str) -> Callable[[Numbers], float | None]:
    return CATALOGUE.indicators[code].value


HEADINGS = [
    Heading("posyandu", _("Posyandu"), lambda numbers: numbers["posyandu_count"]),
    Heading("sasaran", _("Balita (S)"), lambda numbers: numbers["target_children"]),
    Heading("ds", _("Ditimbang (D/S)"), _indicator("posyandu.d_s")),
    Heading("nd", _("Naik (N/D′)"), _indicator("posyandu.nd_prime")),
    Heading("stunting", _("Stunting"), _indicator("posyandu.stunting")),
    Heading("wasting", _("Wasting"), _indicator("posyandu.wasting")),
    Heading("dt", _("2T"), _indicator("posyandu.t2")),
    Heading("lapor", _("Melapor"), _indicator("posyandu.reporting")),
]
BY_KEY = {heading.key: heading for heading in HEADINGS}


@dataclass(frozen=True)
class Line:
    """A row with its values in the order of the headings and how its D/S compares with the others."""

    row: Row
    values: tuple[float | None, ...]
    flag: str = ""


@dataclass(frozen=True)
class Table:
    """The lines in the wanted order, and the places without a number; ``order`` is as in the address ("-ds")."""

    lines: list[Line]
    order: str
    silent: list[Row]
    is_compared: bool = False

    def next_order(self, key: str) -> str:
        """A click sorts descending first, then ascending, then by place again."""
        return {f"-{key}": key, key: ""}.get(self.order, f"-{key}")


def sorted_table(rows: list[Row], month: date, order: str) -> Table:
    """Rows that have numbers, with flags; unknown values stand last whatever the direction."""
    flags = funnel_flags(rows, month)
    silent = [row for row in rows if not row.numbers]
    lines = [
        Line(
            row,
            tuple(heading.value(row.numbers) for heading in HEADINGS),
            flags.get(row.key, ""),
        )
        for row in rows
        if row.numbers
    ]
    key = order.lstrip("-")
    if key in BY_KEY:
        position = HEADINGS.index(BY_KEY[key])
        known = [line for line in lines if line.values[position] is not None]
        known.sort(key=lambda line: line.values[position], reverse=order.startswith("-"))
        lines = known + [line for line in lines if line.values[position] is None]
    else:
        order = ""
    return Table(lines, order, silent, len(_comparable(rows)) >= FEWEST)


def funnel_flags(rows: list[Row], on: date) -> dict[str, str]:
    """``below`` or ``above`` for rows whose D/S lies outside the usual spread for their size.

    The rule is that of ``rules.ranking.funnel`` (exact binomial limits, widened when all places spread more than
    chance would); fewer than five rows are not compared.
    """
    parts = _comparable(rows)
    if len(parts) < FEWEST:
        return {}
    found = funnel(
        [above for above, _below in parts.values()],
        [below for _above, below in parts.values()],
        direction=Direction.HIGHER,
        on=on,
    )
    return {key: FLAGS[label] for key, label in zip(parts, found.labels, strict=True) if label in FLAGS}


def _comparable(rows: list[Row]) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of D/S of the rows that have a target at all."""
    parts = {row.key: D_S.fraction(row.numbers) for row in rows if row.numbers}
    return {key: (above, below) for key, (above, below) in parts.items() if below}

"""The bubble map of an overview: places with a position, and how many have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core import wording
from anyelir.core.overview import Mapped, Overview
from anyelir.reports import charts
from anyelir.reports.presenting import change_note, text_of, value_of
from anyelir.reports.reading import SeenRow

FEWEST = 2


@dataclass(frozen=True)
class PlaceMap:
    """Two drawings of the same places; empty ones when fewer than two places have a position."""

    wide: charts.BubbleMap | None
    narrow: charts.BubbleMap | None
    counted: int
    unplaced: int

    @property
    def is_drawn(self) -> bool:
        return self.wide is not None

    @property
    def note(self) -> str:
        """What the drawing leaves out, in words; empty when it shows everything or there is nothing to show."""
        if self.is_drawn and self.unplaced:
            text = ngettext(
                "%s tempat belum punya letak, jadi tidak tergambar.",
                "%s tempat belum punya letak, jadi tidak tergambar.",
                self.unplaced,
            )
            return text % wording.number(self.unplaced)
        if not self.is_drawn and self.counted >= FEWEST:
            return _("Peta belum digambar: letak tempat-tempat ini belum tercatat.")
        return ""


def place_map(layout: Overview, rows: Sequence[SeenRow]) -> PlaceMap:
    """Rows that have numbers, placed by their centroid; area by size, colour by the mapped indicator."""
    counted = [row for row in rows if row.numbers and row.numbers.count(layout.size)]
    placed = [row for row in counted if row.latitude is not None and row.longitude is not None]
    unplaced = len(counted) - len(placed)
    mapped = layout.mapped
    if mapped is None:
        return PlaceMap(None, None, 0, 0)
    if len(placed) < FEWEST:
        return PlaceMap(None, None, len(counted), unplaced)
    places = [_place(layout, mapped, row) for row in placed]
    wide = charts.bubble_map(places, charts.MAP_WIDE)
    return PlaceMap(wide, charts.bubble_map(places, charts.NARROW), len(counted), unplaced)


def _place(layout: Overview, mapped: Mapped, row: SeenRow) -> charts.MapPlace:
    share = text_of(mapped.code, row.numbers)
    size = row.numbers.count(layout.size)
    params = {"name": row.name, "label": mapped.label, "share": share}
    spoken = _("%(name)s: %(label)s %(share)s") % params
    said = layout.size_words % wording.number(size)
    text = ", ".join(part for part in (spoken, said, change_note(row.numbers)) if part)
    at = (row.latitude, row.longitude)
    return charts.MapPlace(row.key, row.name, *at, size, band(mapped, row), share, text, row.page)


def band(mapped: Mapped, row: SeenRow) -> int | None:
    """Which of five ordered classes the value of a row falls into, None without a number."""
    value = value_of(mapped.code, row.numbers)
    return None if value is None else sum(value >= edge for edge in mapped.edges)

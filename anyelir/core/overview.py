"""How the numbers of a catalogue are laid out on an overview; declared by its room, drawn by ``reports``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from anyelir.core.indicator import Text


class ReaderNumbers(Protocol):
    """Numbers of a place and period as one reader may see them: what the sentences of a room are made of."""

    def count(self, code: str) -> int | None:
        """A measure, or the numerator of an indicator; None where nobody knows or the reader may not."""

    def text(self, code: str) -> str:
        """The value as people read it; for one that is hidden the words that say so."""


@dataclass(frozen=True)
class Heading:
    """A sortable column: ``key`` stands in the address, ``code`` is a measure or an indicator."""

    key: str
    label: Text
    code: str
    # Drawn as a bar with its target.
    is_coverage: bool = False


@dataclass(frozen=True)
class Compared:
    """An indicator in which places are compared.

    ``observed``: the measure of those of whom it is known, who must be enough of the size of the place; empty where
    the units that report say it all. ``worse`` and ``better``: what a place is named for.
    """

    code: str
    observed: str
    worse: Text
    better: Text


@dataclass(frozen=True)
class Bar:
    """A bar of a measure or an indicator with its letter."""

    letter: str
    label: Text
    code: str
    fill: str


@dataclass(frozen=True)
class Stacked:
    """A total and the measures that add up to it, each with its fill."""

    title: Text
    total: str
    fills: Mapping[str, str]


@dataclass(frozen=True)
class Strata:
    """A count of units with its stated parts; places that only told their totals show those, with the source.

    ``title`` and ``recorded`` hold one %s for a number; ``beside`` is a told measure with its words.
    """

    code: str
    title: Text
    fills: tuple[str, ...]
    unstated: Text
    unstated_by_source: Text
    recorded: Text
    beside: str = ""
    beside_words: Text = ""


@dataclass(frozen=True)
class Mapped:
    """The indicator that colours the bubbles of the map, in five classes between four edges."""

    code: str
    title: Text
    label: str
    edges: tuple[int, int, int, int]


def _no_goal(code: str, on: date) -> float | None:
    return None


def _no_notes(numbers: ReaderNumbers) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Overview:
    """The page of a region.

    ``size``: the measure of what a place has, ``size_words`` with one %s for its number; ``counted``: what a
    numerator counts, in words; ``headline(place, period, numbers, is_running)`` and ``subline(numbers, is_running,
    told)``: what a person could say aloud, ``told`` being the units that the place only told of.
    """

    size: str
    size_words: Text
    counted: Text
    headline: Callable[[str, date, ReaderNumbers, bool], str]
    subline: Callable[[ReaderNumbers, bool, int], str]
    empty: tuple[Text, Text]
    tiles: tuple[str, ...]
    headings: tuple[Heading, ...]
    # Columns of the table of the last periods, and the lines drawn above it.
    columns: tuple[tuple[Text, str], ...]
    trend: tuple[tuple[str, str], ...]
    trend_note: Text = ""
    main_tiles: int = 4
    compared: tuple[Compared, ...] = ()
    bars_title: Text = ""
    bars: tuple[Bar, ...] = ()
    bars_sentence: Callable[[ReaderNumbers], str] | None = None
    stacks_title: Text = ""
    stacks_note: Text = ""
    stacks: tuple[Stacked, ...] = ()
    strata: Strata | None = None
    mapped: Mapped | None = None
    # The letter by which a measure is named where a signed number has changed.
    letters: Mapping[str, str] | None = None
    # The numbers are those of the last day of a period: the page opens with the last that is over.
    is_of_the_end: bool = False
    # The page of the menu that it belongs to; empty for that of all overviews.
    menu_page: str = ""
    goal: Callable[[str, date], float | None] = _no_goal
    notes: Callable[[ReaderNumbers], Iterable[str]] = _no_notes

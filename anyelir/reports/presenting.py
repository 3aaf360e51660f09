"""The one way out: every number that a person or a file gets was asked for here.

It says what is known and what is not, what this reader may see, which value was signed, and what the facts have
become since.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.indicator import Catalogue
from anyelir.core.overview import ReaderNumbers
from anyelir.reports.cells import Cells, Numbers


@dataclass(frozen=True)
class Shown:
    """A measure or an indicator of a place and period as it leaves.

    ``above`` and ``below``: its parts (``below`` None for a count); ``value``: None where nobody knows, never 0;
    ``now``: what it has become since the period was closed, None where that is the same.
    """

    above: int | None
    below: int | None
    value: float | None
    now: float | None = None
    is_hidden: bool = False


UNKNOWN = Shown(None, None, None)
HIDDEN = Shown(None, None, None, is_hidden=True)


class Seen:
    """The numbers of a place and period as one reader sees them. They are read by ``present`` and in no other way.

    ``guarded``: the measures and indicators that this reader may not see everywhere; ``hidden`` says which of them
    he may not see here, and is asked when the first of them is.
    """

    def __init__(
        self,
        cells: Cells,
        guarded: frozenset[str] = frozenset(),
        hidden: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self.catalogue: Catalogue = cells.catalogue
        self._cells, self._guarded, self._find_hidden = cells, guarded, hidden

    @cached_property
    def _hidden(self) -> frozenset[str]:
        return self._find_hidden()

    def is_guarded(self, code: str) -> bool:
        """Whether the reader sees ``code`` in some places only."""
        return code in self._guarded

    def is_hidden(self, code: str) -> bool:
        return code in self._guarded and code in self._hidden

    def count(self, code: str) -> int | None:
        """A measure, or the numerator of an indicator; None where nobody knows or the reader may not, and for a count
        that is never said without its share."""
        return None if code in self.catalogue.shares else present(code, self).above

    def text(self, code: str) -> str:
        """The value as people read it."""
        return text_of(code, self)

    @property
    def reporting(self) -> tuple[int, int]:
        """How many units reported, and how many there are; none where the reader may not know."""
        reported = [self.count(key) or 0 for key in self.catalogue.reported_by]
        return max(reported), self.count(self.catalogue.counted) or 0

    @property
    def changed(self) -> frozenset[str]:
        """The measures that facts have changed since the period was closed, without those the reader sees in some
        places only."""
        return frozenset(self._cells.shift.keys() - self._guarded)


class Listened:
    """``Seen`` while a sentence is made of it: notes whether the sentence counted on a number that is hidden."""

    def __init__(self, numbers: Seen) -> None:
        self._numbers, self.has_missed = numbers, False

    def count(self, code: str) -> int | None:
        self.has_missed |= self._numbers.is_hidden(code)
        return self._numbers.count(code)

    def text(self, code: str) -> str:
        return self._numbers.text(code)


def sentence_of(say: Callable[[ReaderNumbers], str], numbers: Seen, otherwise: str = "") -> str:
    """What a room says of numbers; ``otherwise`` where that rests on a number which the reader may not see: to take
    it for nothing would be untrue."""
    listened = Listened(numbers)
    sentence = say(listened)
    return otherwise if listened.has_missed else sentence


def present(code: str, numbers: Seen | None) -> Shown:
    """What may be said of ``code``, a measure or an indicator of the catalogue."""
    if numbers is None:
        return UNKNOWN
    if numbers.is_hidden(code):
        return HIDDEN
    cells, catalogue = numbers._cells, numbers.catalogue
    if not catalogue.is_known(code, cells):
        return UNKNOWN
    if code in catalogue.shares and (missing := _without_share(catalogue.shares[code], numbers)):
        return missing
    parts = _parts(catalogue, code, cells)
    # What a guarded number has become was not weighed against its neighbours.
    if not cells.is_changed or numbers.is_guarded(code):
        return Shown(*parts)
    now = _parts(catalogue, code, cells.live)
    return Shown(*parts, now[2] if now != parts else None)


def _without_share(share: str, numbers: Seen) -> Shown | None:
    """What stands for a count whose share nobody knows, or the reader may not see; None where both can be said."""
    shown = present(share, numbers)
    return None if shown.value is not None else HIDDEN if shown.is_hidden else UNKNOWN


def _parts(catalogue: Catalogue, code: str, numbers: Numbers) -> tuple[int | None, int | None, float | None]:
    if code in catalogue.measures:
        return numbers[code], None, numbers[code]
    indicator = catalogue.indicators[code]
    above, below = indicator.fraction(numbers)
    value = indicator.value(numbers)
    return (None if indicator.is_median and value is None else above), below, value


def value_of(code: str, numbers: Seen | None) -> float | None:
    """The number alone, for drawing and sorting; None for a count that is never said without its share."""
    if numbers is None or code in numbers.catalogue.shares:
        return None
    return present(code, numbers).value


def text_of(code: str, numbers: Seen | None) -> str:
    """The value as people read it; why it is hidden is not said, for that would tell how small it is."""
    shown = present(code, numbers)
    if shown.is_hidden:
        return hidden_words()
    if numbers is None:
        return wording.nothing_yet()
    text = worded(numbers.catalogue, code, shown.value)
    share = numbers.catalogue.shares.get(code)
    if share is None or shown.value is None:
        return text
    return f"{text} · {_share_words(share, numbers)}"


def _share_words(code: str, numbers: Seen) -> str:
    """A share with what it is of: "66,7% dari 60"."""
    shown = present(code, numbers)
    params = {
        "share": worded(numbers.catalogue, code, shown.value),
        "whole": wording.number(shown.below),
    }
    return _("%(share)s dari %(whole)s") % params


HIDDEN_MARK = "–"


def cell_text(shown: Shown, decimals: int) -> str:
    """A cell of a sheet: empty where nobody knows, a dash where the reader may not."""
    if shown.is_hidden:
        return HIDDEN_MARK
    return "" if shown.value is None else wording.number(shown.value, decimals)


def hidden_words() -> str:
    return _("tidak ditampilkan")


def worded(catalogue: Catalogue, code: str, value: float | None) -> str:
    """A value of ``code`` as people read it."""
    if value is None:
        return wording.nothing_yet()
    indicator = catalogue.indicators.get(code)
    if indicator is None or not (indicator.is_ratio or indicator.is_median):
        return wording.number(value)
    if indicator.is_median:
        return ("+" if value > 0 else "") + wording.number(value, 1) + "%"
    return wording.number(value, 1) + ("%" if indicator.scale == 100 else "")


def changes(numbers: Seen | None) -> str:
    """ "T 8, O 1": what the letters of a closed month have become since; empty where nothing changed."""
    if numbers is None or not numbers.changed:
        return ""
    overview = numbers.catalogue.overview
    letters = (overview and overview.letters) or {}
    said = [
        f"{letter} {wording.number(_now(key, numbers))}"
        for key, letter in letters.items()
        if key in numbers.changed
    ]
    # The others are seen in their own tables.
    unnamed = len(numbers.changed - letters.keys())
    return ", ".join([*said, _("%s angka lain") % wording.number(unnamed)] if unnamed else said)


def _now(key: str, numbers: Seen) -> float:
    shown = present(key, numbers)
    return (shown.now if shown.now is not None else shown.value) or 0


def change_note(numbers: Seen | None) -> str:
    """The mark that stands beside every signed number whose facts have changed."""
    changed = changes(numbers)
    return _("berubah sejak ditutup (%s)") % changed if changed else ""


def notes(numbers: Seen | None) -> list[str]:
    """What explains a row of numbers to whoever reads it alone, on paper or in a file."""
    if numbers is None:
        return []
    overview = numbers.catalogue.overview
    listened = Listened(numbers)
    of_room = list(overview.notes(listened)) if overview else []
    return [note for note in (change_note(numbers), *([] if listened.has_missed else of_room)) if note]


def dated_words(catalogue: Catalogue, labels: Mapping[str, str]) -> str:
    """ "D/S, N/D dihitung menurut tanggal pengukuran.": by which day records count, of indicators by their label."""
    by_day: dict[str, list[str]] = {}
    for code, label in labels.items():
        indicator = catalogue.indicators.get(code)
        if indicator is not None and indicator.dated_by:
            by_day.setdefault(str(indicator.dated_by), []).append(label)
    said = [
        _("%(names)s dihitung menurut %(day)s.") % {"names": ", ".join(names), "day": day}
        for day, names in by_day.items()
    ]
    return " ".join(said)

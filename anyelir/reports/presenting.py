"""The one way out: every number that a person or a file gets was asked for here.

It says what is known and what is not, which value was signed, and what the facts have become since.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.indicator import Catalogue
from anyelir.reports.cells import Cells, Numbers


@dataclass(frozen=True)
class Shown:
    """A measure or an indicator of a place and month as it leaves.

    ``above`` and ``below``: its parts (``below`` None for a count); ``value``: None where nobody knows, never 0;
    ``now``: what it has become since the month was closed, None where that is the same.
    """

    above: int | None
    below: int | None
    value: float | None
    now: float | None = None
    is_hidden: bool = False


UNKNOWN = Shown(None, None, None)
HIDDEN = Shown(None, None, None, is_hidden=True)


def present(code: str, numbers: Cells | None) -> Shown:
    """What may be said of ``code``, a measure or an indicator of the catalogue."""
    if numbers is not None and code in numbers.hidden:
        return HIDDEN
    if numbers is None or not numbers.catalogue.is_known(code, numbers):
        return UNKNOWN
    above, below, value = _parts(numbers.catalogue, code, numbers)
    if not numbers.is_changed:
        return Shown(above, below, value)
    now = _parts(numbers.catalogue, code, numbers.live)
    return Shown(above, below, value, now[2] if now != (above, below, value) else None)


def _parts(catalogue: Catalogue, code: str, numbers: Numbers) -> tuple[int, int | None, float | None]:
    if code in catalogue.measures:
        return numbers[code], None, numbers[code]
    indicator = catalogue.indicators[code]
    return *indicator.fraction(numbers), indicator.value(numbers)


def value_of(code: str, numbers: Cells | None) -> float | None:
    """The number alone, for drawing and sorting."""
    return present(code, numbers).value


def text_of(code: str, numbers: Cells | None) -> str:
    """The value as people read it; why it is hidden is not said, for that would tell how small it is."""
    if numbers is not None and code in numbers.hidden:
        return hidden_words()
    return (
        wording.nothing_yet() if numbers is None else worded(numbers.catalogue, code, value_of(code, numbers))
    )


def hidden_words() -> str:
    return _("tidak ditampilkan")


def worded(catalogue: Catalogue, code: str, value: float | None) -> str:
    """A value of ``code`` as people read it."""
    if value is None:
        return wording.nothing_yet()
    indicator = catalogue.indicators.get(code)
    if indicator is None or not indicator.is_ratio:
        return wording.number(value)
    return wording.number(value, 1) + ("%" if indicator.scale == 100 else "")


def changes(numbers: Cells | None) -> str:
    """ "T 8, O 1": what the letters of a closed month have become since; empty where nothing changed."""
    if numbers is None or not numbers.is_changed:
        return ""
    live, overview = numbers.live, numbers.catalogue.overview
    letters = (overview and overview.letters) or {}
    said = [
        f"{letter} {wording.number(live[key])}" for key, letter in letters.items() if key in numbers.shift
    ]
    # The others are seen in their own tables.
    unnamed = len(numbers.shift.keys() - letters.keys())
    return ", ".join([*said, _("%s angka lain") % wording.number(unnamed)] if unnamed else said)


def change_note(numbers: Cells | None) -> str:
    """The mark that stands beside every signed number whose facts have changed."""
    found = changes(numbers)
    return _("berubah sejak ditutup (%s)") % found if found else ""


def notes(numbers: Cells | None) -> list[str]:
    """What explains a row of numbers to whoever reads it alone, on paper or in a file."""
    if numbers is None:
        return []
    overview = numbers.catalogue.overview
    own = overview.notes(numbers) if overview else ()
    return [note for note in (change_note(numbers), *own) if note]

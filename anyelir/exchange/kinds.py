"""What can be imported: each kind of sheet is declared by the room whose records it brings, in its file ``imports.py``.

This room reads sheets, shows progress, previews and rows to mend; it knows no record. A kind says how a row is read
and what a portion of rows writes; to plan and to commit are steps of the room below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from django.utils.functional import Promise

from anyelir.core.audit import Actor
from anyelir.core.permission import Permission
from anyelir.core.registry import Registry
from anyelir.exchange.sheet import SheetRow

Words = str | Promise


class RowProblem(NamedTuple):
    """Why a row is held back: the column slug and words for people."""

    column: str
    reason: str


class HeldBack(Exception):
    """Nothing of the row is written; ``is_known`` when what it tells seems to be in the register already."""

    def __init__(self, problem: RowProblem, *, is_known: bool = False) -> None:
        super().__init__(problem.reason)
        self.problem = problem
        self.is_known = is_known


@dataclass
class RecordedRow:
    """Whether the row wrote anything new, the merges it proposes, warnings, and what the kind tells besides.

    ``details`` holds one entry per list of the report (``ImportKind.details``).
    """

    is_new: bool
    proposals: int = 0
    warnings: list[dict[str, str]] = field(default_factory=list)
    details: dict[str, dict[str, Any]] = field(default_factory=dict)


class ImportRow(Protocol):
    """One row as the kind understood it; rows of the same ``identity`` say the same."""

    @property
    def number(self) -> int: ...

    @property
    def identity(self) -> tuple[object, ...]: ...


class RowRecorder(Protocol):
    """The rows of one portion, inside its transaction."""

    def record(self, row: Any) -> RecordedRow:
        """Raises HeldBack or Refused; the row then leaves nothing of itself behind."""

    def store(self) -> None:
        """Write all that waits; raises IntegrityError when somebody else wrote the same meanwhile."""


class Importer(Protocol):
    """One import under way: what it remembers from portion to portion."""

    def parse(self, sheet_row: SheetRow) -> tuple[Any | None, list[RowProblem]]:
        """The row, or everything that keeps it from being read."""

    def recorder(self, rows: Sequence[Any], *, one_by_one: bool) -> RowRecorder:
        """``one_by_one`` after somebody else wrote the same meanwhile: now each row looks by itself."""

    def undone(self) -> None:
        """The portion was rolled back: what it stored is gone."""


@dataclass(frozen=True)
class ImportScope:
    """Who imports, into which regions (None: all), and the day that has begun somewhere."""

    by: Actor
    codes: list[str] | None
    today: dt.date


@dataclass(frozen=True)
class ImportKind:
    """``begin`` opens an import; modules that only the worker needs are loaded by it.

    ``columns`` maps a column slug to its known headings, ``anchor`` is the slug by whose heading the row of headings
    is found, ``order`` a slug and the key by which rows are put in order before they are read. ``kept_back`` are
    columns that are never read and never copied into the workbook of rows to mend.
    """

    key: str
    label: Words
    lead: Words
    right: Permission
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    anchor: str
    begin: Callable[[ImportScope], Importer]
    note: Callable[[Actor, Mapping[str, int]], object]
    proposals: Words
    order: tuple[str, Callable[[Any], Any]]
    days: frozenset[str] = frozenset()
    kept_back: frozenset[str] = frozenset()
    # Everything that a row does is known from its plan: a preview stores nothing, not even to take it back.
    is_planned: bool = False
    # A part of the page of a run, and what it needs of the report.
    details: Callable[[Mapping[str, Any]], dict[str, Any]] = lambda _report: {}
    details_part: str = ""
    rank: int = 50

    @property
    def required_headings(self) -> list[str]:
        return [self.columns[slug][0] for slug in self.required]

    @property
    def other_headings(self) -> list[str]:
        """What is read besides where the sheet has it."""
        left_out = {*self.required, *self.kept_back}
        return [names[0] for slug, names in self.columns.items() if slug not in left_out]


KINDS: Registry[ImportKind] = Registry("exchange.kinds", order=lambda kind: kind.rank)

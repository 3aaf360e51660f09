"""Carrying out an import: row by row, each whole or not at all, and the second time without any change.

A dry run does exactly the same inside transactions that are rolled back, some hundred rows at a time, so that a
preview never holds the database for long. Repeats across such portions are recognised by what the run remembers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import IntegrityError

from anyelir.core import audit
from anyelir.core.action import whole
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_anywhere
from anyelir.core.refusal import Refused
from anyelir.exchange import cells, eppgbm
from anyelir.exchange.bulk import Batch, OneByOne
from anyelir.exchange.eppgbm import EppgbmRow, RowProblem
from anyelir.exchange.places import ImportPlaces, UnknownPlace
from anyelir.exchange.recording import RecordedRow
from anyelir.exchange.sheet import ImportSheet, SheetRow, read

PORTION = 200
Progress = Callable[[int, int], None]


@dataclass
class Report:
    """What an import did; ``as_json`` is the public form, without a name or a number of any child."""

    rows: int = 0
    created: int = 0
    unchanged: int = 0
    merged_proposed: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    z_scores: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "created": self.created,
            "unchanged": self.unchanged,
            "merged_proposed": self.merged_proposed,
            "rejected": self.rejected,
            "warnings": self.warnings,
        }

    def reject(self, row: int, problems: list[RowProblem], headings: dict[str, str]) -> None:
        for problem in problems:
            column = headings.get(problem.column, problem.column)
            self.rejected.append({"row": row, "column": column, "reason": problem.reason})

    def add(self, other: Report) -> None:
        """Add what another part of the same import did."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def sort(self) -> None:
        """What is told of single rows, in the order of the file."""
        for entries in (self.rejected, self.warnings, self.z_scores):
            entries.sort(key=lambda entry: entry["row"])

    @property
    def rejected_rows(self) -> set[int]:
        return {entry["row"] for entry in self.rejected}


@dataclass
class PortionReport:
    """What one portion did, and which rows it saw; it counts only when the portion was written."""

    report: Report = field(default_factory=Report)
    seen: set[tuple[Any, ...]] = field(default_factory=set)

    def count(self, row: EppgbmRow, outcome: RecordedRow, *, repeated: bool) -> None:
        repeated = repeated or row.identity in self.seen
        self.seen.add(row.identity)
        if outcome.is_new and not repeated:
            self.report.created += 1
            self.report.merged_proposed += outcome.proposals
        else:
            self.report.unchanged += 1
        self.report.warnings += [{"row": row.number, **warning} for warning in outcome.warnings]
        if outcome.z_scores:
            self.report.z_scores.append({"row": row.number, "file": row.file_z, "ours": outcome.z_scores})


def _day(value: Any) -> dt.date:
    """The day of a cell; rows whose day cannot be read are rejected, so they may come last."""
    try:
        return cells.date(value) or dt.date.max
    except cells.BadCell:
        return dt.date.max


class Preview(Exception):
    """Raised at the end of a portion of a dry run to roll it back."""


@dataclass
class Run:
    """One import under way: who does it, where it may write, what it saw."""

    sheet: ImportSheet
    by: Actor
    codes: list[str] | None
    dry_run: bool
    report: Report = field(default_factory=Report)
    seen: set[tuple[Any, ...]] = field(default_factory=set)
    today: dt.date = field(default_factory=today_anywhere)
    # What a portion of a dry run made is gone after it, so the places are looked up again.
    places: ImportPlaces | None = None

    def portions(self) -> Iterator[list[SheetRow]]:
        rows = iter(self.sheet)
        while portion := list(islice(rows, PORTION)):
            yield portion

    def carry_out(self, progress: Progress | None = None) -> Report:
        """All rows in order; ``progress`` is told (done, total) after each portion."""
        # A child that moved is followed from its first posyandu to its last, whatever the order of the file.
        self.sheet.sort_by("measured_on", _day)
        done = 0
        for portion in self.portions():
            self._portion(portion)
            done += len(portion)
            if progress:
                progress(done, len(self.sheet))
        self.report.sort()
        return self.report

    def _portion(self, portion: list[SheetRow]) -> None:
        try:
            part = self._write(portion, Batch)
        except IntegrityError:
            # Somebody else registered or measured the same child meanwhile: once more, looking at every row.
            self.places = None
            part = self._write(portion, OneByOne)
        self.report.add(part.report)
        self.seen |= part.seen

    def _write(self, portion: list[SheetRow], way: type[OneByOne]) -> PortionReport:
        part = PortionReport()
        with audit.attempts(), suppress(Preview), whole():
            self.places = self.places or ImportPlaces(by=self.by, codes=self.codes)
            parsed = [(sheet_row, *eppgbm.parse(sheet_row, today=self.today)) for sheet_row in portion]
            recorder = way(self.places, self.by, [row for _sheet_row, row, _problems in parsed if row])
            for sheet_row, row, problems in parsed:
                part.report.rows += 1
                if row is None:
                    part.report.reject(sheet_row.number, problems, self.sheet.headings)
                else:
                    self._row(row, recorder, part)
            recorder.store()
            if self.dry_run:
                self.places = None
                raise Preview
        return part

    def _row(self, row: EppgbmRow, recorder: OneByOne, part: PortionReport) -> None:
        try:
            outcome = recorder.record(row)
        except UnknownPlace as unknown:
            part.report.reject(row.number, [unknown.problem], self.sheet.headings)
        except Refused as refused:
            problem = RowProblem(refused.field or "name", refused.text)
            part.report.reject(row.number, [problem], self.sheet.headings)
        else:
            part.count(row, outcome, repeated=row.identity in self.seen)


def import_eppgbm(
    path: Path,
    *,
    by: Actor,
    codes: list[str] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Import an e-PPGBM workbook or CSV file.

    ``codes`` limits the regions that may be written to (None: all). Raises Refused when the file as a whole
    cannot be read; single wrong rows are rejected in the report.
    """
    sheet = read(path, eppgbm.ALIASES, eppgbm.REQUIRED, eppgbm.DAYS)
    report = Run(sheet, by, codes, dry_run).carry_out(progress)
    if not dry_run:
        note(
            by=by,
            verb="import.eppgbm",
            what="exchange.importrun",
            rows=report.rows,
            created=report.created,
            unchanged=report.unchanged,
            rejected=len(report.rejected_rows),
        )
    return report

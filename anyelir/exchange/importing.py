"""Carrying out an import: row by row, each whole or not at all, and the second time without any change.

A dry run does exactly the same inside transactions that are rolled back, some hundred rows at a time, so that a
preview never holds the database for long. Repeats across such portions are recognised by what the run remembers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import IntegrityError

from anyelir.core import audit
from anyelir.core.action import whole
from anyelir.core.audit import Actor
from anyelir.core.clock import today_anywhere
from anyelir.core.refusal import Refused
from anyelir.exchange.kinds import (
    HeldBack,
    Importer,
    ImportKind,
    ImportRow,
    ImportScope,
    RecordedRow,
    RowProblem,
    RowRecorder,
)
from anyelir.exchange.sheet import ImportSheet, SheetRow, read

PORTION = 200
Progress = Callable[[int, int], None]


@dataclass
class Report:
    """What an import did; ``as_json`` is the public form, without a name or a number of any person.

    ``proposed`` are rows that seem to be in the register already: nothing of them was written.
    """

    rows: int = 0
    created: int = 0
    unchanged: int = 0
    merged_proposed: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    proposed: list[dict[str, Any]] = field(default_factory=list)
    # Headings of the sheet whose cells are stored nowhere.
    left_out: list[str] = field(default_factory=list)
    details: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

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
        self.rejected += _entries(row, problems, headings)

    def propose(self, row: int, problem: RowProblem, headings: dict[str, str]) -> None:
        self.merged_proposed += 1
        self.proposed += _entries(row, [problem], headings)

    def add(self, other: Report) -> None:
        """Add what another part of the same import did."""
        for name in ("rows", "created", "unchanged", "merged_proposed", "rejected", "warnings", "proposed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, entries in other.details.items():
            self.details[name] += entries

    def sort(self) -> None:
        """What is told of single rows, in the order of the file."""
        for entries in (self.rejected, self.warnings, self.proposed, *self.details.values()):
            entries.sort(key=lambda entry: entry["row"])

    @property
    def rejected_rows(self) -> set[int]:
        return {entry["row"] for entry in self.rejected}

    @property
    def to_mend(self) -> list[dict[str, Any]]:
        """What the workbook of errors holds."""
        return self.rejected + self.proposed


def _entries(row: int, problems: list[RowProblem], headings: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"row": row, "column": headings.get(problem.column, problem.column), "reason": problem.reason}
        for problem in problems
    ]


@dataclass
class PortionReport:
    """What one portion did, and which rows it saw; it counts only when the portion was written."""

    report: Report = field(default_factory=Report)
    seen: set[tuple[Any, ...]] = field(default_factory=set)

    def count(self, row: ImportRow, outcome: RecordedRow, *, repeated: bool) -> None:
        repeated = repeated or row.identity in self.seen
        self.seen.add(row.identity)
        if outcome.is_new and not repeated:
            self.report.created += 1
            self.report.merged_proposed += outcome.proposals
        else:
            self.report.unchanged += 1
        self.report.warnings += [{"row": row.number, **warning} for warning in outcome.warnings]
        for name, entry in outcome.details.items():
            self.report.details[name].append({"row": row.number, **entry})


class Preview(Exception):
    """Raised at the end of a portion of a dry run to roll it back."""


@dataclass
class Run:
    """One import under way: what it reads, what it remembers, what it saw."""

    sheet: ImportSheet
    importer: Importer
    dry_run: bool
    report: Report = field(default_factory=Report)
    is_planned: bool = False
    seen: set[tuple[Any, ...]] = field(default_factory=set)

    def portions(self) -> Iterator[list[SheetRow]]:
        rows = iter(self.sheet)
        while portion := list(islice(rows, PORTION)):
            yield portion

    def carry_out(self, progress: Progress | None = None) -> Report:
        """All rows in order; ``progress`` is told (done, total) after each portion."""
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
            part = self._write(portion, one_by_one=False)
        except IntegrityError:
            # Somebody else registered the same meanwhile: once more, looking at every row.
            self.importer.undone()
            part = self._write(portion, one_by_one=True)
        self.report.add(part.report)
        self.seen |= part.seen

    def _write(self, portion: list[SheetRow], *, one_by_one: bool) -> PortionReport:
        part = PortionReport()
        with audit.attempts(), suppress(Preview), whole():
            parsed = [(sheet_row, *self.importer.parse(sheet_row)) for sheet_row in portion]
            rows = [row for _sheet_row, row, _problems in parsed if row is not None]
            recorder = self.importer.recorder(rows, one_by_one=one_by_one)
            for sheet_row, row, problems in parsed:
                part.report.rows += 1
                if row is None:
                    part.report.reject(sheet_row.number, problems, self.sheet.headings)
                else:
                    self._row(row, recorder, part)
            if not (self.dry_run and self.is_planned):
                recorder.store()
            if self.dry_run:
                self.importer.undone()
                raise Preview
        return part

    def _row(self, row: ImportRow, recorder: RowRecorder, part: PortionReport) -> None:
        try:
            outcome = recorder.record(row)
        except HeldBack as held_back:
            if held_back.is_known:
                part.report.propose(row.number, held_back.problem, self.sheet.headings)
            else:
                part.report.reject(row.number, [held_back.problem], self.sheet.headings)
        except Refused as refused:
            problem = RowProblem(refused.field or "name", refused.text)
            part.report.reject(row.number, [problem], self.sheet.headings)
        else:
            part.count(row, outcome, repeated=row.identity in self.seen)


def import_sheet(
    kind: ImportKind,
    path: Path,
    *,
    by: Actor,
    codes: list[str] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Import a workbook or CSV file of that kind.

    ``codes`` limits the regions that may be written to (None: all). Raises Refused when the file as a whole
    cannot be read; single wrong rows are rejected in the report.
    """
    sheet = read(path, kind.columns, kind.required, kind.days)
    sheet.headings = {slug: names[0] for slug, names in kind.columns.items()} | sheet.headings
    left_out = [sheet.headings[slug] for slug in kind.columns if slug in kind.kept_back & sheet.slugs]
    sheet.sort_by(*kind.order)
    importer = kind.begin(ImportScope(by, codes, today_anywhere()))
    report = Report(left_out=[*left_out, *sheet.unread])
    report = Run(sheet, importer, dry_run, report, kind.is_planned).carry_out(progress)
    if not dry_run:
        counts = {"rows": report.rows, "created": report.created, "unchanged": report.unchanged}
        kind.note(by, {**counts, "rejected": len(report.rejected_rows)})
    return report

"""An e-PPGBM book under way: portions written together, and row by row when somebody else was quicker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from anyelir.core.audit import Actor
from anyelir.exchange.importing import Progress, Report, import_sheet
from anyelir.exchange.kinds import KINDS, ImportScope, RowProblem
from anyelir.exchange.sheet import SheetRow
from anyelir.posyandu.eppgbm import sheet_rows
from anyelir.posyandu.eppgbm.bulk import Batch, OneByOne
from anyelir.posyandu.eppgbm.places import ImportPlaces
from anyelir.posyandu.eppgbm.sheet_rows import EppgbmRow


class EppgbmImporter:
    def __init__(self, scope: ImportScope) -> None:
        self._scope = scope
        # What a portion of a dry run made is gone after it, so the places are looked up again.
        self._places: ImportPlaces | None = None

    def parse(self, sheet_row: SheetRow) -> tuple[EppgbmRow | None, list[RowProblem]]:
        return sheet_rows.parse(sheet_row, today=self._scope.today)

    def recorder(self, rows: Sequence[EppgbmRow], *, one_by_one: bool) -> OneByOne:
        self._places = self._places or ImportPlaces(by=self._scope.by, codes=self._scope.codes)
        way = OneByOne if one_by_one else Batch
        return way(self._places, self._scope.by, list(rows))

    def undone(self) -> None:
        self._places = None


def import_eppgbm(
    path: Path,
    *,
    by: Actor,
    codes: list[str] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """An e-PPGBM workbook or CSV file; see ``import_sheet``."""
    return import_sheet(KINDS["eppgbm"], path, by=by, codes=codes, dry_run=dry_run, progress=progress)

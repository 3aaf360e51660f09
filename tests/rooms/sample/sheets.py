"""Its official sheet: a row per year of a well."""

from anyelir.core.sheet import SHEETS
from tests.reports.wells import SHEET

SHEETS.declare(SHEET)

"""Its numbers: wells by year."""

from anyelir.core.indicator import CATALOGUES
from tests.reports.wells import WELLS

CATALOGUES.declare(WELLS)

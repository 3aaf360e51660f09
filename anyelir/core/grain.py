"""The periods in which numbers are counted: months, quarters, years, each named by its first day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.rules.dates import add_months
from anyelir.rules.months import last_day

KEY = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")


@dataclass(frozen=True)
class Grain:
    """So many ``months`` make a period; a year holds a whole number of them."""

    slug: str
    months: int

    @property
    def title(self) -> str:
        """Head of a column: Bulan, Triwulan, Tahun."""
        names = {1: _("Bulan"), 3: _("Triwulan"), 12: _("Tahun")}
        return str(names.get(self.months, _("Masa")))

    def start(self, day: date) -> date:
        """The period of a day, named by its first day."""
        return date(day.year, (day.month - 1) // self.months * self.months + 1, 1)

    def step(self, period: date, count: int) -> date:
        """So many periods later; earlier when negative."""
        return add_months(period, count * self.months)

    def end(self, period: date) -> date:
        """The last day of a period."""
        return last_day(add_months(period, self.months - 1))

    def between(self, first: date, last: date) -> list[date]:
        """The periods from that of ``first`` to that of ``last``, both included; else empty."""
        first, last = self.start(first), self.start(last)
        count = ((last.year - first.year) * 12 + last.month - first.month) // self.months
        return [self.step(first, number) for number in range(count + 1)]

    def key(self, period: date) -> str:
        """The period as it stands in addresses and files: 2026-10, 2026 for a year."""
        return f"{period:%Y}" if self.months == 12 else f"{period:%Y-%m}"

    def parse(self, text: str) -> date | None:
        """The period of a key; None for anything else."""
        match = KEY.fullmatch(text)
        if match is None or not 1 <= int(match[2] or 1) <= 12 or not int(match[1]):
            return None
        return self.start(date(int(match[1]), int(match[2] or 1), 1))

    def text(self, period: date) -> str:
        """The period in words: Oktober 2026, 2026 for a year, from month to month between."""
        if self.months == 12:
            return f"{period:%Y}"
        if self.months == 1:
            return wording.month(period)
        return f"{wording.month(period)} – {wording.month(add_months(period, self.months - 1))}"


MONTH = Grain("month", 1)
QUARTER = Grain("quarter", 3)
YEAR = Grain("year", 12)

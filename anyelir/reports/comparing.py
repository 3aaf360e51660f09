"""Which places differ from their peers by more than chance, in what, and which cannot be compared at all.

The rules are those of ``rules.ranking``: enough people, enough coverage, exact funnel limits around what all
comparable places have together. Nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core import wording
from anyelir.posyandu.indicators import CATALOGUE
from anyelir.reports.cells import Numbers
from anyelir.reports.dashboard_words import is_unfinished
from anyelir.reports.presenting import present
from anyelir.reports.queries import Row
from anyelir.rules.evidence.verdict import Direction
from anyelir.rules.months import last_day
from anyelir.rules.ranking.freshness import Unrankable, unrankable
from anyelir.rules.ranking.funnel import Label, funnel, ranking_rules

FEWEST = 5


@dataclass(frozen=True)
class Compared:
    """An indicator in which places are compared.

    ``observed``: the measure of the children it is known of, who must be enough of S; empty where the posyandu
    that report say it all. ``worse`` and ``better``: what a place is named for.
    """

    code: str
    observed: str
    worse: Promise
    better: Promise

    @property
    def direction(self) -> Direction:
        is_higher = CATALOGUE.indicators[self.code].higher_is_better
        return Direction.HIGHER if is_higher else Direction.LOWER


COMPARED = (
    Compared(
        "posyandu.d_s",
        "",
        gettext_lazy("Yang ditimbang lebih sedikit"),
        gettext_lazy("Yang ditimbang lebih banyak"),
    ),
    Compared(
        "posyandu.nd_prime",
        "weighed",
        gettext_lazy("Yang naik lebih sedikit"),
        gettext_lazy("Yang naik lebih banyak"),
    ),
    Compared(
        "posyandu.t2",
        "weighed",
        gettext_lazy("Belum naik dua bulan (2T) lebih banyak"),
        gettext_lazy("Belum naik dua bulan (2T) lebih sedikit"),
    ),
    Compared(
        "posyandu.stunting",
        "haz_assessed",
        gettext_lazy("Stunting lebih banyak"),
        gettext_lazy("Stunting lebih sedikit"),
    ),
    Compared(
        "posyandu.wasting",
        "whz_assessed",
        gettext_lazy("Wasting lebih banyak"),
        gettext_lazy("Wasting lebih sedikit"),
    ),
)


@dataclass(frozen=True)
class Reason:
    """Why a place stands out, with the counts behind it."""

    code: str
    words: str
    counts: str
    is_attention: bool


@dataclass
class Standing:
    """A place among its peers: ``compared`` in so many indicators; ``missing`` says why it is in none."""

    reasons: list[Reason] = field(default_factory=list)
    compared: int = 0
    missing: str = ""

    @property
    def needs_help(self) -> bool:
        return any(reason.is_attention for reason in self.reasons)

    @property
    def can_teach(self) -> bool:
        return bool(self.reasons) and not self.needs_help


def is_silent(row: Row) -> bool:
    """Nobody has weighed there or signed the month: its zeros are no numbers."""
    return row.numbers is None or present("weighed", row.numbers).value is None


def standings(rows: Sequence[Row], month: date) -> dict[str, Standing]:
    """Each place that is not silent, by key; fewer than five comparable ones are not compared."""
    found = {row.key: Standing(missing=_missing(row, month)) for row in rows if not is_silent(row)}
    for compared in COMPARED:
        fit = {
            row.key: (above, below)
            for row in rows
            if row.key in found and (parts := _comparable(compared, row.numbers, month))
            for above, below in [parts]
        }
        if len(fit) >= FEWEST:
            _judge(compared, fit, found, month)
    return found


def _judge(
    compared: Compared, fit: dict[str, tuple[int, int]], found: dict[str, Standing], month: date
) -> None:
    spread = funnel(
        [above for above, _below in fit.values()],
        [below for _above, below in fit.values()],
        direction=compared.direction,
        on=month,
    )
    for (key, (above, below)), label in zip(fit.items(), spread.labels, strict=True):
        found[key].compared += 1
        if label is not Label.USUAL:
            is_worse = label is Label.ATTENTION
            words = str(compared.worse if is_worse else compared.better)
            counts = {"above": wording.number(above), "below": wording.number(below)}
            found[key].reasons.append(
                Reason(compared.code, words, _("%(above)s dari %(below)s anak") % counts, is_worse)
            )


def _comparable(compared: Compared, numbers: Numbers, month: date) -> tuple[int, int] | None:
    """Numerator and denominator, None for a place whose figure rests on too few or on too small a part."""
    shown = present(compared.code, numbers)
    if not shown.below or is_unfinished(month, numbers):
        return None
    above = shown.above or 0
    # Old signatures may lack a measure: a part that is larger than its whole is compared with nothing.
    if above > shown.below or _unrankable(compared, numbers, shown.below, month):
        return None
    return above, shown.below


def _unrankable(compared: Compared, numbers: Numbers, people: int, month: date) -> tuple[Unrankable, ...]:
    end = last_day(month)
    coverage = reported_share(numbers)
    if compared.observed:
        coverage = min(coverage, _share(numbers[compared.observed], numbers["target_children"]))
    return unrankable(people=people, coverage=coverage, last_period_end=end, on=end)


def reported_share(numbers: Numbers) -> float:
    """The part of the posyandu that weighed or signed the month, 0..1."""
    reported = max(numbers["posyandu_reporting"], numbers["posyandu_closed"])
    return _share(reported, numbers["posyandu_count"])


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _missing(row: Row, month: date) -> str:
    """Why the place is compared in nothing, judged by D/S, which asks the least."""
    numbers = row.numbers
    if numbers is None or is_unfinished(month, numbers):
        return _("bulan ini belum selesai")
    people = present("posyandu.d_s", numbers).below or 0
    found = _unrankable(COMPARED[0], numbers, people, month)
    rule = ranking_rules(month)
    if Unrankable.TOO_FEW_PEOPLE in found:
        return _("kurang dari %s balita") % wording.number(rule["min_people"])
    if Unrankable.LOW_COVERAGE in found:
        return _("kurang dari %s%% posyandu melapor") % wording.number(100 * rule["min_coverage"])
    return ""

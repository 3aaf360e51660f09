"""Which places differ from their peers by more than chance, in what, and which cannot be compared at all.

The rules are those of ``rules.ranking``: enough people, enough coverage, exact funnel limits around what all
comparable places have together. Nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.indicator import Catalogue
from anyelir.core.overview import Compared, Overview
from anyelir.reports.dashboard_words import is_unfinished
from anyelir.reports.presenting import Seen, present
from anyelir.reports.reading import SeenRow
from anyelir.rules.evidence.verdict import Direction
from anyelir.rules.ranking.freshness import Unrankable, unrankable
from anyelir.rules.ranking.funnel import Label, funnel, ranking_rules

FEWEST = 5


@dataclass(frozen=True)
class StandingReason:
    """Why a place stands out, with the counts behind it."""

    code: str
    verdict: str
    counts: str
    is_attention: bool


@dataclass
class PlaceStanding:
    """A place among its peers: ``compared`` in so many indicators; ``missing`` says why it is in none."""

    reasons: list[StandingReason] = field(default_factory=list)
    compared: int = 0
    missing: str = ""

    @property
    def needs_help(self) -> bool:
        return any(reason.is_attention for reason in self.reasons)

    @property
    def can_teach(self) -> bool:
        return bool(self.reasons) and not self.needs_help


def is_silent(row: SeenRow) -> bool:
    """Nobody there has reported or signed the period: its zeros are no numbers."""
    return row.numbers is None or not row.numbers.reporting[0]


def standings(catalogue: Catalogue, rows: Sequence[SeenRow], month: date) -> dict[str, PlaceStanding]:
    """Each place that is not silent, by key; fewer than five comparable ones are not compared."""
    by_key = {row.key: PlaceStanding(missing=_missing(row, month)) for row in rows if not is_silent(row)}
    for compared in _layout(catalogue).compared:
        fit = {
            row.key: (above, below)
            for row in rows
            if row.key in by_key and (parts := _comparable(compared, row.numbers, month))
            for above, below in [parts]
        }
        if len(fit) >= FEWEST:
            _judge(catalogue, compared, fit, by_key, month)
    return by_key


def _layout(catalogue: Catalogue) -> Overview:
    if catalogue.overview is None:
        raise ValueError(f"{catalogue.kind} declares no overview")
    return catalogue.overview


def _judge(
    catalogue: Catalogue,
    compared: Compared,
    fit: dict[str, tuple[int, int]],
    by_key: dict[str, PlaceStanding],
    month: date,
) -> None:
    spread = funnel(
        [above for above, _below in fit.values()],
        [below for _above, below in fit.values()],
        direction=_direction(catalogue, compared),
        on=month,
    )
    for (key, (above, below)), label in zip(fit.items(), spread.labels, strict=True):
        by_key[key].compared += 1
        if label is not Label.USUAL:
            is_worse = label is Label.ATTENTION
            verdict = str(compared.worse if is_worse else compared.better)
            counts = {"above": wording.number(above), "below": wording.number(below)}
            counts["counted"] = str(_layout(catalogue).counted)
            said = _("%(above)s dari %(below)s %(counted)s") % counts
            by_key[key].reasons.append(StandingReason(compared.code, verdict, said, is_worse))


def _direction(catalogue: Catalogue, compared: Compared) -> Direction:
    is_higher = catalogue.indicators[compared.code].higher_is_better
    return Direction.HIGHER if is_higher else Direction.LOWER


def _comparable(compared: Compared, numbers: Seen, month: date) -> tuple[int, int] | None:
    """Numerator and denominator, None for a place whose figure rests on too few or on too small a part."""
    shown = present(compared.code, numbers)
    if not shown.below or is_unfinished(month, numbers):
        return None
    above = shown.above or 0
    # Old signatures may lack a measure: a part that is larger than its whole is compared with nothing.
    if above > shown.below or _unrankable(compared, numbers, shown.below, month):
        return None
    return above, shown.below


def _unrankable(compared: Compared, numbers: Seen, people: int, month: date) -> tuple[Unrankable, ...]:
    end = numbers.catalogue.unit.grain.end(month)
    coverage = reported_share(numbers)
    if compared.observed:
        coverage = min(
            coverage,
            _share(
                numbers.count(compared.observed) or 0, numbers.count(_layout(numbers.catalogue).size) or 0
            ),
        )
    return unrankable(people=people, coverage=coverage, last_period_end=end, on=end)


def reported_share(numbers: Seen) -> float:
    """The part of the units that reported or signed the period, 0..1."""
    return _share(*numbers.reporting)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _missing(row: SeenRow, month: date) -> str:
    """Why the place is compared in nothing, judged by the first indicator, which asks the least."""
    numbers = row.numbers
    if numbers is None or is_unfinished(month, numbers):
        span = numbers.catalogue.unit.grain.title.lower() if numbers else ""
        return _("%s ini belum selesai") % span
    layout = _layout(numbers.catalogue)
    if not layout.compared:
        return ""
    first = layout.compared[0]
    reasons = _unrankable(first, numbers, present(first.code, numbers).below or 0, month)
    rule = ranking_rules(month)
    if Unrankable.TOO_FEW_PEOPLE in reasons:
        return _("kurang dari %s") % (layout.size_words % wording.number(rule["min_people"]))
    if Unrankable.LOW_COVERAGE in reasons:
        params = {
            "share": wording.number(100 * rule["min_coverage"]),
            "units": str(numbers.catalogue.unit.title).lower(),
        }
        return _("kurang dari %(share)s%% %(units)s melapor") % params
    return ""

"""Everything that is said of one measurement: gathered once, for the page, the message and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from anyelir.core.clock import today_at
from anyelir.posyandu.care import explaining, uncertainties
from anyelir.posyandu.care.explaining import Explanation
from anyelir.posyandu.care.queries.child import GrowthHistory, growth_history
from anyelir.posyandu.day.doubts import doubts_about
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.access import Sight
from anyelir.rules.child_months import ChildMonth


@dataclass(frozen=True)
class ResultInWords:
    """``again``: values that should be taken once more; ``uncertain``: what is not settled in what is said."""

    history: GrowthHistory
    now: ChildMonth | None
    again: Sequence[Any]
    explanation: Explanation
    numbers: list[tuple[str, Any]]
    uncertain: tuple[str, ...]


def tell(measurement: Measurement, sight: Sight) -> ResultInWords:
    """``sight`` is what the reader may know of the child."""
    child, on = measurement.child, measurement.measured_on
    history = growth_history(child, sight)
    now, judged = history.month_of(measurement), history.judged(measurement)
    before = history.before(on)
    again = doubts_about(measurement, before, history.before(on, "height_cm"))
    posyandu = measurement.visit.session.posyandu
    explanation = explaining.explain(
        child,
        measurement,
        now,
        judged.reasons,
        posyandu,
        today=today_at(posyandu.region_id),
        is_newest=history.is_newest(measurement),
        instead=history.counted_instead(measurement),
        is_doubtful=bool(again),
    )
    return ResultInWords(
        history,
        now,
        again,
        explanation,
        explaining.numbers(measurement, now, before, judged.muac),
        uncertainties.notes(child, on, now, judged.reasons),
    )

"""How far the businesses of a place have come with each kind of permit: counts alone, place by place.

Whoever reads the funnel may open each business of it, so no count is veiled. The state is that of the day, and the
rules are asked once for each set of days, not once for each paper.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from django.db.models import CharField, Count, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.states import best_state, status_on
from anyelir.enterprise.trade.models import Business
from anyelir.regions.scope import within
from anyelir.rules.business import PermitState
from anyelir.rules.region_code import step_below

# What of a paper decides its stage. Whether commitments are met does not: valid it is either way.
DAYS = ("file_ready_on", "submitted_on", "issued_on", "ends_on", "revoked_on")
FACTS = ("number", *DAYS)
Days = tuple[dt.date | None, ...]
PIRT_LENGTH = 16
# Papers of a kabupaten have some thousand sets of days.
STATES_KEPT = 20_000


class FunnelStage(StrEnum):
    """Where a business stands with one kind of permit, in the order of the way."""

    NONE = "none"
    IN_PROCESS = "in_process"
    VALID = "valid"
    EXPIRING = "expiring"
    ENDED = "ended"


STAGES = {
    PermitState.NOT_STARTED: FunnelStage.NONE,
    PermitState.FILE_READY: FunnelStage.IN_PROCESS,
    PermitState.SUBMITTED: FunnelStage.IN_PROCESS,
    PermitState.ISSUED_CONDITIONAL: FunnelStage.VALID,
    PermitState.COMMITMENTS_MET: FunnelStage.VALID,
    PermitState.IN_FORCE: FunnelStage.VALID,
    PermitState.EXPIRING: FunnelStage.EXPIRING,
    PermitState.UNCLEAR: FunnelStage.EXPIRING,
    PermitState.EXPIRED: FunnelStage.ENDED,
    PermitState.REVOKED: FunnelStage.ENDED,
}


class FunnelRow(NamedTuple):
    """Businesses of one place by stage; ``code`` is the place itself for those that lie in none below."""

    code: str
    counts: dict[FunnelStage, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def funnel(businesses: QuerySet[Business], code: str, kind: str, on: dt.date) -> list[FunnelRow]:
    """One row for each place directly below ``code``, in the order of the code; closed businesses are left out."""
    living = within(businesses.exclude(stage=Business.Stage.CLOSED), code).order_by()
    by_place: dict[str, Counter[FunnelStage]] = defaultdict(Counter)
    for region_id, count in living.values_list("region_id").annotate(count=Count("pk")):
        by_place[step_below(code, region_id)][FunnelStage.NONE] += count
    for (region_id, stage), count in _held(living, kind, on).items():
        counts = by_place[step_below(code, region_id)]
        counts[stage] += count
        counts[FunnelStage.NONE] -= count
    return [FunnelRow(place, _every_stage(counts)) for place, counts in sorted(by_place.items())]


def together(rows: Iterable[FunnelRow], code: str) -> FunnelRow:
    """The place as a whole."""
    whole: Counter[FunnelStage] = Counter()
    for row in rows:
        whole.update(row.counts)
    return FunnelRow(code, _every_stage(whole))


def _every_stage(counts: Counter[FunnelStage]) -> dict[FunnelStage, int]:
    return {stage: counts[stage] for stage in FunnelStage}


def _held(living: QuerySet[Business], kind: str, on: dt.date) -> Counter[tuple[str, FunnelStage]]:
    """Those that have a paper of this kind, by region and the stage of the best of their papers.

    The days come as one text: some ten thousand are read, and few of them differ.
    """
    papers = living.filter(permits__kind=kind).annotate(
        key=Cast("pk", CharField()), days=Concat(*_texts_of_days(), output_field=CharField())
    )
    states: dict[tuple[str, str], PermitState] = {}
    best: dict[str, tuple[str, PermitState]] = {}
    for key, region_id, number, days in papers.values_list("key", "region_id", "permits__number", "days"):
        facts = (telling_number(kind, number), days)
        if facts not in states:
            states[facts] = state_of(kind, facts[0], _days(days), on)
        before = best.get(key)
        state = states[facts] if before is None else best_state([before[1], states[facts]])
        best[key] = (region_id, state)
    return Counter((region_id, STAGES[state]) for region_id, state in best.values())


def _texts_of_days() -> Iterator[object]:
    for name in DAYS:
        yield Coalesce(Cast(f"permits__{name}", CharField()), Value(""))
        yield Value(";")


def _days(text: str) -> Days:
    return tuple(dt.date.fromisoformat(day) if day else None for day in text.split(";")[:-1])


@lru_cache(maxsize=STATES_KEPT)
def state_of(kind: str, number: str, days: Days, on: dt.date) -> PermitState:
    """The state of a paper with these FACTS on a day."""
    values = dict(zip(FACTS, (number, *days), strict=True))
    paper = Permit(business=Business(region_id=""), kind=kind, **values)
    return status_on(paper, on).state


def telling_number(kind: str, number: str) -> str:
    """What of a number decides the state: of a P-IRT its year, of any other that there is one."""
    if kind == Permit.Kind.PIRT and len(number) == PIRT_LENGTH:
        return f"{'0' * 13}{number[13:]}"
    return number if kind == Permit.Kind.PIRT else number[:1]

"""How far the businesses of a place have come with each kind of permit: counts alone, place by place.

Whoever reads the funnel may open each business of it, so no count is veiled. The state is that of the day: the rules
are asked once for each set of dates, not once for each paper.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from django.db.models import QuerySet

from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.states import best_state, status_on
from anyelir.enterprise.trade.models import Business
from anyelir.regions.scope import within
from anyelir.rules.business import PermitState
from anyelir.rules.region_code import step_below

FACTS = (
    *("number", "file_ready_on", "submitted_on", "issued_on"),
    *("course_on", "inspection_on", "label_on", "ends_on", "revoked_on"),
)
PIRT_LENGTH = 16


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
    living = within(businesses.exclude(stage=Business.Stage.CLOSED), code)
    stages = _stages(living, kind, on)
    by_place: dict[str, Counter[FunnelStage]] = defaultdict(Counter)
    for pk, region_id in living.order_by().values_list("pk", "region_id"):
        by_place[step_below(code, region_id)][stages.get(pk, FunnelStage.NONE)] += 1
    return [FunnelRow(place, _every_stage(counts)) for place, counts in sorted(by_place.items())]


def together(rows: Iterable[FunnelRow], code: str) -> FunnelRow:
    """The place as a whole."""
    whole: Counter[FunnelStage] = Counter()
    for row in rows:
        whole.update(row.counts)
    return FunnelRow(code, _every_stage(whole))


def _every_stage(counts: Counter[FunnelStage]) -> dict[FunnelStage, int]:
    return {stage: counts[stage] for stage in FunnelStage}


class StateReader:
    """The states of papers on days; the rules are asked once for each set of facts."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], PermitState] = {}

    def state(self, kind: str, number: str, days: tuple[dt.date | None, ...], on: dt.date) -> PermitState:
        """``number`` and ``days`` are the FACTS of a paper."""
        facts = (kind, _telling(kind, number), days, on)
        if facts not in self._known:
            values = dict(zip(FACTS, (facts[1], *days), strict=True))
            paper = Permit(business=Business(region_id=""), kind=kind, **values)
            self._known[facts] = status_on(paper, on).state
        return self._known[facts]


def _stages(businesses: QuerySet[Business], kind: str, on: dt.date) -> dict[uuid.UUID, FunnelStage]:
    """By business, of those that have a paper of this kind."""
    rows = Permit.objects.filter(kind=kind, business__in=businesses).order_by()
    reader = StateReader()
    by_business: dict[uuid.UUID, list[PermitState]] = defaultdict(list)
    for pk, number, *days in rows.values_list("business_id", *FACTS):
        by_business[pk].append(reader.state(kind, number, tuple(days), on))
    return {pk: STAGES[best_state(several)] for pk, several in by_business.items()}


def _telling(kind: str, number: str) -> str:
    """What of a number decides the state: of a P-IRT its year, of any other that there is one."""
    if kind == Permit.Kind.PIRT and len(number) == PIRT_LENGTH:
        return f"{'0' * 13}{number[13:]}"
    return number if kind == Permit.Kind.PIRT else number[:1]

"""Strata of a posyandu as assessments: eight inputs, what they give, and who decided otherwise and why."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.posyandu.register.models import Posyandu, StageAssessment
from anyelir.posyandu.register.queries.stages import computed_stage
from anyelir.posyandu.register.summaries import stage_words
from anyelir.rules import strata


@action("posyandu.assess", stored=stage_words)
def assess_stage(
    *,
    posyandu: Posyandu,
    assessed_on: dt.date,
    inputs: strata.Inputs,
    assessor_name: str,
    by: Actor,
    stage: str = "",
    override_reason: str = "",
    op_id: uuid.UUID | None = None,
) -> StageAssessment:
    """Grade the posyandu by the ladder; ``stage`` may differ from what the ladder gives only with a reason.

    Refuses: date_in_future, no_rule, reason_missing, stage_unknown.
    """
    if assessed_on > today_at(posyandu.region_id):
        raise Refused("date_in_future", _("Tanggal penilaian belum tiba."), field="assessed_on", status=422)
    computed = computed_stage(inputs, assessed_on)
    stage = stage or computed.stage
    if stage not in StageAssessment.Stage.values:
        raise Refused("stage_unknown", _("Pilih strata."), field="stage", status=422)
    override_reason = override_reason.strip() if stage != computed.stage else ""
    if stage != computed.stage and not override_reason:
        text = _("Hitungan memberi strata lain. Tuliskan alasannya.")
        raise Refused("reason_missing", text, field="override_reason", status=422)
    held(posyandu)
    newest: StageAssessment | None = posyandu.assessments.first()
    if newest is not None and (newest.assessed_on, newest.stage) == (assessed_on, stage):
        if newest.inputs == _plain(asdict(inputs)) and newest.assessor_name == assessor_name:
            return newest
    assessment = StageAssessment.objects.create(
        posyandu=posyandu,
        assessed_on=assessed_on,
        inputs=_plain(asdict(inputs)),
        computed_stage=computed.stage,
        blocked_by=[_plain(asdict(blocker)) for blocker in computed.blocked_by],
        stage=stage,
        override_reason=override_reason,
        assessor_name=assessor_name,
        rules_version=strata.RULES_VERSION,
    )
    note(by=by, verb="posyandu.assess", what=assessment, region=posyandu.region_id, stage=stage)
    return assessment


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """JSON keeps decimals as text, so that 49.9 stays 49.9."""
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in values.items()}

"""Strata of a group, given by a person with a reason; nothing is computed, because no criteria were published."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups.models import Group, GroupStage
from anyelir.enterprise.groups.summaries import group_stage_words


@action("group.assess", stored=group_stage_words)
def assess_group(
    *,
    group: Group,
    stage: str,
    on: dt.date,
    reason: str,
    assessor_name: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> GroupStage:
    """The group stands at a stage since that day. Refuses: date_in_future, reason_missing, stage_unknown."""
    group = held(group)
    if stage not in GroupStage.Stage.values:
        raise Refused("stage_unknown", _("Pilih strata."), field="stage", status=422)
    if not group.founded_on <= on <= today_at(group.region_id):
        text = _("Pilih hari antara berdirinya kelompok dan hari ini.")
        raise Refused("date_in_future", text, field="on", status=422)
    if not reason.strip():
        text = _("Tuliskan alasannya: kriteria strata UP2K belum diterbitkan, jadi alasan yang dibaca orang.")
        raise Refused("reason_missing", text, field="reason", status=422)
    made = GroupStage.objects.create(
        group=group, stage=stage, on=on, reason=reason, assessor_name=assessor_name
    )
    note(by=by, verb="group.assess", what=made, region=group.region_id, stage=stage)
    return made

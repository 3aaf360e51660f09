"""What a dinas or a firm gives in a year, and the decree that names who receives."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.aid.models import AidRound
from anyelir.regions.models import Region
from anyelir.rules.texts import clean_text


@action("aid.round")
def open_aid_round(
    *,
    region: Region,
    giver_kind: str,
    giver: str,
    source: str,
    year: int,
    promised_idr: int,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> AidRound:
    """What is given by whom. Refuses: giver_missing, not_positive."""
    giver = clean_text(giver)
    if not giver:
        text = _("Tulis nama dinas atau perusahaannya.")
        raise Refused("giver_missing", text, field="giver", status=422)
    if promised_idr < 1:
        text = _("Tulis nilainya dalam rupiah, lebih dari 0.")
        raise Refused("not_positive", text, field="promised_idr", status=422)
    aid_round = AidRound.objects.create(
        region=region, giver_kind=giver_kind, giver=giver, source=source, year=year, promised_idr=promised_idr
    )
    note(by=by, verb="aid.round", what=aid_round, region=region.pk)
    return aid_round


@action("aid.decree")
def note_aid_decree(
    *,
    aid_round: AidRound,
    decree_no: str,
    decree_on: dt.date,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> AidRound:
    """The number and day of the decree; written once, because receivers rest on it.

    Refuses: already_decreed, future_date, number_missing.
    """
    aid_round = held(aid_round)
    decree_no = clean_text(decree_no)
    if aid_round.decree_no:
        raise Refused("already_decreed", _("SK-nya sudah dicatat: %s.") % aid_round.decree_no)
    if not decree_no:
        raise Refused("number_missing", _("Tulis nomor SK-nya."), field="decree_no", status=422)
    if decree_on > today_at(aid_round.region_id):
        raise Refused("future_date", _("Tanggal ini belum tiba."), field="decree_on", status=422)
    aid_round.decree_no, aid_round.decree_on = decree_no, decree_on
    aid_round.save()
    note(by=by, verb="aid.decree", what=aid_round, region=aid_round.region_id)
    return aid_round

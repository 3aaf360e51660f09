"""A group ends: after its money is paid out, with a reason, and nothing of it is deleted."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups.actions.officers import refuse_closed
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.panels import reasons_to_stay_open
from anyelir.enterprise.groups.queries.register import body_of, has_money
from anyelir.enterprise.groups.summaries import closed_words
from anyelir.membership.actions import end_post
from anyelir.membership.queries import posts_of


@action("group.close", stored=closed_words)
def close_group(
    *, group: Group, on: dt.date, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> Group:
    """Its last day; its posts end, its books stay readable for who kept them.

    Refuses: date_in_future, group_closed, has_open_fund, reason_missing, something_left, still_has_poklak; as end_post.
    """
    group = held(group)
    refuse_closed(group)
    if not group.founded_on <= on <= today_at(group.region_id):
        text = _("Pilih hari antara berdirinya kelompok dan hari ini.")
        raise Refused("date_in_future", text, field="on", status=422)
    if not reason.strip():
        raise Refused("reason_missing", _("Tuliskan mengapa ditutup."), field="reason", status=422)
    if group.poklak.filter(closed_on=None).exists():
        text = _("Masih ada Poklak di bawahnya. Pindahkan dulu ke Poksus lain, atau tutup dulu.")
        raise Refused("still_has_poklak", text)
    body = held(body_of(group))
    if has_money(body):
        text = _("Buku kasnya masih memuat uang, piutang atau simpanan. Selesaikan dulu sampai nol.")
        raise Refused("has_open_fund", text)
    if reasons := reasons_to_stay_open(group):
        raise Refused("something_left", " ".join(reasons))
    for post in posts_of(body):
        end_post(post=post, until=max(on, post.since), by=by)
    body.until = on
    body.save(update_fields=["until", "updated_at"])
    group.closed_on, group.closing_reason = on, reason
    group.save(update_fields=["closed_on", "closing_reason", "updated_at"])
    note(by=by, verb="group.close", what=group, region=group.region_id)
    return group

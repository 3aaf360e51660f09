"""What somebody else saw months later."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.enterprise.assistance.access import is_own_help
from anyelir.enterprise.assistance.due_dates import SOON, due_on, keep_deadline, next_month
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.enterprise.assistance.summaries import follow_up_words


@action("followup.record", stored=follow_up_words)
def record_follow_up(
    *,
    assistance: Assistance,
    uses: str,
    packaging_changed: bool | None = None,
    sales_changed: bool | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> UseFollowUp:
    """The look of today, by somebody who neither helped nor owns the business; it counts for the month that is owed.

    Refuses: followed_up, own_help, too_early.
    """
    assistance = held(assistance)
    if is_own_help(by, assistance):
        text = _("Yang melihat hasilnya orang lain, bukan yang mendampingi dan bukan pemiliknya.")
        raise Refused("own_help", text, status=403)
    today = today_at(assistance.region_id)
    month = next_month(assistance, today)
    if month is None:
        raise Refused("followed_up", _("Hasilnya sudah dilihat sampai bulan keenam."))
    earliest: dt.date = due_on(assistance, month) + SOON
    if today < earliest:
        text = _("Belum waktunya: hasilnya dilihat mulai %s.")
        raise Refused("too_early", text % day(earliest))
    follow_up = UseFollowUp(
        assistance=assistance,
        month=month,
        on=today,
        observed_by=by.id,
        uses=uses,
        packaging_changed=packaging_changed,
        sales_changed=sales_changed,
    )
    follow_up.save(force_insert=True)
    keep_deadline(assistance, today, by)
    note(by=by, verb="followup.record", what=assistance, region=assistance.region_id)
    return follow_up

"""What waits for the dinas: what was proposed and nobody looked at yet."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import day
from anyelir.enterprise.aid.access import visible_aids
from anyelir.enterprise.aid.models import Aid
from anyelir.membership.access import granted_regions
from anyelir.regions.scope import is_within_any
from anyelir.rules.aid import aid_rule

MOST = 5


def to_verify(user) -> list[Task]:
    """The oldest first; after two weeks it is urgent."""
    codes = granted_regions(user, P.AID_VERIFY)
    if not codes:
        return []
    around = is_within_any(codes, "business__region_id") | is_within_any(codes, "group__region_id")
    rows = visible_aids(user).filter(Q(verified_on=None), around).select_related("business", "group")
    return [_task(aid) for aid in rows.order_by("proposed_on", "id")[:MOST]]


def _task(aid: Aid) -> Task:
    today = today_at(aid.place)
    text = _("%(aid)s, sejak %(day)s") % {"aid": aid, "day": day(aid.proposed_on)}
    is_late = (today - aid.proposed_on).days > aid_rule("verify_days", today)
    return Task(
        _("Usulan bantuan menunggu diperiksa"),
        text,
        reverse("aid:show", args=[aid.pk]),
        "bag",
        is_urgent=is_late,
    )


WAITING.declare(Waiting("aid.to_verify", to_verify))

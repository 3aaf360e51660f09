"""Results and referrals in templates. `{% load posyandu_care %}`."""

from __future__ import annotations

from django import template

from anyelir.core.clock import today_at
from anyelir.posyandu.care import wording
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.queries import referrals

register = template.Library()

register.filter("z_score", wording.z_score)

# State of a referral: badge kind and icon; what waits for somebody asks for attention.
REFERRAL_STATES = {
    Referral.Status.CREATED: ("attn", "outbox"),
    Referral.Status.RECEIVED: ("ok", "check"),
    Referral.Status.ATTENDED: ("ok", "user"),
    Referral.Status.RESULT: ("ok", "file"),
    Referral.Status.RETURNED: ("attn", "swap"),
    Referral.Status.NO_SHOW: ("attn", "clock"),
    Referral.Status.CLOSED: ("line", "check"),
    Referral.Status.CANCELLED: ("line", "x"),
}


@register.filter
def is_overdue(referral: Referral) -> bool:
    """By the day of the posyandu: in a list of many places there is no other."""
    return referrals.overdue(referral, today_at(referral.posyandu.region_id))


@register.filter
def reason_name(code: str):
    """A reason of a referral as the puskesmas reads it; a code of an older edition as it is."""
    return wording.REASON_NAMES.get(code, code)


@register.filter
def category_name(slug: str | None, index: str):
    return wording.CATEGORY_NAMES[index].get(slug, slug) if slug else ""


@register.filter
def arm_colour(category: str):
    """The colour of the arm band for a category."""
    return wording.ARM_COLOURS[category]


@register.inclusion_tag("_components/_badge.html")
def referral_state(referral: Referral):
    kind, icon = REFERRAL_STATES[referral.status]
    return {"text": referral.get_status_display(), "kind": kind, "icon": icon}


@register.inclusion_tag("_components/_badge.html")
def growth_status(month):
    """N, T, O or B of a month as colour, icon and word, with a mark where a rule is not settled."""
    mark = "" if month.status.is_confirmed else " *"
    return {
        "text": f"{wording.status_name(month.status)}{mark}",
        "kind": wording.STATUS_BADGES[month.letter],
        "icon": wording.STATUS_ICONS[month.letter],
    }

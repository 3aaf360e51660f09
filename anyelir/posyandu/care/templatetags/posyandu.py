"""Ages, measured values and states in the templates of this room. `{% load posyandu %}`."""

from __future__ import annotations

from django import template

from anyelir.posyandu.care import wording
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.queries import referrals
from anyelir.posyandu.day import wording as day_wording
from anyelir.posyandu.register import schedule
from anyelir.posyandu.register import wording as register_wording
from anyelir.posyandu.register.models import StageAssessment

register = template.Library()

register.filter("age", register_wording.age)
register.filter("first_name", register_wording.first_name)
register.filter("mother_of", register_wording.mother_of)
register.filter("mothers_child", register_wording.mothers_child)
register.filter("kg", day_wording.kg)
register.filter("cm", day_wording.cm)
register.filter("grams", day_wording.grams)
register.filter("z_score", wording.z_score)
register.filter("month_words", day_wording.month_words)
register.filter("near_place", register_wording.near_place)
register.filter("schedule_words", schedule.schedule_words)
register.filter("index_name", lambda index: wording.INDEX_NAMES[index])
register.filter("is_overdue", referrals.overdue)

GREETINGS = {
    "referral_open": ("hospital", register_wording.gettext_lazy("Rujukan belum dikunjungi")),
    "danger_last_time": ("alert", register_wording.gettext_lazy("Hasil terakhir perlu segera dilihat bidan")),
    "measure_again": ("scale", register_wording.gettext_lazy("Hasil terakhir perlu diukur ulang")),
    "not_gained_twice": ("flat", register_wording.gettext_lazy("Sudah %d bulan kenaikan berat belum cukup")),
    "missed_last_month": ("clock", register_wording.gettext_lazy("Bulan lalu tidak datang")),
}
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
def greeting(reason) -> str:
    """What to say of a child who needs to be greeted."""
    words = str(GREETINGS[reason.code][1])
    return words % reason.months if reason.months else words


# The five steps as the board says them: short for the way to a group, whole above the group.
DAY_STATES = {
    "waiting": (
        register_wording.gettext_lazy("Menunggu"),
        register_wording.gettext_lazy("Menunggu ditimbang"),
    ),
    "measured": (
        register_wording.gettext_lazy("Diukur"),
        register_wording.gettext_lazy("Sudah diukur, belum dilayani"),
    ),
    "served": (
        register_wording.gettext_lazy("Dilayani"),
        register_wording.gettext_lazy("Sudah dilayani, belum penyuluhan"),
    ),
    "absent": (register_wording.gettext_lazy("Belum datang"), register_wording.gettext_lazy("Belum datang")),
    "done": (register_wording.gettext_lazy("Selesai"), register_wording.gettext_lazy("Selesai")),
}


@register.filter
def day_state(state: str):
    return DAY_STATES[state][0]


@register.filter
def day_group(state: str):
    return DAY_STATES[state][1]


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


@register.filter
def stage_input_name(code: str):
    return register_wording.STAGE_INPUT_NAMES.get(code, code)


@register.filter
def posture_name(slug: str):
    return day_wording.POSTURE_NAMES[slug]


@register.filter
def stage_name(slug: str):
    """Pratama, Madya, Purnama, Mandiri."""
    return StageAssessment.Stage(slug).label


@register.filter
def comma(text) -> str:
    """A number that was kept as text, with a comma."""
    return str(text).replace(".", ",")


@register.filter
def of_key(mapping, key):
    """The entry of a dictionary under a key that a variable holds."""
    return mapping.get(key) if mapping else None


@register.filter
def as_text(value) -> str:
    """A number as a program reads it: with a point, never grouped."""
    return "" if value is None else f"{value:f}"


@register.filter
def as_amount(value, field: str) -> str:
    """A measured value with the unit of its field."""
    return day_wording.kg(value) if field == "weight_kg" else day_wording.cm(value)


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


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.filter
def attribute(thing, name: str):
    """A field of a row whose name a variable holds."""
    return getattr(thing, name)

"""Measured values and the states of an open day in templates. `{% load posyandu_day %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy

from anyelir.posyandu.day import wording

register = template.Library()

register.filter("kg", wording.kg)
register.filter("cm", wording.cm)
register.filter("grams", wording.grams)
register.filter("month_words", wording.month_words)

GREETINGS = {
    "referral_open": ("hospital", gettext_lazy("Rujukan belum dikunjungi")),
    "danger_last_time": ("alert", gettext_lazy("Hasil terakhir perlu segera dilihat bidan")),
    "measure_again": ("scale", gettext_lazy("Hasil terakhir perlu diukur ulang")),
    "not_gained_twice": ("flat", gettext_lazy("Sudah %d bulan kenaikan berat belum cukup")),
    "missed_last_month": ("clock", gettext_lazy("Bulan lalu tidak datang")),
}


@register.filter
def greeting(reason) -> str:
    """What to say of a child who needs to be greeted."""
    text = str(GREETINGS[reason.code][1])
    return text % reason.months if reason.months else text


# The five steps as the board says them: short for the way to a group, whole above the group.
DAY_STATES = {
    "waiting": (
        gettext_lazy("Menunggu"),
        gettext_lazy("Menunggu ditimbang"),
    ),
    "measured": (
        gettext_lazy("Diukur"),
        gettext_lazy("Sudah diukur, belum dilayani"),
    ),
    "served": (
        gettext_lazy("Dilayani"),
        gettext_lazy("Sudah dilayani, belum penyuluhan"),
    ),
    "absent": (gettext_lazy("Belum datang"), gettext_lazy("Belum datang")),
    "done": (gettext_lazy("Selesai"), gettext_lazy("Selesai")),
}


@register.filter
def day_state(state: str):
    return DAY_STATES[state][0]


@register.filter
def day_group(state: str):
    return DAY_STATES[state][1]


@register.filter
def posture_name(slug: str):
    return wording.POSTURE_NAMES[slug]


@register.filter
def as_text(value) -> str:
    """A number as a program reads it: with a point, never grouped."""
    return "" if value is None else f"{value:f}"


@register.filter
def as_amount(value, field: str) -> str:
    """A measured value with the unit of its field."""
    return wording.kg(value) if field == "weight_kg" else wording.cm(value)

"""Ages, names, places and strata in templates. `{% load posyandu %}`."""

from __future__ import annotations

from django import template

from anyelir.posyandu.register import schedule, wording
from anyelir.posyandu.register.models import StageAssessment
from anyelir.rules.numbers_id import NumberKind, Unread, number_of, typed_number

register = template.Library()

register.filter("age", wording.age)
register.filter("first_name", wording.first_name)
register.filter("mothers_child", wording.mothers_child)
register.filter("near_place", wording.near_place)
register.filter("schedule_words", schedule.schedule_words)


@register.filter
def stage_input_name(code: str):
    return wording.STAGE_INPUT_NAMES.get(code, code)


@register.filter
def stage_name(slug: str):
    """Pratama, Madya, Purnama, Mandiri."""
    return StageAssessment.Stage(slug).label


@register.filter
def comma(text) -> str:
    """A number that was kept as text, with a comma."""
    number = number_of(text, NumberKind.MEASURE)
    return str(text) if isinstance(number, Unread) else typed_number(number)


@register.filter
def of_key(mapping, key):
    """The entry of a dictionary under a key that a variable holds."""
    return mapping.get(key) if mapping else None


@register.filter("words")
def split_words(text: str) -> list[str]:
    return text.split()


@register.filter
def attribute(row, name: str):
    """A field of a row whose name a variable holds."""
    return getattr(row, name)

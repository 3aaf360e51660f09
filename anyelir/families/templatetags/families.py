"""Births and ages as people say them. `{% load families %}`."""

from __future__ import annotations

from django import template
from django.utils import timezone

from anyelir.families import wording

register = template.Library()

register.filter("born", wording.born)
register.filter("born_short", wording.born_short)


@register.filter
def age_now(person) -> str:
    """The age today; "" where no birth is known or the person died."""
    return "" if person.died_on else wording.age(person, timezone.localdate())

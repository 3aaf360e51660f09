"""Births and ages as people say them. `{% load families %}`."""

from __future__ import annotations

from django import template

from anyelir.core.clock import today_at
from anyelir.families import wording

register = template.Library()

register.filter("born", wording.born)
register.filter("born_short", wording.born_short)


@register.filter
def age_now(person) -> str:
    """The age today; "" where no birth is known or the person died."""
    return "" if person.died_on else wording.age(person, today_at(person.region_id))


@register.filter
def below(place, region) -> str:
    """RT 01, RW 14 on a page about Ciriung: what is not said by the heading."""
    return place.label.removesuffix(f", {region.label}") if place.pk != region.pk else place.label

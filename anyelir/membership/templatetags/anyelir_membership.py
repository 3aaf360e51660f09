"""Small pieces of the membership pages. `{% load anyelir_membership %}`."""

from __future__ import annotations

from django import template

from anyelir.membership.offices import pokja_name, post_name
from anyelir.membership.roles import ROLES

register = template.Library()


@register.filter
def role_name(slug: str):
    """The name of a role; the slug itself for one that is no longer in the file."""
    return ROLES[slug].name if slug in ROLES else slug


@register.filter
def entry(table: dict, key):
    """The value of a table at a key that the template holds; empty without one."""
    return table.get(key, "")


register.filter("pokja_name", pokja_name)
register.filter("post_name", post_name)

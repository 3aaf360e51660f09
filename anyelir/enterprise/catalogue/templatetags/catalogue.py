"""Parts of the pages of the catalogue."""

from __future__ import annotations

import datetime as dt

from django import template

from anyelir.enterprise.catalogue.models import Badge, Listing

register = template.Library()


@register.filter
def badges(listing: Listing, day: dt.date) -> list[Badge]:
    """The permits that hold on the day."""
    return listing.badges_on(day)

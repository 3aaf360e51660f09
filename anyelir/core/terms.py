"""A time from a day to a day, both included: a post, a role, a service, an enrolment, the validity of a code.

"In force" means one thing everywhere: begun by that day and not ended before it. What begins later is not in force.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def in_force(on: dt.date, *, prefix: str = "", since: str = "since", until: str = "until") -> Q:
    """Begun by that day and not ended before it; ``prefix`` leads to the term over a relation ("service__")."""
    return Q(**{f"{prefix}{since}__lte": on}) & not_ended(on, prefix=prefix, until=until)


def not_ended(on: dt.date, *, prefix: str = "", until: str = "until") -> Q:
    """In force on that day or beginning later: what a list of the present shows so that people can prepare it."""
    return Q(**{f"{prefix}{until}": None}) | Q(**{f"{prefix}{until}__gte": on})


def overlapping(first: dt.date, last: dt.date | None = None, *, prefix: str = "") -> Q:
    """In force on at least one day from ``first`` to ``last``, or from ``first`` on."""
    not_over = not_ended(first, prefix=prefix)
    return not_over if last is None else not_over & Q(**{f"{prefix}since__lte": last})


def in_order(name: str) -> models.CheckConstraint:
    """The constraint that a term does not end before it begins."""
    return models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name=name)


class Term(models.Model):
    """The two days of everything that lasts; without ``until`` it goes on."""

    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_in_force(self, on: dt.date) -> bool:
        return self.since <= on and not self.has_ended(on)

    def has_ended(self, on: dt.date) -> bool:
        """Ended before that day."""
        return self.until is not None and self.until < on

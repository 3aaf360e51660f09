"""The paper of a month that was just signed."""

from __future__ import annotations

import logging

from anyelir.core.audit import Actor
from anyelir.core.refusal import Refused
from anyelir.documents.engine import EngineFailed
from anyelir.posyandu.day.models import MonthClosing
from anyelir.reports import actions

log = logging.getLogger("anyelir.reports")


def issue_if_possible(closing: MonthClosing, *, check_url: str, by: Actor) -> None:
    """A month is signed whether its paper can be set or not; without one its sheet is set afresh each time."""
    try:
        actions.issue_month_paper(closing=closing, check_url=check_url, by=by)
    except (Refused, EngineFailed):
        log.exception("no paper for the closing %s", closing.pk)

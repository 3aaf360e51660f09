"""The paper of a month that was just closed."""

from __future__ import annotations

import logging

from anyelir.core.audit import Actor
from anyelir.core.refusal import Refused
from anyelir.documents.engine import EngineFailed
from anyelir.ledger import actions
from anyelir.ledger.models import Closing

log = logging.getLogger("anyelir.ledger")


def issue_closing_if_possible(closing: Closing, *, check_url: str, by: Actor) -> None:
    """A month is closed whether its paper can be set or not; the page of the months offers it again."""
    try:
        actions.issue_closing_paper(closing=closing, check_url=check_url, by=by)
    except (Refused, EngineFailed):
        log.exception("no paper for the closing %s", closing.pk)

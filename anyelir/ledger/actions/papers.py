"""The paper of a closed month is issued once, and read ever after."""

from __future__ import annotations

import uuid

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held_alone
from anyelir.documents.issuing import issue_paper
from anyelir.documents.models import Paper, PaperSequence
from anyelir.ledger.closing_papers import issued_closing, order
from anyelir.ledger.models import Closing


@action("paper.issue_closing", stored=str)
def issue_closing_paper(
    *, closing: Closing, check_url: str, by: Actor, op_id: uuid.UUID | None = None
) -> Paper:
    """Set the book of the month and keep the bytes; a month that has a paper keeps that one.

    Refuses: paper_too_large.
    """
    ledger = held_alone(closing.ledger)
    issued = issued_closing(closing)
    if issued is not None:
        return issued
    paper = issue_paper(Paper, PaperSequence, order(closing), check_url=check_url, by=by)
    note(by=by, verb="paper.issue", what=paper, region=ledger.body.region_id)
    return paper

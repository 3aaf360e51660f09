"""Papers of this room: what is issued with its number and code, and what ends."""

from __future__ import annotations

import datetime as dt
import uuid

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.documents.issuing import issue_paper, revoke_paper
from anyelir.documents.models import Paper, PaperSequence
from anyelir.posyandu.day.models import MonthClosing
from anyelir.posyandu.register.models import Posyandu
from anyelir.reports import papers
from anyelir.reports.monthly import MonthReport


@action("paper.issue_month", stored=str)
def issue_month_paper(
    *, closing: MonthClosing, check_url: str, by: Actor, op_id: uuid.UUID | None = None
) -> Paper:
    """The paper of a signed month; again gives the same one. Refuses: paper_too_large."""
    report = MonthReport(closing.posyandu, closing.month)
    if (issued := papers.issued_sheet(report)) is not None:
        return issued
    paper = issue_paper(Paper, PaperSequence, papers.order(report), check_url=check_url, by=by)
    note(by=by, verb="paper.issue", what=paper, region=closing.posyandu.region_id)
    return paper


@action("paper.revoke_month", record_of=lambda _result: None)
def revoke_month_paper(
    *, posyandu: Posyandu, month: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> bool:
    """The month is open again: its paper no longer counts, and whoever asks by its code hears so."""
    report = MonthReport(posyandu, month)
    was = revoke_paper(Paper, papers.OWNER, papers.owner_key(report))
    if was:
        note(by=by, verb="paper.revoke", what=posyandu, region=posyandu.region_id, month=report.key)
    return was

"""Papers of this room: what is issued with its number and code, and what ends."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.sheet import SHEETS
from anyelir.documents.issuing import issue_paper, revoke_paper
from anyelir.documents.models import Paper, PaperSequence
from anyelir.reports import papers
from anyelir.reports.sheets import SheetReport
from anyelir.rules.disclosure.limits import Audience


@action("paper.issue_sheet", stored=str)
def issue_sheet_paper(
    *, sheet: str, record: Any, period: dt.date, check_url: str, by: Actor, op_id: uuid.UUID | None = None
) -> Paper:
    """The paper of a signed period; again gives the same one.

    A paper goes from hand to hand: it says what an office may read, whoever signs it.

    Refuses: paper_too_large.
    """
    report = _report(sheet, record, period)
    if (issued := papers.issued_sheet(report)) is not None:
        return issued
    paper = issue_paper(Paper, PaperSequence, papers.order(report), check_url=check_url, by=by)
    note(by=by, verb="paper.issue", what=paper, region=report.subject.region)
    return paper


@action("paper.revoke_sheet", record_of=lambda _result: None)
def revoke_sheet_paper(
    *, sheet: str, record: Any, period: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> bool:
    """Revoke the paper of a period that was opened again; a check by its code then says so."""
    report = _report(sheet, record, period)
    was = revoke_paper(Paper, report.sheet.papers, papers.owner_key(report))
    if was:
        note(by=by, verb="paper.revoke", what=record, region=report.subject.region, month=report.key)
    return was


def _report(sheet: str, record: Any, period: dt.date) -> SheetReport:
    declared = SHEETS[sheet]
    return SheetReport(declared, declared.subject(record), period, Audience.INTERNAL)

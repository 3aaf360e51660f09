"""The paper of a period that was just signed."""

from __future__ import annotations

import logging

from anyelir.core.audit import Actor
from anyelir.core.refusal import Refused
from anyelir.documents.engine import EngineFailed
from anyelir.reports import actions
from anyelir.reports.sheets import SheetReport

log = logging.getLogger("anyelir.reports")


def issue_if_possible(report: SheetReport, *, check_url: str, by: Actor) -> None:
    """A period is signed whether its paper can be set or not; without one its sheet is set afresh each time."""
    try:
        actions.issue_sheet_paper(
            sheet=report.sheet.slug,
            record=report.subject.record,
            period=report.period,
            check_url=check_url,
            by=by,
        )
    except (Refused, EngineFailed):
        log.exception("no paper for the %s of %s", report.sheet.slug, report.key)

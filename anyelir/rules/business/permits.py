"""State and dates of one permit, derived from its papers, never stored by hand.

Source: enterprise.md sections 1 and 2: not started > file ready > submitted > issued conditionally >
commitments met | revoked > expiring (180 days) > expired; unclear where only the year of the end is known. The row
of ``permit_terms`` in force on the day of issue holds for the life of the paper (a halal certificate of 2021 still
ends after four years).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.dates import add_days, add_months
from anyelir.rules.identity.pirt import PirtReading
from anyelir.rules.permit_state import PermitState
from anyelir.rules.tables import Rule

MONTHS_IN_YEAR = 12


class PermitProblem(StrEnum):
    """What does not fit in the papers; shown, never a reason to refuse the record."""

    TERM_UNKNOWN = "term_unknown"
    ENDS_BEFORE_ISSUE = "ends_before_issue"
    ENDS_TOO_LATE = "ends_too_late"
    DATES_OUT_OF_ORDER = "dates_out_of_order"
    COMMITMENTS_OVERDUE = "commitments_overdue"
    RENEWAL_OVERDUE = "renewal_overdue"


@dataclass(frozen=True)
class PermitPapers:
    """Dates on the papers of one permit; ``kind`` is a key of ``permit_terms``.

    ``may_end_from`` is the first day on which it can end, where a number tells the year alone; ``stated_end_on`` is
    the last one then. ``is_numbered``: a number stands on the paper, so it was issued, on a day nobody has read yet.
    """

    kind: str
    file_ready_on: dt.date | None = None
    submitted_on: dt.date | None = None
    issued_on: dt.date | None = None
    commitments_met_on: dt.date | None = None
    revoked_on: dt.date | None = None
    stated_end_on: dt.date | None = None
    may_end_from: dt.date | None = None
    is_numbered: bool = False

    @classmethod
    def from_pirt(cls, reading: PirtReading, **dates: dt.date | None) -> PermitPapers:
        """The papers of a P-IRT number that was read; ``dates`` are the other days known of it.

        A number of which no end can be read (twelve digits, or a slip) is unclear until the certificate is looked at.
        """
        is_one_day = reading.ends_from == reading.ends_by
        return cls(
            "pirt",
            **dates,
            stated_end_on=reading.ends_by,
            may_end_from=None if is_one_day else reading.ends_from,
            is_numbered=True,
        )


@dataclass(frozen=True)
class PermitStatus:
    """A permit on a day. ``ends_on`` is the last day of validity; dates are None where there is none."""

    state: PermitState
    ends_on: dt.date | None
    expiring_from: dt.date | None
    renew_by: dt.date | None
    commitments_due_on: dt.date | None
    problems: tuple[PermitProblem, ...]


def _term(papers: PermitPapers, on: dt.date) -> Rule | None:
    issued_on = papers.issued_on or (on if papers.is_numbered else None)
    return None if issued_on is None else tables.load("permit_terms").by_key(issued_on).get(papers.kind)


def _later(issued_on: dt.date | None, term: Rule | None, column: str, months: int = 1) -> dt.date | None:
    """Day of issue plus a term of the rule in months; None where the rule has no such term."""
    if issued_on is None or term is None or term[column] is None:
        return None
    return add_months(issued_on, term[column] * months)


def _ends_on(papers: PermitPapers, term: Rule | None) -> dt.date | None:
    if papers.issued_on is None and not papers.is_numbered:
        return None
    return papers.stated_end_on or _later(papers.issued_on, term, "valid_years", MONTHS_IN_YEAR)


def _has_happened(day: dt.date | None, on: dt.date) -> bool:
    return day is not None and day <= on


def _is_issued(papers: PermitPapers, on: dt.date) -> bool:
    return papers.is_numbered if papers.issued_on is None else papers.issued_on <= on


def _state_before_issue(papers: PermitPapers, on: dt.date) -> PermitState:
    if _has_happened(papers.submitted_on, on):
        return PermitState.SUBMITTED
    return PermitState.FILE_READY if _has_happened(papers.file_ready_on, on) else PermitState.NOT_STARTED


def _state(
    papers: PermitPapers,
    term: Rule | None,
    ends_on: dt.date | None,
    expiring_from: dt.date | None,
    on: dt.date,
) -> PermitState:
    if _has_happened(papers.revoked_on, on):
        return PermitState.REVOKED
    if not _is_issued(papers, on):
        return _state_before_issue(papers, on)
    if ends_on is not None and on > ends_on:
        return PermitState.EXPIRED
    if _has_happened(papers.may_end_from, on) or (papers.is_numbered and ends_on is None):
        return PermitState.UNCLEAR
    if _has_happened(expiring_from, on):
        return PermitState.EXPIRING
    if term is None or term["commitment_months"] is None:
        return PermitState.IN_FORCE
    met = _has_happened(papers.commitments_met_on, on)
    return PermitState.COMMITMENTS_MET if met else PermitState.ISSUED_CONDITIONAL


def _is_out_of_order(papers: PermitPapers) -> bool:
    steps = (papers.file_ready_on, papers.submitted_on, papers.issued_on, papers.commitments_met_on)
    known = [day for day in steps if day is not None]
    return known != sorted(known)


def _before_end(ends_on: dt.date | None, term: Rule | None) -> tuple[dt.date | None, dt.date | None]:
    """First day of the last stretch, and the day by which renewal must be asked for."""
    if ends_on is None or term is None:
        return None, None
    days, months = term["expiring_days"], term["renew_months"]
    return (
        None if days is None else add_days(ends_on, -days),
        None if months is None else add_months(ends_on, -months),
    )


def permit_status(papers: PermitPapers, on: dt.date) -> PermitStatus:
    """The permit on ``on``; papers dated later have not happened yet.

    Where the end lies in a span, renewal is counted from its first day. A printed end goes before the computed one;
    more than the term allows is a problem (a P-IRT number whose year lies more than five years after the issue).
    """
    term = _term(papers, on)
    ends_on = _ends_on(papers, term)
    expiring_from, renew_by = _before_end(papers.may_end_from or ends_on, term)
    due_on = _later(papers.issued_on, term, "commitment_months")
    state = _state(papers, term, ends_on, expiring_from, on)
    longest = _later(papers.issued_on, term, "valid_years", MONTHS_IN_YEAR)
    unmet = not _has_happened(papers.commitments_met_on, on)
    problems = {
        PermitProblem.TERM_UNKNOWN: papers.issued_on is not None and term is None,
        PermitProblem.ENDS_BEFORE_ISSUE: _is_after(papers.issued_on, ends_on),
        PermitProblem.ENDS_TOO_LATE: _is_year_after(papers.stated_end_on, longest),
        PermitProblem.DATES_OUT_OF_ORDER: _is_out_of_order(papers),
        PermitProblem.COMMITMENTS_OVERDUE: state.is_valid and unmet and _is_after(on, due_on),
        PermitProblem.RENEWAL_OVERDUE: state is PermitState.EXPIRING and _is_after(on, renew_by),
    }
    present = tuple(problem for problem, is_present in problems.items() if is_present)
    return PermitStatus(state, ends_on, expiring_from, renew_by, due_on, present)


def _is_after(first: dt.date | None, second: dt.date | None) -> bool:
    return first is not None and second is not None and first > second


def _is_year_after(first: dt.date | None, second: dt.date | None) -> bool:
    """Compared by year, because the number carries the year alone."""
    return first is not None and second is not None and first.year > second.year

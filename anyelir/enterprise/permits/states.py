"""What the rules say of a permit on a day: the state, the days that matter, and what looks odd."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from anyelir.core.clock import today_at
from anyelir.enterprise.permits.models import Permit
from anyelir.rules import identity
from anyelir.rules.business import PermitPapers, PermitState, PermitStatus, permit_status
from anyelir.rules.identity import PirtPaper, PirtReading, Problem, Problems
from anyelir.rules.texts import clean_text

Kind = Permit.Kind
# The first is the best: of two papers of one kind the business holds what the better one says.
BEST_FIRST = (
    PermitState.COMMITMENTS_MET,
    PermitState.IN_FORCE,
    PermitState.ISSUED_CONDITIONAL,
    PermitState.EXPIRING,
    PermitState.UNCLEAR,
    PermitState.SUBMITTED,
    PermitState.FILE_READY,
    PermitState.EXPIRED,
    PermitState.REVOKED,
    PermitState.NOT_STARTED,
)


def normalised_number(kind: str, text: str) -> str:
    """The number as it is stored; what cannot be read stays as it was typed."""
    if kind == Kind.NIB:
        return identity.compact(text)
    if kind == Kind.PIRT:
        return identity.normalise_pirt(text)
    bpom = identity.parse_bpom(text) if kind == Kind.BPOM else None
    halal = identity.parse_halal(text) if kind == Kind.HALAL else None
    return bpom.text if bpom is not None else halal.text if halal is not None else clean_text(text)


def pirt_reading(permit: Permit, on: dt.date, **known: object) -> PirtReading:
    """Its P-IRT number beside the place and day; ``known`` says more of its product (``compared_reading``)."""
    paper = PirtPaper(region_code=permit.business.region_id, issued_on=permit.issued_on)
    return identity.read_pirt(permit.number, on=on, paper=dataclasses.replace(paper, **known))


def compared_reading(permit: Permit, on: dt.date) -> PirtReading:
    """The same beside packaging and kind of food of the one product that it covers: a number is of one food."""
    products = list(permit.products.select_related("path_answers")[:2])
    if len(products) != 1:
        return pirt_reading(permit, on)
    answers = getattr(products[0], "path_answers", None)
    food_type = answers.food_type or None if answers is not None else None
    return pirt_reading(permit, on, packaging=products[0].packaging, food_type=food_type)


def number_problems(permit: Permit, on: dt.date) -> Problems:
    """What its number says against itself; SLHS, SNI and brand have no form that is published."""
    if not permit.number:
        return ()
    if permit.kind == Kind.PIRT:
        return pirt_reading(permit, on).problems
    checks = {Kind.NIB: identity.check_nib, Kind.BPOM: identity.check_bpom, Kind.HALAL: identity.check_halal}
    check = checks.get(Kind(permit.kind))
    return check(permit.number) if check is not None else ()


def number_errors(permit: Permit, on: dt.date) -> list[Problem]:
    return [problem for problem in number_problems(permit, on) if problem.is_error]


def papers_of(permit: Permit, on: dt.date) -> PermitPapers:
    """The days of its papers as the rules take them; a day that stands on the certificate goes before the number."""
    days = {
        "file_ready_on": permit.file_ready_on,
        "submitted_on": permit.submitted_on,
        "issued_on": permit.issued_on,
        "commitments_met_on": permit.commitments_met_on,
        "revoked_on": permit.revoked_on,
    }
    if permit.kind != Kind.PIRT or not permit.number:
        is_undated = bool(permit.number) and permit.issued_on is None
        return PermitPapers(permit.kind, **days, stated_end_on=permit.ends_on, is_numbered=is_undated)
    papers = PermitPapers.from_pirt(pirt_reading(permit, on), **days)
    if permit.ends_on is None:
        return papers
    return dataclasses.replace(papers, stated_end_on=permit.ends_on, may_end_from=None)


def status_on(permit: Permit, on: dt.date) -> PermitStatus:
    return permit_status(papers_of(permit, on), on)


def status_today(permit: Permit) -> PermitStatus:
    """By the calendar of the place of its business."""
    return status_on(permit, today_at(permit.business.region_id))


def best_state(states: Iterable[PermitState]) -> PermitState:
    """NOT_STARTED for none."""
    return min(states, key=BEST_FIRST.index, default=PermitState.NOT_STARTED)


def is_proven(permit: Permit, status: PermitStatus) -> bool:
    """Whether it may be shown to buyers: valid, its end known where it has one, and its proof verified."""
    return status.state.is_valid and permit.verified_at is not None

"""A stage of a training: when it is passed, how long a certificate opens its right, what counts as applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.dates import add_months
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.programmes.patterns import CurriculumStage

PERCENT = 100


class StageProblem(StrEnum):
    """Why a stage is not passed."""

    NOT_ATTENDED = "not_attended"
    BELOW_MARK = "below_mark"
    NO_PRACTICE = "no_practice"


def training_rule(rule: str, on: dt.date) -> int:
    """A number of the table ``training_pass``."""
    return int(tables.load("training_pass").nearest(on)[rule]["amount"])


@finite_numbers
def stage_problem(
    stage: CurriculumStage, minutes: int, post: int | None, has_practised: bool, on: dt.date
) -> StageProblem | None:
    """What is missing, None when passed: presence first, then the test after it, then practice where it is asked.

    ``post`` is the result after the stage, 0 to 100, None when she did not take it.
    """
    if PERCENT * minutes < training_rule("attendance_percent", on) * stage.minutes:
        return StageProblem.NOT_ATTENDED
    if stage.pass_mark is not None and (post is None or post < stage.pass_mark):
        return StageProblem.BELOW_MARK
    return StageProblem.NO_PRACTICE if stage.has_practice and not has_practised else None


@finite_numbers
def certificate_expires_on(issued_on: dt.date, months: int) -> dt.date:
    """The last day on which it opens a right. ValueError for less than a month."""
    if months < 1:
        raise ValueError(f"{months} months")
    return add_months(issued_on, months)


def is_applied(answers: Sequence[bool | None], on: dt.date) -> bool:
    """Whether enough of what was observed is done (table ``training_pass``); None is not seen and counts as not."""
    return sum(answer is True for answer in answers) >= training_rule("applied_items", on)

"""Risk of a report: before triage from one question, at triage from eight.

Source: protection.md sections 5.1 and 6. Any of questions 1-4 answered yes gives high, and there an
unknown counts as yes; two yes of questions 5-8 give at least medium. Before triage a report runs on the
medium clocks unless danger now is yes or not known. Risk may be raised alone, lowered only with the
supervisor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.tables import Rule


class Risk(StrEnum):
    """Risk of a case, from low to high."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def level(self) -> int:
        """0 for low to 2 for high, to compare risks."""
        return (Risk.LOW, Risk.MEDIUM, Risk.HIGH).index(self)


@dataclass(frozen=True)
class Triage:
    """The risk, the questions that led to it, and those nobody answered."""

    risk: Risk
    because: tuple[str, ...]
    unanswered: tuple[str, ...]


def arrival_risk(danger_now: bool | None) -> Risk:
    """Clocks to run on before triage."""
    return Risk.MEDIUM if danger_now is False else Risk.HIGH


def _counts(rule: Rule, answer: bool | None) -> bool:
    return bool(rule["unknown_counts"]) if answer is None else answer


def triage(answers: Mapping[str, bool | None], on: dt.date) -> Triage:
    """Risk from the answers by question of ``triage_questions``; a missing answer is unknown.

    Without a table in force on ``on`` the risk is high: a gap in the rules must not look safe.
    """
    questions = tables.load("triage_questions").as_of(on)
    if not questions:
        return Triage(Risk.HIGH, (), ())
    counted = [rule for rule in questions if _counts(rule, answers.get(rule["question"]))]
    reached: dict[Risk, list[str]] = {Risk.LOW: []}
    for threshold in tables.load("triage_thresholds").as_of(on):
        because = [rule["question"] for rule in counted if rule["weight"] == threshold["weight"]]
        if len(because) >= threshold["least"]:
            reached[Risk(threshold["risk"])] = because
    risk = max(reached, key=lambda risk: risk.level)
    unanswered = [rule["question"] for rule in questions if answers.get(rule["question"]) is None]
    return Triage(risk, tuple(reached[risk]), tuple(unanswered))


def may_change_risk(before: Risk, after: Risk, *, supervisor_agrees: bool) -> bool:
    """Raising or keeping is free; lowering needs the supervisor."""
    return after.level >= before.level or supervisor_agrees

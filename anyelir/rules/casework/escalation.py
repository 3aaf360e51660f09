"""Who is called while a report waits: the ladder of an unacknowledged report and the ring chain.

Source: protection.md sections 5.5 and 6. The ladder counts from arrival for high risk and unknown
danger, from the end of the ACK clock otherwise. Every rung is called exactly once, the last one again
every 15 minutes, until a named person acknowledges. People with a conflict of interest are skipped; when
a whole rung is blocked the next one up is called in its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.casework.clocks import Clock, due_at, plus
from anyelir.rules.casework.triage import Risk
from anyelir.rules.tables import Rule

MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Call:
    """A rung that has been reached: whom to call, since when, and how often until now (1 or more)."""

    rung: int
    audience: str
    first_at: dt.datetime
    times: int


@dataclass(frozen=True)
class RingStep:
    """A step of the ring chain: seconds after the call came in, and who or what starts then."""

    second: int
    target: str


def ladder_starts_at(risk: Risk, arrived_at: dt.datetime) -> dt.datetime:
    """Moment from which the ladder counts. Pass ``triage.arrival_risk`` before triage."""
    if risk is Risk.HIGH:
        return arrived_at
    return due_at(Clock.ACK, risk, arrived_at) or arrived_at


def _times(rule: Rule, first_at: dt.datetime, until: dt.datetime) -> int:
    repeat = rule["repeat_minutes"]
    return 1 + (until - first_at) // (repeat * MINUTE) if repeat else 1


def _audience(rungs: list[Rule], index: int, blocked: Set[str]) -> str:
    """The audience of a rung or the next one up that is not blocked; the last rung is never skipped."""
    for rule in rungs[index:]:
        if rule["audience"] not in blocked:
            return str(rule["audience"])
    return str(rungs[-1]["audience"])


def _is_reached(first_at: dt.datetime, now: dt.datetime, acknowledged_at: dt.datetime | None) -> bool:
    return first_at <= now and (acknowledged_at is None or first_at < acknowledged_at)


def _until(now: dt.datetime, acknowledged_at: dt.datetime | None) -> dt.datetime:
    """The last moment that can call: a call due at the very acknowledgement is not made any more."""
    if acknowledged_at is None or acknowledged_at > now:
        return now
    return acknowledged_at - dt.timedelta.resolution


def calls_until(
    starts_at: dt.datetime,
    now: dt.datetime,
    acknowledged_at: dt.datetime | None = None,
    blocked: Set[str] = frozenset(),
) -> tuple[Call, ...]:
    """Rungs reached at ``now`` in order, none at or after the acknowledgement.

    Asking twice gives the same calls, so an engine that was down sends what it missed and no more.
    """
    rungs = sorted(
        tables.load("escalation_ladder").as_of(starts_at.date()), key=lambda rule: int(rule["rung"])
    )
    calls = []
    for index, rule in enumerate(rungs):
        first_at = plus(starts_at, rule["after_minutes"])
        if _is_reached(first_at, now, acknowledged_at):
            audience = _audience(rungs, index, blocked)
            calls.append(
                Call(rule["rung"], audience, first_at, _times(rule, first_at, _until(now, acknowledged_at)))
            )
    return tuple(calls)


def next_call_at(
    starts_at: dt.datetime, now: dt.datetime, acknowledged_at: dt.datetime | None = None
) -> dt.datetime | None:
    """When the next call is due after ``now``; None once somebody has acknowledged, or without a ladder."""
    if acknowledged_at is not None and acknowledged_at <= now:
        return None
    times = []
    for rule in tables.load("escalation_ladder").as_of(starts_at.date()):
        first_at = plus(starts_at, rule["after_minutes"])
        if first_at > now:
            times.append(first_at)
        elif rule["repeat_minutes"]:
            times.append(plus(first_at, rule["repeat_minutes"] * _times(rule, first_at, now)))
    return min(times, default=None)


def ring_chain(agents: int, on: dt.date) -> tuple[RingStep, ...]:
    """Whom an incoming call rings and from which second, with ``agents`` agents free.

    Three agents of 20 seconds fill the minute, so the on-call mobile rings beside the third from second
    40; with fewer agents it starts when they are through. Second 60 starts the recorded words.
    """
    value = {name: int(rule["value"]) for name, rule in tables.load("ring_chain").nearest(on).items()}
    used = min(max(agents, 0), value["agents"])
    rings = [RingStep(value["ring_seconds"] * index, f"agent_{index + 1}") for index in range(used)]
    on_call = min(value["on_call_from_second"], value["ring_seconds"] * used)
    announced_from = value["recorded_words_from_second"]
    return (*rings, RingStep(on_call, "on_call_mobile"), RingStep(announced_from, "recorded_words"))

"""What rooms above know about a person: accounts asks, and knows no roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from anyelir.accounts.models import User


@dataclass(frozen=True)
class SessionTerms:
    """How long a sign-in lasts: ``idle`` without a page, ``longest`` in any case."""

    idle: dt.timedelta
    longest: dt.timedelta

    def stricter(self, other: SessionTerms) -> SessionTerms:
        return SessionTerms(min(self.idle, other.idle), min(self.longest, other.longest))


# A phone that goes from hand to hand: long enough for one open day, short enough between two people.
SHARED = SessionTerms(idle=dt.timedelta(minutes=30), longest=dt.timedelta(hours=8))
# Somebody without a role sees no page that would need more.
UNKNOWN = SessionTerms(idle=dt.timedelta(hours=2), longest=dt.timedelta(hours=12))


@dataclass(frozen=True)
class Duty:
    """Where a person works (the region under which the trail notes the sign-in) and how carefully."""

    place: str = ""
    needs_second_factor: bool = False
    terms: SessionTerms = UNKNOWN


def _no_duty(user: User) -> Duty:
    return Duty()


def _no_words(user: User) -> Iterable[str]:
    return ()


_duty: Callable[[User], Duty] = _no_duty
_words_about: Callable[[User], Iterable[str]] = _no_words


def use(duty: Callable[[User], Duty], words_about: Callable[[User], Iterable[str]]) -> None:
    """The room that knows roles answers from now on."""
    global _duty, _words_about
    _duty, _words_about = duty, words_about


def duty_of(user: User) -> Duty:
    return _duty(user)


def words_around(user: User) -> Iterable[str]:
    """Names of the places and units of a person, which make no good password."""
    return _words_about(user)

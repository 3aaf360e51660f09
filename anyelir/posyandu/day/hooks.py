"""What the room above knows of the children of an open day: it registers here, this room never imports it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from anyelir.families.models import Person


@dataclass(frozen=True)
class Referred:
    """The newest referral of a child, and whether it still waits for the child to go."""

    on: dt.date
    is_waiting: bool


Referrer = Callable[[Iterable[Person]], Mapping[UUID, Referred]]
_referrers: list[Referrer] = []


def when_asked_who_was_referred(referrer: Referrer) -> None:
    """``referrer(children)`` gives by child the newest referral; children without one are left out."""
    if referrer not in _referrers:
        _referrers.append(referrer)


def newest_referrals(children: Iterable[Person]) -> dict[UUID, Referred]:
    children = list(children)
    return {child: referred for referrer in _referrers for child, referred in referrer(children).items()}

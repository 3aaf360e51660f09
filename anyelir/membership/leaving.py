"""What rooms above say of somebody who would leave a body: they register a function when they start."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from anyelir.membership.models import BodyMember

Reasons = Callable[[BodyMember], Iterable[str]]
_before_leaving: list[Reasons] = []


def before_leaving(reasons: Reasons) -> None:
    """``reasons(person)`` gives sentences for what must be done first: savings to be paid out."""
    if reasons not in _before_leaving:
        _before_leaving.append(reasons)


def reasons_to_stay(person: BodyMember) -> list[str]:
    return [text for reasons in _before_leaving for text in reasons(person)]

"""What rooms above show on the page of a group, and what they want done before it closes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from anyelir.core.panels import PagePanel
from anyelir.core.registry import Registry
from anyelir.enterprise.groups.models import Group

GROUP_PANELS: Registry[PagePanel[Group]] = Registry(
    "groups.panels", order=lambda panel: panel.rank, is_required=False
)

Reasons = Callable[[Group], Iterable[str]]
_before_closing: list[Reasons] = []


def before_group_closes(reasons: Reasons) -> None:
    """``reasons(group)`` gives sentences for what must be done first: a running loan, money in the fund."""
    if reasons not in _before_closing:
        _before_closing.append(reasons)


def reasons_to_stay_open(group: Group) -> list[str]:
    return [text for reasons in _before_closing for text in reasons(group)]

"""What rooms above show on the page of a group: declared, so that the page knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from anyelir.core.permission import Viewer
from anyelir.core.registry import Registry
from anyelir.enterprise.groups.models import Group


@dataclass(frozen=True)
class GroupPanel:
    """``context(user, group)`` gives what ``template`` shows; None shows nothing to that person."""

    key: str
    template: str
    context: Callable[[Viewer, Group], Mapping[str, Any] | None]
    rank: int = 50


GROUP_PANELS: Registry[GroupPanel] = Registry(
    "groups.panels", order=lambda panel: panel.rank, is_required=False
)

Reasons = Callable[[Group], Iterable[str]]
_before_closing: list[Reasons] = []


def shown_panels(user: Viewer, group: Group) -> list[tuple[str, Mapping[str, Any]]]:
    """Template and context of those that have something to show."""
    pairs = [(panel.template, panel.context(user, group)) for panel in GROUP_PANELS]
    return [(template, context) for template, context in pairs if context is not None]


def before_group_closes(reasons: Reasons) -> None:
    """``reasons(group)`` gives sentences for what must be done first: a running loan, money in the fund."""
    if reasons not in _before_closing:
        _before_closing.append(reasons)


def reasons_to_stay_open(group: Group) -> list[str]:
    return [text for reasons in _before_closing for text in reasons(group)]

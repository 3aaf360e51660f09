"""What rooms above show on the page of a record: declared, so that the page knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from anyelir.core.permission import Viewer

Subject = TypeVar("Subject")
Shown = list[tuple[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class PagePanel(Generic[Subject]):
    """``context(user, subject)`` gives what ``template`` shows as ``panel``; None shows nothing to that person."""

    key: str
    template: str
    context: Callable[[Viewer, Subject], Mapping[str, Any] | None]
    rank: int = 50


def shown_panels(panels: Iterable[PagePanel[Subject]], user: Viewer, subject: Subject) -> Shown:
    """Template and context of those that have something to show."""
    pairs = [(panel.template, panel.context(user, subject)) for panel in panels]
    return [(template, context) for template, context in pairs if context is not None]

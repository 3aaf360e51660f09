"""What rooms beside show on the page of a business: declared, so that the page knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from anyelir.core.permission import Viewer
from anyelir.core.registry import Registry
from anyelir.enterprise.trade.models import Business


@dataclass(frozen=True)
class BusinessPanel:
    """``context(user, business)`` gives what ``template`` shows as ``panel``; None shows nothing to that person."""

    key: str
    template: str
    context: Callable[[Viewer, Business], Mapping[str, Any] | None]
    rank: int = 50


BUSINESS_PANELS: Registry[BusinessPanel] = Registry(
    "trade.panels", order=lambda panel: panel.rank, is_required=False
)


def panels_for(user: Viewer, business: Business) -> list[tuple[str, Mapping[str, Any]]]:
    """Template and context of those that have something to show."""
    pairs = [(panel.template, panel.context(user, business)) for panel in BUSINESS_PANELS]
    return [(template, context) for template, context in pairs if context is not None]

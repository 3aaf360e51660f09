"""What a form was sent with."""

from __future__ import annotations

from typing import Any


def posted(request: Any) -> Any:
    """The data of a POST, also when it is empty: that is a form nobody filled, not one that was not sent."""
    return request.POST if request.method == "POST" else None

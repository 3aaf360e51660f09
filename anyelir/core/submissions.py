"""What a form was sent with, and what stands in the address."""

from __future__ import annotations

from typing import Any

from anyelir.rules.texts import clean_text

LONGEST_SEARCH = 80


def posted(request: Any) -> Any:
    """The data of a POST, also when it is empty: that is a form nobody filled, not one that was not sent."""
    return request.POST if request.method == "POST" else None


def posted_files(request: Any) -> tuple[Any, ...]:
    """Data and files of a POST, for a form that takes files."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def searched(request: Any, name: str = "cari", *, method: str = "GET") -> str:
    """The words of a search, without unseen signs and of a bearable length."""
    return clean_text(getattr(request, method).get(name, ""))[:LONGEST_SEARCH].strip()

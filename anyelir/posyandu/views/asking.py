"""What a person typed into the address: a search, a filter."""

from __future__ import annotations

LONGEST = 80


def typed(request, name: str, *, method: str = "GET") -> str:
    """The words of a search: of a bearable length and without NUL, which PostgreSQL refuses."""
    return getattr(request, method).get(name, "").replace("\x00", "")[:LONGEST]

"""Terms that rooms above keep of a member: a service at a posyandu. They register the model when they start."""

from __future__ import annotations

from anyelir.core.terms import Term

_terms: list[type[Term]] = []


def also_counts(model: type[Term]) -> None:
    """A term with a ``member``: it counts as service."""
    if model not in _terms:
        _terms.append(model)


def other_terms() -> list[type[Term]]:
    return list(_terms)

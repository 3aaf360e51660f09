"""Kinds of owner of papers: their rooms say whether a paper that was not revoked still counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from anyelir.core.registry import Registry
from anyelir.documents.models import PaperBase


@dataclass(frozen=True)
class PaperOwner:
    """``counts(key)``: whether what the papers of the owner with that key say is still true."""

    kind: str
    counts: Callable[[str], bool]


# Declared by ``attachments.py`` of the rooms.
PAPER_OWNERS: Registry[PaperOwner] = Registry("documents.owners", key="kind", is_required=False)


def state_of(paper: PaperBase) -> PaperBase.State:
    """Its state; a valid paper whose owner no longer counts is as good as revoked."""
    owner = PAPER_OWNERS.get(paper.owner_kind)
    if paper.state == paper.State.VALID and owner is not None and not owner.counts(paper.owner_key):
        return paper.State.REVOKED
    return paper.State(paper.state)

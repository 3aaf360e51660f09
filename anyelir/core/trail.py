"""What a room declares about its acts: each verb of the audit trail with its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Verb:
    """An act as the trail stores it (``person.move``) and as people read it ("mencatat orang pindah")."""

    slug: str
    label: str | Promise


VERBS: Registry[Verb] = Registry("trail.verbs", key="slug")


def declare_verbs(texts: Mapping[str, str | Promise]) -> None:
    """The verbs of one room with their labels."""
    VERBS.declare(*(Verb(slug, text) for slug, text in texts.items()))

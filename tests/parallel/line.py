"""One line of the table of doubled records, and what several lines prepare."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from anyelir.core.models import AuditEntry
from tests import factories as make


@dataclass(frozen=True)
class Line:
    """``prepare(town)`` gives what ``act(town, given, op_id)`` needs; ``rows(town, given)`` counts what there is."""

    name: str
    act: Callable[[Any, Any, uuid.UUID], Any]
    rows: Callable[[Any, Any], list[int]]
    prepare: Callable[[Any], Any] = field(default=lambda town: None)
    # The refusals that the seven others may get when each has a form of their own.
    refusals: frozenset[str] = frozenset()


def kader(town):
    return town.user("kader")


def secretary(town):
    return town.user("secretary")


def an_orphan(town):
    """A child of the register that belongs to no posyandu."""
    return make.child(town.family, "Dewi Kirana", age_months=20)


def an_enrolled(town):
    child = an_orphan(town)
    make.enrolment(town.posyandu, child, since=dt.date(2026, 1, 1))
    return child


def lines(*verbs: str) -> int:
    return AuditEntry.objects.filter(verb__in=verbs).count()


def a_kader(town):
    return make.kader(town.rw, "Eti Rohaeti")

"""What a room declares about its own soundness: one fact for every door that an operator looks through.

    CHECKS.declare(Check("imports", _("Impor yang menunggu"), look_at_imports, doors={Door.WORKER}))

``/health`` and ``/health/worker`` answer with the checks of their door, ``anyelir doctor`` runs all of them and
``/metrics`` gives their numbers. A check says in a sentence what is wrong and what to do, and names nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from anyelir.core.registry import Registry

log = logging.getLogger(__name__)


class Door(StrEnum):
    """Where an operator looks; the doctor looks at everything."""

    WEB = "web"
    WORKER = "worker"


class Soundness(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """What a check saw. ``numbers`` have their unit at the end of the name and are about the site, never a person."""

    soundness: Soundness
    text: str = ""
    numbers: dict[str, float] = field(default_factory=dict)


def sound(text: str = "", /, **numbers: float) -> Finding:
    """All is well; the text is what an operator may want to know all the same."""
    return Finding(Soundness.OK, text, numbers)


def warning(text: str, **numbers: float) -> Finding:
    """It works, and soon may not."""
    return Finding(Soundness.WARNING, text, numbers)


def fault(text: str, **numbers: float) -> Finding:
    """Work is blocked, or something will be lost."""
    return Finding(Soundness.FAULT, text, numbers)


@dataclass(frozen=True)
class Check:
    """``look()`` gives what it found. ``needs`` names checks without whose soundness this one can say nothing."""

    name: str
    title: str | Promise
    look: Callable[[], Finding]
    doors: Collection[Door] = ()
    needs: tuple[str, ...] = ("database",)
    rank: int = 50


CHECKS: Registry[Check] = Registry("health", key="name", order=lambda check: check.rank)


def examine(door: Door | None = None) -> dict[str, Finding]:
    """Findings by name of check, of one door or (None) of all; what cannot be looked at is left out."""
    return dict(findings(door))


def findings(door: Door | None = None) -> Iterator[tuple[str, Finding]]:
    faulty: set[str] = set()
    for check in CHECKS:
        if door is not None and door not in check.doors or faulty & set(check.needs):
            continue
        finding = _look(check)
        if finding.soundness is Soundness.FAULT:
            faulty.add(check.name)
        yield check.name, finding


def _look(check: Check) -> Finding:
    """A check that breaks is a finding as well: the other checks still say what they saw."""
    try:
        return check.look()
    except Exception as error:
        log.exception("check %s", check.name)
        return fault(_("Tidak dapat diperiksa (%s). Lihat catatan log.") % type(error).__name__)


def worst(outcomes: Collection[Finding]) -> Soundness:
    order = list(Soundness)
    return max((each.soundness for each in outcomes), key=order.index, default=Soundness.OK)

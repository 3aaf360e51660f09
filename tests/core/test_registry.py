"""Registries: nothing is declared twice, and an empty one that is required is told at the start."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from anyelir.core import registry
from anyelir.core.checks import every_required_registry_is_filled
from anyelir.core.registry import DeclaredTwice, Registry
from anyelir.core.trail import VERBS


@dataclass(frozen=True)
class Thing:
    key: str
    rank: int = 0


@pytest.fixture
def register(monkeypatch) -> Registry[Thing]:
    monkeypatch.setattr(registry, "REGISTRIES", [])
    return Registry("trial.things", order=lambda declared: declared.rank)


def test_a_key_is_declared_once(register):
    register.declare(Thing("a"))
    with pytest.raises(DeclaredTwice, match="'a' is declared twice"):
        register.declare(Thing("a", rank=1))


def test_the_same_object_again_is_no_duplicate(register):
    declared = Thing("a")
    register.declare(declared, declared)
    assert list(register) == [declared]


def test_things_come_in_order(register):
    register.declare(Thing("late", 2), Thing("first", 1), Thing("later", 2))
    assert [declared.key for declared in register] == ["first", "late", "later"]
    assert (
        register["late"].rank == 2
        and register.get("none") is None
        and "late" in register
        and len(register) == 3
    )


def test_an_empty_registry_is_reported_unless_it_may_be(monkeypatch):
    empty: list[Registry] = []
    monkeypatch.setattr(registry, "REGISTRIES", empty)
    monkeypatch.setattr("anyelir.core.checks.REGISTRIES", empty)
    Registry("trial.required")
    Registry("trial.optional", is_required=False)
    assert [error.id for error in every_required_registry_is_filled()] == ["anyelir.E001"]
    assert "trial.required" in every_required_registry_is_filled()[0].msg


def test_the_site_has_something_in_every_required_registry():
    assert every_required_registry_is_filled() == []
    assert "person.merge" in VERBS

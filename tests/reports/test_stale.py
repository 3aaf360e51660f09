"""What becomes stale follows from what the catalogues declare of the acts, whatever the order of the acts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest

from anyelir.core.action import whole
from anyelir.core.audit import SYSTEM, attempts, note
from anyelir.core.indicator import Leaf
from anyelir.core.models import AuditEntry, DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.core.staleness import Act, Stale, Staleness
from anyelir.reports.folding import drain, drain_all
from anyelir.reports.verifying import verify
from tests.reports import wells as toy

pytestmark = pytest.mark.django_db
PLACES = ["32.01.01.1010", "32.01.01.1010/RW014", "32.01.01.1003"]
THIS_YEAR = dt.date.today().year


@pytest.fixture
def field(corner):
    """Two wells that are counted."""
    with toy.wells() as known:
        for number in (1, 2):
            toy.dig_well(key=f"sumur-{number}", region=PLACES[0], dug_in=THIS_YEAR - 2, depth_m=9, by=SYSTEM)
        drain_all()
        yield known


def queued() -> list[tuple[str, str, dt.date]]:
    rows = DirtyLeaf.objects.filter(unit_kind="well").order_by("id")
    return list(rows.values_list("unit_kind", "unit_key", "period"))


def random_act(chance: random.Random, known: dict[str, toy.Well], number: int) -> None:
    kind = chance.choice(["dig", "look", "look", "move", "move", "move", "fill_in", "paint"])
    if kind == "dig" or not known:
        toy.dig_well(
            key=f"sumur-{number}", region=chance.choice(PLACES), dug_in=chance.randrange(2023, THIS_YEAR + 1),
            depth_m=chance.randrange(40), by=SYSTEM,
        )  # fmt: skip
        return
    key = chance.choice(sorted(known))
    if kind == "look":
        toy.look_at_water(key=key, is_clean=chance.random() < 0.5, by=SYSTEM)
    elif kind == "move":
        toy.move_well(key=key, region=chance.choice(PLACES), by=SYSTEM)
    elif kind == "fill_in":
        toy.fill_in_well(key=key, by=SYSTEM)
    else:
        toy.paint_well(key=key, by=SYSTEM)


def act_at_random(known: dict[str, toy.Well], seed: int) -> None:
    chance = random.Random(seed)
    for number in range(100, 130):
        random_act(chance, known, number)
        if chance.random() < 0.3:
            drain(limit=chance.randrange(1, 10))
    drain_all()


@pytest.mark.parametrize("seed", range(3))
def test_random_acts_fold_to_what_a_recompute_says(field, seed):
    act_at_random(field, seed)
    verification = verify()
    assert verification.is_equal, verification.differences[:5]


@pytest.mark.parametrize("verb", sorted(verb for each in toy.STALENESS.stale for verb in each.verbs))
def test_without_one_declaration_the_numbers_go_wrong(field, monkeypatch, verb):
    """The property above notices each declaration that is missing."""
    monkeypatch.setattr(toy.WELLS, "staleness", without(toy.STALENESS, verb))
    assert any(goes_wrong(field, seed) for seed in range(6))


def goes_wrong(known: dict[str, toy.Well], seed: int) -> bool:
    act_at_random(known, seed)
    return not verify().is_equal


def without(staleness: Staleness, verb: str) -> Staleness:
    """The same without what it says of one verb."""
    kept = [
        dataclasses.replace(each, verbs=tuple(name for name in each.verbs if name != verb))
        for each in staleness.stale
    ]
    return Staleness(tuple(each for each in kept if each.verbs), staleness.harmless)


def test_a_leaf_is_queued_once_and_all_in_one_order(field):
    with whole():
        for key in ("sumur-2", "sumur-1", "sumur-2"):
            toy.look_at_water(key=key, is_clean=True, by=SYSTEM)
        assert not queued(), "marks wait for the end of the write"
    rows = queued()
    assert len(rows) == len(set(rows)) and rows == sorted(rows)
    assert {key for _kind, key, _period in rows} == {"sumur-1", "sumur-2"}


def test_an_act_that_is_harmless_marks_nothing(field):
    toy.paint_well(key="sumur-1", by=SYSTEM)
    assert not queued()


def test_an_act_outside_of_a_write_marks_at_once(field):
    note(by=SYSTEM, verb="well.look", what="sample.well", well="sumur-1", dug_in=THIS_YEAR)
    assert queued() == [("well", "sumur-1", dt.date(THIS_YEAR, 1, 1))]


def test_what_was_refused_marks_nothing_and_neither_does_the_line_of_an_attempt(field):
    with pytest.raises(Refused), whole():
        toy.look_at_water(key="sumur-1", is_clean=True, by=SYSTEM)
        raise Refused("test", "uji")
    note(
        by=SYSTEM,
        verb="well.look",
        what="sample.well",
        whatever_happens=True,
        well="sumur-1",
        dug_in=THIS_YEAR,
    )
    assert queued() == [("well", "sumur-1", dt.date(THIS_YEAR, 1, 1))], "outside of an action it is an act"
    DirtyLeaf.objects.all().delete()
    with pytest.raises(Refused), attempts(), whole():
        note(
            by=SYSTEM,
            verb="well.look",
            what="sample.well",
            whatever_happens=True,
            well="sumur-1",
            dug_in=THIS_YEAR,
        )
        raise Refused("test", "uji")
    assert not queued() and AuditEntry.objects.filter(verb="well.look").count() >= 2


def test_acts_of_one_verb_come_together():
    """So that a file of a thousand weighings asks the database as often as one of one."""
    calls = []
    staleness = Staleness(
        (Stale(("a", "b"), lambda acts: calls.append(len(acts)) or [Leaf("x", dt.date.min)]),)
    )
    assert staleness.leaves([Act("a", None, {}), Act("b", None, {}), Act("c", None, {})]) == {
        Leaf("x", dt.date.min)
    }
    assert calls == [2]


def test_a_verb_is_declared_once():
    stale = Stale(("a",), lambda acts: [])
    with pytest.raises(ValueError, match="declared twice: a"):
        Staleness((stale,), {"a": "because"})
    with pytest.raises(ValueError, match="declared twice: a"):
        Staleness((stale, stale))

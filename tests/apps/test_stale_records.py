"""Whoever opened a page before somebody else saved takes nothing of that back: an action reads its record anew.

Each line is one record that was loaded twice, as two pages do, and two changes of which both must be there at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from anyelir.families import actions as families
from anyelir.membership import actions as membership
from anyelir.posyandu.register import actions as register
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = make.today()


@dataclass(frozen=True)
class Two:
    name: str
    record: Callable[[Any], Any]
    first: Callable[[Any, Any], Any]
    second: Callable[[Any, Any], Any]
    stays: Mapping[str, Any]


LINES = [
    Two(
        "the end of a kader",
        lambda world: world.kader,
        lambda kader, by: membership.end_kader(service=kader, until=TODAY, by=by),
        lambda kader, by: membership.change_service(
            service=kader, since=make.SINCE, kind="special", special_kind="bkb", by=by
        ),
        {"until": TODAY, "special_kind": "bkb"},
    ),
    Two(
        "the end of a post",
        lambda world: world.post,
        lambda post, by: membership.end_post(post=post, until=TODAY, by=by),
        lambda post, by: membership.correct_post(post=post, decree_no="12/2026", by=by),
        {"until": TODAY, "decree_no": "12/2026"},
    ),
    Two(
        "the decree of a posyandu",
        lambda world: world.posyandu,
        lambda posyandu, by: register.edit_posyandu(posyandu=posyandu, decree_no="12/2026", by=by),
        lambda posyandu, by: register.edit_posyandu(posyandu=posyandu, address="Gang Baru 1", by=by),
        {"decree_no": "12/2026", "address": "Gang Baru 1"},
    ),
    Two(
        "the death of a person",
        lambda world: world.mother,
        lambda person, by: families.record_death(person=person, died_on=TODAY, by=by),
        lambda person, by: families.edit_person(person=person, name="Dewi A.", by=by),
        {"died_on": TODAY, "name": "Dewi A."},
    ),
    Two(
        "the name of a person",
        lambda world: world.mother,
        lambda person, by: families.edit_person(person=person, name="Dewi A.", by=by),
        lambda person, by: families.move_person(person=person, moved_on=TODAY, to_text="Depok", by=by),
        {"moved_on": TODAY, "name": "Dewi A."},
    ),
    Two(
        "the move of a family",
        lambda world: world.family,
        lambda family, by: families.move_family(family=family, moved_on=TODAY, to_text="Depok", by=by),
        lambda family, by: families.edit_family(
            family=family, address="Gang Baru 1", registered_address="Depok 2", by=by
        ),
        {"moved_on": TODAY, "registered_address": "Depok 2"},
    ),
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_an_older_page_takes_nothing_back(line, world):
    kept = line.record(world)
    mine, theirs = (type(kept)._base_manager.get(pk=kept.pk) for _each in range(2))
    secretary = world.user("secretary")
    line.first(mine, secretary)
    line.second(theirs, secretary)
    kept.refresh_from_db()
    assert {name: getattr(kept, name) for name in line.stays} == line.stays

"""The deep run takes more examples, also of properties that say how many they want."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import nightly


def counted(limit: int):
    """A property with ``limit`` examples and the list of those it was run with."""
    tried: list[int] = []

    @settings(max_examples=limit, database=None)
    @given(st.integers())
    def is_a_number(number: int) -> None:
        tried.append(number)

    return is_a_number, tried


def test_a_property_is_run_with_so_many_times_its_examples():
    property_run, tried = counted(7)
    property_run()
    few = len(tried)
    nightly.deepen([property_run])
    property_run()
    assert few == 7 and len(tried) - few == nightly.TIMES * 7


def test_a_property_may_say_how_many_the_night_takes():
    property_run, tried = counted(3)
    nightly.deepen([nightly.examples(11)(property_run)])
    property_run()
    assert len(tried) == 11


def test_a_property_of_several_rows_is_deepened_once():
    property_run, tried = counted(3)
    nightly.deepen([property_run, property_run])
    property_run()
    assert len(tried) == nightly.TIMES * 3


def test_what_is_no_property_stays_as_it_is():
    def is_nothing() -> None:
        pass

    nightly.deepen([is_nothing])
    assert not hasattr(is_nothing, nightly.OWN)


def test_the_nightly_run_takes_other_examples_each_night():
    assert not settings.get_profile(nightly.NAME).derandomize and settings.get_profile("anyelir").derandomize

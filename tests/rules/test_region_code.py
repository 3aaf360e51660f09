"""The grammar of region codes: what is one, what lies in it, and that all readers agree."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import region_code as grammar
from anyelir.rules.identity import parse_region_code

CIRIUNG = "32.01.01.1010"
two = st.integers(0, 99).map("{:02d}".format)
upper = st.tuples(two, two, two, st.integers(0, 9999).map("{:04d}".format), st.integers(1, 4)).map(
    lambda drawn: ".".join(drawn[: drawn[4]])
)


@st.composite
def codes(draw) -> str:
    code = draw(upper)
    if grammar.level_of(code) == "desakel":
        for level in draw(st.sets(st.sampled_from([*grammar.PREFIXES]))) and [
            level for level in grammar.PREFIXES if draw(st.booleans())
        ]:
            code = grammar.suffixed(code, level, draw(st.integers(1, grammar.LAST_NUMBER)))
    return code


@pytest.mark.parametrize(
    "text",
    ["", "3", "32.1", "32.01.01.101", "32.01.01.10100", "32.01.1010", "32.01.01/RW014", "32/RW014", f"{CIRIUNG}/RW"]
    + [f"{CIRIUNG}/{below}" for below in ("RW1234567", "RT03/RW014", "RW014/RW015", "XX01", "", "RW01A", "rw014")]
    + [f"{CIRIUNG}\n", f" {CIRIUNG}", "٣٢", "32.01.", f"{CIRIUNG}//RT01", f"{CIRIUNG}-RW014"],
)  # fmt: skip
def test_is_no_code(text):
    assert not grammar.is_code(text)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("32", "32"),
        ("3201011010", CIRIUNG),
        (" 320101 ", "32.01.01"),
        (f"{CIRIUNG}/rw014", f"{CIRIUNG}/RW014"),
        ("3201011010/RW014/rt03", f"{CIRIUNG}/RW014/RT03"),
        ("32010110101", None),
        ("3201011", None),
        ("320101/RW01", None),
        (f"{CIRIUNG}/", None),
        ("", None),
        ("Ciriung", None),
    ],
)
def test_read_as_people_write(typed, stored):
    assert grammar.read_code(typed) == stored
    parsed = parse_region_code(typed)
    assert (parsed and parsed.text) == stored


@given(codes())
def test_every_reader_takes_what_the_grammar_makes(code):
    assert grammar.is_code(code) and grammar.read_code(code) == code
    assert re.fullmatch(grammar.pattern("-"), grammar.to_address(code))
    assert grammar.from_address(grammar.to_address(code)) == code
    assert grammar.read_code(code.replace(".", "").lower()) == code
    parsed = parse_region_code(code)
    assert parsed is not None and parsed.text == code and parsed.level == grammar.level_of(code).upper()


@given(codes())
def test_the_way_up(code):
    above = grammar.ancestors(code)
    assert len(above) == len(grammar.parts(code)) - 1
    assert [*above, code] == sorted([*above, code], key=len)
    assert grammar.parent(code) == (above[-1] if above else grammar.NATION)
    depths = [grammar.LEVELS.index(grammar.level_of(step)) for step in [*above, code]]
    assert depths == sorted(set(depths))
    for level in grammar.LEVELS:
        step = grammar.at_level(code, level)
        assert step is None or (grammar.level_of(step) == level and grammar.contains(step, code))
    assert grammar.at_level(code, grammar.level_of(code)) == code


@given(codes())
def test_one_step_down_the_way(code):
    way = [grammar.NATION, *grammar.ancestors(code), code]
    for outer, below in zip(way, way[1:], strict=False):
        assert grammar.step_below(outer, code) == below
    assert grammar.step_below(code, code) == code


@given(codes(), codes())
def test_containing_is_being_on_the_way_up_and_a_range_of_bytes(first, second):
    inside = first in [*grammar.ancestors(second), second]
    assert grammar.contains(first, second) is inside
    low, high = (bound.encode() for bound in grammar.bounds(first))
    assert (low <= second.encode() < high) is inside
    assert grammar.contains(grammar.NATION, second) and not grammar.contains(first, grammar.NATION)


@given(codes(), st.sampled_from(grammar.LEVELS), st.integers(-1, 1001))
def test_a_new_place_lies_directly_in_its_parent_or_is_refused(above, level, number):
    may = level in grammar.levels_below(grammar.level_of(above)) and 1 <= number <= 999
    if not may:
        with pytest.raises(ValueError, match="directly in"):
            grammar.suffixed(above, level, number)
        return
    code = grammar.suffixed(above, level, number)
    assert (grammar.parent(code), grammar.level_of(code), grammar.number_of(code)) == (above, level, number)


def test_numbers_have_their_width():
    assert grammar.suffixed(CIRIUNG, "rw", 14).endswith("/RW014") and grammar.suffixed(
        CIRIUNG, "rt", 3
    ).endswith("/RT03")
    assert grammar.suffixed(CIRIUNG, "rt", 120).endswith("/RT120") and grammar.number_of(CIRIUNG) is None


def test_the_nation():
    assert grammar.level_of("") is None and grammar.ancestors("") == [] and grammar.parts("") == ()
    assert grammar.parent("32") == "" and not grammar.is_code("")

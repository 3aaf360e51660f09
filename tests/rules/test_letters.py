"""Patterns of letter numbers, and the kinds of letters."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import tables
from anyelir.rules.letter_kinds import TABLE, letter_kinds
from anyelir.rules.letter_numbers import (
    STANDARD,
    LetterNo,
    PatternFault,
    fields_of,
    format_letter_no,
    parse_letter_no,
    pattern_fault,
)

ON = dt.date(2026, 11, 29)
NUMBER = LetterNo(12, "UND", "PKK.Kel", 11, 2026, code="005")


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (STANDARD, "12/UND/PKK.Kel/XI/2026"),
        ("{code}/{no:03}/{organ}/{month}/{year}", "005/012/PKK.Kel/XI/2026"),
        ("{no:03}/{kind}/PKK.KRS/{month}/{year}", "012/UND/PKK.KRS/XI/2026"),
        ("{no:06}/{year}", "000012/2026"),
    ],
)
def test_a_number_is_written_and_read_by_its_pattern(pattern, written):
    assert format_letter_no(pattern, NUMBER) == written
    read = parse_letter_no(f" {written.replace('/', ' / ')} ", pattern)
    assert (read.sequence, read.year) == (12, 2026)
    assert format_letter_no(pattern, read) == written


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("{kind}/{year}", PatternFault.NO_MISSING),
        ("{no}/{kind}", PatternFault.YEAR_MISSING),
        ("{no}/{no}/{year}", PatternFault.TWICE),
        ("{no}/{year}/", PatternFault.SEGMENT),
        ("", PatternFault.SEGMENT),
        ("{no} /{year}", PatternFault.SEGMENT),
        ("{no}{year}", PatternFault.SEGMENT),
        ("No.{no}/{year}", PatternFault.SEGMENT),
        ("{no}/{hari}/{year}", PatternFault.SEGMENT),
        ("{no}/{year:03}", PatternFault.SEGMENT),
        ("{no:07}/{year}", PatternFault.SEGMENT),
        ("{no}/{year}/" + "x" * 80, PatternFault.SEGMENT),
    ],
)
def test_a_pattern_that_tells_no_number_from_another_is_named(pattern, fault):
    assert pattern_fault(pattern) == fault
    with pytest.raises(ValueError, match="pattern"):
        format_letter_no(pattern, NUMBER)
    with pytest.raises(ValueError, match="pattern"):
        parse_letter_no("1/2026", pattern)


@pytest.mark.parametrize("text", ["12/UND/PKK.Kel/XIII/2026", "12/UND/PKK.Kel/IIII/2026", "12/2026", "", "x"])
def test_what_is_no_number_of_the_pattern_is_none(text):
    assert parse_letter_no(text) is None


PARTS = st.from_regex(r"[A-Z][A-Za-z.\-]{0,9}", fullmatch=True)
NUMBERS = st.builds(
    LetterNo, st.integers(0, 999999), PARTS, PARTS, st.integers(1, 12), st.integers(1, 9999), PARTS
)
FIELDS = st.permutations(["{no:04}", "{kind}", "{organ}", "{month}", "{year}", "{code}", "PKK"])


@given(FIELDS.map("/".join), NUMBERS)
def test_any_order_of_the_fields_is_read_back(pattern, number):
    assert pattern_fault(pattern) is None and set(fields_of(pattern)) == set(
        "no kind organ month year code".split()
    )
    assert parse_letter_no(format_letter_no(pattern, number), pattern) == number


@given(st.text(max_size=90))
def test_any_text_as_a_pattern_has_a_fault_or_writes_what_it_reads(pattern):
    if pattern_fault(pattern) is None:
        written = format_letter_no(pattern, NUMBER)
        read = parse_letter_no(written, pattern)
        assert read is None or format_letter_no(pattern, read) == written


def test_the_kinds_of_the_handbook_have_a_sign_and_a_series():
    kinds = letter_kinds(ON)
    assert list(kinds) == (
        "decision mandate statement plain circular announcement invitation cover assignment".split()
    )
    assert (kinds["assignment"].sign, kinds["assignment"].is_confirmed) == ("ST", True)
    assert {slug for slug, kind in kinds.items() if not kind.is_confirmed} == set(kinds) - {"assignment"}
    assert {slug for slug, kind in kinds.items() if kind.series == "decision"} == {"decision"}
    signs = [kind.sign for kind in kinds.values()]
    assert len(set(signs)) == len(signs)


def test_a_changed_sign_changes_the_kinds():
    rule = tables.load(TABLE).by_key(ON)["plain"]
    assert (rule["sign"], rule.evidence) == ("SB", "C")

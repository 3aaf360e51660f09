"""The first of the doors: no form takes a text, a number or a date raw, and each kind is read in one way."""

import datetime as dt
import importlib
import pkgutil
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

import anyelir
from anyelir.core import clock
from anyelir.core.forms import (
    ClockField,
    DayField,
    MailField,
    NumberField,
    PlacedForm,
    TextField,
    WholeField,
    YearField,
)

RAW, CLEAN = "\u202aBu\x02 Siti\u00a0\ud800 Ne\u0301ng\u202c\ufeff", "Bu Siti Néng"
SHARED = (TextField, DayField, ClockField)
# What Django reads from text that people can type; a UUID is hidden and takes hexadecimal digits alone.
TYPED = (forms.CharField, forms.IntegerField, forms.DateField, forms.DateTimeField, forms.TimeField)


def forms_of_the_site():
    # The addresses first: they register the kind of a region, which the addresses of rooms need.
    importlib.import_module("anyelir.urls")
    for module in pkgutil.walk_packages(anyelir.__path__, "anyelir."):
        if not module.name.endswith(("__main__", "wsgi")) and ".migrations" not in module.name:
            importlib.import_module(module.name)
    waiting = [forms.BaseForm]
    while waiting:
        known = waiting.pop()
        waiting += known.__subclasses__()
        if known.__module__.startswith("anyelir."):
            yield known


def is_raw(field: forms.Field) -> bool:
    if isinstance(field, (*SHARED, forms.UUIDField)) or not isinstance(field, TYPED):
        return False
    # A password is taken exactly as it is typed, and shown to nobody.
    return not isinstance(field.widget, forms.PasswordInput)


def test_every_field_of_every_form_is_a_shared_one():
    forms = list(forms_of_the_site())
    raw = {
        f"{form.__module__}.{form.__name__}.{name}"
        for form in forms
        for name, field in form.base_fields.items()
        if is_raw(field)
    }
    assert len(forms) > 30 and raw == set()


def test_every_text_field_cleans():
    """All of type TextField itself; those with a meaning of their own are tested below and in their rooms."""
    fields = [field for form in forms_of_the_site() for field in form.base_fields.values()]
    plain = [field for field in fields if type(field) is TextField]
    assert len(plain) > 20
    for field in plain:
        assert field.clean(RAW) == CLEAN
        assert field.clean("satu\r\n  dua\x00") == ("satu\ndua" if field.keeps_lines else "satu dua")
        if field.required:
            with pytest.raises(ValidationError):
                field.clean("\u200b\u00a0\x02")
        else:
            assert field.clean("\u200b\u00a0\x02") == ""


@pytest.mark.parametrize(
    "typed", ["kantor@contoh.go.id", " \u200bkantor@contoh.go.id\u00a0", "kantor@contoh.go.id\x02"]
)
def test_an_address_of_mail_is_read_without_unseen_signs(typed):
    assert MailField().clean(typed) == "kantor@contoh.go.id"


def test_what_is_no_address_of_mail_is_told():
    with pytest.raises(ValidationError, match="Tulis surel seperti"):
        MailField().clean("kantor")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("\u202a12,50\u202c", "12.5"),
        ("'12,5", "12.5"),
        ("١٢٫٥", "12.5"),
        ("1.010", "1.0"),
        ("1,010", "1.0"),
        ("7,25", "7.3"),
    ],
)
def test_a_measure_takes_dot_and_comma_for_the_decimals(typed, read):
    field = NumberField(least=0, most=99, decimals=1)
    assert field.clean(typed) == Decimal(read)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("101", "range"), ("-1", "range"), ("dua", "invalid"), ("1e1", "invalid"), ("9" * 5000, "invalid")],
)
def test_a_measure_says_what_is_wrong(typed, code):
    with pytest.raises(ValidationError) as error:
        NumberField(least=0, most=100, decimals=1).clean(typed)
    assert error.value.code == code and "%(" not in error.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("3100", 3100), ("3.100", 3100), ("3 100", 3100), ("Rp 3.100,-", 3100), ("٣١٠٠", 3100), ("0", 0)],
)
def test_a_count_takes_a_dot_for_thousands(typed, read):
    assert WholeField(least=0, most=9999).clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "code"), [("3,100", "unclear"), ("3,1", "invalid"), ("3.1", "invalid"), ("10.000", "range")]
)
def test_a_count_asks_where_a_comma_could_mean_two_things(typed, code):
    with pytest.raises(ValidationError) as error:
        WholeField(least=0, most=9999).clean(typed)
    assert error.value.code == code


def test_an_empty_number_is_none_and_a_stored_one_is_shown_as_people_write_it():
    field = NumberField(least=0, most=99, decimals=1, required=False)
    assert field.clean(" \u200b") is None
    shown = [field.prepare_value(value) for value in (None, "9,", 7, 7.5, Decimal("49.50"))]
    assert shown == [None, "9,", "7", "7,5", "49,50"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_stored_amount_is_edited_with_its_dots_and_read_back(language):
    field = WholeField(least=0, most=10**13)
    with translation.override(language):
        shown = [field.prepare_value(value) for value in (None, "18000000", 950, 18_000_000)]
    assert shown == [None, "18000000", "950", "18.000.000"]
    assert field.clean(shown[-1]) == 18_000_000


def test_a_year_has_no_dot():
    field = YearField(least=2000, most=2100)
    assert field.prepare_value(2026) == "2026" and field.clean("2026") == 2026


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-10",
        "10-11-2026",
        "10/11/2026",
        "10 Nopember 2026",
        "\u202a10\u00a0Nov 2026\u202c",
        "'10.11.2026",
    ],
)
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == dt.date(2026, 11, 10)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0024-12-04", "too_old"),
        ("04-12-1024", "too_old"),
        ("31-02-2025", "invalid"),
        ("10-11-26", "invalid"),
    ],
)
def test_a_day_that_cannot_be_is_refused(typed, code):
    with pytest.raises(ValidationError) as error:
        DayField().clean(typed)
    assert error.value.code == code


class Placed(PlacedForm):
    on = DayField(proposes_today=True, not_later=True)
    due = DayField(not_earlier=True)


@pytest.mark.parametrize(("place", "today"), [("", 29), ("32.01", 29), ("91.03", 30)])
def test_a_form_lives_by_the_clock_of_its_place(monkeypatch, place, today):
    """15:40 UTC on 29 November: Sentani has the 30th."""
    now = dt.datetime(2026, 11, 29, 15, 40, tzinfo=dt.UTC)
    monkeypatch.setattr(clock.timezone, "now", lambda: now)
    assert Placed(place=place)["on"].value() == dt.date(2026, 11, today)
    form = Placed({"on": "2026-11-30", "due": "2026-11-29"}, place=place)
    codes = {name: error[0].code for name, error in form.errors.as_data().items()}
    assert codes == ({"on": "future"} if today == 29 else {"due": "past"})


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (clock.FIRST_YEAR - 1, "too_old"),
        (clock.FIRST_YEAR, ""),
        (clock.LAST_YEAR, ""),
        (clock.LAST_YEAR + 1, "too_far"),
    ],
)
def test_a_day_lies_in_the_years_of_the_site(year, code):
    if not code:
        assert DayField().to_python(f"01-07-{year}") == dt.date(year, 7, 1)
        return
    with pytest.raises(ValidationError) as refused:
        DayField().to_python(f"01-07-{year}")
    assert refused.value.code == code

"""A line of the log has keys and numbers, never a person, in whichever of the two ways it is written."""

from __future__ import annotations

import io
import json
import logging
import sys

import pytest

from anyelir import env
from anyelir.core import request_id
from anyelir.core.log_lines import Json, OwnLineSaysIt, Text, actor_mark

NIK = "3201011503260001"


@pytest.fixture
def write():
    """``write(Json(), log.error, ...)``: the text of one line."""

    def one(formatter: logging.Formatter, message: str, *args, **given) -> str:
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.setFormatter(formatter)
        logger = logging.Logger("anyelir.trial")
        logger.addHandler(handler)
        logger.error(message, *args, **given)
        return stream.getvalue().removesuffix("\n")

    return one


def broken():
    try:
        int(f"x{NIK}")
    except ValueError as error:
        raise KeyError(f"Sari Lestari {NIK}") from error


def error_info():
    try:
        broken()
    except KeyError:
        return sys.exc_info()


def test_programs_read_json(write):
    token = request_id.current.set("K7QX-M2PD")
    line = json.loads(write(Json(), "x", extra={"facts": {"action": "child.add", "ms": 12}}))
    request_id.current.reset(token)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "error",
        "log": "anyelir.trial",
        "request": "K7QX-M2PD",
        "action": "child.add",
        "ms": 12,
    }


def test_people_read_keys_and_values_on_one_line(write):
    line = write(Text(), "x", extra={"facts": {"action": "child.add", "note": 'two "words"\nand a line'}})
    assert line.endswith(
        'level=error log=anyelir.trial request=- action=child.add note="two \\"words\\"\\nand a line"'
    )


@pytest.mark.parametrize("formatter", [Json(), Text()])
def test_an_error_is_told_by_its_kind_and_way_without_its_words(write, formatter):
    line = write(formatter, "broke", exc_info=error_info())
    assert "builtins.KeyError < builtins.ValueError" in line
    assert "test_log_lines.py:" in line and " broken" in line
    assert "Sari" not in line and NIK not in line


def test_an_error_of_the_system_has_its_number(write):
    try:
        open("/nowhere/3201011503260001")  # noqa: SIM115
    except OSError:
        line = json.loads(write(Json(), "broke", exc_info=sys.exc_info()))
    assert line["error"] == "builtins.FileNotFoundError 2" and NIK not in str(line)


@pytest.mark.parametrize("number", [NIK, "0812-3456-7890", "3201 0115 0326 0001", "3201.0115.0326.0001"])
def test_a_message_of_others_has_no_long_number(write, number):
    assert json.loads(write(Json(), "not read: %s.", number))["message"] == "not read: #."


def test_a_short_number_stays(write):
    assert json.loads(write(Json(), "try %d in %d s", 3, 60))["message"] == "try 3 in 60 s"


def test_the_address_of_a_request_is_left_out(write):
    extra = {"request": object(), "status_code": 500}
    line = json.loads(write(Json(), "%s: %s", "Internal Server Error", f"/orang/{NIK}/", extra=extra))
    assert line["message"] == "answered with 500"


def test_what_django_says_beside_our_own_line_is_left_out():
    def passes(name: str, **given) -> bool:
        record = logging.LogRecord(
            name, logging.WARNING, "", 1, "Not Found: %s", ("/x/",), given.get("error")
        )
        return OwnLineSaysIt().filter(record)

    assert not passes("django.request")
    assert passes("django.request", error=error_info()) and passes("django.security.csrf")


def test_a_mark_belongs_to_one_person_and_does_not_show_whom():
    assert actor_mark("a") == actor_mark("a") != actor_mark("b")
    assert len(actor_mark("a")) == 12 and actor_mark(None) == "-"


def test_a_code_can_be_read_out():
    codes = {request_id.new() for _ in range(200)}
    assert len(codes) == 200
    assert not set("".join(codes)) & set("01BILNOSUV") and {len(code) for code in codes} == {9}


def test_the_way_of_writing_is_one_of_two(monkeypatch):
    def chosen(value: str) -> str:
        monkeypatch.setenv("ANYELIR_LOG", value)
        return env.choice("ANYELIR_LOG", "json", ("json", "text"))

    assert (chosen("text"), chosen("json"), chosen("")) == ("text", "json", "json")
    with pytest.raises(env.BadSetting, match="json, text"):
        chosen("xml")

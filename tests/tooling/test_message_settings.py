"""How the ways of messages are set up: nonsense is refused at the start, and never with a password in the words."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import pytest

from anyelir import env
from anyelir.env import BadSetting
from tests.architecture.sources import ROOT

NAME = "ANYELIR_TRIAL"
WAYS = ("file", "smtp", "sms")


@pytest.fixture
def value(monkeypatch):
    return lambda text: monkeypatch.setenv(NAME, text)


def test_words_keep_their_order_and_are_known(value):
    assert env.word_list(NAME, "file", among=WAYS) == ["file"]
    value(" sms, file ")
    assert env.word_list(NAME, "file", among=WAYS) == ["sms", "file"]
    value("sms,pigeon")
    with pytest.raises(BadSetting, match="pigeon"):
        env.word_list(NAME, "file", among=WAYS)


def test_periods(value):
    assert env.periods(NAME) == []
    value("2028-11-28:2029-02-14, 2029-09-25:2029-09-25")
    day = dt.date.fromisoformat
    assert env.periods(NAME) == [
        (day("2028-11-28"), day("2029-02-14")),
        (day("2029-09-25"), day("2029-09-25")),
    ]


@pytest.mark.parametrize(
    "text", ["2028-11-28", "2028-11-28:", "2029-02-14:2028-11-28", "a:b", "2028-02-30:2028-03-01"]
)
def test_periods_that_cannot_be_meant(value, text):
    value(text)
    with pytest.raises(BadSetting):
        env.periods(NAME)


@pytest.mark.parametrize("text", ["file:///etc/passwd", "ftp://x.test", "x.test", "https://"])
def test_an_address_of_the_web_alone(value, text):
    assert env.web_address(NAME) == ""
    value("https://sms.contoh.test/send")
    assert env.web_address(NAME) == "https://sms.contoh.test/send"
    value(text)
    with pytest.raises(BadSetting):
        env.web_address(NAME)


def test_a_mail_server(value):
    assert env.mail_server(NAME) == {}
    value("smtp://kantor%40contoh:raha%3Asia@mail.test:587?tls=1")
    server = env.mail_server(NAME)
    assert (server["EMAIL_HOST"], server["EMAIL_PORT"]) == ("mail.test", 587)
    assert (server["EMAIL_HOST_USER"], server["EMAIL_HOST_PASSWORD"]) == ("kantor@contoh", "raha:sia")
    assert server["EMAIL_USE_TLS"] and not server["EMAIL_USE_SSL"]
    value("smtps://mail.test")
    assert env.mail_server(NAME)["EMAIL_PORT"] == 465 and env.mail_server(NAME)["EMAIL_USE_SSL"]
    value("http://kantor:rahasia@mail.test")
    with pytest.raises(BadSetting) as refused:
        env.mail_server(NAME)
    assert "rahasia" not in str(refused.value)


@pytest.mark.parametrize("way", ["sms", "smtp"])
def test_a_way_without_its_server_does_not_start(way, tmp_path):
    environment = {
        **os.environ,
        "ANYELIR_CHANNELS": way,
        "ANYELIR_VAR": str(tmp_path / "var"),
        "ANYELIR_KEYS": str(tmp_path / "keys"),
    }
    done = subprocess.run(
        [sys.executable, "-c", "import anyelir.settings"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0 and f"{way} needs" in done.stderr

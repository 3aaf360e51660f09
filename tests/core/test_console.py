"""The handler of the log keeps no stream that somebody else closes."""

from __future__ import annotations

import io
import logging
import sys

import pytest

from anyelir.core.console import Console


@pytest.fixture
def log():
    logger, handler = logging.Logger("anyelir.test"), Console()
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger.addHandler(handler)
    return logger


def test_a_line_goes_to_the_stream_of_the_moment(log, monkeypatch):
    for text in ("first", "second"):
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        log.error(text)
        assert stream.getvalue() == f"ERROR {text}\n"


def test_a_closed_stream_takes_no_line_with_it(log, monkeypatch):
    closed, real = io.StringIO(), io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    monkeypatch.setattr(sys, "__stderr__", real)
    log.error("kept")
    assert real.getvalue() == "ERROR kept\n"


def test_the_site_logs_through_it():
    assert [type(handler) for handler in logging.getLogger().handlers].count(Console) == 1
    assert not any(type(handler) is logging.StreamHandler for handler in logging.getLogger().handlers)

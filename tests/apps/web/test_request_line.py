"""Each request is one line of the log and one count, without anything that somebody typed."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.test import Client
from django.urls import reverse

from anyelir.core.log_lines import Json, OwnLineSaysIt, actor_mark
from anyelir.core.metrics import REQUESTS
from tests.apps.web.test_operating import MACHINE

pytestmark = pytest.mark.django_db
NIK = "3201011503260001"


@pytest.fixture
def log():
    """All lines of all loggers, as the site writes them to a file; ``log()`` gives them read."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Json())
    handler.addFilter(OwnLineSaysIt())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def test_a_request_is_one_line(log, world, sign_in):
    sari = world.user("kader")
    answer = sign_in(sari).get("/bantuan/")
    (line,) = log()
    assert line.pop("ms") >= 0 and line.pop("time")
    assert line == {
        "level": "info",
        "log": "anyelir.request",
        "request": answer["X-Request-ID"],
        "method": "GET",
        "url": "web:help",
        "status": 200,
        "actor": actor_mark(sari.pk),
    }


@pytest.mark.parametrize(
    ("address", "url"),
    [("/static/css/plain.css", "static"), ("/tidak-ada/", "none"), ("/health", "web:health")],
)
def test_what_is_no_page_has_a_name_too(log, address, url):
    Client().get(address)
    assert [line["url"] for line in log()] == [url]


def test_a_number_in_form_query_and_address_leaves_no_digit(log, world, sign_in, monkeypatch):
    """Refused, not found, found and broken requests; a digit of it stands in no line."""
    client = sign_in(world.user("secretary"))
    client.raise_request_exception = False
    region = world.rw.code
    client.get("/cari/", {"cari": NIK})
    client.get(f"/{NIK}/")
    client.post(reverse("regions:rename", args=[region]), {"name": NIK, "nik": NIK})
    client.post("/masuk/", {"username": NIK, "password": NIK}, query_params={"next": f"/{NIK}"})
    Client(enforce_csrf_checks=True).post(f"/masuk/?x={NIK}", {"username": NIK})
    client.get("/cari/", headers={"host": f"{NIK}.example"})
    client.generic(NIK, "/cari/")

    def breaks(*args, **kwargs):
        raise ValueError(f"Sari Lestari {NIK}")

    monkeypatch.setattr("anyelir.web.views.frame.open_pages", breaks)
    client.get("/bantuan/", {"cari": NIK})
    lines = log()
    assert {line["log"] for line in lines} >= {"anyelir.request", "anyelir.action", "django.request"}
    assert any("ValueError" in line.get("error", "") for line in lines)
    text = json.dumps([{key: value for key, value in line.items() if key != "time"} for line in lines])
    assert not [NIK[at : at + 6] for at in range(len(NIK) - 5) if NIK[at : at + 6] in text]
    assert "Sari" not in text


def test_a_page_of_an_error_shows_the_code_to_read_out(world, sign_in, monkeypatch):
    client = sign_in(world.user("kader"))
    client.raise_request_exception = False

    def breaks(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr("anyelir.web.views.frame.open_pages", breaks)
    for address, status in (("/tidak-ada/", 404), ("/jejak/", 403), ("/bantuan/", 500)):
        answer = client.get(address)
        assert answer.status_code == status
        assert f"Kode untuk pengelola: <b>{answer['X-Request-ID']}</b>" in answer.content.decode()


def count(url: str, status: str) -> float:
    return REQUESTS.labels(url, status)._value.get()


def test_requests_are_counted_by_name_and_class(client):
    before = count("accounts:sign-in", "2xx"), count("none", "4xx")
    client.get("/masuk/")
    client.get("/tidak-ada/")
    assert (count("accounts:sign-in", "2xx"), count("none", "4xx")) == (before[0] + 1, before[1] + 1)


def test_prometheus_of_this_machine_reads_counts_and_checks(world):
    page = Client()
    page.get("/masuk/")
    page.post("/masuk/", {"username": "siapa", "password": "salah sekali"})
    answer = page.get("/metrics", **MACHINE)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/plain; version=0.0.4")
    text = answer.content.decode()
    for line in (
        'anyelir_requests_total{status="2xx",url="accounts:sign-in"}',
        'anyelir_request_seconds_bucket{le="0.01",url="accounts:sign-in"}',
        'anyelir_sign_ins_refused_total{reason="wrong"}',
        "anyelir_disk_free_bytes ",
        "anyelir_stale_leaves ",
        "anyelir_waiting_imports ",
        "anyelir_waiting_migrations 0.0",
        'anyelir_check_sound{check="worker"} 0.0',
        'anyelir_check_sound{check="database"} 1.0',
    ):
        assert line in text, line


@pytest.mark.parametrize("extra", [{"REMOTE_ADDR": "203.0.113.9"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}])
def test_for_anybody_else_there_are_no_metrics(extra):
    assert Client().get("/metrics", **{**MACHINE, **extra}).status_code == 404

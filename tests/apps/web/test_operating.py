"""What operators and strangers read at the addresses of the site's health."""

from __future__ import annotations

import pytest
from django.test import Client

from anyelir.accounts.address import SIGNS_OF_A_PROXY
from anyelir.core.health import CHECKS, Check, fault, warning

pytestmark = pytest.mark.django_db
MACHINE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}
STRANGER = {"REMOTE_ADDR": "203.0.113.9", "HTTP_HOST": "localhost"}


@pytest.fixture
def set_findings(monkeypatch):
    """Let the check of the disk find something."""

    def plant(finding) -> None:
        disk = CHECKS["disk"]
        monkeypatch.setitem(
            CHECKS._declared, "disk", Check("disk", disk.title, lambda: finding, disk.doors, needs=())
        )

    return plant


def test_the_machine_itself_reads_words_and_numbers(set_findings):
    set_findings(warning("Penyimpanan hampir penuh.", free_bytes=5))
    answer = Client().get("/health", **MACHINE)
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    body = answer.json()
    assert body["status"] == "warning"
    assert body["checks"]["disk"] == {
        "status": "warning",
        "text": "Penyimpanan hampir penuh.",
        "free_bytes": 5,
    }
    assert set(body["checks"]) == {"database", "migrations", "disk", "static"}


def test_a_fault_is_no_good_answer(set_findings):
    set_findings(fault("Penyimpanan penuh."))
    for address in ("/health", "/health/worker"):
        assert Client().get(address, **MACHINE).status_code == 503
        answer = Client().get(address, **STRANGER)
        assert answer.status_code == 503 and answer.json() == {"status": "fault"}


def test_a_stranger_hears_one_word(set_findings):
    set_findings(warning("Penyimpanan hampir penuh."))
    assert Client().get("/health", **STRANGER).json() == {"status": "ok"}


@pytest.mark.parametrize("sign", SIGNS_OF_A_PROXY)
def test_whom_a_proxy_of_this_machine_speaks_for_is_a_stranger(sign):
    answer = Client().get("/health", **MACHINE, **{sign: "127.0.0.1"})
    assert answer.json() == {"status": "ok"}


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_the_machine_is_known_by_peer_and_name(peer, host):
    assert "checks" in Client().get("/health", REMOTE_ADDR=peer, HTTP_HOST=host).json()


@pytest.mark.parametrize(
    ("peer", "host"), [("10.0.0.1", "localhost"), ("", "localhost"), ("127.0.0.1", "pkk.example")]
)
def test_anybody_else_is_not(settings, peer, host):
    settings.ALLOWED_HOSTS = ["pkk.example", "localhost"]
    assert Client().get("/health", REMOTE_ADDR=peer, HTTP_HOST=host).json() == {"status": "ok"}


def test_the_machine_may_ask_by_its_own_name_whatever_the_site_is_called():
    """Or neither the supervisor nor Prometheus would get an answer of a site with a name."""
    import os
    import subprocess
    import sys

    code = "from anyelir import settings; print(settings.ALLOWED_HOSTS)"
    environment = {**os.environ, "ANYELIR_HOSTS": "pkk.example"}
    printed = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "['pkk.example', 'localhost', '127.0.0.1', '[::1]']"


CONTRADICTIONS = [
    ({"BEHIND_TLS": True, "ALLOWED_HOSTS": ["pkk.example"]}, "ANYELIR_PROXIES"),
    ({"BEHIND_TLS": True, "PROXY_COUNT": 1, "ALLOWED_HOSTS": ["localhost"]}, "ANYELIR_HOSTS"),
    ({"ALLOWED_HOSTS": ["pkk.example"]}, "kata sandi lewat terbuka"),
    ({"PROXY_COUNT": 1}, "kata sandi lewat terbuka"),
    ({"CSRF_TRUSTED_ORIGINS": ["http://pkk.example"]}, "ANYELIR_ORIGINS"),
    ({"DEMO": True}, "ANYELIR_DEMO"),
    ({"DEBUG": True}, "ANYELIR_DEBUG"),
    ({"REQUIRE_SECOND_FACTOR": False}, "ANYELIR_SECOND_FACTOR"),
]
GOOD = {
    "BEHIND_TLS": True,
    "PROXY_COUNT": 1,
    "PROXY_NETWORKS": [],
    "ALLOWED_HOSTS": ["pkk.example", "localhost"],
    "CSRF_TRUSTED_ORIGINS": ["https://pkk.example"],
    "REQUIRE_SECOND_FACTOR": True,
}


@pytest.mark.parametrize(("changed", "word"), CONTRADICTIONS)
def test_settings_that_contradict_each_other_are_named(settings, changed, word):
    good = GOOD if word in ("ANYELIR_ORIGINS", "ANYELIR_DEMO", "ANYELIR_DEBUG", "ANYELIR_SECOND_FACTOR") else {
        "PROXY_COUNT": 0, "PROXY_NETWORKS": [], "REQUIRE_SECOND_FACTOR": True
    }  # fmt: skip
    for name, value in {**good, **changed}.items():
        setattr(settings, name, value)
    said = CHECKS["settings"].look().text
    assert word in said and said.count(".") >= 1


def test_settings_of_a_good_site_are_sound(settings):
    for name, value in GOOD.items():
        setattr(settings, name, value)
    assert CHECKS["settings"].look().text == ""


def test_files_of_the_pages_that_were_not_collected_are_a_fault(settings, tmp_path):
    assert CHECKS["static"].look().text == ""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "anyelir.web.storage.ModuleStaticStorage"},
    }
    assert "anyelir setup" in CHECKS["static"].look().text

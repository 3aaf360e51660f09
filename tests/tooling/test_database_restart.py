"""The database goes away and comes back: neither web nor worker has to be started again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest

from anyelir.commands.serve_command import web_command
from tests.postgres import Cluster, free_port

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
PREPARE = """
import django
django.setup()
from django.core.management import call_command
from django.conf import settings
from django.test import Client
from anyelir.accounts.models import User
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
user = User.objects.create(username="sari", name="Sari Lestari")
client = Client()
client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
print(f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}")
"""
STALE = """
import django
django.setup()
import uuid
from anyelir.core.models import DirtyLeaf
DirtyLeaf.objects.create(unit_kind="posyandu", unit_key=str(uuid.uuid4()), period="2026-11-01")
"""
COMPILED = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SHOW jit")
    print(cursor.fetchone()[0])
"""


class Site:
    """Web and worker on a cluster of their own, each one process that is never started again."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.port = free_port()
        self.environment = {
            **os.environ,
            "DATABASE_URL": cluster.start(),
            "ANYELIR_VAR": str(folder / "var"),
            "ANYELIR_SECOND_FACTOR": "0",
            "DJANGO_SETTINGS_MODULE": "anyelir.settings",
            "PYTHONPATH": str(ROOT),
        }
        self.cookie = self.run(PREPARE).strip().splitlines()[-1]
        web = web_command(Namespace(host="127.0.0.1", port=self.port, workers=1))
        worker = [sys.executable, "-m", "anyelir", "worker"]
        self.processes = [
            subprocess.Popen(command, env=self.environment, cwd=ROOT) for command in (web, worker)
        ]

    def run(self, code: str) -> str:
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True, timeout=180
        ).stdout

    def ask(self, path: str) -> tuple[int, str]:
        web = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            web.request("GET", path, headers={"Cookie": self.cookie})
            answer = web.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        finally:
            web.close()

    def checks(self) -> dict:
        _status, page = self.ask("/health/worker")
        return json.loads(page)["checks"] if page else {}

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(30)


@pytest.fixture(scope="module")
def cluster():
    started = Cluster()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def site(cluster, tmp_path_factory):
    running = Site(tmp_path_factory.mktemp("site"), cluster)
    yield running
    running.stop()


def until(what: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.2)
    return False


def works(site: Site) -> bool:
    """The worker renews its leases and has folded what was stale."""
    checks = site.checks()
    return (
        checks.get("worker", {}).get("status") == "ok" and checks.get("numbers", {}).get("stale_leaves") == 0
    )


def test_web_and_worker_go_on_after_the_database_was_away(site, cluster):
    assert until(lambda: works(site) and site.ask("/bantuan/")[0] == 200, 60)
    cluster.pause()
    status, page = site.ask("/bantuan/")
    assert status == 503 and "Basis data sedang tidak menjawab" in page
    assert site.checks()["database"]["status"] == "fault"
    # Long enough for the worker to meet a database that is away.
    time.sleep(5)
    cluster.resume()
    assert site.ask("/bantuan/")[0] == 200
    site.run(STALE)
    assert until(lambda: works(site) and site.checks()["worker"]["lease_age_seconds"] < 8, 60)
    assert [process.poll() for process in site.processes] == [None, None]


def test_a_restart_between_two_requests_is_not_seen(site, cluster):
    """The connection of the first request is dead at the second: it is looked at before it is used."""
    assert until(lambda: works(site), 60)
    for _time in range(3):
        assert site.ask("/bantuan/")[0] == 200
        cluster.pause()
        cluster.resume()
        assert site.ask("/bantuan/")[0] == 200


def test_the_database_does_not_compile_the_queries_of_a_page(site):
    """It takes 50 ms for each, more than most of them."""
    assert site.run(COMPILED).strip() == "off"

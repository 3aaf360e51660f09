"""Behind TLS every cookie is of this host alone, and browsers come back by TLS only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json, os
from anyelir.commands.preparation import start_django
start_django()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.conf import settings
from django.test import Client
from anyelir.accounts.models import User
user = User(username="endang", name="Endang")
user.set_password("melati-hujan-27")
user.save()
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
https = {"HTTP_X_FORWARDED_PROTO": "https", "secure": False}
page = client.get("/masuk/", **https)
client.post("/masuk/", {"username": "endang", "password": "melati-hujan-27"}, **https)
client.post("/bahasa/", {"language": "en"}, **https)
cookies = {name: {key: value for key, value in morsel.items() if value} for name, morsel in client.cookies.items()}
print(json.dumps({"cookies": cookies, "hsts": page.headers.get("Strict-Transport-Security", "")}))
"""


def answered(tmp_path: Path, tls: str) -> dict:
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "ANYELIR_VAR": str(tmp_path), "ANYELIR_TLS": tls}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def by_tls(tmp_path_factory):
    return answered(tmp_path_factory.mktemp("tls"), "1")


def test_every_cookie_belongs_to_this_host_alone(by_tls):
    """``__Host-`` holds a browser to it: secure, for the whole site, without a domain."""
    assert {"__Host-sesi", "__Host-csrf"} <= set(by_tls["cookies"])
    for name, attributes in by_tls["cookies"].items():
        assert name.startswith("__Host-")
        assert attributes["secure"] is True and attributes["path"] == "/" and "domain" not in attributes


def test_browsers_come_back_by_tls_only(by_tls):
    assert by_tls["hsts"].startswith("max-age=31536000")


def test_without_tls_a_laptop_in_the_village_still_signs_in(tmp_path):
    plain = answered(tmp_path, "0")
    assert "sesi" in plain["cookies"] and not plain["hsts"]

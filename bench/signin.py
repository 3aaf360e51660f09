"""How much slower a plain page is while 24 people sign in at the same moment, on the real server.

``make bench-signin`` runs it: a fresh site under ``anyelir serve`` with its own password hasher. A signed-in kader
opens one page again and again, alone and then while 24 others sign in together, as at the hour when every posyandu
opens; both in turn, so that other work of the machine counts on both sides. Whoever is told to wait tries again after
two seconds, as the page says. Given are the milliseconds of the page in both cases and their ratio, how long until the
last of the 24 is in, and how often somebody was asked to wait.

The limit: the slowest pages (95th percentile) take at most six times as long. Passwords are hashed one at a time in
each web process, so on two cores a page shares its core with a hash (twice as long) and waits for those of the 24
requests that came before it and are no hash: reading and writing the session, the trail and the budget.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
AT_ONCE = 24
ALONE = 60
ROUNDS = 6
LIMIT = 6.0
WAIT_SECONDS = 2.0
PAGE = "/bantuan/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """One connection with its cookies."""

    def __init__(self, port: int) -> None:
        self.web = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.web.request(method, path, urlencode(fields or {}), headers)
        answer = self.web.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode()

    def sign_in(self, name: str, password: str, start: threading.Barrier | None = None) -> int:
        """Until it is in; how often it was asked to wait."""
        _status, page = self.ask("GET", "/masuk/")
        fields = {"username": name, "password": password, "csrfmiddlewaretoken": TOKEN.findall(page)[0]}
        if start is not None:
            start.wait()
        asked_to_wait = 0
        while (status := self.ask("POST", "/masuk/", fields)[0]) == 503:
            asked_to_wait += 1
            time.sleep(WAIT_SECONDS)
        if status != 302:
            raise RuntimeError(f"{name} is not signed in: {status}")
        return asked_to_wait

    def milliseconds(self) -> float:
        began = time.perf_counter()
        status, _page = self.ask("GET", PAGE)
        if status != 200:
            raise RuntimeError(f"{PAGE} answered {status}")
        return 1000 * (time.perf_counter() - began)


def prepare(password: str) -> None:
    """The people, in the database of ANYELIR_VAR."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyelir.settings")
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    from anyelir.accounts.models import User

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    stored = make_password(password)
    User.objects.bulk_create(
        User(username=f"kader{number}", name=f"Kader {number}", password=stored)
        for number in range(AT_ONCE + 1)
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def together(port: int, password: str, page: Browser) -> tuple[list[float], float, int]:
    """Milliseconds of the page while all sign in, seconds until the last is in, how many times one had to wait."""
    start, asked_to_wait = threading.Barrier(AT_ONCE + 1), []
    people = [
        threading.Thread(
            target=lambda number=number: asked_to_wait.append(
                Browser(port).sign_in(f"kader{number}", password, start)
            )
        )
        for number in range(1, AT_ONCE + 1)
    ]
    for each in people:
        each.start()
    start.wait()
    began, taken = time.perf_counter(), []
    while any(each.is_alive() for each in people):
        taken.append(page.milliseconds())
    seconds = time.perf_counter() - began
    if len(asked_to_wait) != AT_ONCE:
        raise RuntimeError("not everybody is in")
    return taken, seconds, sum(asked_to_wait)


def measure(port: int, password: str) -> bool:
    page = Browser(port)
    page.sign_in("kader0", password)
    for _warm_up in range(20):
        page.milliseconds()
    alone: list[float] = []
    beside: list[float] = []
    for number in range(1, ROUNDS + 1):
        alone += [page.milliseconds() for _ in range(ALONE)]
        taken, seconds, waits = together(port, password, page)
        beside += taken
        print(
            f"round {number}: {AT_ONCE} in after {seconds:.1f} s, {waits} times asked to wait; {len(taken)} pages"
        )
    for title, taken in (("alone", alone), ("beside", beside)):
        print(f"{title:7} median {median(taken):6.1f} ms, 95th percentile {slowest(taken):6.1f} ms")
    ratio = slowest(beside) / slowest(alone)
    print(f"ratio of the 95th percentiles {ratio:.1f} (at most {LIMIT:g}), of the medians ", end="")
    print(f"{median(beside) / median(alone):.1f}")
    return ratio <= LIMIT


def slowest(taken: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(taken, n=20)[-1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepare", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.prepare:
        prepare(options.prepare)
        return 0
    password, port = f"{secrets.token_hex(8)}-aA1", free_port()
    with tempfile.TemporaryDirectory(prefix="anyelir-bench-") as folder:
        # The second step at sign-in is another request; here the password alone is measured.
        environment = {
            **os.environ,
            "ANYELIR_VAR": f"{folder}/var",
            "PYTHONPATH": str(ROOT),
            "ANYELIR_SECOND_FACTOR": "0",
            "ANYELIR_LOG_LEVEL": "ERROR",
            "ANYELIR_REQUEST_LOG": "WARNING",
        }
        subprocess.run([sys.executable, __file__, "--prepare", password], env=environment, check=True)
        command = [sys.executable, "-m", "anyelir", "serve", "--port", str(port)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as site:
            try:
                while "berjalan di" not in site.stdout.readline():
                    if site.poll() is not None:
                        raise RuntimeError("the site did not start")
                return 0 if measure(port, password) else 1
            finally:
                site.terminate()


if __name__ == "__main__":
    sys.exit(main())

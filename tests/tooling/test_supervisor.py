"""Several processes as one: who dies is started again, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from anyelir.commands.supervisor import PortTaken, answers, check_port

PROGRAM = """
import sys
from anyelir.commands import supervisor
from anyelir.commands.supervisor import Supervisor
supervisor.STOP_SECONDS = 1.0
supervisor.FIRST_PAUSE_SECONDS = 0.05
commands = {name: [sys.executable, "-c", code] for name, code in %r.items()}
later = {name: commands.pop(name) for name in list(commands) if name.startswith("later")}
ready = {"is_ready": lambda: False} if "never_ready" in commands else {}
print("code", Supervisor(commands, later, **ready, on_ready=lambda: print("ready", flush=True)).run(), flush=True)
"""
# Says its number in one piece, because its brother writes to the same pipe, then stays.
STAYS = "import os, time; os.write(1, b'child %d\\n' % os.getpid()); time.sleep(60)"
LEAVES = "import sys; sys.exit(3)"
STUBBORN = "import os, signal, time; signal.signal(signal.SIGTERM, lambda *_: None); " + STAYS


@pytest.fixture
def supervise():
    started: list[subprocess.Popen] = []

    def start(**children: str) -> subprocess.Popen:
        command = [sys.executable, "-c", PROGRAM % children]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def read_until(process: subprocess.Popen, children: int) -> list[int]:
    """Numbers of the children, once all have spoken and the site is announced."""
    numbers, is_ready = [], False
    while len(numbers) < children or not is_ready:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        is_ready = is_ready or line == "ready\n"
        if line.startswith("child"):
            numbers.append(int(line.split()[1]))
    return numbers


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(supervise, number):
    process = supervise(one=STAYS, two=STAYS)
    children = read_until(process, 2)
    process.send_signal(number)
    out, _ = process.communicate(timeout=20)
    assert "code 0" in out
    assert [child for child in children if is_alive(child)] == []


def test_what_starts_later_stops_as_well(supervise):
    process = supervise(one=STAYS, later_one=STAYS)
    children = read_until(process, 2)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert [child for child in children if is_alive(child)] == []


def test_a_child_that_dies_is_started_again(supervise):
    process = supervise(one=STAYS)
    first = read_until(process, 1)[0]
    os.kill(first, signal.SIGKILL)
    line = process.stdout.readline()
    assert line.startswith("child") and int(line.split()[1]) != first
    process.send_signal(signal.SIGTERM)
    out, error = process.communicate(timeout=20)
    assert "code 0" in out and "Proses one berhenti dengan kode -9; dicoba lagi" in error
    assert not is_alive(int(line.split()[1]))


def test_a_dead_supervisor_leaves_no_orphans(supervise):
    process = supervise(one=STAYS, two=STAYS)
    children = read_until(process, 2)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while any(is_alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [child for child in children if is_alive(child)] == []


def test_a_child_that_always_dies_ends_all_and_is_named(supervise):
    process = supervise(one=STAYS, two=LEAVES)
    out, error = process.communicate(timeout=20)
    assert "code 1" in out
    assert "Proses two berhenti dengan kode 3" in error
    assert not is_alive(int(out.split("child ")[1].split()[0]))


def test_a_child_that_dies_before_the_site_answers_ends_all_at_once(supervise):
    out, error = supervise(never_ready=STAYS, two=LEAVES).communicate(timeout=20)
    assert "code 1" in out
    assert "Proses two berhenti dengan kode 3" in error and "dicoba lagi" not in error


def test_a_child_that_will_not_stop_is_killed(supervise):
    process = supervise(one=STUBBORN)
    children = read_until(process, 1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert not is_alive(children[0])


def test_a_taken_port_is_named_with_the_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"127\.0\.0\.1:{port} .*PORT={port + 1}"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)


class Hello(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_):
        """Quiet."""


@pytest.mark.parametrize(("status", "is_up"), [(200, True), (503, True), (500, False), (400, False)])
def test_a_site_that_is_not_well_is_up_and_one_that_cannot_be_loaded_is_not(status, is_up):
    """A full disk or a database that is away is said by the site itself, in words, to everybody who comes."""
    server = HTTPServer(("127.0.0.1", 0), type("Answer", (Hello,), {"status": status}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        assert answers("127.0.0.1", server.server_port) is is_up
    finally:
        server.shutdown()
        server.server_close()


def test_answering_means_a_reply_not_an_open_port():
    server = HTTPServer(("127.0.0.1", 0), Hello)
    port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    assert answers("127.0.0.1", port)
    server.shutdown()
    thread.join()
    server.server_close()
    assert not answers("127.0.0.1", port)

"""Runs several processes as one: all start, and when one ends or somebody says stop, all end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

POLL_SECONDS = 0.2
START_SECONDS = 60.0
STOP_SECONDS = 15.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class PortTaken(Exception):
    """Another program listens where the site should."""


def check_port(host: str, port: int) -> None:
    """Raise PortTaken before anything is started or prepared."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Alamat {host}:{port} tidak dapat dipakai ({error.strerror}). Hentikan program yang memakainya"
                f" atau pilih nomor lain, misalnya: PORT={port + 1} make demo"
            ) from error


def answers(host: str, port: int) -> bool:
    """Whether the site answers a request: the port alone is open before the site is loaded."""
    web = HTTPConnection(host, port, timeout=2)
    try:
        web.request("GET", "/healthz")
        return web.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        web.close()


@dataclass
class Supervisor:
    """Children by name; ``run()`` returns the exit code of the whole.

    The ``later`` ones start when the first ones are ready, so that people do not wait for both.
    """

    commands: dict[str, list[str]]
    later: dict[str, list[str]] = field(default_factory=dict)
    is_ready: Callable[[], bool] = lambda: True
    on_ready: Callable[[], None] = lambda: None
    children: dict[str, subprocess.Popen] = field(default_factory=dict, init=False)
    is_stopping: bool = field(default=False, init=False)

    def run(self) -> int:
        for number in STOP_SIGNALS:
            signal.signal(number, self._ask_to_stop)
        try:
            self._start(self.commands)
            return self._watch()
        finally:
            self._stop()

    def _ask_to_stop(self, number: int, frame: object) -> None:
        self.is_stopping = True

    def _start(self, commands: dict[str, list[str]]) -> None:
        for name, command in commands.items():
            # A session of its own: Ctrl-C reaches this process alone, which then ends the others in order.
            self.children[name] = subprocess.Popen(command, start_new_session=True)

    def _watch(self) -> int:
        deadline = time.monotonic() + START_SECONDS
        is_announced = False
        while not self.is_stopping:
            if dead := self._dead():
                return self._report(dead)
            if not is_announced and self.is_ready():
                is_announced = True
                self._start(self.later)
                self.on_ready()
            if not is_announced and time.monotonic() > deadline:
                print("Web tidak menjawab; semuanya dihentikan.", file=sys.stderr)
                return 1
            time.sleep(POLL_SECONDS)
        return 0

    def _dead(self) -> str:
        return next((name for name, child in self.children.items() if child.poll() is not None), "")

    def _report(self, name: str) -> int:
        code = self.children[name].returncode
        print(f"Proses {name} berhenti dengan kode {code}; semuanya dihentikan.", file=sys.stderr)
        return 1

    def _stop(self) -> None:
        self._signal_all(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            try:
                child.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                continue
        # Also what a child left behind in its session.
        self._signal_all(signal.SIGKILL)
        for child in self.children.values():
            child.wait()

    def _signal_all(self, number: signal.Signals) -> None:
        for child in self.children.values():
            try:
                os.killpg(child.pid, number)
            except ProcessLookupError:
                continue

"""Runs several processes as one: all start, one that dies is started again, and when somebody says stop, all end.

A process that dies before the site answered, or soon after each of several starts, will not get better by another
one: then all end, and whoever runs the supervisor (``deploy/anyelir.service``) decides.
"""

from __future__ import annotations

import ctypes
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
# Well, and not well (web.views.operating); a site that cannot be loaded gives another one.
ANSWERED = (200, 503)
START_SECONDS = 60.0
STOP_SECONDS = 15.0
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
# Who lived this long died of something new, so that its deaths are counted afresh.
SOUND_SECONDS = 60.0
MOST_EARLY_DEATHS = 5
SET_SIGNAL_OF_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG of Linux
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
    """Whether the site answers, well or not: the port alone is open before the site is loaded.

    A site whose database is away or whose disk is full starts all the same and says so in words.
    """
    web = HTTPConnection(host, port, timeout=2)
    try:
        web.request("GET", "/health")
        return web.getresponse().status in ANSWERED
    except (OSError, HTTPException):
        return False
    finally:
        web.close()


def end_with_parent() -> None:
    """In a new child: ask to end when the supervisor dies, also by a signal that nobody can catch."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_SIGNAL_OF_PARENTS_DEATH, signal.SIGTERM)


@dataclass
class Restart:
    """How often a child died early, and when it starts again; ``due`` None while it lives."""

    began: float
    early_deaths: int = 0
    due: float | None = None


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
    restarts: dict[str, Restart] = field(default_factory=dict, init=False)
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
            self.children[name] = subprocess.Popen(
                command, start_new_session=True, preexec_fn=end_with_parent
            )
            now = time.monotonic()
            self.restarts.setdefault(name, Restart(now)).began = now
            self.restarts[name].due = None

    def _watch(self) -> int:
        deadline = time.monotonic() + START_SECONDS
        is_announced = False
        while not self.is_stopping:
            if given_up := self._look_after_the_dead() if is_announced else self._first_dead():
                return self._report(given_up)
            if not is_announced and self.is_ready():
                is_announced = True
                self._start(self.later)
                self.on_ready()
            if not is_announced and time.monotonic() > deadline:
                print("Web tidak menjawab; semuanya dihentikan.", file=sys.stderr)
                return 1
            time.sleep(POLL_SECONDS)
        return 0

    def _first_dead(self) -> str:
        return next((name for name, child in self.children.items() if child.poll() is not None), "")

    def _look_after_the_dead(self) -> str:
        """Start the dead again after a pause that doubles; the name of one that is given up, or ""."""
        now = time.monotonic()
        for name in [name for name, child in self.children.items() if child.poll() is not None]:
            restart = self.restarts[name]
            if restart.due is None:
                restart.early_deaths = 1 if now - restart.began > SOUND_SECONDS else restart.early_deaths + 1
                if restart.early_deaths > MOST_EARLY_DEATHS:
                    return name
                restart.due = now + self._pause(name, restart)
            elif now >= restart.due:
                self._start({name: {**self.commands, **self.later}[name]})
        return ""

    def _pause(self, name: str, restart: Restart) -> float:
        pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2.0 ** (restart.early_deaths - 1))
        code = self.children[name].returncode
        print(
            f"Proses {name} berhenti dengan kode {code}; dicoba lagi dalam {pause:g} detik.", file=sys.stderr
        )
        return pause

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

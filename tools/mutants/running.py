"""A pytest plugin that charts which tests run which function, and runs for each planted fault those that run it.

The site, the tests and the empty database are made ready once. Each file of the chart and each fault has a child
process of its own with a time after which it is killed; the next one starts from the clean parent.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
import sys
import time
from functools import partial
from itertools import zip_longest
from pathlib import Path

import pytest

from tools.mutants import planting
from tools.mutants.chart import Chart
from tools.mutants.faults import Fault

SURVIVED, NOTICED, UNPLANTED = 0, 1, 3
OUTCOMES = {SURVIVED: "survived", NOTICED: "noticed", UNPLANTED: "unplanted"}
OUT_OF_TIME = "out of time"
# The largest files of tests, on a machine that has other things to do.
CHART_SECONDS = 900


class Running:
    """Runs the children instead of the tests."""

    def __init__(self, order: Path) -> None:
        self.order, wanted = order, json.loads(order.read_text())
        self.faults = [Fault(**fields) for fields in wanted["faults"]]
        self.report, self.seconds = Path(wanted["report"]), wanted["seconds"]
        self.chart = Chart(Path(wanted["chart"]))
        self.is_child, self.failed = False, ""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        planting.import_all()
        self._warm()
        self._draw_chart()
        among = planting.loaded()
        # Children leave the pages of the parent alone; what is frozen would not be found by ``loaded``.
        gc.freeze()
        for fault in self.faults:
            self._judge(fault, among)
        return True

    def _warm(self) -> None:
        """One test of the parent makes the database and leaves it."""
        needing = {"db", "transactional_db"}
        self._run_one(
            next(test for test in self.items.values() if needing & {*getattr(test, "fixturenames", ())})
        )

    def _draw_chart(self) -> None:
        by_file: dict[str, list[pytest.Item]] = {}
        for item in self.items.values():
            by_file.setdefault(item.location[0], []).append(item)
        digests = {
            file: hashlib.sha256((planting.ROOT / file).read_bytes()).hexdigest()[:12] for file in by_file
        }
        new = {file: digest for file, digest in digests.items() if not self.chart.knows(file, digest)}
        if new:
            planting.watch()
        for file, digest in new.items():
            outcome = self._in_a_child(partial(self._chart_file, file, digest, by_file[file]), CHART_SECONDS)
            _tell(f"charted     {file}{'' if outcome == 'survived' else ': ' + outcome}")
        self.chart.read()

    def _chart_file(self, file: str, digest: str, items: list[pytest.Item]) -> int:
        """Tests that fail without any fault say nothing and are left out."""
        for item, following in zip_longest(items, items[1:]):
            planting.RUN.clear()
            self.failed, begun = "", time.monotonic()
            self._run_one(item, following)
            if self.failed:
                _tell(f"fails without any fault: {item.nodeid}")
            else:
                self.chart.add(file, digest, item.nodeid, time.monotonic() - begun, planting.RUN)
        self.chart.end(file, digest)
        return SURVIVED

    def _judge(self, fault: Fault, among: planting.Loaded) -> None:
        begun = time.monotonic()
        names = [name for name in self.chart.tests_of(fault) if name in self.items]
        left = names
        outcome = self._in_a_child(partial(self._try, fault, left, among), self.seconds)
        while outcome == "noticed" and self.noticed_by in left and not self._passes(self.noticed_by):
            # It fails without the fault as well, so it noticed something else; those before it noticed nothing.
            _tell(f"fails without any fault: {self.noticed_by}")
            left = left[left.index(self.noticed_by) + 1 :]
            outcome = self._in_a_child(partial(self._try, fault, left, among), self.seconds)
        by = self.noticed_by if outcome == "noticed" else f"{len(names)} tests"
        line = {"key": fault.key, "spot": fault.spot, "digest": fault.digest, "outcome": outcome, "by": by}
        with self.report.open("a") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        _tell(f"{outcome:11} {time.monotonic() - begun:6.1f} s  {fault.key}")
        if outcome == OUT_OF_TIME and self._is_on_server:
            # What a killed child held in a database of the server is still there.
            pytest.exit("begins anew after a fault that was out of time", 4)

    def _try(self, fault: Fault, names: list[str], among: planting.Loaded) -> int:
        if not planting.plant(fault, among):
            return UNPLANTED
        self._noticed.unlink(missing_ok=True)
        items = [self.items[name] for name in names]
        for item, following in zip_longest(items, items[1:]):
            self._run_one(item, following)
            if self.failed:
                self._noticed.write_text(self.failed)
                return NOTICED
        return SURVIVED

    def _passes(self, name: str) -> bool:
        def alone() -> int:
            self._run_one(self.items[name])
            return NOTICED if self.failed else SURVIVED

        return self._in_a_child(alone, self.seconds) == "survived"

    @property
    def _is_on_server(self) -> bool:
        from django.db import connection

        return connection.vendor == "postgresql"

    @property
    def _noticed(self) -> Path:
        return self.order.with_suffix(".noticed")

    @property
    def noticed_by(self) -> str:
        """The test that failed; empty when the child broke down."""
        return self._noticed.read_text() if self._noticed.exists() else ""

    def _run_one(self, item: pytest.Item, following: pytest.Item | None = None) -> None:
        """``following`` decides which fixtures stay. After none the database would be removed, for others as well."""
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following or self._far_from(item))

    def _far_from(self, item: pytest.Item) -> pytest.Item:
        """A test of another folder where there is one: what stays is then good for every test."""
        others = [test for test in self.items.values() if test.path != item.path]
        return next((test for test in others if _folder(test) != _folder(item)), others[0])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.is_child:
            self.failed = report.nodeid
        elif report.failed:
            pytest.exit(f"the tests fail without any fault: {report.nodeid}\n{report.longreprtext}", 2)

    def _in_a_child(self, act, seconds: int) -> str:
        from django.db import connections

        if self._is_on_server:
            # A child that closes the socket of its parent would end the session of both.
            connections.close_all()
        child = os.fork()
        if child == 0:
            self.is_child = True
            os.setpgid(0, 0)
            # Also when the parent was killed and counts no seconds any more.
            signal.alarm(seconds + 5)
            os._exit(act())
        return _waited(child, seconds)


def _folder(item: pytest.Item) -> tuple[str, ...]:
    """Below tests/, for example ("core",)."""
    return item.path.relative_to(planting.ROOT).parts[1:2]


def _waited(child: int, seconds: int) -> str:
    """The outcome of a child; it and all that it started are killed when the time is over."""
    end, pause = time.monotonic() + seconds, 0.005
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            _kill_group(child)
            return OUTCOMES.get(os.waitstatus_to_exitcode(status), "noticed")
        time.sleep(pause)
        pause = min(2 * pause, 0.1)
    _kill_group(child)
    os.waitpid(child, 0)
    return OUT_OF_TIME


def _kill_group(child: int) -> None:
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _tell(text: str) -> None:
    print(text, file=sys.__stderr__, flush=True)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Running(Path(os.environ["ANYELIR_FAULTS"])))

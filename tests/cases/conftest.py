"""The table of `make cases`: every case that once gave a wrong answer, with the right value and what the test saw."""

from __future__ import annotations

import pytest


def pytest_addoption(parser):
    parser.addoption("--case-table", action="store_true", help="close with the table of all cases")


def pytest_configure(config):
    config.addinivalue_line("markers", "case(name, right): a row of the table of `make cases`")
    config._cases = {}


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    marker = item.get_closest_marker("case")
    if marker is not None and (report.when == "call" or report.failed):
        report.case = tuple(str(part) for part in marker.args)


def pytest_terminal_summary(terminalreporter, config):
    if not config.getoption("--case-table"):
        return
    terminalreporter.section("cases")
    for verdict, outcome in (("ok", "passed"), ("WRONG", "failed"), ("WRONG", "error")):
        for report in sorted(
            terminalreporter.getreports(outcome), key=lambda report: getattr(report, "case", ())
        ):
            if case := getattr(report, "case", None):
                name, right = case
                terminalreporter.write_line(f"{verdict:6} {name:28} {right}")

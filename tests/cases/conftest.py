"""The table of `make cases`: every case that once gave a wrong answer, with the right value and what the test saw."""

from __future__ import annotations

import re
from collections import Counter

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
    """One line per case: how many inputs of it are right, and WRONG as soon as one is not."""
    if not config.getoption("--case-table"):
        return
    right, wrong = Counter(_cases_of(terminalreporter, "passed")), Counter()
    for outcome in ("failed", "error"):
        wrong.update(_cases_of(terminalreporter, outcome))
    terminalreporter.section("cases")
    for case in sorted({*right, *wrong}, key=_in_order):
        name, value = case
        verdict = f"WRONG {wrong[case]}" if wrong[case] else f"ok {right[case]}"
        terminalreporter.write_line(f"{verdict:8} {name:28} {value}")


def _cases_of(terminalreporter, outcome: str) -> list[tuple[str, str]]:
    reports = terminalreporter.getreports(outcome)
    return [report.case for report in reports if getattr(report, "case", None)]


def _in_order(case: tuple[str, str]) -> list[int | str]:
    """``children 2`` before ``children 10``."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", case[0])]

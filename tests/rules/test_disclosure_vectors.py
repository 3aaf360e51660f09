"""Golden vectors of disclosure control, and proof that no number of its tables can change unseen."""

import datetime as dt
import math

import pytest

from anyelir.rules.disclosure.cells import NOT_STATED, Hierarchy, RegionCell, Sum
from anyelir.rules.disclosure.intervals import intervals
from anyelir.rules.disclosure.limits import Audience, TableSubject, cell_limit, grain_problems
from anyelir.rules.disclosure.releases import Span, next_release
from anyelir.rules.disclosure.suppression import suppress
from tests.rules.vectors import Vectors, unnoticed

ON = dt.date(2026, 11, 23)


def _cell(name):
    """``region`` or ``region/cut``."""
    region, _, cut = name.partition("/")
    return RegionCell(region, cut or "total")


def _name(cell):
    return f"{cell.region}/{cell.cut}".replace(NOT_STATED, "?")


def _recorded(counts):
    return {_cell(name): count for name, count in counts.items()}


def _answer(result):
    return {
        "shown": {
            _name(cell): count for cell, count in sorted(result.shown.items()) if "?" not in _name(cell)
        },
        "hidden": {_name(cell): reason.value for cell, reason in sorted(result.hidden.items())},
        "leaks": len(result.leaks),
    }


def _limit(case):
    limit = cell_limit(Audience(case["audience"]), ON)
    return {
        "k": limit.k,
        "min_interval": limit.min_interval,
        "small": [limit.is_small(n) for n in case["counts"]],
    }


def _grain(case):
    asked = case | {"audience": Audience(case["audience"]), "subject": TableSubject(case["subject"])}
    return [problem.value for problem in grain_problems(**asked, on=ON)]


def _suppress(case):
    table = Hierarchy(case["region_parent"], case.get("cut_parent", {})).table(_recorded(case["counts"]))
    return _answer(suppress(table, cell_limit(Audience(case["audience"]), ON)))


def _intervals(case):
    sums = [Sum(total, tuple(parts)) for total, parts in case["sums"].items()]
    ranges = intervals(case["shown"], case["hidden"], sums)
    return {
        cell: [round(low, 6) + 0.0, None if math.isinf(high) else round(high, 6)]
        for cell, (low, high) in ranges.items()
    }


def _releases(case):
    """Each span in turn, guarded against all before it; ``history`` may change between them."""
    tree = Hierarchy(case["region_parent"])
    limit = cell_limit(Audience(case["audience"]), ON)
    earlier, answers = [], []
    for step in case["steps"]:
        history = {
            int(month): _recorded(counts)
            for month, counts in (case["history"] | step.get("changed", {})).items()
        }
        release, result = next_release(history, tree, Span(*step["span"]), earlier, limit)
        earlier.append(release)
        answers.append(_answer(result))
    return answers


VECTORS = Vectors(
    "disclosure",
    {
        "limit": _limit,
        "grain": _grain,
        "suppress": _suppress,
        "intervals": _intervals,
        "releases": _releases,
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_golden(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def test_every_number_of_the_tables_is_noticed(monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, "disclosure_cells", "disclosure_grain") == []

"""Faults are found, planted and noticed; what is left alive has a reason that still fits."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path

import pytest

from anyelir.core import crypto
from tests.architecture.sources import ROOT
from tools import mutate
from tools.mutants import faults, planting
from tools.mutants.chart import Chart

KINDS = {"refusal", "check", "note", "lock", "right", "allowed", "scope", "other right", "filter"}


@pytest.fixture(scope="module")
def every() -> list[faults.Fault]:
    return faults.all_faults(ROOT)


@pytest.fixture(scope="module")
def fixed() -> list[faults.Fault]:
    return faults.fixed_faults(ROOT)


def test_there_are_many_of_each_kind(every, fixed):
    by_kind = {kind: sum(fault.kind == kind for fault in every) for kind in faults.KINDS}
    assert set(by_kind) == KINDS and min(by_kind.values()) >= 5
    assert len(mutate.drawn(150, 7, "")) == 150 + len(fixed) >= 250


def test_a_seed_draws_the_same_again_and_another_one_others():
    assert mutate.drawn(30, 7, "") == mutate.drawn(30, 7, "") != mutate.drawn(30, 8, "")


def test_what_the_fixed_list_writes_into_a_file_names_tests_that_exist(fixed):
    named = [path for fault in fixed if fault.is_text for path in fault.tests]
    gone = [path for path in named if not (ROOT / path.partition("::")[0]).exists()]
    assert len(named) >= 10 and gone == []


def test_the_fixed_list_fits(fixed):
    """Who writes a guard anew writes its fault anew: else it is planted no more, and nobody notices."""
    assert len(fixed) > 50 and faults.fit_nowhere(ROOT) == []


@pytest.mark.parametrize(
    "listed",
    [
        {"path": "anyelir/core/crypto.py", "function": "encrypt", "was": "x", "becomes": "1"},
        {"path": "anyelir/core/crypto.py", "function": "no_such", "was": "x", "becomes": "1"},
        {"path": "anyelir/core/crypto.py", "was": "return", "becomes": "", "tests": []},
        {"path": "anyelir/no_such.py", "was": "return", "becomes": "", "tests": []},
    ],
)
def test_a_fixed_fault_that_fits_nowhere_is_named(monkeypatch, listed, outcomes):
    monkeypatch.setattr(faults, "_listed", lambda: [listed])
    assert faults.fixed_faults(ROOT) == []
    assert faults.fit_nowhere(ROOT) == [f"{listed['path']}: {listed['was']}"]
    assert mutate.report(outcomes(alive=0, reasons=0)) == 1


def test_every_fault_can_be_compiled(every, fixed):
    for fault in [*every[::7], *fixed]:
        if not fault.is_text:
            assert faults.planted(fault, ROOT).co_qualname == fault.function, fault.key


def test_every_place_of_tests_exists():
    named = [path for paths in tomllib.loads(mutate.TESTS.read_text()).values() for path in paths]
    assert named and [path for path in named if not (ROOT / path.removeprefix("--ignore=")).exists()] == []


def test_a_planted_fault_changes_what_runs_and_no_file(fixed):
    fault = next(each for each in fixed if each.function == "encrypt")
    real, text = crypto.encrypt.__code__, (ROOT / fault.path).read_text()
    try:
        assert planting.plant(fault)
        assert crypto.encrypt("a", "row") == crypto.encrypt("a", "row")
    finally:
        crypto.encrypt.__code__ = real
    assert (
        crypto.encrypt("a", "row") != crypto.encrypt("a", "row") and (ROOT / fault.path).read_text() == text
    )


def test_what_lives_on_inside_of_a_function_is_changed_too():
    """A decorator ran long ago; what it made still has the old code."""
    path = str(ROOT / "anyelir" / "made_up.py")
    text = "def decorate(given):\n    def run():\n        return {}\n    return run\n"
    space: dict = {}
    exec(compile(text.format(1), path, "exec"), space)
    run = space["decorate"](None)
    assert run() == 1
    planting.put(compile(text.format(2), path, "exec"), planting.loaded())
    assert run() == 2


def charted(tmp_path: Path, *lines: tuple[str, float, list[str]]) -> Chart:
    path = tmp_path / "chart.jsonl"
    path.parent.mkdir(exist_ok=True)
    chart = Chart(path)
    for test, seconds, runs in lines:
        chart.add(test.partition("::")[0], "d1", test, seconds, runs)
        chart.end(test.partition("::")[0], "d1")
    return Chart(path)


def test_tests_that_run_the_function_are_taken_the_cheap_and_the_telling_ones_first(fixed, tmp_path):
    fault = next(each for each in fixed if each.function == "encrypt")
    runs = planting.name_of(fault.path, fault.function)
    chart = charted(
        tmp_path,
        ("tests/a.py::test_slow", 2.0, [runs]),
        ("tests/b.py::test_quick", 1.0, [runs]),
        ("tests/c.py::test_encrypts", 2.1, [runs]),
        ("tests/d.py::test_of_the_file", 0.1, ["anyelir/core/crypto.py::decrypt"]),
        ("tests/e.py::test_of_the_room", 0.1, ["anyelir/core/paging.py::page"]),
    )
    assert chart.tests_of(fault) == [
        "tests/c.py::test_encrypts",
        "tests/b.py::test_quick",
        "tests/a.py::test_slow",
        "tests/d.py::test_of_the_file",
    ]


def test_a_function_that_the_chart_does_not_know_has_the_tests_of_its_file_and_then_of_its_room(
    fixed, tmp_path
):
    fault = next(each for each in fixed if each.function == "encrypt")
    chart = charted(
        tmp_path,
        ("tests/d.py::test_other", 0.1, ["anyelir/core/crypto.py::decrypt"]),
        ("tests/e.py::test_in_the_room", 0.01, ["anyelir/core/paging.py::page"]),
        ("tests/f.py::test_elsewhere", 0.01, ["anyelir/families/access.py::can_merge"]),
    )
    assert chart.tests_of(fault) == ["tests/d.py::test_other", "tests/e.py::test_in_the_room"]
    elsewhere = charted(tmp_path / "other", ("tests/f.py::test_elsewhere", 0.01, ["anyelir/x.py::y"]))
    assert elsewhere.tests_of(fault) == ["tests/f.py::test_elsewhere"]


def test_a_file_that_changed_since_is_charted_again(fixed, tmp_path):
    fault = next(each for each in fixed if each.function == "encrypt")
    chart = charted(tmp_path, ("tests/a.py::test_gone", 1.0, [planting.name_of(fault.path, fault.function)]))
    assert chart.knows("tests/a.py", "d1") and not chart.knows("tests/a.py", "d2")
    chart.end("tests/a.py", "d2")
    assert Chart(chart.path).tests_of(fault) == []


SAMPLE = """
class Desk:
    def decide(self, by, row):
        row = held(load_or_refuse(rows, access.can_edit, pk=row))
        _refuse_twin(row)
        if not access.can_edit(by, row):
            raise PermissionDenied
        note(by=by, verb="row.decide", what=row)
        return rows.filter(is_within(by), until=None)
"""


def test_what_is_taken_away_is_told(tmp_path: Path):
    path = tmp_path / "anyelir" / "access.py"
    path.parent.mkdir()
    path.write_text(SAMPLE)
    planted = [(fault.kind, fault.becomes) for fault in faults.faults_of(path, tmp_path)]
    assert sorted(planted) == [
        ("allowed", "load_or_refuse(rows, lambda *_given: True, pk=row)"),
        ("check", "pass"),
        ("filter", "rows.filter(is_within(by))"),
        ("lock", "load_or_refuse(rows, access.can_edit, pk=row)"),
        ("note", "pass"),
        ("refusal", "pass"),
        ("right", "True"),
        ("scope", faults.EVERYTHING),
    ]
    assert all(ast.parse(becomes) for _kind, becomes in planted)


@pytest.fixture
def outcomes(every, tmp_path, monkeypatch):
    """``outcomes(alive, reasons)`` writes so many survivors and reasons of forty faults, which it gives."""
    monkeypatch.setattr(mutate, "RESULTS", tmp_path / "results.jsonl")
    monkeypatch.setattr(mutate, "SURVIVORS", tmp_path / "survivors.toml")
    chosen = every[:40]

    def write(alive: int, reasons: int) -> list[faults.Fault]:
        lines = []
        for number, each in enumerate(chosen):
            outcome = "survived" if number < alive else "noticed"
            lines.append(
                {"key": each.key, "spot": each.spot, "digest": each.digest, "outcome": outcome, "by": ""}
            )
        mutate.RESULTS.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
        names = [f"{json.dumps(each.key)} = 'because'" for each in chosen[:reasons]]
        mutate.SURVIVORS.write_text("\n".join(["[reasons]", *names]))
        return chosen

    return write


def test_too_many_alive_or_one_without_a_reason_fails(outcomes, monkeypatch, capsys):
    monkeypatch.setattr(faults, "fit_nowhere", lambda root: [])
    assert mutate.report(outcomes(alive=0, reasons=0)) == 0
    assert mutate.report(outcomes(alive=2, reasons=2)) == 0 and "2 survived" in capsys.readouterr().out
    assert mutate.report(outcomes(alive=2, reasons=1)) == 1 and "no reason" in capsys.readouterr().out
    assert mutate.report(outcomes(alive=3, reasons=3)) == 1


def test_a_reason_for_a_fault_that_is_no_more_fails(outcomes, monkeypatch, capsys):
    monkeypatch.setattr(faults, "fit_nowhere", lambda root: [])
    chosen = outcomes(alive=0, reasons=0)
    mutate.SURVIVORS.write_text("[reasons]\n'anyelir/gone.py::guard check' = 'because'\n")
    assert mutate.report(chosen) == 1 and "FITS NOWHERE  anyelir/gone.py" in capsys.readouterr().out


def test_what_was_noticed_or_has_a_reason_is_not_planted_again(outcomes):
    chosen = outcomes(alive=3, reasons=1)
    assert mutate.open_ones(chosen) == chosen[1:3]


@pytest.mark.parametrize(
    ("does", "seconds", "outcome"),
    [
        ("assert open('guard.py').read() == 'safe = True'", 60, "noticed"),
        ("__import__('time').sleep(60)", 2, "noticed"),
        ("pass", 60, "survived"),
    ],
)
def test_a_fault_of_a_file_is_written_into_the_copy_and_taken_out_again(
    tmp_path, monkeypatch, does, seconds, outcome
):
    """Tests that hang are ended with all that they started, and count as having noticed."""
    monkeypatch.setattr(mutate, "RESULTS", tmp_path / "results.jsonl")
    (tmp_path / "guard.py").write_text("safe = True")
    (tmp_path / "test_it.py").write_text(f"def test_it():\n    {does}\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:django\n")
    fault = faults.Fault("guard.py", "", "text", 0, "True", "False", "d", ("test_it.py",))
    mutate.run_text(fault, tmp_path, seconds)
    assert [line["outcome"] for line in mutate.result_lines()] == [outcome]
    assert (tmp_path / "guard.py").read_text() == "safe = True"


def test_tests_that_do_not_even_start_notice_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(mutate, "RESULTS", tmp_path / "results.jsonl")
    (tmp_path / "guard.py").write_text("safe = True")
    (tmp_path / "test_it.py").write_text("import nothing_of_that_name\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:django\n")
    with pytest.raises(SystemExit, match="nothing_of_that_name"):
        mutate.run_text(
            faults.Fault("guard.py", "", "text", 0, "True", "False", "d", ("test_it.py",)), tmp_path, 60
        )

"""``anyelir doctor`` says in words what is wrong, and its exit code says whether something is."""

from __future__ import annotations

import json

import pytest

from anyelir.commands import main
from anyelir.core.health import CHECKS, Check, fault, sound, warning


@pytest.fixture
def site(monkeypatch):
    """A site with three checks; the second needs the first."""

    def plant(first, second=None, third=None) -> None:
        findings = {"first": first, "second": second or sound(), "third": third or sound(count=3)}
        checks = {
            name: Check(
                name, name.title(), lambda finding=finding: finding, needs=("first",) * (name == "second")
            )
            for name, finding in findings.items()
        }
        monkeypatch.setattr(CHECKS, "_declared", checks)

    return plant


def test_all_well(site, capsys):
    site(sound())
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "baik       First",
        "baik       Second",
        "baik       Third",
    ]


def test_a_warning_is_said_and_is_no_failure(site, capsys):
    site(sound(), warning("Kosongkan."))
    assert main(["doctor"]) == 0
    assert "perhatian  Second: Kosongkan." in capsys.readouterr().out


def test_a_fault_is_a_failure_and_hides_what_needs_it(site, capsys):
    site(fault("Nyalakan."), fault("Nothing can be known."))
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "SALAH      First: Nyalakan." in out and "Nothing can be known" not in out
    assert "?          Second: menunggu" in out


def test_programs_read_it_too(site, capsys):
    site(warning("Kosongkan."))
    assert main(["doctor", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["first"] == {"status": "warning", "text": "Kosongkan."}
    assert answer["third"] == {"status": "ok", "text": "", "count": 3}


def test_a_folder_that_cannot_be_used_is_words_and_no_traceback(monkeypatch, capsys):
    def refuse() -> None:
        raise PermissionError(13, "Permission denied", "/srv/anyelir")

    monkeypatch.setattr("anyelir.commands.doctor_command.start_django", refuse)
    assert main(["doctor"]) == 1
    assert "Permission denied (/srv/anyelir)" in capsys.readouterr().err

"""Several processes count as one site."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from anyelir.commands import serve_command
from anyelir.core.health import examine

COUNTS = """
from anyelir.core.metrics import SIGN_INS_REFUSED
SIGN_INS_REFUSED.labels("wrong").inc()
"""
READS = """
import anyelir.core.metrics as metrics
metrics.examine = dict
print(metrics.exposition().decode())
"""


def test_whichever_process_is_asked_answers_for_all(tmp_path):
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}

    def run(code: str) -> str:
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    run(COUNTS)
    run(COUNTS)
    assert 'anyelir_sign_ins_refused_total{reason="wrong"} 2.0' in run(READS)


def test_the_site_gives_its_processes_one_folder_and_takes_it_away(monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "of another")
    seen: list[Path] = []

    class Started:
        def __init__(self, *args, **given) -> None:
            pass

        def run(self) -> int:
            seen.append(Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]))
            assert seen[0].is_dir() and seen[0].stat().st_mode & 0o077 == 0
            raise KeyboardInterrupt

    monkeypatch.setattr(serve_command, "Supervisor", Started)
    monkeypatch.setattr(serve_command, "is_port_free", lambda options: True)
    with pytest.raises(KeyboardInterrupt):
        serve_command.serve(Namespace(host="127.0.0.1", port=1, workers=1), on_ready=lambda: None)
    assert not seen[0].exists()


def test_the_folder_is_that_of_the_unit_where_there_is_one(monkeypatch, tmp_path):
    """On a disk that is full counting would kill the process."""
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    assert serve_command.in_memory() == str(tmp_path)
    monkeypatch.delenv("RUNTIME_DIRECTORY")
    assert serve_command.in_memory() in ("/dev/shm", None)


@pytest.mark.django_db
def test_no_two_checks_give_a_number_of_one_name():
    """Their numbers stand side by side at ``/metrics``, each under its own name."""
    names = [name for finding in examine().values() for name in finding.numbers]
    assert len(names) == len(set(names)) > 3

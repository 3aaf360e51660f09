"""A measurement on SQLite and on PostgreSQL, each a fresh site in a process of its own.

A bench gives ``run`` what it measures; ``run`` starts the bench again for each database and is 0 when both were sound.
"""

from __future__ import annotations

import argparse
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def prepare() -> None:
    """A fresh site without a line of log for each action."""
    import django

    django.setup()
    from django.core.management import call_command

    logging.getLogger("anyelir.action").setLevel(logging.ERROR)
    call_command("migrate", verbosity=0, interactive=False)


def run(bench: str, text: str, measure: Callable[[int], bool], *, rounds: int, server: str = "") -> int:
    """``measure`` takes the number of rounds and says whether its limits hold; ``server`` sets PostgreSQL."""
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        prepare()
        return 0 if measure(options.rounds) else 1
    from tests import postgres

    is_sound = _in_its_own_process(bench, "", options.rounds)
    postgres.FAST = server or postgres.FAST
    try:
        cluster = postgres.Cluster()
    except postgres.NoPostgres as error:
        print(error)
        return 0 if is_sound else 1
    try:
        is_sound &= _in_its_own_process(bench, cluster.start(), options.rounds)
    finally:
        cluster.stop()
    return 0 if is_sound else 1


def _in_its_own_process(bench: str, url: str, rounds: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="anyelir-bench-") as folder:
        settings = {"ANYELIR_VAR": f"{folder}/var", "DJANGO_SETTINGS_MODULE": "anyelir.settings"}
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | settings
        if url:
            environment["DATABASE_URL"] = url
        command = [sys.executable, bench, "--measure", "--rounds", str(rounds)]
        return subprocess.run(command, env=environment, cwd=ROOT).returncode == 0

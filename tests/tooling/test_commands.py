"""The one entry to all commands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from anyelir.commands import COMMANDS

ANYELIR = [sys.executable, "-m", "anyelir"]


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_every_command_explains_itself(arguments):
    answer = subprocess.run([*ANYELIR, *arguments], capture_output=True, text=True, check=False)
    assert answer.returncode == 0 and "usage" in answer.stdout.lower() + answer.stderr.lower()


def test_a_reader_who_has_seen_enough_is_no_fault():
    with subprocess.Popen(
        [*ANYELIR, "rules", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0

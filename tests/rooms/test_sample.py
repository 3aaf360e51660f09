"""A new room is its own folder and one line of settings: proved with a room that declares one of each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKS = ["tests/rooms/sample/checks.py", "tests/architecture/test_url_permissions.py"]


def test_the_sample_room_appears_everywhere():
    """In a process of its own, because the settings with the sample room are read once per process."""
    command = [sys.executable, "-m", "pytest", "-q", "--ds", "tests.rooms.settings", *CHECKS]
    command += ["-p", "no:cacheprovider", "-k", "checks or sample or every_address"]
    # A data folder of its own: a session takes its folder away when it ends.
    foreign = ("ANYELIR_VAR", "ANYELIR_KEYS", "DATABASE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "18 passed" in done.stdout, done.stdout[-400:]

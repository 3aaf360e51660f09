"""What a command writes is for the account that runs it alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import os
os.umask(0o022)
from anyelir.commands import main
try:
    main(["rules", "--help"])
except SystemExit:
    pass
open("written", "w").close()
"""


def test_files_are_private_whatever_the_account_allows(tmp_path):
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    assert (tmp_path / "written").stat().st_mode & 0o777 == 0o600

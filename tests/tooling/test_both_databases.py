"""What is about PostgreSQL alone is run on PostgreSQL: the widest run leaves it out."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARK = re.compile(r"""only_on\(["']postgresql["']\)""")


def paths_on_postgresql() -> list[str]:
    """The paths that the run on PostgreSQL names."""
    script = (ROOT / "tools" / "run_tests.sh").read_text()
    step = re.search(r'step "tests on PostgreSQL"(.*?)\n(?!    )', script, re.DOTALL)[1]
    return re.findall(r"(?<!\S)tests/\S+", step)


def test_files_about_postgresql_are_in_its_run():
    paths = paths_on_postgresql()
    marked = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if MARK.search(path.read_text()) and path != Path(__file__)
    ]
    assert len(marked) > 5 and len(paths) > 5
    assert [path for path in marked if not path.startswith(tuple(paths))] == []

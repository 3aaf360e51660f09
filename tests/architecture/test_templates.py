"""Templates: one shell, and one format that nobody has to think about."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PACKAGE, ROOT, templates

FORMATTER = Path(sys.executable).with_name("djangofmt")
# What is shown when the database or the session cannot be asked.
ALONE = {"plain.html"}


def formatted(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = [FORMATTER, "--check", *paths]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_templates_are_formatted():
    """Mend with ``make format`` (``djangofmt anyelir/templates``): 120 columns, two blanks a step."""
    done = formatted(PACKAGE / "templates")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_long_line_would_be_seen(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<p class="a">' + "<b>kata</b> " * 12 + "</p>\n<div><p>satu</p><p>dua</p></div>\n")
    assert formatted(page).returncode != 0


def test_one_template_makes_whole_pages():
    whole = {path.name for path in templates() if "<!doctype" in path.read_text().lower()}
    assert whole - ALONE == {"shell.html"}
    based = {path.name for path in templates() if '{% extends "shell.html" %}' in path.read_text()}
    assert based == {"base.html", "field_base.html"}

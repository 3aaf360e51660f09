"""The tree of files: sizes, names, and nothing in it that belongs to one machine."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, python_files, room_of, templates, tracked_files

FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "services", "service", "manager", "managers"}
LIMITS = {".py": 400, ".html": 150, ".js": 150}
TEXT = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".sh",
    ".toml",
    ".txt",
    ".in",
    ".csv",
    ".json",
    ".po",
    ".cfg",
    "",
}
# Written in pieces, so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w./-])/(?:work|root|home/\w+|tm" + r"p|Users/\w+)/")
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.org", "python" + "hosted", r"npm" + r"js\.org", r"deb\." + "debian"])
)
SECRET = re.compile("BEGIN (?:RSA |EC |OPENSSH )?PRIVATE " + "KEY")


def is_code(path: Path) -> bool:
    return "migrations" not in path.parts and "vendor" not in path.parts


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_files() -> list[Path]:
    return [path for path in tracked_files() if path.suffix in LIMITS and is_code(path)]


def text_files() -> list[Path]:
    return [path for path in tracked_files() if path.suffix in TEXT]


@pytest.mark.parametrize("path", code_files(), ids=name_of)
def test_files_stay_readable(path):
    assert len(path.read_text().splitlines()) <= LIMITS[path.suffix]


def test_a_room_stays_small_enough_to_be_read():
    """A room that grows past this is split, as posyandu was (ADR 21)."""
    lines = Counter()
    for path in python_files():
        if room_of(path) != "rules":
            lines[room_of(path)] += len(path.read_text().splitlines())
    assert lines["posyandu.day"] and {room: count for room, count in lines.items() if count > 6000} == {}


def test_names_say_what_is_inside():
    assert [name_of(path) for path in tracked_files() if path.stem in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize("path", text_files(), ids=name_of)
def test_nothing_names_a_machine_or_a_secret(path):
    text = path.read_text(errors="replace")
    assert [
        match.group() for pattern in (MACHINE, REGISTRIES, SECRET) for match in pattern.finditer(text)
    ] == []


def test_a_machine_path_would_be_seen():
    assert MACHINE.search("open('/tm" + "p/x')")
    assert not MACHINE.search("tests/t" + "mp/x and https://example.id/w" + "ork/1")


def test_post_forms_carry_the_token():
    """A form that posts without the token would be refused by the site for everybody."""
    form = re.compile(r"<form\b[^>]*\bmethod=[\"']?post[^>]*>(.*?)</form>", re.IGNORECASE | re.DOTALL)
    bare = [
        name_of(path)
        for path in templates()
        for match in form.finditer(path.read_text())
        if "csrf_token" not in match.group(1)
    ]
    assert bare == []


def test_every_module_is_parsed_by_the_oldest_python():
    for path in python_files():
        compile(path.read_text(), str(path.relative_to(PACKAGE)), "exec")


def test_every_decision_has_a_number_of_its_own():
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    for number, page in zip(numbers, pages, strict=True):
        assert page.read_text(encoding="utf-8").startswith(f"# {number}. ")

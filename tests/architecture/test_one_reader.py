"""Numbers and days are read and typed in one place each; a date has one widget."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import PACKAGE, python_files, templates

SIGNS = {",", "."}
# Files whose form is a machine's, each for a reason of its own.
READERS = {
    "rules/numbers_id.py": "the one reader",
    "rules/dates_id.py": "the one reader of days",
    "rules/tables.py": "our own tables, with points and ISO days",
    "commands/growth_csv.py": "a hundred thousand rows of points alone, read as one array",
    "core/last_backup.py": "the stamp of our own file",
    "exchange/cells.py": "moments of a machine, with a clock and a zone",
}
DATE_INPUT = re.compile(r"<input[^>]*type=.?(?:date|time|month|number)\b")


def own_readers(tree: ast.AST) -> Iterator[str]:
    """What reads or writes the decimal sign itself, or tries a text as a number or a day."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and is_swap_of_signs(node):
            yield "signs"
        elif isinstance(node, ast.Try) and catches_a_wrong_value(node):
            tried = (
                name_of(call)
                for statement in node.body
                for call in ast.walk(statement)
                if isinstance(call, ast.Call)
            )
            yield from sorted({"float", "Decimal", "fromisoformat", "strptime"} & set(tried))


def is_swap_of_signs(call: ast.Call) -> bool:
    values = [each.value for each in call.args if isinstance(each, ast.Constant)]
    is_replace = name_of(call) == "replace" and len(values) == 2 and values[0] in SIGNS
    return is_replace and values[1] in SIGNS | {""} and values[0] != values[1]


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def catches_a_wrong_value(node: ast.Try) -> bool:
    caught = {ast.unparse(handler.type) for handler in node.handlers if handler.type is not None}
    return any("ValueError" in name or "InvalidOperation" in name for name in caught)


def test_numbers_and_days_are_read_in_one_place():
    files = {
        path.relative_to(PACKAGE).as_posix()
        for path in python_files()
        if any(own_readers(ast.parse(path.read_text())))
    }
    assert files - set(READERS) == set()
    assert set(READERS) - files == {"rules/dates_id.py", "rules/tables.py"} & set(READERS) - files


def test_a_reader_of_its_own_would_be_seen():
    code = """
try:
    weight = float(text.replace(",", "."))
    day = dt.date.fromisoformat(text)
except (ValueError, TypeError):
    weight = None
"""
    assert sorted(set(own_readers(ast.parse(code)))) == ["float", "fromisoformat", "signs"]
    assert list(own_readers(ast.parse("name = key.replace('.', '_')"))) == []


def test_a_date_a_time_and_a_number_have_one_widget():
    """The fields of ``core.forms`` choose the widget; no page and no other form writes one."""
    shared = PACKAGE / "core" / "forms.py"
    widget = re.compile(r"(?:Date|Time|Number)Input|forms\.(?:Date|Decimal|Integer|Float)Field|input_type = ")
    modules = [
        path
        for path in python_files()
        if path != shared and "models" not in path.parts and path.stem != "models"
    ]
    assert [
        path for path in modules if "forms." in path.read_text() and widget.search(path.read_text())
    ] == []
    assert [path.name for path in templates() if DATE_INPUT.search(path.read_text())] == []
    assert DATE_INPUT.search('<input class="x" type="date">')
    assert widget.search(shared.read_text())

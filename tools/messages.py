"""Collects every text of the templates and the code into the English catalogue; ``make messages`` runs it.

Indonesian is the source language, so the Indonesian text is the key. Translations that exist stay, texts that
are gone leave, and new ones get an empty translation, which a test of tests/architecture reports.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "anyelir"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Dates in the header change with every run and say nothing that the history does not.
NOISE = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Report-Msgid-Bugs-To')
COMMENT = "Penerjemah:"
TEMPLATES = ("*.html", "*.txt", "*.svg", "*.xml")


def _texts(keyword: str, arguments: str | tuple) -> tuple[str | tuple[str, str], str | None]:
    """What a call of gettext names: the text (singular and plural where it has both) and its context."""
    parts = list(arguments) if isinstance(arguments, tuple) else [arguments]
    context = parts.pop(0) if "pgettext" in keyword else None
    is_plural = keyword.startswith("n")
    return (parts[0], parts[1]) if is_plural else parts[0], context


def _texts_in(code: str, folder: Path, path: Path) -> Iterator[tuple]:
    """(file, text or texts, context, comments) of every marked text in Python code."""
    place = path.relative_to(folder.parent).as_posix()
    for _, keyword, arguments, comments in extract_python(BytesIO(code.encode()), KEYWORDS, [COMMENT], {}):
        text, context = _texts(keyword, arguments)
        if text:
            yield place, text, context, comments


def _in_f_strings(code: str) -> Iterator[str]:
    """Calls within f-strings, which are one opaque token before Python 3.12."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.JoinedStr):
            yield from (ast.unparse(part) for part in ast.walk(node) if isinstance(part, ast.Call))


def _python(folder: Path) -> Iterator[tuple]:
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            code = path.read_text()
            yield from _texts_in("\n".join([code, *_in_f_strings(code)]), folder, path)


def _templates(folder: Path) -> Iterator[tuple]:
    """Django turns a template into calls of gettext, each whole on one line."""
    for pattern in TEMPLATES:
        for path in sorted((folder / "templates").rglob(pattern)):
            for line in templatize(path.read_text(), origin=str(path)).splitlines():
                if "(" in line:
                    yield from _texts_in(line.strip(), folder, path)


def collect(folder: Path = PACKAGE) -> Catalog:
    """A catalogue with every text and no translation."""
    catalogue = Catalog(locale="en", project="Anyelir", version="1", charset="utf-8", fuzzy=False)
    catalogue.header_comment = "# English texts of Anyelir; the keys are the Indonesian texts."
    for place, text, context, comments in [*_python(folder), *_templates(folder)]:
        catalogue.add(text, locations=[(place, 0)], context=context, auto_comments=comments)
    return catalogue


def read(path: Path = CATALOGUE) -> Catalog:
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def merge(fresh: Catalog, old: Catalog) -> Catalog:
    """The fresh texts with the translations that exist already."""
    for message in fresh:
        known = old.get(message.id, message.context) if message.id else None
        if known and isinstance(known.id, tuple) == isinstance(message.id, tuple):
            message.string = known.string
    return fresh


def missing(catalogue: Catalog) -> list[str]:
    """Texts without a whole translation."""

    def is_whole(string) -> bool:
        return all(string) if isinstance(string, tuple | list) else bool(string)

    return [str(message.id) for message in catalogue if message.id and not is_whole(message.string)]


def write(catalogue: Catalog, path: Path = CATALOGUE) -> None:
    text = BytesIO()
    write_po(text, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = [line for line in text.getvalue().splitlines(keepends=True) if not line.startswith(NOISE)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(lines))


def main() -> int:
    catalogue = merge(collect(), read())
    write(catalogue)
    empty = missing(catalogue)
    print(
        f"{CATALOGUE.relative_to(PACKAGE.parent)}: {len(catalogue)} texts, {len(empty)} without translation"
    )
    print(*(f"  {text}" for text in empty), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

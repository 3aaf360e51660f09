"""``anyelir docs``: the pages under ``docs/`` that come from code: the rules and the indicators."""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from anyelir.commands.preparation import start_django
from anyelir.rules.tables import CERTAINTY

HEAD = "<!-- Made by `anyelir docs`; change the code, not this page. -->\n\n"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="gagal bila halaman tidak sesuai dengan kode")
    parser.add_argument("--folder", type=Path, default=Path("docs"))


def run(options: argparse.Namespace) -> int:
    start_django()
    pages = {"rules.md": rules_page(), "indicators.md": indicators_page()}
    stale = [name for name, text in pages.items() if _read(options.folder / name) != text]
    if options.check:
        for name in stale:
            print(f"{name} tidak sesuai dengan kode: jalankan anyelir docs")
        return 1 if stale else 0
    for name in stale:
        (options.folder / name).write_text(pages[name], encoding="utf-8")
        print(f"{options.folder / name} ditulis")
    return 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def rules_page() -> str:
    """Every public function and class of ``anyelir.rules`` with the first sentence of its docstring, and the tables."""
    lines = [
        "# Rules\n",
        "Every calculation as a pure function. Units stand in the names; sources in the docstrings.\n",
    ]
    for module in _rule_modules():
        members = list(_public(module))
        if members:
            lines.append(f"\n## `{module.__name__.removeprefix('anyelir.')}`\n")
            lines.append(f"{_first_paragraph(module)}\n")
            lines += [
                f"- `{name}{_signature(member)}`: {_first_sentence(member)}" for name, member in members
            ]
    return HEAD + "\n".join([*lines, *_tables()]) + "\n"


def _rule_modules() -> Iterator[ModuleType]:
    package = importlib.import_module("anyelir.rules")
    names = sorted(module.name for module in pkgutil.walk_packages(package.__path__, "anyelir.rules."))
    return (importlib.import_module(name) for name in names)


def _public(module: ModuleType) -> Iterator[tuple[str, object]]:
    for name, member in sorted(vars(module).items()):
        is_own = getattr(member, "__module__", "") == module.__name__
        is_kind = inspect.isfunction(member) or inspect.isclass(member)
        if not name.startswith("_") and is_own and is_kind:
            yield name, member


def _signature(member: object) -> str:
    if inspect.isclass(member):
        return ""
    parameters = inspect.signature(member).parameters.values()
    names = (f"*{each.name}" if each.kind == each.VAR_POSITIONAL else each.name for each in parameters)
    return f"({', '.join(names)})"


def _first_paragraph(member: object) -> str:
    return " ".join((inspect.getdoc(member) or "").split("\n\n")[0].split())


def _first_sentence(member: object) -> str:
    text = _first_paragraph(member)
    # A dataclass or an enum without words of its own carries a generated text.
    return "" if text.startswith(f"{getattr(member, '__name__', '')}(") else text.replace("|", "\\|")


def _tables() -> Iterator[str]:
    from anyelir.rules.tables import every_table

    yield "\n## Dated tables\n"
    yield "| table | what | in force from | rows | certainty |\n|---|---|---|---|---|"
    for table in every_table():
        marks = sorted({rule.evidence for rule in table.rules})
        since = min(rule.valid_from for rule in table.rules)
        certainty = ", ".join(f"[{mark}] {CERTAINTY[mark]}" for mark in marks)
        yield f"| `{table.name}` | {table.title} | {since} | {len(table.rules)} | {certainty} |"


def indicators_page() -> str:
    """Every indicator with its definition, numerator and denominator."""
    from anyelir.core.indicator import CATALOGUES

    lines = ["# Indicators\n"]
    for catalogue in CATALOGUES:
        lines += _indicators_of(catalogue)
    return HEAD + "\n".join(lines) + "\n"


def _indicators_of(catalogue) -> Iterator[str]:
    yield f"\n## {catalogue.unit.title} ({catalogue.unit.grain.slug})\n"
    yield "| code | title | definition | numerator | denominator | form |\n|---|---|---|---|---|---|"
    for indicator in catalogue.indicators.values():
        above, below = " + ".join(indicator.numerator), " + ".join(indicator.denominator) or "–"
        row = (f"`{indicator.code}`", indicator.title, indicator.definition, above, below, indicator.form_ref)
        yield "| " + " | ".join(map(str, row)) + " |"
    yield "\n| measure | title | fact |\n|---|---|---|"
    yield from (f"| `{m.key}` | {m.title} | {m.fact.name} |" for m in catalogue.measures.values())
    yield "\n| fact | what |\n|---|---|"
    yield from (f"| {fact.name} | {fact.description} |" for fact in catalogue.facts.values())
    yield "\n| act that makes numbers stale |\n|---|"
    yield from (f"| `{verb}` |" for each in catalogue.staleness.stale for verb in each.verbs)

"""The style sheets as a parser reads them, and the classes that pages, programs and Python name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tinycss2

from tests.architecture.sources import PACKAGE, python_files, templates

CSS = PACKAGE / "static" / "css"
LAYERS = ("tokens", "base", "components", "shell", "values", "rooms", "print")
# These give their rules to every page; each other file belongs to the room of its name.
SHARED = {"tokens", "base", "components", "shell", "values", "print"}
# Stands alone when nothing else does.
ALONE = {"plain"}
# Templates that every room uses, or that belong to the frame.
FRAME = {"", "_components", "web"}


@dataclass
class Rule:
    """One rule: the file and the layer it stands in, its selectors, its declarations by name."""

    file: str
    layer: str
    selectors: list[str]
    declarations: list[tuple[str, list[Any], bool]]
    line: int

    @property
    def classes(self) -> set[str]:
        return {name for selector in self.selectors for name in classes_in(selector)}

    def __str__(self) -> str:
        return f"{self.file}.css:{self.line} {','.join(self.selectors)}"


@dataclass
class Sheet:
    """What stands in one file."""

    name: str
    rules: list[Rule] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    order: tuple[str, ...] = ()
    papers: set[str] = field(default_factory=set)

    @property
    def prefix(self) -> str:
        """The first three letters of the room."""
        return f"{self.name[:3]}-"


def classes_in(selector: str) -> set[str]:
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", re.sub(r"\[[^\]]*\]", "", selector)))


def text_of(tokens: Iterable[Any]) -> str:
    return " ".join(tinycss2.serialize(list(tokens)).split())


def read(text: str, name: str) -> Sheet:
    sheet = Sheet(name)
    _walk(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), "", sheet)
    return sheet


def _walk(nodes: Iterable[Any], layer: str, sheet: Sheet) -> None:
    for node in nodes:
        keyword = node.at_keyword if node.type == "at-rule" else ""
        if keyword == "layer" and node.content is None:
            sheet.order = tuple(part.strip() for part in text_of(node.prelude).split(","))
        elif keyword == "layer":
            _walk(_inside(node), text_of(node.prelude), sheet)
        elif not layer or node.type == "error":
            sheet.outside.append(f"{sheet.name}.css:{node.source_line}")
        elif keyword in ("media", "supports"):
            _walk(_inside(node), layer, sheet)
        elif keyword == "page":
            sheet.papers.add(text_of(node.prelude))
        elif node.type == "qualified-rule":
            sheet.rules.append(_rule(node, layer, sheet))


def _inside(node: Any) -> list[Any]:
    return tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)


def _rule(node: Any, layer: str, sheet: Sheet) -> Rule:
    parts = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    wrong = [part for part in parts if part.type != "declaration"]
    sheet.outside += [f"{sheet.name}.css:{part.source_line} {part.type}" for part in wrong]
    kept = [(part.lower_name, part.value, part.important) for part in parts if part.type == "declaration"]
    selectors = re.split(r",(?![^(]*\))", text_of(node.prelude))
    return Rule(sheet.name, layer, [selector.strip() for selector in selectors], kept, node.source_line)


def sheets() -> dict[str, Sheet]:
    return {path.stem: read(path.read_text(), path.stem) for path in sorted(CSS.glob("*.css"))}


ATTRIBUTE = re.compile(r'\bclass="((?:{%.*?%}|{{.*?}}|[^"])*)"', re.DOTALL)
OF_BODY = re.compile(r"{% block (?:body|main)_class %}(.*?){% endblock %}", re.DOTALL)
ARGUMENT = re.compile(r"\b(?:css|kind)=\"([^\"]+)\"")
QUOTED = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
DYNAMIC = "\0"


def words_of_template(text: str) -> set[str]:
    """Classes in attributes, with a mark where a variable stands (``badge--`` and the mark), and in arguments."""
    names = {word for given in ARGUMENT.findall(text) for word in given.split()}
    for value in [*ATTRIBUTE.findall(text), *OF_BODY.findall(text)]:
        for tag in re.findall(r"{{(.*?)}}", value):
            names |= {word for parts in QUOTED.findall(tag) for word in "".join(parts).split()}
        plain = re.sub(r"{{.*?}}", DYNAMIC, re.sub(r"{%.*?%}", " ", value, flags=re.DOTALL), flags=re.DOTALL)
        names |= set(plain.split())
    return names - {DYNAMIC}


def words_of_program(text: str) -> set[str]:
    """Words of the strings of a script or a module that are classes there, or look like nothing else."""
    strings = ["".join(parts) for parts in QUOTED.findall(text)]
    names = {word for string in strings for word in re.findall(r"(?<![\w.])\.?([a-z][\w-]*-[\w-]+)", string)}
    names |= {name for string in strings for name in re.findall(r"(?:^|[\w\s])\.([a-z][\w-]*)", string)}
    return names | {word for value in ATTRIBUTE.findall(text) for word in value.split()}


def places_of_classes() -> dict[str, set[str]]:
    """For each class that a page or a program names: the rooms that name it, ``""`` for the frame."""
    named: dict[str, set[str]] = defaultdict(set)
    for path in templates():
        parts = path.relative_to(PACKAGE / "templates").parts
        room = parts[0] if len(parts) > 1 else ""
        _name(named, words_of_template(path.read_text()), room)
    for path in python_files():
        _name(named, words_of_program(path.read_text()), path.relative_to(PACKAGE).parts[0])
    for path in sorted((PACKAGE / "static" / "js").glob("*.js")):
        _name(named, words_of_program(path.read_text()), "")
    return named


def _name(named: dict[str, set[str]], names: set[str], room: str) -> None:
    for word in names:
        named[word].add("" if room in FRAME else room)


def is_named(name: str, named: Iterable[str]) -> bool:
    """Whether a page names the class, whole or with a variable for its end."""
    ends = (word.partition(DYNAMIC)[0] for word in named if DYNAMIC in word)
    return name in named or any(name.startswith(start) for start in ends if start)


def rooms_of(name: str, named: dict[str, set[str]]) -> set[str]:
    whole = [word for word in named if word == name]
    begun = [word for word in named if DYNAMIC in word and name.startswith(word.partition(DYNAMIC)[0])]
    return {room for word in [*whole, *begun] for room in named[word]}


COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|lab|lch|oklch|hwb)\(", re.IGNORECASE)
NAMED_COLOUR = {
    "white",
    "black",
    "red",
    "green",
    "blue",
    "gray",
    "grey",
    "yellow",
    "orange",
    "silver",
    "pink",
}
SPACING = re.compile(r"(?:margin|padding|(?:row-|column-)?gap|scroll-margin|border-radius)\b|--(?:gap|pad)$")
# Shares and what follows the size of the letters beside it.
RELATIVE = {"em", "ch", "ex", "fr", "vw", "vh"}


def leaves(tokens: Iterable[Any]) -> Iterator[Any]:
    """Every token of a value, with those inside of functions and blocks; addresses are left out."""
    for token in tokens:
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        if token.type == "function" and token.lower_name == "url":
            continue
        yield token
        if isinstance(inner, list):
            yield from leaves(inner)


def raw_values(rule: Rule) -> list[str]:
    """Colours, sizes of letters, spacings and radii that are written out where a token should stand."""
    raw = []
    for name, value, _important in rule.declarations:
        parts = list(leaves(value))
        if any(_is_colour(part) for part in parts):
            raw.append(f"{rule} {name}: colour")
        measures = [part for part in parts if part.type == "dimension" and part.lower_unit not in RELATIVE]
        if measures and (name in ("font", "font-size") or SPACING.match(name)):
            raw.append(f"{rule} {name}: {text_of(value)}")
    return raw


def _is_colour(token: Any) -> bool:
    if token.type == "ident":
        return token.lower_value in NAMED_COLOUR
    return token.type == "hash" or (token.type == "function" and bool(COLOUR.match(token.lower_name + "(")))


def stylesheets_of(path: Path) -> set[str]:
    """Names of the style sheets that a template loads."""
    return set(re.findall(r"css/([\w-]+)\.css", path.read_text()))

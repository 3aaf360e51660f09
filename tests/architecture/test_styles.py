"""Style sheets: every rule in a layer, a class where it belongs, nothing unused, tokens only, papers by name."""

from __future__ import annotations

import re

import pytest

from tests.architecture import styles
from tests.architecture.sources import PACKAGE, templates
from tests.architecture.styles import ALONE, CSS, LAYERS, SHARED, Sheet, read

SHEETS = styles.sheets()
ROOMS = {name: sheet for name, sheet in SHEETS.items() if name not in SHARED | ALONE}
# What a program of others sets, and what scripts look for: these need no rule.
OF_HTMX = {"htmx-request"}
HOOK = re.compile(r"js-[\w-]+$")
# States are said beside a class that has a home.
STATE = re.compile(r"(?:is|has)-[\w-]+$")


def unlayered(sheet: Sheet) -> list[str]:
    """What no layer holds, and layers that are not this file's."""
    allowed = {"rooms", "print"} if sheet.name in ROOMS or sheet.name not in SHARED | ALONE else {sheet.name}
    allowed = {"base"} if sheet.name in ALONE else allowed
    return sheet.outside + [str(rule) for rule in sheet.rules if rule.layer not in allowed]


def homeless(sheet: Sheet) -> list[str]:
    """Selectors of a room that name no class of the room."""
    return [
        f"{sheet.name}.css:{rule.line} {selector}"
        for rule in sheet.rules
        for selector in rule.selectors
        if not any(name.startswith(sheet.prefix) for name in styles.classes_in(selector))
    ]


def strange(sheet: Sheet, known: set[str]) -> set[str]:
    """Classes of a room's file that carry no prefix and have no rule in the shared files."""
    names = {name for rule in sheet.rules for name in rule.classes}
    return {name for name in names - known if not name.startswith(sheet.prefix) and not STATE.match(name)}


def misplaced(named: dict[str, set[str]], sheets: dict[str, Sheet]) -> dict[str, set[str]]:
    """Classes whose rules stand in another place than their use: a room's own elsewhere, a shared one in one room."""
    wrong = {}
    for sheet in sheets.values():
        for name in sorted({name for rule in sheet.rules for name in rule.classes}):
            rooms = styles.rooms_of(name, named)
            if sheet.name in ("components", "shell"):
                is_wrong = len(rooms) == 1 and rooms != {""} and not STATE.match(name)
            else:
                is_of_sheet = sheet.name not in SHARED and name.startswith(sheet.prefix)
                is_wrong = is_of_sheet and not rooms <= {sheet.name}
            if is_wrong:
                wrong[name] = rooms
    return wrong


def unused(sheets: dict[str, Sheet], named: dict[str, set[str]]) -> set[str]:
    names = {name for sheet in sheets.values() for rule in sheet.rules for name in rule.classes}
    return {name for name in names - OF_HTMX if not styles.is_named(name, named)}


def ruleless(named: dict[str, set[str]], sheets: dict[str, Sheet]) -> set[str]:
    """Classes of templates without a rule; of one that ends with a variable some rule must begin so."""
    known = {name for sheet in sheets.values() for rule in sheet.rules for name in rule.classes}
    wrong = set()
    for word in named:
        start = word.partition(styles.DYNAMIC)[0]
        is_known = word in known if start == word else any(name.startswith(start) for name in known)
        if not is_known and not HOOK.match(word):
            wrong.add(word)
    return wrong


def papers(sheets: dict[str, Sheet]) -> tuple[set[str], set[str]]:
    """Sheets of paper that have a name, and those that a class asks for."""
    have = {paper for sheet in sheets.values() for paper in sheet.papers if paper}
    rules = [rule for sheet in sheets.values() for rule in sheet.rules]
    return have, {styles.text_of(v) for rule in rules for name, v, _ in rule.declarations if name == "page"}


def test_the_order_of_layers_is_said_first():
    shell = (PACKAGE / "templates" / "shell.html").read_text()
    assert re.findall(r"css/([\w-]+)\.css", shell)[0] == "tokens"
    assert SHEETS["tokens"].order == LAYERS
    assert (CSS / "tokens.css").read_text().index("@layer") < (CSS / "tokens.css").read_text().index("{")
    assert [name for name, sheet in SHEETS.items() if sheet.order] == ["tokens"]


def test_every_rule_stands_in_its_layer():
    assert [rule for sheet in SHEETS.values() for rule in unlayered(sheet)] == []


def test_a_room_styles_its_own_classes_alone():
    known = {name for file in SHARED for rule in SHEETS[file].rules for name in rule.classes}
    assert ROOMS and [line for sheet in ROOMS.values() for line in homeless(sheet)] == []
    assert {name: names for name in ROOMS if (names := strange(SHEETS[name], known))} == {}
    prefixes = [sheet.prefix for sheet in ROOMS.values()]
    assert len(set(prefixes)) == len(prefixes), "two rooms begin with the same three letters"
    assert {name for name in known if name.startswith(tuple(prefixes))} == set()


def test_a_class_stands_where_it_is_used():
    """A class of one room is the room's; what two rooms or the frame use is shared."""
    assert misplaced(styles.places_of_classes(), SHEETS) == {}


def test_every_class_is_used():
    assert unused(SHEETS, styles.places_of_classes()) == set()


def test_every_class_of_a_page_has_a_rule():
    named: dict[str, set[str]] = {}
    for path in templates():
        named |= {word: set() for word in styles.words_of_template(path.read_text())}
    assert len(named) > 250 and ruleless(named, SHEETS) == set()


def test_a_page_loads_the_file_of_its_room():
    """A whole page that names classes of its room loads the file of the room."""
    missing = []
    for path in templates():
        text, room = path.read_text(), path.relative_to(PACKAGE / "templates").parts[0]
        if room not in ROOMS or "{% extends" not in text or 'extends "accounts/_door' in text:
            continue
        if any(word.startswith(SHEETS[room].prefix) for word in styles.words_of_template(text)):
            missing += [] if room in styles.stylesheets_of(path) else [path.name]
    assert missing == []


def test_values_come_from_the_tokens():
    """Colours, sizes of letters, spacings and radii have one home; ``em`` and percent follow what stands beside."""
    sheets = [sheet for name, sheet in SHEETS.items() if name != "tokens"]
    assert [value for sheet in sheets for rule in sheet.rules for value in styles.raw_values(rule)] == []


def test_every_token_is_used_and_known():
    text = "".join(path.read_text() for path in [*CSS.glob("*.css"), *templates()])
    text += "".join(path.read_text() for path in (PACKAGE / "reports").rglob("*.py"))
    tokens = {
        name
        for rule in SHEETS["tokens"].rules
        for name, _value, _important in rule.declarations
        if name.startswith("--")
    }
    local = set(re.findall(r"(--[\w-]+)\s*:", text))
    called = set(re.findall(r"var\((--[\w-]+)[,)]", text))
    assert called - local == set(), "no value"
    assert {name for name in tokens if name not in called and not is_swatch(name)} == set(), "no use"


def is_swatch(name: str) -> bool:
    from anyelir.web.views import frame

    return name.removeprefix("--") in [*frame.TOKENS, *frame.SCALES]


def test_force_is_for_what_is_hidden_alone():
    forced = [
        str(rule)
        for sheet in SHEETS.values()
        for rule in sheet.rules
        if any(important for _name, _value, important in rule.declarations)
    ]
    assert [line for line in forced if not line.endswith("[hidden]")] == [] and len(forced) == 1


def test_sheets_of_paper_have_names_that_pages_ask_for():
    have, asked = papers(SHEETS)
    assert have == asked and have
    assert {sheet.name for sheet in SHEETS.values() if "" in sheet.papers} == {"print"}
    assert [
        (name, paper)
        for name, sheet in SHEETS.items()
        for paper in sheet.papers
        if paper and not paper.startswith(sheet.prefix)
    ] == []


FAULTS = {
    "a rule in no layer": lambda: unlayered(read(".reg-a{color:red}", "regions")),
    "a rule in the layer of others": lambda: unlayered(read("@layer shell{.reg-a{margin:0}}", "regions")),
    "a lost bracket": lambda: unlayered(read("@layer rooms{.reg-a{margin:0}}}", "regions")),
    "a declaration that is none": lambda: unlayered(read("@layer rooms{.reg-a{margin 0}}", "regions")),
    "a selector without a class of the room": lambda: homeless(
        read("@layer rooms{.reg-a,.card p{margin:0}}", "regions")
    ),
    "a class of a room without its prefix": lambda: strange(
        read("@layer rooms{.reg-a .tree{margin:0}}", "regions"), {"card"}
    ),
    "a class of a room in a page of another": lambda: misplaced(
        {"reg-a": {"families"}}, {"regions": read("@layer rooms{.reg-a{margin:0}}", "regions")}
    ),
    "a shared class that one room uses": lambda: misplaced(
        {"card": {"regions"}}, {"components": read("@layer components{.card{margin:0}}", "components")}
    ),
    "a class that nobody uses": lambda: unused(
        {"regions": read("@layer rooms{@media print{.reg-a{margin:0}}}", "regions")}, {"reg": {"regions"}}
    ),
    "a class without a rule": lambda: ruleless(
        {"reg-b": set()}, {"regions": read("@layer rooms{}", "regions")}
    ),
    "a class that ends with a variable, without a rule": lambda: ruleless(
        {"tone--" + styles.DYNAMIC: set()}, {"regions": read("@layer rooms{.tone{margin:0}}", "regions")}
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_would_be_seen(fault):
    assert FAULTS[fault]()


@pytest.mark.parametrize(
    "declaration",
    [
        "color:#fff",
        "color:white",
        "background:rgba(0,0,0,.1)",
        "box-shadow:0 0 0 1px hsl(0 0% 0%)",
        "border:1px solid #777",
        "font-size:12px",
        "font-size:calc(1rem + 1vw)",
        "font:400 13px/1.5 var(--font)",
        "padding:.7rem var(--s3)",
        "margin-top:-4px",
        "gap:var(--gap,1rem)",
        "--pad:1rem",
        "--gap:.6rem",
        "border-radius:3px",
    ],
)
def test_a_raw_value_would_be_seen(declaration):
    (rule,) = read(f"@layer rooms{{.reg-a{{{declaration}}}}}", "regions").rules
    assert styles.raw_values(rule)


@pytest.mark.parametrize(
    "declaration",
    [
        "color:var(--ink)",
        "color:inherit",
        "border:1px solid currentColor",
        "font:inherit",
        "font-size:1.05em",
        "margin:0 auto",
        "margin-left:calc(var(--s3)*-1)",
        "padding:.2em 5%",
        "width:12rem",
        "border-radius:50%",
        "background:url(a.svg#b)",
        "--at:26rem",
    ],
)
def test_a_measure_that_is_no_token_passes(declaration):
    (rule,) = read(f"@layer rooms{{.reg-a{{{declaration}}}}}", "regions").rules
    assert styles.raw_values(rule) == []


def test_classes_are_read_as_a_browser_would():
    text = (
        '<p class="card{% if kind == "a" %} is-now{% endif %} badge--{{ tone }} {{ css }}">'
        '{% block body_class %}{{ block.super }} rep-wide{% endblock %}{% include "x.html" with css="lg-only" %}'
    )
    names = styles.words_of_template(text)
    assert {"card", "is-now", "badge--" + styles.DYNAMIC, "rep-wide", "lg-only"} <= names
    assert not {"if", "kind", "css", "block.super"} & names
    assert styles.words_of_program('closest("details.menu[open]"), add("is-now")') == {"menu", "is-now"}
    assert styles.words_of_program("""'<td class="n rep-cell">' + 'p/a-b.html'""") >= {"n", "rep-cell"}

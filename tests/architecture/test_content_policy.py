"""The content policy allows no script or style inside a page, so none is written; the browser tests see the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "anyelir"
PAGES = sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("templatetags/*.py")])
INLINE = re.compile(
    r"<style|<script(?![^>]*\s(?:src=|type=\"application/ld\+json\"))|\sstyle=[\"']|\son[a-z]+=[\"']|hx-on|javascript:|hx-vals=[\"']js:"
)
VALUE = re.compile(r"data-(v|goal|depth|f)=\"([^\"]+)\"")
RULE = re.compile(r"\[data-(v|goal|depth|f)=\"([^\"]+)\"\]")


@pytest.mark.parametrize(
    "text", ['<p style="x">', "<style>", "<script>x", '<a onclick="x">', "<a hx-on:click='x'>"]
)
def test_the_search_finds_what_the_policy_forbids(text):
    assert INLINE.search(text)
    assert not INLINE.search('<script type="module" src="x.js"></script><p class="style">')
    # Data for search engines: no browser runs it, so the policy has nothing to say of it.
    assert not INLINE.search('<script type="application/ld+json">{}</script>')
    assert INLINE.search('<script type="module">x</script>')


def test_no_page_has_a_script_or_a_style_inside():
    by_page = {str(page.relative_to(PACKAGE)): INLINE.findall(page.read_text()) for page in PAGES}
    assert {page: marks for page, marks in by_page.items() if marks} == {}


def test_every_value_that_a_page_or_a_program_names_has_its_rule():
    rules = set(RULE.findall((PACKAGE / "static/css/values.css").read_text()))
    assert {("v", str(share)) for share in range(101)} | {
        ("goal", str(share)) for share in range(101)
    } <= rules
    named = {
        pair for page in PAGES for pair in VALUE.findall(page.read_text()) if not set("{}") & set(pair[1])
    }
    reports = "".join(path.read_text() for path in (PACKAGE / "reports").rglob("*.py"))
    fills = {("f", fill) for fill in re.findall(r'"(var\(--[a-z0-9-]+\))"', reports)}
    assert named and fills and named | fills <= rules

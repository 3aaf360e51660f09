"""The programme tree of the tenth Rakernas against the handbook, section 2.4."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from anyelir.rules.programme_tree import (
    TREE_LEVELS,
    is_called,
    level_below,
    programme_nodes,
    split_aliases,
)

NODES = {node.code: node for node in programme_nodes()}


def test_the_ten_programmes_belong_to_their_pokja():
    """Handbook 2.3: I has 1 and 2, II 6 and 8, III 3 to 5, IV 7, 9 and 10."""
    programmes = [node for node in NODES.values() if node.level == "programme"]
    by_pokja = {node.code: node.pokja for node in programmes}
    assert by_pokja == {
        **dict.fromkeys(("p1", "p2"), 1),
        **dict.fromkeys(("p6", "p8"), 2),
        **dict.fromkeys(("p3", "p4", "p5"), 3),
        **dict.fromkeys(("p7", "p9", "p10"), 4),
    }


def test_the_flagships_of_each_pokja():
    flagships = {(node.pokja, node.code) for node in NODES.values() if node.level == "flagship"}
    assert flagships == {
        (1, "paaredi"),
        (2, "gelari"),
        (3, "ketapang"),
        (3, "sanloka"),
        (3, "reharta"),
        (4, "gksttb"),
    }


def test_the_priorities_of_pokja_one_are_the_columns_of_form_421():
    priorities = [node.code for node in NODES.values() if node.level == "priority" and node.pokja == 1]
    assert priorities == ["kisah", "krisan", "kilas", "kiat", "kisak", "pkbn"]


def test_a_node_hangs_on_a_wider_one_of_the_same_pokja_that_stands_before_it():
    seen = set()
    for node in programme_nodes():
        if node.parent:
            above = NODES[node.parent]
            assert node.parent in seen, node.code
            assert TREE_LEVELS.index(above.level) < TREE_LEVELS.index(node.level), node.code
            assert above.pokja == node.pokja, node.code
        seen.add(node.code)
    assert Counter(node.level for node in NODES.values())["field"] == 5


def test_the_tree_holds_since_the_meeting_that_made_it():
    assert {(node.since, node.until) for node in NODES.values()} == {(dt.date(2025, 7, 8), None)}


@pytest.mark.parametrize(
    ("code", "spelling"),
    [("kiat", "KIAT"), ("kiat", "KTIAT"), ("kiat", "ktiat"), ("paaredi", "PAAR"), ("paaredi", "PAAREDI")],
)
def test_one_programme_whatever_the_paper_calls_it(code, spelling):
    """Handbook 8: KIAT and KTIAT are one, and so are PAAR and PAAREDI."""
    called = [node.code for node in NODES.values() if is_called(spelling, node.title, node.aliases)]
    assert called == [code]


def test_no_spelling_means_two_programmes():
    spellings = Counter(
        spelling.casefold()
        for node in NODES.values()
        for spelling in {node.title, node.title.partition(":")[0], *node.aliases}
    )
    assert [spelling for spelling, count in spellings.items() if count > 1] == []


def test_levels_follow_each_other():
    assert [level_below(level) for level in TREE_LEVELS] == [
        "programme",
        "flagship",
        "priority",
        "action",
        "",
    ]
    assert split_aliases("") == () and split_aliases(" KIAT | KTIAT ") == ("KIAT", "KTIAT")

"""The shop window after a restore: its index finds what it found, words that were mistyped are known, pictures open."""

from __future__ import annotations

import json

import pytest

from anyelir.enterprise.catalogue import keeping, renditions, suggestions
from tests import listings
from tests.backup.conftest import restore, run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
# What a visitor of the site that was put back is shown, and whether the index is that of its rows.
VISIT = """
import json, sys
from anyelir.commands.preparation import start_django
start_django()
from anyelir.enterprise.catalogue import index, queries, renditions, suggestions
from anyelir.enterprise.catalogue.models import Listing
from anyelir.enterprise.catalogue.queries import Search
def hits(**asked):
    return [row.name for row in queries.shelf(Search(**asked), queries.today()).listings]
print(json.dumps({
    "word": hits(text="keripik"),
    "first letters": hits(text="ker"),
    "filters": hits(region="32.01", permit="pirt"),
    "slip": [hits(text="kripik"), suggestions.nearest("kripik")],
    "faults": index.faults(),
    "picture": renditions.is_sound(Listing.objects.get(name="Keripik pisang").photo),
}))
"""


@pytest.fixture
def window(site, settings):
    """Two listings of a shop, one with a picture."""
    row = listings.listing(name="Keripik pisang", badges=[listings.badge("pirt")])
    row.photo = renditions.keep(row.pk, listings.photo())
    keeping.show(
        listings.shop(name="Dapur Seruni"), [row, listings.listing(name="Abon ikan", category="fish")]
    )
    suggestions.rebuild_words()


def test_a_restored_window_is_searched_as_before(window, made, elsewhere):
    done = restore(elsewhere, made)
    assert done.returncode == 0, done.stdout + done.stderr
    visited = run(elsewhere, "-c", VISIT)
    assert visited.returncode == 0, visited.stderr
    assert json.loads(visited.stdout.splitlines()[-1]) == {
        "word": ["Keripik pisang"],
        "first letters": ["Keripik pisang"],
        "filters": ["Keripik pisang"],
        "slip": [[], ["keripik"]],
        "faults": 0,
        "picture": True,
    }

"""What search engines may read: the pages for everybody, their map, and no room."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client
from django.urls import reverse

from tests import listings

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def rules(client) -> RobotFileParser:
    parser = RobotFileParser()
    lines = client.get("/robots.txt").content.decode().splitlines()
    # The parser of Python takes the first rule that fits, search engines the longest.
    parser.parse([lines[0], *sorted(lines[1:], key=len, reverse=True)])
    return parser


def test_public_pages_are_read_and_rooms_are_not(rules):
    row = listings.known()
    public = [reverse("catalogue:search"), row.get_absolute_url(), row.shop.get_absolute_url()]
    public += [f"{reverse('catalogue:search')}?wilayah=32.01", "/static/css/catalogue.css"]
    assert all(rules.can_fetch("*", SITE + address) for address in public)
    names = ("web:tasks", "accounts:sign-in", "trade:list", "documents:ask")
    rooms = ["/", *(reverse(name) for name in names), "/keluarga/", "/buku/", "/aset/C8NP3RZX/"]
    assert not [address for address in rooms if rules.can_fetch("*", SITE + address)]


def test_the_map_is_named_whole_and_opens(client, rules):
    assert rules.site_maps() == [f"{SITE}/etalase/peta.xml"]
    assert client.get(rules.site_maps()[0].removeprefix(SITE)).status_code == 200


def test_it_is_the_same_for_everybody_and_kept_for_a_day(client, world):
    client.force_login(world.user("secretary"))
    answer, stranger = client.get("/robots.txt"), Client().get("/robots.txt")
    assert answer.content == stranger.content and answer["Cache-Control"] == "public, max-age=86400"
    assert answer["Content-Type"] == "text/plain" and "Cookie" not in answer.get("Vary", "")

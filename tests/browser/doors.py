"""Walks every link of the demo as each of its people, and tells which are answered with a refusal.

    python -m tests.browser.doors

A link is a door from one kind of page to another: the first of each kind of door is opened, for each person. Printed
is JSON: how many pages each person saw, and the refused doors.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections import deque
from html.parser import HTMLParser

import django
from django.test import Client
from django.urls import Resolver404, resolve

NO_DOORS = {"accounts:sign-out", "set_language"}
LEADING = {"a": "href", "form": "action"}


class Links(HTMLParser):
    """Addresses of this site to which a page leads by reading: links, parts that load themselves, searches."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and (given.get("method") or "get").lower() != "get":
            return
        for name in (LEADING.get(tag, ""), "hx-get"):
            address = given.get(name) or ""
            if address.startswith("/"):
                self.addresses.append(address.partition("#")[0])


def kind_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return address


def walk(user) -> tuple[int, list[tuple[str, str, int, str]]]:
    """Pages seen, and refusals as (page, address behind the door, status, address)."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    waiting, opened, seen = deque([("", "/")]), set(), {}
    refused = []
    while waiting:
        source, address = waiting.popleft()
        door = source, kind_of(address)
        if door in opened or door[1] in NO_DOORS:
            continue
        opened.add(door)
        if address not in seen:
            seen[address] = answer = client.get(address)
            if answer.status_code in (301, 302):
                waiting.append((source, answer["Location"]))
            elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                waiting.extend((door[1], link) for link in Links(answer.content.decode()).addresses)
            seen[address] = answer.status_code
        if seen[address] >= 400:
            refused.append((*door, seen[address], address))
    return len(seen), refused


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyelir.settings")
    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model

    logging.disable(logging.CRITICAL)
    # Who walks here has no phone with codes, and no name of a host.
    settings.REQUIRE_SECOND_FACTOR, settings.ALLOWED_HOSTS = False, ["testserver"]
    people = get_user_model().objects.filter(is_active=True).order_by("username")
    walks = {person.username: walk(person) for person in people}
    pages = {name: count for name, (count, _refused) in walks.items()}
    refused = [[name, *door] for name, (_count, doors) in walks.items() for door in doors]
    sys.stdout.write(json.dumps({"pages": pages, "refused": refused}))


if __name__ == "__main__":
    main()

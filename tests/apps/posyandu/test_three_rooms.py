"""Posyandu became three rooms; what was stored and linked before goes on meaning the same."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse

from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry, Operation
from anyelir.core.rooms import mounted, rooms
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import Measurement

pytestmark = pytest.mark.django_db

ROOMS = ("register", "day", "care")
# The labels that lines of the trail, operations and merges hold, with the tables of the rows.
STORED = {
    "posyandu.enrolment",
    "posyandu.measurement",
    "posyandu.monthclosing",
    "posyandu.posyandu",
    "posyandu.posyandukader",
    "posyandu.posyandusession",
    "posyandu.referral",
    "posyandu.referralevent",
    "posyandu.stageassessment",
    "posyandu.transferrequest",
    "posyandu.visit",
}


def own_models() -> list:
    return [model for model in apps.get_models() if model.__module__.startswith("anyelir.posyandu.")]


def test_every_table_has_the_label_and_the_name_from_before():
    table_of = {model._meta.label_lower: model._meta.db_table for model in own_models()}
    assert {label: table_of[label] for label in STORED} == {
        label: label.replace(".", "_") for label in STORED
    }
    tables = connection.introspection.table_names()
    assert set(table_of.values()) <= set(tables)


def test_each_room_declares_tables_of_its_own():
    by_room = Counter(model.__module__.split(".")[2] for model in own_models())
    assert set(by_room) == set(ROOMS) and by_room["register"] == 5


def test_a_site_with_data_has_nothing_to_migrate():
    """The history of the old tables is the old one, under the old label: no row moves, none is made anew."""
    loader = MigrationLoader(connection)
    old = [name for app, name in loader.graph.nodes if app == "posyandu"]
    assert sorted(old)[:5] == [
        "0001_initial",
        "0002_one_of_each",
        "0003_transfer_requests",
        "0004_service_in_order",
        "0005_no_op_id_of_a_row",
    ]
    assert not {app for app, _name in loader.graph.nodes} & {"posyandu_day", "posyandu_care"}


def test_what_was_sent_before_is_found_by_its_stored_label(world):
    """The same sending again gives the record that was stored under the old label, and stores nothing new."""
    sending = {"session": world.session, "child": world.child, "weight_kg": "9.4", "by": world.user("kader")}
    first = actions.record_measurement(**sending, op_id=(op_id := uuid7()))
    assert Operation.objects.get(pk=op_id).result_kind == "posyandu.measurement"
    count = Measurement.objects.count()
    assert actions.record_measurement(**sending, op_id=op_id) == first
    assert Measurement.objects.count() == count


def test_the_trail_names_things_as_before(world):
    actions.open_session(posyandu=world.posyandu, held_on=dt.date(2025, 1, 6), by=world.user("kader"))
    assert AuditEntry.objects.get(verb="session.open").kind == "posyandu.posyandusession"


def test_the_three_rooms_are_mounted_as_one():
    import_module("anyelir.urls")
    shared = [(prefix, namespace) for prefix, namespace, _addresses in mounted() if namespace == "posyandu"]
    assert shared == [("posyandu/", "posyandu")]
    assert {room.name for room in rooms()} >= {f"anyelir.posyandu.{room}" for room in ROOMS}
    key = uuid7()
    assert reverse("posyandu:detail", args=[key]) == f"/posyandu/{key}/"
    assert reverse("posyandu:session", args=[key]) == f"/posyandu/hari-buka/{key}/"
    assert reverse("posyandu:child", args=[key]) == f"/posyandu/anak/{key}/"


def test_no_two_rooms_give_one_name_to_an_address():
    import_module("anyelir.urls")
    names = {
        room: {address.name for address in import_module(f"anyelir.posyandu.{room}.urls").urlpatterns}
        for room in ROOMS
    }
    assert sum(map(len, names.values())) == len(set.union(*names.values()))


# What a room may use of the others, by the folder of its templates and the name of its tags.
TEMPLATES = Path(__file__).resolve().parents[3] / "anyelir" / "templates" / "posyandu"
TAGS = {"posyandu": "register", "posyandu_day": "day", "posyandu_care": "care"}


def rooms_used_by(text: str) -> set[str]:
    """The rooms whose templates or tags a template or a view names."""
    libraries = {name for line in re.findall(r"{% load ([\w ]+) %}", text) for name in line.split()}
    parts = re.findall(r"""["']posyandu/(\w+)/\w+\.html["']""", text)
    return {TAGS[name] for name in libraries & set(TAGS)} | set(parts)


def pages_and_views() -> list[Path]:
    views = (TEMPLATES.parents[1] / "posyandu").rglob("views/*.py")
    return [*sorted(TEMPLATES.rglob("*.html")), *sorted(views)]


@pytest.mark.parametrize("path", pages_and_views(), ids=lambda path: "/".join(path.parts[-3:]))
def test_a_page_is_made_of_its_own_room_and_those_below(path):
    home = next(room for room in ROOMS if room in path.parts)
    below = set(ROOMS[: ROOMS.index(home) + 1])
    assert rooms_used_by(path.read_text()) <= below


def test_a_part_of_a_room_above_would_be_seen():
    page = '{% load anyelir posyandu_care %}{% include "posyandu/day/_amount.html" with unit="kg" %}'
    assert rooms_used_by(page) == {"care", "day"}
    assert not list(TEMPLATES.glob("*.html"))

"""Nursiah, who makes Keripik Seruni and belongs to Poklak Mekar Sari, and Tuti, who chairs it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.clock import today_at
from anyelir.enterprise.groups.queries.register import body_of
from tests import factories as make


@pytest.fixture
def maker(world):
    user = make.user("nursiah", "Nursiah Rahman")
    make.grant(user, "business_owner", unit=world.business)
    person = make.member(world.rw, "Nursiah Rahman", user=user)
    make.body_member(body_of(world.group), "Nursiah Rahman", member=person)
    return user


@pytest.fixture
def today(world) -> dt.date:
    return today_at(world.rw.pk)


@pytest.fixture
def address():
    return lambda name, *args: reverse(f"orders:{name}", args=args)

"""Codes are shown once; a special kader says in what."""

from __future__ import annotations

import uuid

import pytest

from anyelir.accounts.models import SignInCode, User
from anyelir.membership import actions
from anyelir.membership.models import Service
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


def test_a_welcome_sent_twice_shows_no_second_code(world):
    given = {
        "name": "Neneng",
        "username": "neneng",
        "phone": "",
        "role": "village_secretary",
        "region": world.kelurahan,
        "by": world.user("kecamatan"),
        "op_id": uuid.uuid4(),
    }
    actions.welcome_user(**given)
    assert code_of(actions.welcome_user, **given) == "code_was_shown"
    assert User.objects.filter(username="neneng").count() == SignInCode.objects.count() == 1


def test_a_special_kader_needs_the_kind(world):
    given = {"region": world.rw, "name": "Enok", "sex": "F", "since": make.SINCE, "kind": "special"}
    assert code_of(actions.register_kader, by=world.user("secretary"), **given) == "special_kind_missing"
    assert Service.objects.get() == world.kader

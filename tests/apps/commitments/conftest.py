"""TP PKK Ciriung with its secretary and its chair, and the groups below it."""

from __future__ import annotations

import pytest

from anyelir.files.models import FileBase
from anyelir.files.reading import Prepared
from tests import factories as make


@pytest.fixture
def team(world):
    return world.body


@pytest.fixture
def group(world):
    return make.body(world.rw)


@pytest.fixture
def above(world):
    return make.body(world.kecamatan)


@pytest.fixture
def hendra(world):
    return world.user("secretary")


@pytest.fixture
def chair(world):
    """Of TP PKK Ciriung."""
    user = make.user("ketua-ciriung", "Dewi Lestari")
    make.grant(user, "team_chair", world.kelurahan)
    return user


@pytest.fixture
def proof(settings, tmp_path):
    """A page as the form gives it."""
    settings.MEDIA_ROOT = tmp_path
    return Prepared(FileBase.Kind.SCAN, FileBase.MediaType.PDF, b"%PDF-1.4 bukti")

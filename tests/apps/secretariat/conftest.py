"""The team of Kelurahan Ciriung and its secretary."""

from __future__ import annotations

import pytest

from anyelir.files.models import FileBase
from anyelir.files.reading import Prepared
from tests import factories as make
from tests.apps.secretariat.letter_office import open_office


@pytest.fixture
def body(world):
    return world.body


@pytest.fixture
def hendra(world):
    return world.user("secretary")


@pytest.fixture
def client_of_hendra(sign_in, hendra):
    return sign_in(hendra)


@pytest.fixture
def office(world):
    secretary = make.user(name="Rini Hapsari")
    make.grant(secretary, "village_secretary", world.next_kelurahan)
    return open_office(world.next_kelurahan, secretary)


@pytest.fixture
def far_office(world):
    return open_office(world.elsewhere, world.user("stranger"), chair_name="Ni Luh Sari")


@pytest.fixture
def scan(settings, tmp_path):
    """A page as the form gives it."""
    settings.MEDIA_ROOT = tmp_path
    return Prepared(FileBase.Kind.SCAN, FileBase.MediaType.PDF, b"%PDF-1.4 surat")

"""A desa with two RW and somebody who works in it."""

from __future__ import annotations

import pytest

from tests import factories as make


@pytest.fixture
def desa(db):
    for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
        make.region(code, name)
    return make.region("32.01.01.1010", "Ciriung")


@pytest.fixture
def rw(desa):
    return make.region("32.01.01.1010/RW014", "RW 014")


@pytest.fixture
def next_rw(desa):
    return make.region("32.01.01.1010/RW015", "RW 015")


@pytest.fixture
def secretary(desa):
    user = make.user("hendra", "Hendra")
    make.grant(user, "village_secretary", desa)
    return user

from __future__ import annotations

import pytest
from django.db import connection

from anyelir.regions import loading
from anyelir.regions.models import Edition, LevelName, Region, RegionWord


def clear():
    """Take all regions away again; row by row with every foreign key checked it would take minutes.

    Deleted, not truncated: that would empty every table that can refer to a region, also those that each site has.
    """
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        for model in (RegionWord, Region, LevelName, Edition):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture(scope="class")
def national(django_db_setup, django_db_blocker):
    """The whole national list, loaded once for a class of tests and taken away after it."""
    with django_db_blocker.unblock():
        yield loading.load_national()
        clear()


@pytest.fixture
def cibinong(db):
    """Kec. Cibinong with its desa/kelurahan and the places above it."""
    loading.load_part("32.01.01")
    return Region.objects.get(code="32.01.01")

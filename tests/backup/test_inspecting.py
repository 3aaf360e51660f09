"""A site that was put back is looked at: what does not fit is said, each kind of it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from anyelir.backup import inspecting
from anyelir.backup.archive import read
from anyelir.core import guards
from anyelir.exchange.models import ImportRun
from anyelir.families.models import Person
from anyelir.files.models import StoredFile
from tests.backup.conftest import NIKS, WORDS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def manifest(site, made):
    checked = read(made.data, WORDS, lambda _name, _entry: None)
    assert inspecting.problems(checked) == []
    return checked


def test_a_missing_row(manifest):
    Person.objects.filter(nik_index=Person.index_of_nik(NIKS[0])).delete()
    assert inspecting.problems(manifest) == ["tabel families_person: 4 baris, seharusnya 5"]


def test_a_number_that_does_not_open(manifest):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE families_family SET card_no = 'v1.00000000.AAAA'")
    [problem] = inspecting.problems(manifest)
    assert problem.startswith("families.Family card_no")


def test_a_missing_file(manifest):
    StoredFile.objects.get().path.unlink()
    [problem] = inspecting.problems(manifest)
    assert problem.startswith("berkas ") and problem.endswith("tidak ada")


def test_a_missing_guard(manifest):
    with connection.cursor() as cursor:
        for statement in guards.statements_to_unguard(connection, ["core_auditentry"]):
            cursor.execute(statement)
    try:
        assert inspecting.problems(manifest) == ["core.AuditEntry: its triggers are missing"]
    finally:
        guards.guard(apps.get_app_config("core"), "default")


# PostgreSQL looks at it while it loads.
@pytest.mark.only_on("sqlite")
def test_a_row_that_refers_to_nothing(manifest):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("UPDATE families_person SET region_id = 'none' WHERE name = 'Orang 1'")
    [problem] = inspecting.problems(manifest)
    assert problem.startswith("basis data: families_person")


def test_a_missing_upload(manifest):
    ImportRun.objects.get().upload.unlink()
    [problem] = inspecting.problems(manifest)
    assert problem.startswith("berkas impor ") and problem.endswith("tidak ada")

"""Several workers and several imports at once: each is carried out once, and a large one holds up nobody."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection

from anyelir.exchange import running
from anyelir.exchange.claiming import claim
from anyelir.exchange.models import ImportRun
from tests.exchange.conftest import make_cibinong, write_workbook
from tests.exchange.test_claims import waiting
from tests.parallel.conftest import all_at_once, in_a_file

State = ImportRun.State


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that threads share."""
    if connection.vendor != "sqlite":
        yield
        return
    with in_a_file(tmp_path / "site.sqlite3"):
        yield


def test_eight_workers_take_each_of_four_imports_once(shared):
    runs = {waiting().pk for _number in range(4)}
    taken = [run.pk for run in all_at_once(lambda _number: claim(uuid.uuid4())) if run]
    assert len(taken) == len(set(taken)) and set(taken) <= runs
    while run := claim(uuid.uuid4()):
        taken.append(run.pk)
    assert sorted(taken) == sorted(runs)


def test_a_small_import_does_not_wait_for_a_large_one(shared, tmp_path, monkeypatch):
    """While the first import is still being read, the second is done from beginning to end."""
    make_cibinong()
    large, small = (
        write_workbook(tmp_path / "besar.xlsx", {}),
        write_workbook(tmp_path / "kecil.xlsx", {"Nama": "Raka", "JK": "L"}),
    )
    waiting(large, started_by=None)
    second = waiting(small)
    carry_out = running._carry_out

    def reads_long(run):
        if run.file_name == "besar.xlsx":
            assert all_at_once(lambda _number: running.run_waiting(), times=1) == [1]
            assert ImportRun.objects.get(pk=second.pk).state == State.PREVIEWED
        return carry_out(run)

    monkeypatch.setattr(running, "_carry_out", reads_long)
    running.run_waiting()
    assert set(ImportRun.objects.values_list("state", flat=True)) == {State.PREVIEWED}

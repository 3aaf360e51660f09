"""Several workers share the imports: each is carried out by one of them, and a dead one's by the next."""

from __future__ import annotations

import datetime as dt
import errno
import uuid
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from anyelir.exchange import claiming, importing, running
from anyelir.exchange.claiming import CLAIM, ClaimLost, claim, give_up_claim, keep_claim
from anyelir.exchange.models import ImportRun
from anyelir.posyandu.day.models import Measurement
from tests import factories as make

State = ImportRun.State


def waiting(path: Path = Path("tidak-ada.xlsx"), **values) -> ImportRun:
    return ImportRun.objects.create(
        kind="eppgbm", file_name=path.name, sha256="0" * 64, upload_name=str(path), **values
    )


def lapse(run: ImportRun) -> None:
    """As if its worker had fallen silent."""
    ImportRun.objects.filter(pk=run.pk).update(
        claimed_until=claiming.timezone.now() - dt.timedelta(seconds=1)
    )


def test_an_import_under_way_is_not_taken_and_one_of_a_dead_worker_is(db):
    run = waiting()
    first, second = uuid.uuid4(), uuid.uuid4()
    assert claim(first).pk == run.pk
    assert claim(second) is None
    lapse(run)
    assert claim(second).claimed_by == second


def test_a_full_disk_ends_no_import(db, monkeypatch):
    """It is begun again when there is room: nobody has to send the file once more."""
    run = waiting()

    def full(_run):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(running, "_carry_out", full)
    with pytest.raises(OSError, match="No space"):
        running.run_waiting()
    run.refresh_from_db()
    assert run.state == State.RUNNING
    lapse(run)
    assert claim(uuid.uuid4()).pk == run.pk


def test_of_two_who_saw_the_same_import_waiting_one_takes_it(db):
    """Another worker takes it between the look and the claim: the row itself decides."""
    run, quicker = waiting(), uuid.uuid4()
    taken = {"state": State.RUNNING, "claimed_by": quicker, "claimed_until": claiming.timezone.now() + CLAIM}
    begun: list[str] = []

    def just_before(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and not begun:
            begun.append(sql)
            ImportRun.objects.filter(pk=run.pk).update(**taken)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(just_before):
        assert claim(uuid.uuid4()) is None
    run.refresh_from_db()
    assert begun and run.claimed_by == quicker


def test_one_that_was_under_way_before_claims_existed_is_taken_up(db):
    run = waiting(state=State.RUNNING)
    assert claim(uuid.uuid4()).pk == run.pk


def test_whoever_lost_the_claim_writes_nothing_more(db):
    waiting()
    slow = claim(uuid.uuid4())
    lapse(slow)
    quick = claim(uuid.uuid4())
    with pytest.raises(ClaimLost):
        keep_claim(slow, rows_done=7)
    with pytest.raises(ClaimLost):
        give_up_claim(slow, State.FAILED)
    keep_claim(quick, rows_done=3)
    give_up_claim(quick, State.DONE)
    quick.refresh_from_db()
    assert (quick.state, quick.rows_done, quick.claimed_by) == (State.DONE, 3, None)


def test_a_claim_grows_longer_with_each_portion(db):
    run = waiting()
    mine = claim(uuid.uuid4())
    ImportRun.objects.filter(pk=run.pk).update(claimed_until=claiming.timezone.now())
    keep_claim(mine, rows_done=200)
    run.refresh_from_db()
    assert run.claimed_until > claiming.timezone.now() + claiming.CLAIM / 2


def test_people_who_have_none_under_way_come_first(db):
    many, few = make.user("sekdes"), make.user("sekdes2")
    waiting(started_by=many)
    waiting(started_by=many)
    lone = waiting(started_by=few)
    assert claim(uuid.uuid4()).started_by == many
    assert claim(uuid.uuid4()).pk == lone.pk
    assert claim(uuid.uuid4()).started_by == many


def test_half_a_claim_cannot_be_stored(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting(claimed_by=uuid.uuid4())


def test_an_import_taken_over_in_the_middle_is_stored_once_and_reported_by_one(
    cibinong, workbook, monkeypatch
):
    """The first worker stalls after its first portion; the second does all; the first then stops by itself."""
    run = waiting(workbook({}, {"Nama": "Raka", "JK": "L"}), dry_run=False)
    monkeypatch.setattr(importing, "PORTION", 1)
    whole = running._carry_out

    def stalls(mine):
        monkeypatch.setattr(running, "_carry_out", whole)
        importing_progress = importing.Run._portion

        def portion(self, rows):
            importing_progress(self, rows)
            monkeypatch.setattr(importing.Run, "_portion", importing_progress)
            lapse(mine)
            assert running.run_waiting() == 1

        monkeypatch.setattr(importing.Run, "_portion", portion)
        return whole(mine)

    monkeypatch.setattr(running, "_carry_out", stalls)
    assert running.run_waiting() == 1
    run.refresh_from_db()
    assert (run.state, run.rows_done, run.report["created"]) == (State.DONE, 2, 1)
    assert Measurement.objects.count() == 2

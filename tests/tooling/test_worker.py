"""Leases and the loop of the worker."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import pytest
from django.db import DatabaseError
from django.utils import timezone

from anyelir.commands import worker_loop
from anyelir.commands.worker_loop import LONGEST_PAUSE, Runner, Worker, pause_after
from anyelir.core import lease
from anyelir.core.jobs import JOBS, Job
from anyelir.core.models import Lease

ONE, TWO = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.mark.django_db
class TestLease:
    def test_the_first_taker_wins_and_may_renew(self):
        assert lease.take("fold", ONE, seconds=10)
        assert not lease.take("fold", TWO, seconds=10)
        assert lease.take("fold", ONE, seconds=10)

    def test_names_are_independent(self):
        assert lease.take("fold", ONE, seconds=10)
        assert lease.take("import", TWO, seconds=10)

    def test_a_lapsed_lease_is_free_at_its_very_end(self, monkeypatch):
        assert lease.take("fold", ONE, seconds=10)
        end = Lease.objects.get(name="fold").until
        monkeypatch.setattr(timezone, "now", lambda: end - dt.timedelta(microseconds=1))
        assert not lease.take("fold", TWO, seconds=10)
        monkeypatch.setattr(timezone, "now", lambda: end)
        assert lease.take("fold", TWO, seconds=10)
        assert not lease.take("fold", ONE, seconds=10)

    def test_giving_back_frees_only_the_own(self):
        lease.take("fold", ONE, seconds=10)
        lease.give_back("fold", TWO)
        assert not lease.take("fold", TWO, seconds=10)
        lease.give_back("fold", ONE)
        assert lease.take("fold", TWO, seconds=10)


class Trial:
    """A job that answers from a list; an exception in it is raised."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def __call__(self):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def in_one_transaction(db, monkeypatch):
    """The transaction of the test stays open, which to ``close_old_connections`` looks like a broken one."""
    monkeypatch.setattr(worker_loop, "close_old_connections", lambda: None)


@pytest.mark.usefixtures("in_one_transaction")
class TestRunner:
    def runner(self, *answers) -> Runner:
        return Runner(Job("trial", Trial(*answers), every_seconds=2.0), threading.Event())

    def test_work_done_means_look_again_at_once(self):
        assert self.runner(3).round() == 0.0

    @pytest.mark.parametrize("nothing", [0, None])
    def test_nothing_done_means_wait(self, nothing):
        assert self.runner(nothing).round() == 2.0

    def test_failures_double_the_pause_and_success_forgets_them(self, caplog):
        runner = self.runner(ValueError("x"), ValueError("x"), 0, ValueError("x"))
        assert [runner.round() for _ in range(4)] == [4.0, 8.0, 2.0, 4.0]
        assert "job trial failed 2 times" in caplog.text

    def test_the_pause_has_a_limit(self):
        assert pause_after(5, 1.0) == 32.0
        assert pause_after(6, 1.0) == LONGEST_PAUSE
        assert pause_after(400, 1.0) == LONGEST_PAUSE


@pytest.mark.usefixtures("in_one_transaction")
class TestWorker:
    def worker(self) -> Worker:
        return Worker([Job("trial", Trial())], threading.Event())

    def test_only_one_of_two_workers_may_run(self):
        first, second = self.worker(), self.worker()
        first.renew()
        second.renew()
        assert first.runners[0].may_run.is_set()
        assert not second.runners[0].may_run.is_set()

    def test_a_shared_job_is_run_by_every_worker_in_all_its_threads(self):
        shared = Job("trial", Trial(), threads=2, is_shared=True)
        for worker in (Worker([shared], threading.Event()), Worker([shared], threading.Event())):
            worker.renew()
            assert [runner.may_run.is_set() for runner in worker.runners] == [True, True]
        assert not Lease.objects.exists()

    def test_only_a_shared_job_has_several_threads(self):
        with pytest.raises(ValueError, match="only a shared job"):
            Job("trial", Trial(), threads=2)

    def test_a_lost_lease_stops_the_job(self):
        first = self.worker()
        first.renew()
        Lease.objects.update(holder=TWO)
        first.renew()
        assert not first.runners[0].may_run.is_set()

    def test_a_database_that_is_away_stops_the_job_and_not_the_worker(self, monkeypatch, caplog):
        worker = self.worker()
        worker.renew()

        def away(*args, **kwargs):
            raise OSError("gone")

        monkeypatch.setattr(worker_loop.lease, "take", away)
        worker.renew()
        assert not worker.runners[0].may_run.is_set()
        assert "cannot be renewed" in caplog.text


@pytest.mark.usefixtures("in_one_transaction")
def test_a_worker_ends_in_order_although_the_database_is_away(monkeypatch, caplog):
    worker = Worker([Job("trial", Trial())], threading.Event())
    worker.renew()

    def away(*args):
        raise DatabaseError("gone")

    monkeypatch.setattr(worker_loop.lease, "give_back", away)
    for runner in worker.runners:
        runner.join = lambda seconds: None
    worker._finish()
    assert "cannot be given back" in caplog.text


def test_every_job_of_the_site_exists():
    assert {job.name for job in JOBS} == {
        *("fold", "import", "import_files", "period", "check", "files", "deadlines", "messages"),
        *("guests", "calendars", "funds", "catalogue", "catalogue_lapsed", "catalogue_verify"),
    }
    assert all(callable(job.work) for job in JOBS)

"""Passwords are hashed with stated parameters, one after the other, and a full line is told so."""

from __future__ import annotations

import threading
import time
from importlib import import_module

import pytest
from django.contrib.auth.hashers import check_password, make_password

from anyelir.accounts import hashers
from anyelir.core.refusal import Refused
from tests import factories as make

OWN = "anyelir.accounts.hashers.QueuedArgon2PasswordHasher"


@pytest.fixture(autouse=True)
def own_hasher(settings):
    settings.PASSWORD_HASHERS = [OWN]


def test_the_parameters_are_those_that_are_written_down():
    encoded = make_password("anyelir mekar")
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("anyelir mekar", encoded) and not check_password("lain", encoded)


def test_the_site_knows_no_other_way_to_keep_a_password():
    """The settings of the tests replace it, so the module itself is asked."""
    assert import_module("anyelir.settings").PASSWORD_HASHERS == [OWN]


def test_a_hash_of_before_still_opens_and_is_made_anew(monkeypatch):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    old = Argon2PasswordHasher().encode("anyelir mekar", "x" * 16)
    made = []
    assert "p=8" in old and check_password("anyelir mekar", old, made.append)
    assert made == ["anyelir mekar"]


def test_one_is_hashed_at_a_time_and_a_full_line_is_refused_at_once():
    release, entered = threading.Event(), threading.Semaphore(0)

    def hold():
        with hashers._turn():
            entered.release()
            release.wait(20)

    threads = [threading.Thread(target=hold) for _ in range(hashers.AT_ONCE + hashers.IN_LINE)]
    for thread in threads:
        thread.start()
    assert entered.acquire(timeout=5)
    deadline = time.monotonic() + 5
    while hashers._line._value and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not entered.acquire(timeout=0.2), "only one is at work"
    asked = time.monotonic()
    with pytest.raises(Refused) as refused:
        make_password("anyelir mekar")
    assert refused.value.status == 503
    assert time.monotonic() - asked < 2, "a thread that waits is a page that is not served"
    release.set()
    for thread in threads:
        thread.join(20)
    assert make_password("anyelir mekar")


@pytest.mark.parametrize("does", ["encode", "verify"])
def test_however_many_come_at_once_no_more_are_hashed_than_may_be(monkeypatch, does):
    """Through the doors that sign-in takes: the hash itself only counts how many are inside of it."""
    inside, most, count = 0, 0, threading.Lock()

    def counted(*_given):
        nonlocal inside, most
        with count:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with count:
            inside -= 1
        return "argon2$made"

    monkeypatch.setattr(f"django.contrib.auth.hashers.Argon2PasswordHasher.{does}", counted)
    come, outcomes = 3 * (hashers.AT_ONCE + hashers.IN_LINE), []
    begin = threading.Barrier(come)

    def sign_in():
        begin.wait()
        try:
            outcomes.append(getattr(hashers.QueuedArgon2PasswordHasher(), does)("anyelir mekar", "x" * 16))
        except Refused as refused:
            outcomes.append(refused.code)

    threads = [threading.Thread(target=sign_in) for _ in range(come)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == hashers.AT_ONCE
    assert len(outcomes) == come and set(outcomes) == {"argon2$made", "sign_in_busy"}
    assert outcomes.count("argon2$made") >= hashers.AT_ONCE + hashers.IN_LINE


def test_whoever_waited_too_long_in_the_line_is_told_so_and_leaves_it(monkeypatch):
    monkeypatch.setattr(hashers, "WAIT_SECONDS", 0.05)
    with hashers._hashing, pytest.raises(Refused) as refused:
        make_password("anyelir mekar")
    assert refused.value.code == "sign_in_busy"
    assert hashers._line._value == hashers.AT_ONCE + hashers.IN_LINE


def test_the_web_server_has_threads_left_when_the_line_is_full():
    from anyelir.commands.serve_command import THREADS

    assert hashers.AT_ONCE + hashers.IN_LINE + 2 < THREADS


@pytest.mark.django_db
def test_a_full_line_costs_nobody_a_try_and_says_what_to_do(client, monkeypatch):
    make.user("sari")
    monkeypatch.setattr(hashers, "_line", threading.BoundedSemaphore(1))
    with hashers._line:
        for _ in range(7):
            answer = client.post("/masuk/", {"username": "sari", "password": make.PASSWORD})
    assert answer.status_code == 503 and "tekan Masuk sekali lagi" in answer.content.decode()
    assert client.post("/masuk/", {"username": "sari", "password": make.PASSWORD}).status_code == 302

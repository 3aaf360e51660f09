"""Many at once in processes of their own, as the workers of a site are: threads share too much to prove a lock."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

_fork = multiprocessing.get_context("fork")


def in_processes(act: Callable[[int], Any], times: int) -> list[Any]:
    """What each of so many processes got that begin in the same moment: a result that can be sent, or the exception."""
    begin = _fork.Barrier(times)
    # A connection is no thing to be shared; a file of SQLite is opened anew, a server is asked anew.
    if connection.vendor == "postgresql":
        connections.close_all()
    children = []
    for number in range(times):
        ours, theirs = _fork.Pipe(duplex=False)
        child = _fork.Process(target=_run, args=(act, number, begin, theirs), daemon=True)
        child.start()
        theirs.close()
        children.append((child, ours))
    outcomes = [ours.recv() for _child, ours in children]
    for child, _ours in children:
        child.join(timeout=60)
    return outcomes


def _run(act: Callable[[int], Any], number: int, begin: Any, answer: Any) -> None:
    connections["default"] = connections.create_connection("default")
    connection.ensure_connection()
    try:
        begin.wait(timeout=120)
        answer.send(act(number))
    except Exception as error:
        answer.send(error)
    connection.close()
    # Nothing of the parent's (pytest, its capture, its fixtures) is wound up here.
    os._exit(0)


def killed_at(act: Callable[[Callable[[], None]], None]) -> int:
    """Run ``act(die)`` in a process that kills itself, as the machine would, where ``act`` calls ``die``."""
    child = _fork.Process(target=_until_killed, args=(act,), daemon=True)
    if connection.vendor == "postgresql":
        connections.close_all()
    child.start()
    child.join(timeout=60)
    return -(child.exitcode or 0)


def _until_killed(act: Callable[[Callable[[], None]], None]) -> None:
    connections["default"] = connections.create_connection("default")
    act(lambda: os.kill(os.getpid(), signal.SIGKILL))
    time.sleep(1)
    os._exit(1)

"""``anyelir worker``: folds numbers and carries out imports that wait, until it is told to stop."""

from __future__ import annotations

import argparse
import signal
import threading

from anyelir.commands.preparation import start_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = "Pekerja latar: menghitung rekap dan menjalankan impor yang menunggu."


def run(options: argparse.Namespace) -> None:
    start_django()
    from anyelir.commands.worker_loop import Worker
    from anyelir.core.jobs import JOBS
    from anyelir.core.key_check import refuse_foreign_keys

    refuse_foreign_keys()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    Worker(list(JOBS), stop).run()

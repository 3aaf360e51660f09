"""``anyelir serve``: the web server and the background worker under one process."""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from anyelir.commands.supervisor import PortTaken, Supervisor, answers, check_port

# More than may wait for the hashing of a password (accounts.hashers), so that pages are served beside them.
THREADS = 12
IN_MEMORY = "/dev/shm"
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = "Menjalankan web dan pekerja latar; Ctrl-C menghentikan keduanya."
    parser.add_argument("--host", default="127.0.0.1", help="alamat untuk didengar (bawaan 127.0.0.1)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="nomor port")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="jumlah proses web")


def run(options: argparse.Namespace) -> int:
    return serve(options, on_ready=lambda: print(f"Anyelir berjalan di {address(options)}", flush=True))


def address(options: argparse.Namespace) -> str:
    """Where people open the site."""
    host = ANYWHERE.get(options.host, options.host)
    return f"http://[{host}]:{options.port}" if ":" in host else f"http://{host}:{options.port}"


def is_port_free(options: argparse.Namespace) -> bool:
    try:
        check_port(options.host, options.port)
    except PortTaken as taken:
        print(taken, file=sys.stderr)
        return False
    return True


def serve(options: argparse.Namespace, *, on_ready: Callable[[], None]) -> int:
    # A setting that cannot be meant, or a missing key, is told here once and not by every process.
    importlib.import_module("anyelir.settings")
    if not is_port_free(options):
        return 1
    host = ANYWHERE.get(options.host, options.host)
    counts = Path(tempfile.mkdtemp(prefix="anyelir-metrics-", dir=in_memory()))
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counts)
    try:
        return Supervisor(
            {"web": web_command(options)},
            later={"pekerja": [sys.executable, "-m", "anyelir", "worker"]},
            is_ready=lambda: answers(host, options.port),
            on_ready=on_ready,
        ).run()
    finally:
        shutil.rmtree(counts, ignore_errors=True)


def in_memory() -> str | None:
    """Where the processes of the site keep their counts (core.metrics): on a full disk counting would kill them."""
    shared = IN_MEMORY if os.path.isdir(IN_MEMORY) else None
    return os.environ.get("RUNTIME_DIRECTORY") or shared


def web_command(options: argparse.Namespace) -> list[str]:
    server = {
        "--interface": "wsgi",
        "--host": options.host,
        "--port": options.port,
        "--workers": options.workers,
        "--blocking-threads": THREADS,
        "--http": "1",
        "--log-level": "warning",
        "--workers-kill-timeout": 10,
    }
    arguments = [str(part) for pair in server.items() for part in pair]
    return [sys.executable, "-m", "granian", *arguments, "--no-ws", "anyelir.wsgi:application"]

"""A private PostgreSQL cluster for the time of one test session: own folder, own user, random port."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import suppress
from glob import glob
from pathlib import Path

UNPRIVILEGED = "nobody"
# A lost power cord may lose this cluster: tests want speed, not durability.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB"


class NoPostgres(Exception):
    """The programs of PostgreSQL are not on this machine."""


def programs() -> Path:
    """The folder that holds initdb and pg_ctl; Debian keeps it off the PATH."""
    if path := shutil.which("initdb"):
        # A link from the PATH may point to initdb alone: the real folder holds its companions.
        return Path(path).resolve().parent
    versions = [Path(path) for path in glob("/usr/lib/postgresql/*/bin/initdb")]
    if not versions:
        raise NoPostgres("PostgreSQL is missing: install the Debian package 'postgresql' (make system)")
    return max(versions, key=lambda path: int(path.parts[-3])).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """``start()`` gives a database address; ``stop()`` leaves nothing behind."""

    def __init__(self) -> None:
        self.bin = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="anyelir-pg-"))
        self.port = free_port()

    def _run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root, so root steps down to a user that owns only this folder.
        identity = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam(UNPRIVILEGED)
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        subprocess.run(
            [self.bin / program, *arguments],
            check=True,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
            stdout=subprocess.DEVNULL,
            timeout=120,
            **identity,
        )

    def start(self) -> str:
        data = str(self.folder / "data")
        self._run(
            "initdb",
            "-D",
            data,
            "-U",
            "anyelir",
            "-E",
            "UTF8",
            "--auth=trust",
            "--no-sync",
            "--no-instructions",
        )
        self.resume()
        return f"postgres://anyelir@127.0.0.1:{self.port}/postgres"

    def pause(self) -> None:
        """End the server and every connection to it; its data stay."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "fast", "stop")

    def resume(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 {FAST}"
        data, log = str(self.folder / "data"), str(self.folder / "log")
        self._run("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

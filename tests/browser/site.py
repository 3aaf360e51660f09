"""The demo as a running site of its own: own data folder, own port, web and worker."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from anyelir.commands.supervisor import answers
from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
PREPARE_SECONDS, START_SECONDS, STOP_SECONDS = 240, 60, 30


class SiteFailed(Exception):
    """The site did not come up; the text is the end of its output."""


@dataclass(frozen=True)
class Site:
    """``address`` without a slash at its end; all accounts of the demo share one password."""

    address: str
    folder: Path
    process: subprocess.Popen

    @property
    def password(self) -> str:
        return (self.folder / "var-keys" / "demo_password.txt").read_text().strip()

    def manage(self, *arguments: str) -> str:
        """Output of ``anyelir ARGUMENTS`` on the data of this site."""
        return anyelir(self.folder, *arguments)


def environment(folder: Path) -> dict[str, str]:
    """The developer's own settings of the site must not leak into this one."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("ANYELIR_", "DJANGO_"))
    }
    clean.pop("DATABASE_URL", None)
    return {**clean, "ANYELIR_VAR": str(folder / "var"), "ANYELIR_DEMO": "1", "PYTHONUNBUFFERED": "1"}


def anyelir(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "anyelir", *arguments],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=PREPARE_SECONDS,
    )
    if done.returncode:
        raise SiteFailed(f"anyelir {' '.join(arguments)}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def start() -> Site:
    """Prepare the demo in a new folder and serve it."""
    folder = Path(tempfile.mkdtemp(prefix="anyelir-browser-"))
    anyelir(folder, "demo", "--prepare-only")
    port = free_port()
    with (folder / "site.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "anyelir", "serve", "--port", str(port), "--workers", "1"],
            cwd=ROOT,
            env=environment(folder),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    site = Site(f"http://{HOST}:{port}", folder, process)
    deadline = time.monotonic() + START_SECONDS
    while not answers(HOST, port):
        if process.poll() is not None or time.monotonic() > deadline:
            stop(site)
            raise SiteFailed((folder / "site.log").read_text()[-4000:])
        time.sleep(0.2)
    return site


def stop(site: Site) -> None:
    """End the site and take its folder away."""
    if site.process.poll() is None:
        site.process.send_signal(signal.SIGTERM)
        try:
            site.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            site.process.kill()
    shutil.rmtree(site.folder, ignore_errors=True)

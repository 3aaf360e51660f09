"""Plants faults into guards outside of the rules and names those that no test notices: ``make mutate``.

    python tools/mutate.py [--sample 150] [--seed 7] [--only TEXT] [--again] [--list] [--report]

The fixed list comes first, then a draw of the seed from all that the syntax tree offers. Everything happens in a copy
of the tree. Results and the chart of the tests stay in var/mutate, so that a run that was broken off goes on where it
was. What was noticed is planted again when its file has changed, what survived without a reason each time. It fails
when a survivor has no written reason in tools/mutants/survivors.toml, or when more than 5 % survive.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.mutants import faults  # noqa: E402

KEPT = ROOT / "var" / "mutate"
RESULTS = KEPT / "results.jsonl"
TESTS = ROOT / "tools" / "mutants" / "tests.toml"
SURVIVORS = ROOT / "tools" / "mutants" / "survivors.toml"
LIMIT = 0.05
BEGIN_ANEW, OUT_OF_TIME = 4, -1
FAILED = re.compile(r"^[0-9]+ failed", re.MULTILINE)
Known = dict[tuple[str, int, str], dict]


def drawn(sample: int, seed: int, only: str) -> list[faults.Fault]:
    """The fixed list and ``sample`` others; a change of the code changes few of them."""

    def lot(fault: faults.Fault) -> str:
        return hashlib.sha256(f"{seed} {fault.key} {fault.spot}".encode()).hexdigest()

    fixed = [fault for fault in faults.fixed_faults(ROOT) if only in fault.key]
    every = [fault for fault in faults.all_faults(ROOT) if only in fault.key]
    return fixed + sorted(every, key=lot)[:sample]


def identity(fault: faults.Fault) -> tuple[str, int, str]:
    return fault.key, fault.spot, fault.digest


def _identity_of(line: dict) -> tuple[str, int, str]:
    return line["key"], line["spot"], line["digest"]


def result_lines() -> list[dict]:
    return [json.loads(line) for line in RESULTS.read_text().splitlines()] if RESULTS.exists() else []


def known_results() -> Known:
    """The last outcome of each."""
    return {_identity_of(line): line for line in result_lines()}


def reasons() -> dict[str, str]:
    return tomllib.loads(SURVIVORS.read_text()).get("reasons", {})


def open_ones(chosen: list[faults.Fault]) -> list[faults.Fault]:
    """Those that nobody noticed yet and for which no reason is written down."""
    known, explained = known_results(), reasons()
    return [fault for fault in chosen if not _is_settled(known.get(identity(fault)), fault.key in explained)]


def _is_settled(line: dict | None, has_reason: bool) -> bool:
    return line is not None and (line["outcome"] in ("noticed", "unplanted") or has_reason)


@contextmanager
def copied() -> Iterator[Path]:
    """The files that git knows or would know, as they are now, in a folder of their own."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    with tempfile.TemporaryDirectory(prefix="anyelir-mutate-") as folder:
        target = Path(folder).resolve()
        for name in filter(None, names):
            if (ROOT / name).is_file():
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, target / name)
        yield target


def run_loaded(chosen: list[faults.Fault], copy: Path, database: str, seconds: int) -> None:
    """Plant them one after the other into one loaded site; begins anew after a fault that was out of time."""
    while chosen:
        start = len(result_lines())
        code = _run_plugin(chosen, copy, database, seconds)
        tried = {_identity_of(line) for line in result_lines()[start:]}
        chosen = [fault for fault in chosen if identity(fault) not in tried]
        if chosen and code != BEGIN_ANEW:
            sys.exit((copy / "pytest.txt").read_text()[-3000:])


def _run_plugin(chosen: list[faults.Fault], copy: Path, database: str, seconds: int) -> int:
    order = copy / "faults.json"
    wanted = {"report": str(RESULTS), "chart": str(KEPT / f"chart-{database}.jsonl"), "seconds": seconds}
    order.write_text(json.dumps(wanted | {"faults": [asdict(fault) for fault in chosen]}))
    paths = tomllib.loads(TESTS.read_text())[database]
    options = ["-p", "tools.mutants.running", "--database", database, *paths]
    return _pytest(copy, options, None, {"ANYELIR_FAULTS": str(order)})


def _pytest(copy: Path, options: list[str], seconds: int | None, more: dict[str, str] | None = None) -> int:
    """The code it ends with, OUT_OF_TIME when it had to be ended; all that it started ends with it."""
    command = ["nice", "-n", "5", sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    with (copy / "pytest.txt").open("w") as said:
        process = subprocess.Popen(
            command, cwd=copy, env=os.environ | (more or {}), stdout=said, start_new_session=True
        )
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return OUT_OF_TIME
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()


def run_text(fault: faults.Fault, copy: Path, seconds: int) -> None:
    """Write the fault into the copy, run the tests that are named for it, and write the right text back."""
    file = copy / fault.path
    text = file.read_text()
    file.write_text(text.replace(fault.was, fault.becomes))
    code = _pytest(copy, ["-x", *fault.tests], seconds)
    file.write_text(text)
    said = (copy / "pytest.txt").read_text()
    outcome = "survived" if code == 0 else "noticed"
    if outcome == "noticed" and code != OUT_OF_TIME and not FAILED.search(said):
        sys.exit(said[-3000:])
    print(f"{outcome:11}           {fault.key}", file=sys.stderr, flush=True)
    line = {
        "key": fault.key,
        "spot": 0,
        "digest": fault.digest,
        "outcome": outcome,
        "by": " ".join(fault.tests),
    }
    with RESULTS.open("a") as results:
        results.write(json.dumps(line, ensure_ascii=False) + "\n")


def run(chosen: list[faults.Fault], seconds: int) -> None:
    """Locks on a server first; what is left of them, and others, in the loaded site on SQLite; files at the end."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with copied() as copy:
        run_loaded([fault for fault in chosen if fault.needs_server], copy, "postgresql", seconds)
        left = {identity(fault) for fault in open_ones(chosen)}
        run_loaded(
            [fault for fault in chosen if not fault.is_text and identity(fault) in left],
            copy,
            "sqlite",
            seconds,
        )
        for fault in chosen:
            if fault.is_text:
                run_text(fault, copy, seconds)


def report(chosen: list[faults.Fault]) -> int:
    """Print the survivors; 1 when one has no reason or when there are too many."""
    known, explained = known_results(), reasons()
    lines = [known[identity(fault)] for fault in chosen if identity(fault) in known]
    planted = [line for line in lines if line["outcome"] != "unplanted"]
    alive = [line for line in planted if line["outcome"] != "noticed"]
    for line in alive:
        why = explained.get(line["key"], f"no reason is written down; {line['outcome']}, {line['by']}")
        print(f"SURVIVED  {line['key']}\n          {why}")
    bare = [line for line in alive if line["key"] not in explained]
    summary = f"{len(planted)} faults planted, {len(planted) - len(alive)} noticed, {len(alive)} survived"
    print(f"{summary}, {len(bare)} without a reason; {len(chosen) - len(planted)} not planted")
    today = {fault.key for fault in [*faults.fixed_faults(ROOT), *faults.all_faults(ROOT)]}
    moved = [*faults.fit_nowhere(ROOT), *sorted(explained.keys() - today)]
    print(*(f"FITS NOWHERE  {key}" for key in moved), sep="\n")
    return int(len(alive) > LIMIT * max(1, len(planted)) or bool(bare or moved))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=150, help="how many are drawn besides the fixed list")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="", help="only faults whose name holds this text")
    parser.add_argument("--again", action="store_true", help="forget what is known and draw the chart again")
    parser.add_argument("--list", action="store_true", help="print the faults and plant none")
    parser.add_argument("--report", action="store_true", help="print what is known and plant none")
    parser.add_argument("--seconds", type=int, default=120, help="how long one fault may take")
    given = parser.parse_args()
    # A run that is told to end takes along what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    chosen = drawn(given.sample, given.seed, given.only)
    if given.list:
        print(*(f"{fault.key} -> {fault.becomes}" for fault in chosen), sep="\n")
        return 0
    if given.again:
        shutil.rmtree(KEPT, ignore_errors=True)
    if not given.report:
        run(open_ones(chosen), given.seconds)
    return report(chosen)


if __name__ == "__main__":
    sys.exit(main())

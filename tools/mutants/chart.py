"""Which tests run which function of the site, and how long each takes; kept from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from tools.mutants.faults import Fault
from tools.mutants.planting import name_of


class Chart:
    """A file of lines; a test file is charted again when its text has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read()

    def read(self) -> None:
        self.digests: dict[str, str] = {}
        self.lines: dict[str, dict] = {}
        for text in self.path.read_text().splitlines() if self.path.exists() else []:
            line = json.loads(text)
            if "runs" in line:
                self.lines[line["test"]] = line
            else:
                self.digests[line["file"]] = line["digest"]

    def knows(self, file: str, digest: str) -> bool:
        return self.digests.get(file) == digest

    def add(self, file: str, digest: str, test: str, seconds: float, runs: Iterable[str]) -> None:
        self._append(
            {"test": test, "file": file, "digest": digest, "seconds": round(seconds, 2), "runs": sorted(runs)}
        )

    def end(self, file: str, digest: str) -> None:
        self._append({"file": file, "digest": digest})

    def _append(self, line: dict) -> None:
        with self.path.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def tests_of(self, fault: Fault) -> list[str]:
        """Tests that run the function, cheap ones and those that speak of the fault first.

        Then all that run something else in its file, because a test was perhaps charted before the function was written
        or had its name. A function that the chart does not know at all has the tests of its room, or simply all.
        """
        current = [line for line in self.lines.values() if self.knows(line["file"], line["digest"])]
        fault_words, room = words_of(fault), f"/{fault.path.split('/')[1]}"

        def running(is_one: Callable[[str], bool]) -> list[str]:
            lines = [line for line in current if any(map(is_one, line["runs"]))]
            return [line["test"] for line in sorted(lines, key=lambda line: _weight(line, fault_words, room))]

        known = running(name_of(fault.path, fault.function).__eq__)
        near = [*known, *running(begins(f"{fault.path}::"))]
        if not known:
            near += running(begins(f"anyelir{room}/"))
        return [*dict.fromkeys(near)] or running(bool)


def begins(text: str) -> Callable[[str], bool]:
    return lambda run: run.startswith(text)


def _weight(line: dict, fault_words: set[str], room: str) -> float:
    """Seconds; less for a test of the same room, and for one whose name has a word of the fault."""
    closeness = 3 if any(word in line["test"] for word in fault_words) else 1
    return float(line["seconds"]) / closeness / (5 if room in line["file"] else 1)


def words_of(fault: Fault) -> set[str]:
    """What the name of a test that notices the fault is likely to hold: its function, module or verb."""
    parts = [fault.function.rsplit(".", 1)[-1], Path(fault.path).stem, *fault.was.split("'")[1:2]]
    return {word for part in parts for word in part.replace(".", "_").split("_") if len(word) > 3}

"""Set papers with Typst in a child process: what is too large or goes wrong ends the child, never the site.

One engine for all papers. The same template, facts and day give the same bytes.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.refusal import Refused

HERE = Path(__file__).resolve().parent
CHILD = HERE / "child.py"
# The compiler keeps what it has seen; a new child after so many papers keeps it small.
MOST_PAPERS = 200
# Tags for screen readers make a large form many times larger.
MOST_TAGGED_CELLS = 2000
SECONDS_PER_CHILD = 120
Facts = Mapping[str, Any]


class EngineFailed(Exception):
    """The child ended with an error that is ours: a template or a fact that it needs is wrong."""


def set_paper(template: str, facts: Facts) -> bytes:
    """The PDF of one paper; ``facts`` has ``title``, ``made_on`` (ISO day) and what the template asks for."""
    [paper] = set_papers(template, [facts])
    return paper


def set_papers(template: str, many: Sequence[Facts]) -> Iterator[bytes]:
    """The PDFs of many papers in their order. Refuses: paper_too_large."""
    for start in range(0, len(many), MOST_PAPERS):
        yield from _by_one_child(template, many[start : start + MOST_PAPERS])


def _by_one_child(template: str, many: Sequence[Facts]) -> list[bytes]:
    orders = "".join(f"{_order(template, facts)}\n" for facts in many)
    command = [sys.executable, "-I", str(CHILD)]
    try:
        done = subprocess.run(
            command,
            input=orders.encode(),
            capture_output=True,
            timeout=SECONDS_PER_CHILD,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise _too_large() from None
    papers = list(_papers(done.stdout))
    if len(papers) == len(many):
        return papers
    # A signal (memory, processor time) says that it was too much; a message, that the template is wrong.
    if done.returncode < 0 or b"MemoryError" in done.stderr or b"memory allocation" in done.stderr:
        raise _too_large()
    raise EngineFailed(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])


def _order(template: str, facts: Facts) -> str:
    cells = facts.get("cells") or sum(len(row) for row in facts.get("rows", ()))
    order = {"template": template, "facts": facts, "tags": cells <= MOST_TAGGED_CELLS}
    return json.dumps(order, ensure_ascii=False, sort_keys=True)


def _papers(output: bytes) -> Iterator[bytes]:
    at = 0
    while at + 4 <= len(output):
        [size] = struct.unpack_from(">I", output, at)
        paper = output[at + 4 : at + 4 + size]
        if len(paper) < size:
            return
        yield paper
        at += 4 + size


def _too_large() -> Refused:
    text = _("Lembar ini terlalu besar untuk dicetak sekaligus. Cetak per bagian, atau unduh XLSX.")
    return Refused("paper_too_large", text, status=422)

"""Sets papers in a process of its own: orders come as lines of JSON, papers go back behind their length.

Started by ``engine`` with this file alone, so it imports nothing of the site. What is too large for the memory
or the time that it has ends this process and no other.
"""

import json
import resource
import struct
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
MOST_BYTES, MOST_SECONDS = 1536 * 1024**2, 60


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])
    for line in sys.stdin:
        order = json.loads(line)
        allow_seconds()
        paper = _set(order, fonts)
        sys.stdout.buffer.write(struct.pack(">I", len(paper)) + paper)
        sys.stdout.buffer.flush()


def allow_seconds() -> None:
    """So much time for the next paper. The upper limit stays: only root could raise it again for the one after."""
    highest = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (_used() + MOST_SECONDS, highest))


def _used() -> int:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return int(usage.ru_utime + usage.ru_stime)


def _set(order: dict, fonts: object) -> bytes:
    made_on = date.fromisoformat(order["facts"]["made_on"])
    return typst.compile(
        HERE / "templates" / order["template"],
        root=HERE / "templates",
        font_paths=fonts,
        package_path=HERE / "none",
        package_cache_path=HERE / "none",
        sys_inputs={"facts": json.dumps(order["facts"], ensure_ascii=False)},
        timestamp=int(datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC).timestamp()),
        pdf_tags=order["tags"],
    )


if __name__ == "__main__":
    main()

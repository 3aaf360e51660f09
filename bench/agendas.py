"""What it costs to hand a point down to 9,450 dasawisma, to read the agenda of one of them, and to see who is silent.

``make bench-agendas`` runs it on SQLite and on PostgreSQL, each a fresh site: a kota with 4 kecamatan, 27 kelurahan,
and in each of them 7 RW with 5 RT with 10 dasawisma; two thirds of the dasawisma have answered. Given are medians of
the wall clock and of the processor time of this process, beside the way that was not taken (a copy for every
dasawisma; all codes and all answers compared in Python). Over 100 ms for the silent ones by kelurahan is a failure.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import two_databases  # noqa: E402

CITY = "33.75"
KELURAHAN = [(1, 7), (2, 7), (3, 7), (4, 6)]
RW_EACH, RT_EACH, DASAWISMA_EACH = 7, 5, 10
LIMIT_MS = 100
SINCE = dt.date(2020, 1, 1)


def places() -> list[str]:
    """All codes from the province down, parents first."""
    codes = ["33", CITY]
    for kecamatan, count in KELURAHAN:
        above = f"{CITY}.{kecamatan:02d}"
        codes.append(above)
        for number in range(1, count + 1):
            codes += below_desa(f"{above}.{1000 + number}")
    return codes


def below_desa(kelurahan: str) -> list[str]:
    codes = [kelurahan]
    for rw in range(1, RW_EACH + 1):
        codes.append(f"{kelurahan}/RW{rw:03d}")
        for rt in range(1, RT_EACH + 1):
            codes.append(f"{kelurahan}/RW{rw:03d}/RT{rt:02d}")
            above = codes[-1]
            codes += [f"{above}/DW{number:02d}" for number in range(1, DASAWISMA_EACH + 1)]
    return codes


def build_city() -> list[str]:
    from anyelir.regions.models import Region
    from anyelir.regions.scope import level_of, parent

    codes = places()
    facts = {"label": "", "search_key": "", "valid_from": SINCE}
    Region.objects.bulk_create(
        [
            Region(code=code, name=code, level=level_of(code), parent_id=parent(code) or None, **facts)
            for code in codes
        ],
        batch_size=2000,
        ignore_conflicts=True,
    )
    return [code for code in codes if "/DW" in code]


def answer_two_thirds(passing, dasawisma: list[str]) -> None:
    from django.utils import timezone

    from anyelir.agendas.models import PassingReport
    from anyelir.membership.models import Body

    answering = [code for number, code in enumerate(dasawisma) if number % 3]
    bodies = [Body(kind="dasawisma", region_id=code, since=SINCE) for code in answering]
    Body.objects.bulk_create(bodies, batch_size=2000)
    facts = {"passing": passing, "outcome": "discussed", "answered_at": timezone.now()}
    PassingReport.objects.bulk_create(
        [PassingReport(body=body, region_id=body.region_id, **facts) for body in bodies], batch_size=2000
    )


def timed(act: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians in milliseconds: wall clock, processor of this process."""
    walls, processors = [], []
    for _round in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        act()
        walls.append(1000 * (time.perf_counter() - wall))
        processors.append(1000 * (time.process_time() - processor))
    return median(walls), median(processors)


def tell(name: str, act: Callable[[], object], rounds: int) -> float:
    wall, processor = timed(act, rounds)
    print(f"  {name:<52} {wall:8.2f} ms, processor {processor:8.2f} ms")
    return wall


def press(body):
    from anyelir.agendas.actions import add_point, pass_points
    from anyelir.core.audit import SYSTEM
    from anyelir.regions.models import Level

    point = add_point(body=body, title="Kebun pekarangan", by=SYSTEM)
    levels = [Level.KECAMATAN, Level.DESAKEL, Level.DASAWISMA]
    return pass_points(body=body, points=[point], levels=levels, by=SYSTEM)[0]


def copies(dasawisma: list[str]) -> None:
    """A row for each of them, as it is not done: bare rows in one transaction, undone at its end."""
    from django.db import transaction

    from anyelir.deadlines.models import Deadline

    rows = [Deadline(kind="bench", object_key=code, region=code, due_at=NOW) for code in dasawisma]
    with transaction.atomic():
        Deadline.objects.bulk_create(rows, batch_size=2000)
        transaction.set_rollback(True)


NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def compared_in_python(passing) -> int:
    from anyelir.agendas.models import PassingReport
    from anyelir.regions.models import Region

    asked = {*Region.objects.current().filter(level="dasawisma").values_list("code", flat=True)}
    answered = {*PassingReport.objects.filter(passing=passing).values_list("region_id", flat=True)}
    counts: dict[str, int] = {}
    for code in asked - answered:
        counts[code[:13]] = counts.get(code[:13], 0) + 1
    return len(counts)


def measure(rounds: int) -> bool:
    from django.db import connection

    from anyelir.agendas import queries
    from anyelir.membership.bodies import body_of_region
    from anyelir.regions.models import Level, Region

    print(f"{connection.vendor}:")
    dasawisma = build_city()
    city = body_of_region(Region.objects.get(pk=CITY))
    passing = press(city)
    answer_two_thirds(passing, dasawisma)
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    passing = type(passing).objects.select_related("from_body", "point").get(pk=passing.pk)
    reader = body_of_region(Region.objects.get(pk=dasawisma[0]))
    by_kelurahan = queries.counts_by(passing, Level.DASAWISMA, CITY, Level.DESAKEL)
    assert len(by_kelurahan) == 27 and sum(row.asked for row in by_kelurahan) == len(dasawisma) == 9450
    assert sum(row.silent for row in by_kelurahan) == 3150
    tell("press of one point with its writing (two actions)", lambda: press(city), rounds)
    tell("not taken: a copy for each of 9,450, bare", lambda: copies(dasawisma), max(3, rounds // 10))
    tell("agenda of one dasawisma", lambda: [*queries.asked_now(reader)[:20]], rounds)
    silent = tell(
        "silent ones of 9,450 dasawisma by 27 kelurahan",
        lambda: queries.counts_by(passing, Level.DASAWISMA, CITY, Level.DESAKEL),
        rounds,
    )
    tell("not taken: the same compared in Python", lambda: compared_in_python(passing), rounds)
    tell("page of the kota: three levels, sums", lambda: queries.level_counts(passing, CITY), rounds)
    kelurahan = by_kelurahan[0].code
    tell("one kelurahan by RW", lambda: queries.place_counts(passing, Level.DASAWISMA, kelurahan), rounds)
    if silent > LIMIT_MS:
        print(f"  over {LIMIT_MS} ms")
    return silent <= LIMIT_MS


if __name__ == "__main__":
    sys.exit(two_databases.run(__file__, __doc__, measure, rounds=30))

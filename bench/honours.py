"""Years of unbroken service of a whole kabupaten: 26,618 kader with 44,354 terms, from the database to the list.

``make bench-honours`` runs it on SQLite and on PostgreSQL, each a fresh site. Bare is the reading of the same names
and terms without the rule; listed is what the page asks for. The two take turns, so that other work of the machine
counts on both. Given are medians of the time of the processor in this process, their ratio, and the time on the clock.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import two_databases  # noqa: E402

KADER, TERMS, TURNS = 26_618, 44_354, 7
ON = dt.date(2026, 11, 30)
MOST_SECONDS = 1.0


def fill() -> None:
    """Kader of 416 desa of one kabupaten, of whom some moved, paused or hold a post; all invented by a fixed seed."""
    from anyelir.membership.models import Body, Member, Post, Service
    from tests import factories as make

    chance = random.Random(26618)
    make.region("32")
    make.region("32.01")
    places = []
    for number in range(40):
        make.region(f"32.01.{number + 1:02d}")
        places += [make.region(f"32.01.{number + 1:02d}.{2001 + desa}") for desa in range(10)]
    bodies = [Body(region=place, kind="team", since=ON) for place in places]
    Body.objects.bulk_create(bodies)
    members = [
        Member(name=f"Kader {chance.randrange(10**6):06d}", name_key="", region=chance.choice(places))
        for _number in range(KADER)
    ]
    Member.objects.bulk_create(members, batch_size=2000)
    services, posts = [], []
    for number in range(TERMS):
        member = members[number] if number < KADER else chance.choice(members)
        since = dt.date(1996, 1, 1) + dt.timedelta(days=chance.randrange(10_500))
        until = None if chance.random() < 0.6 else min(ON, since + dt.timedelta(days=chance.randrange(4000)))
        if number < KADER or chance.random() < 0.7:
            kind = {"kind": "special", "special_kind": f"k{number}"}
            services.append(Service(member=member, region=member.region, since=since, until=until, **kind))
        else:
            body = chance.choice(bodies)
            posts.append(Post(member=member, body=body, office="member", since=since, until=until))
    Service.objects.bulk_create(services, batch_size=2000)
    Post.objects.bulk_create(posts, batch_size=2000)


def listed() -> int:
    from anyelir.honours.queries import reached, service_years
    from anyelir.membership.places import members_in

    return len(reached(service_years(members_in(["32.01"]), ON)))


def bare() -> int:
    """The same rows, fetched and thrown away."""
    from anyelir.membership.models import Post, Service
    from anyelir.membership.places import members_in

    members = members_in(["32.01"])
    names = members.order_by("name", "id").values_list("pk", "name")
    terms = [
        model.objects.filter(member__in=members.order_by().values("pk")).values_list(
            "member_id", "since", "until"
        )
        for model in (Post, Service)
    ]
    return sum(len(rows) for rows in (names, *terms))


def seconds(act: Callable[[], int]) -> tuple[float, float]:
    """Of the processor and on the clock."""
    started = time.process_time(), time.perf_counter()
    act()
    return time.process_time() - started[0], time.perf_counter() - started[1]


def measure(turns: int) -> bool:
    fill()
    from django.db import connection

    count = listed()
    turns = [(seconds(bare), seconds(listed)) for _turn in range(turns)]
    base, full = (median(turn[way][0] for turn in turns) for way in (0, 1))
    clock = median(turn[1][1] for turn in turns)
    print(
        f"{connection.vendor}: {KADER:,} kader, {TERMS:,} terms: {full:.2f} s, {full / base:.1f} times the bare"
        f" reading ({base:.2f} s), {clock:.2f} s on the clock; {count:,} with an award"
    )
    return full <= MOST_SECONDS


if __name__ == "__main__":
    sys.exit(two_databases.run(__file__, __doc__, measure, rounds=TURNS))

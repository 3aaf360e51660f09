"""Programmes as tests need them, beside the writing of the room."""

from __future__ import annotations

import datetime as dt

from anyelir.membership.models import Body
from anyelir.programmes.plan.models import Programme, ProgrammeTarget, Quota, TargetDivision, TargetTally
from anyelir.regions.models import Region
from anyelir.regions.queries import children
from tests import factories as make

SINCE = dt.date(2026, 1, 26)


def programme(of: Body, title: str = "1001 Kader Pendamping", **fields) -> Programme:
    """Launched without a pledge, so that it has a word about that."""
    values = {
        "kind": "kader_pendamping",
        "theory": "Jika ada pendamping, maka keluarga bertanya, karena ada yang dikenal.",
        "starts_on": SINCE,
        "launched_on": SINCE,
        "no_pledge_why": "Menunggu tanda tangan.",
        **fields,
    }
    return Programme.objects.create(body=of, title=title, **values)


def draft(of: Body, title: str = "Rancangan Kebun", **fields) -> Programme:
    return programme(of, title, launched_on=None, no_pledge_why="", **fields)


def target(of: Programme, value: int = 1001, **fields) -> ProgrammeTarget:
    return ProgrammeTarget.objects.create(
        programme=of, **{"counts": "companion", "since": of.starts_on, "value": value, **fields}
    )


def tally(of: ProgrammeTarget, region: Region, total: int, **fields) -> TargetTally:
    values = {"on": make.today(), "counts": of.counts, **fields}
    return TargetTally.objects.create(programme=of.programme, region=region, total=total, **values)


def division(of: ProgrammeTarget, parent: Region, *values: int, **fields) -> TargetDivision:
    """Among the children of the place in the order of their codes; what is not said is 0. Not announced by itself."""
    made = TargetDivision.objects.create(
        target=of,
        parent=parent,
        basis="hand",
        version=of.divisions.filter(parent=parent).count() + 1,
        **fields,
    )
    shares = [*values, *[0] * 99]
    Quota.objects.bulk_create(
        Quota(division=made, region=place, value=share, weight=1)
        for place, share in zip(children(parent.pk), shares, strict=False)
    )
    return made


def of_a_team(team: Body, title: str = "1001 Kader Pendamping") -> dict[str, object]:
    """One of each: a draft, a running programme with its number, and a division that is being made."""
    running = programme(team, title)
    number = target(running)
    return {
        "draft": draft(team, f"Rancangan {title}"),
        "programme": running,
        "target": number,
        "tally": tally(number, team.region, 150),
        "division": division(number, team.region, number.value),
    }


def key_of(name: str):
    """For a row of the matrix: the key of that record of the world, made when it has none."""

    def key(world):
        made = world.programmes or of_a_team(world.body)
        return made[name].pk

    return key

"""Promises, points of agendas and what was handed down, as tests need them; the writing of each room makes others."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from anyelir.agendas.models import Passing, PassingReport, Point, level_bits
from anyelir.commitments.models import Clause, Commitment, FollowUp, Party
from anyelir.membership.models import Body
from anyelir.regions.models import Level, Region
from tests import factories as make


def commitment(of: Body, title: str = "Rapat pleno", *others: Body, **fields) -> Commitment:
    """What a meeting decided; with other bodies a paper that nobody has signed."""
    kind = Commitment.Kind.JOINT if others else Commitment.Kind.MEETING
    values = {"kind": kind, "on": make.today(), **fields}
    made = Commitment.objects.create(body=of, title=title, **values)
    for rank, body in enumerate((of, *others), start=1):
        Party.objects.create(commitment=made, rank=rank, body=body)
    return made


def clause(of: Commitment, body: Body | None = None, **fields) -> Clause:
    """A promise of the body, the first party when it is left out, without a day."""
    values = {"no": of.clauses.count() + 1, "what": "Menyiapkan kebun bersama", **fields}
    if not values.get("party"):
        values["body"] = body or of.body
    return Clause.objects.create(commitment=of, **values)


def follow_up(of: Clause, **fields) -> FollowUp:
    values = {"body": of.doer, "on": make.today(), "words": "Bibit sudah dibagi", **fields}
    return FollowUp.objects.create(clause=of, **values)


def point(of: Body, title: str = "Gerakan kebun pekarangan", **fields) -> Point:
    """At the end of the agenda of the next meeting."""
    return Point.objects.create(body=of, rank=of.points.count() + 1, title=title, **fields)


def passing(of: Point, *levels: Level, scope: Region | None = None, **fields) -> Passing:
    """To RW and RT when no level is named."""
    values = {
        "from_body": of.body,
        "scope": scope or of.body.region,
        "levels": level_bits([*levels] or [Level.RW, Level.RT]),
        "sent_at": timezone.now(),
        **fields,
    }
    return Passing.objects.create(point=of, **values)


def report(of: Passing, at: Body, outcome: str = "discussed", **fields) -> PassingReport:
    values = {"answered_at": timezone.now(), **fields}
    return PassingReport.objects.create(passing=of, body=at, region=at.region, outcome=outcome, **values)


def in_days(days: int) -> dt.date:
    return make.today() + dt.timedelta(days=days)


def of_a_team(team: Body, above: Body, title: str = "Kebun Ciriung") -> dict[str, object]:
    """One of each for a kelurahan: a paper with a dinas, a promise, a point, what it is asked and what it asks."""
    paper = commitment(team, title, kind=Commitment.Kind.JOINT)
    return {
        "commitment": paper,
        "party": Party.objects.create(commitment=paper, rank=2, name="Dinas Pertanian"),
        "clause": clause(commitment(team), what=title),
        "point": point(team, title),
        "passing": passing(point(above, "Jentik"), Level.DESAKEL),
        "handed": passing(point(team, title)),
    }


def key_of(name: str):
    """For a row of the matrix: the key of that record of the world, made when it has none."""

    def key(world):
        made = world.promised or of_a_team(world.body, make.body(world.kecamatan))
        return made[name].pk

    return key

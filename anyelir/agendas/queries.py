"""What pages read of agendas, and who below has not answered yet; the body or the passing comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Substr

from anyelir.agendas.access import passings_to, unanswered_by
from anyelir.agendas.models import Passing, PassingReport, Point
from anyelir.membership.models import Body
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import DOTTED_LEVELS, LEVEL_ORDER, at_level, is_within, level_of
from anyelir.secretariat.models import Activity

# How long the code of a place is, down to desa: there a level is the head of the code.
CODE_LENGTHS = {
    Level.PROVINSI: 2,
    Level.KABKOTA: 5,
    Level.KECAMATAN: 8,
    Level.DESAKEL: 13,
}
# How many points the form of the press offers.
PASSABLE = 30
# The first to be answered first; what has no day comes last.
BY_DAY = (F("answer_by").asc(nulls_last=True), "sent_at", "id")
SENDER = ("from_body__region", "point", "scope")


def agenda_of(body: Body) -> QuerySet[Point]:
    """The points of its next meeting in their order."""
    rows = Point.objects.filter(body=body, outcome="").select_related("passing__from_body__region")
    return rows.order_by("rank", "id")


def points_at(activity: Activity) -> QuerySet[Point]:
    """What came of the points of a meeting."""
    rows = Point.objects.filter(activity=activity).select_related("owner_body__region", "owner_post")
    return rows.order_by("rank", "id")


def handed_down(body: Body) -> QuerySet[Passing]:
    """What the body handed down, the newest first; what still runs stands before what was ended."""
    rows = Passing.objects.filter(from_body=body).select_related(*SENDER)
    return rows.order_by("-sent_at", "-id")


def asked_now(body: Body) -> QuerySet[Passing]:
    """What bodies above ask it and nobody has ended, the first to be answered first."""
    return passings_to(body).filter(ended_at=None).select_related(*SENDER).order_by(*BY_DAY)


def unanswered(body: Body) -> QuerySet[Passing]:
    return unanswered_by(body).filter(ended_at=None).select_related(*SENDER).order_by(*BY_DAY)


def answers_of(body: Body, passings: Iterable[Passing]) -> dict[object, PassingReport]:
    """Its own answers by passing."""
    rows = PassingReport.objects.filter(passing__in=[*passings], region=body.region_id)
    return {report.passing_id: report for report in rows}


@dataclass(frozen=True)
class AnswerCount:
    """How many of the places of one level inside a place were asked, and how many of them answered what."""

    code: str
    level: Level
    asked: int
    discussed: int = 0
    done: int = 0
    cannot: int = 0

    @property
    def answered(self) -> int:
        return self.discussed + self.done + self.cannot

    @property
    def silent(self) -> int:
        return self.asked - self.answered


def _asked_places(passing: Passing, level: Level, code: str) -> QuerySet[Region]:
    """Every place of the level is asked, whether a body of it ever wrote anything; those that ended are not."""
    rows = Region.objects.current().filter(is_within(passing.scope_id, "code"), level=level)
    return rows.filter(is_within(code, "code")).exclude(pk=passing.from_body.region_id)


def level_counts(passing: Passing, code: str) -> list[AnswerCount]:
    """One line for each level that is asked inside ``code``."""
    return [count for level in passing.asked_levels for count in counts_by(passing, level, code, None)]


def place_counts(passing: Passing, level: Level, code: str) -> list[AnswerCount]:
    """The same level, by the places one step below ``code``, down to where it lies itself."""
    step = step_below(passing, level, code)
    return counts_by(passing, level, code, step) if step is not None else []


def step_below(passing: Passing, level: Level, code: str) -> Level | None:
    """The next level on the way from ``code`` to the level that is asked; None when no other lies between."""
    outer = level_of(code)
    depth = LEVEL_ORDER.index(outer) if outer is not None else -1
    between = LEVEL_ORDER[depth + 1 : LEVEL_ORDER.index(level)]
    if not between or between[0] in DOTTED_LEVELS:
        return between[0] if between else None
    codes = [*_asked_places(passing, level, code).values_list("code", flat=True)]
    return next((step for step in between if any(at_level(each, step) for each in codes)), None)


def counts_by(passing: Passing, level: Level, code: str, step: Level | None) -> list[AnswerCount]:
    """Asked and answered, by the place at ``step`` (the place ``code`` itself when None), in the order of codes."""
    asked = _asked_by_place(passing, level, code, step)
    answers = _answers_by_place(passing, level, code, step)
    return [
        AnswerCount(place, level, count, *(answers[place, outcome] for outcome in PassingReport.Outcome))
        for place, count in sorted(asked.items())
    ]


def _asked_by_place(passing: Passing, level: Level, code: str, step: Level | None) -> Counter[str]:
    rows = _asked_places(passing, level, code).order_by()
    if step is None:
        return Counter({code: rows.count()})
    if step in CODE_LENGTHS:
        heads = rows.annotate(head=Substr("code", 1, CODE_LENGTHS[step])).values_list("head")
        return Counter(dict(heads.annotate(n=Count("pk"))))
    return Counter(at_level(each, step) or code for each in rows.values_list("code", flat=True))


def _answers_by_place(
    passing: Passing, level: Level, code: str, step: Level | None
) -> Counter[tuple[str, str]]:
    """Answers of places that are still asked."""
    rows = PassingReport.objects.filter(is_within(code), passing=passing, region__level=level)
    rows = rows.filter(region__valid_to=None).order_by()
    if step is None:
        counts = rows.values_list("outcome").annotate(n=Count("pk"))
        return Counter({(code, outcome): n for outcome, n in counts})
    if step in CODE_LENGTHS:
        heads = rows.annotate(head=Substr("region_id", 1, CODE_LENGTHS[step])).values_list("head", "outcome")
        return Counter({(head, outcome): n for head, outcome, n in heads.annotate(n=Count("pk"))})
    pairs = rows.values_list("region_id", "outcome")
    return Counter((at_level(place, step) or code, outcome) for place, outcome in pairs)


def silent_places(passing: Passing, level: Level, code: str) -> QuerySet[Region]:
    """Who has not answered, in the order of codes."""
    answers = PassingReport.objects.filter(passing=passing, region=OuterRef("pk"))
    return _asked_places(passing, level, code).filter(~Exists(answers)).order_by("code")


def answers_within(passing: Passing, code: str) -> QuerySet[PassingReport]:
    """What was answered inside ``code``: place, outcome and words, the newest first."""
    rows = PassingReport.objects.filter(is_within(code), passing=passing).select_related("region__parent")
    return rows.order_by("-answered_at", "-id")


def meetings_of(body: Body) -> QuerySet[Activity]:
    """What took place or is planned, the newest first."""
    return Activity.objects.filter(body=body).exclude(state=Activity.State.CANCELLED).order_by("-on", "-id")


def settled_points(body: Body) -> QuerySet[Point]:
    """What came of earlier points, the newest meeting first."""
    rows = Point.objects.filter(body=body).exclude(outcome="")
    rows = rows.select_related("activity", "owner_post", "owner_body__region")
    return rows.order_by(F("activity__on").desc(nulls_last=True), "rank", "id")


def passable_points(body: Body) -> QuerySet[Point]:
    """What may be handed down: points that wait, and those that were noted or decided; the newest first."""
    rows = Point.objects.filter(body=body, outcome__in=["", Point.Outcome.NOTED, Point.Outcome.DECIDED])
    return rows.order_by("-created_at", "-id")[:PASSABLE]

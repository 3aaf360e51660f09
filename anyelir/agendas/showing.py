"""What the pages of agendas show: requests from above with the own answer, counts that open downwards, a reminder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.agendas import queries
from anyelir.agendas.models import Passing, PassingReport, Point
from anyelir.agendas.queries import AnswerCount
from anyelir.core.wording import day, number
from anyelir.membership.models import Body
from anyelir.regions.models import Level, Region
from anyelir.regions.queries import level_names
from anyelir.regions.scope import contains, is_code

# So many silent ones are named beside the places in which they lie.
FEW = 8


@dataclass(frozen=True)
class AskedLine:
    """A request from above: its words, the answer of the body, whether it stands on the own agenda."""

    passing: Passing
    text: str
    report: PassingReport | None
    is_taken: bool


def asked_lines(body: Body) -> list[AskedLine]:
    """Those without an answer stand first."""
    passings = [*queries.asked_now(body)]
    answers = queries.answers_of(body, passings)
    taken = {*Point.objects.filter(body=body, passing__in=passings).values_list("passing", flat=True)}
    lines = [
        AskedLine(each, each.point.text_below, answers.get(each.pk), each.pk in taken) for each in passings
    ]
    return sorted(lines, key=lambda line: line.report is not None)


@dataclass(frozen=True)
class LevelLine:
    """How one level answered, in the words of its province."""

    name: str
    count: AnswerCount

    @property
    def text(self) -> str:
        """``3 RT belum membahas``."""
        if not self.count.silent:
            params = {"count": number(self.count.asked), "level": self.name}
            return _("semua %(count)s %(level)s sudah menjawab") % params
        params = {"count": number(self.count.silent), "level": self.name}
        return _("%(count)s %(level)s belum menjawab") % params


@dataclass(frozen=True)
class HandedLine:
    passing: Passing
    levels: list[LevelLine]


def handed_lines(body: Body, most: int) -> list[HandedLine]:
    """What the body handed down, with its levels."""
    names = level_names(body.region_id)
    return [
        HandedLine(passing, _asked_lines(queries.level_counts(passing, passing.scope_id), names))
        for passing in queries.handed_down(body)[:most]
    ]


def _asked_lines(counts: list[AnswerCount], names: dict[str, str]) -> list[LevelLine]:
    """Without levels of which there is no place yet."""
    return [LevelLine(names[count.level.value], count) for count in counts if count.asked]


def place_asked(passing: Passing, body: Body, asked: str) -> str:
    """The place that is opened: inside of the scope and of the place of the reader, or the larger of both."""
    first = body.region_id if contains(passing.scope_id, body.region_id) else passing.scope_id
    is_inside = is_code(asked) and contains(first, asked) and Region.objects.filter(pk=asked).exists()
    return asked if is_inside else first


@dataclass(frozen=True)
class OpenedLevel:
    """One level inside a place: the sum, the places one step below, and the names of the silent ones at the end."""

    line: LevelLine
    places: Sequence[tuple[str, AnswerCount]]
    silent: Sequence[Region]
    more: int


def opened_counts(passing: Passing, code: str, most: int) -> list[OpenedLevel]:
    names = level_names(code)
    lines = _asked_lines(queries.level_counts(passing, code), names)
    return [_opened(passing, line, code, most) for line in lines]


def _opened(passing: Passing, line: LevelLine, code: str, most: int) -> OpenedLevel:
    level = Level(line.count.level)
    counts = queries.place_counts(passing, level, code)
    labels = dict(Region.objects.filter(pk__in=[count.code for count in counts]).values_list("code", "name"))
    # Those that lie directly in the place have no line of their own: they are named below.
    places = [(labels[count.code], count) for count in counts if count.code != code]
    silent = [*queries.silent_places(passing, level, code).select_related("parent")[: most + 1]]
    is_listed = not places or line.count.silent <= FEW
    return OpenedLevel(
        line,
        places,
        silent[:most] if is_listed else [],
        line.count.silent - most if is_listed and len(silent) > most else 0,
    )


def reminder_text(passing: Passing, opened: Sequence[OpenedLevel], place: Region) -> str:
    """What somebody copies into a message; empty when nobody is silent."""
    silent = [each.line.text for each in opened if each.line.count.silent]
    if passing.ended_at is not None or not silent:
        return ""
    until = _(" sebelum %s") % day(passing.answer_by) if passing.answer_by else ""
    params = {"title": passing.point.title, "silent": ", ".join(silent), "place": place, "until": until}
    text = _(
        "Ibu/Bapak, titipan “%(title)s” di %(place)s: %(silent)s. Mohon dibahas di rapat terdekat dan dijawab di"
        " halaman Agenda%(until)s. Terima kasih."
    )
    return text % params

"""The plan as a page shows it: each month in a sign and a word, by programme and, for a phone, by month."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anyelir.membership.offices import pokja_name
from anyelir.rules.work_plan import PlanMonth
from anyelir.secretariat.queries.plans import PlannedLine, WorkPlan


@dataclass(frozen=True)
class MonthSign:
    """How a state of a month is said: its word, its icon, its letter on paper, the kind of its badge."""

    key: str
    word: str | Promise
    icon: str
    letter: str | Promise
    tone: str


SIGNS = {
    sign.key: sign
    for sign in (
        MonthSign("planned", _("rencana"), "flag", pgettext_lazy("bulan rencana", "R"), "line"),
        MonthSign("done", _("sudah"), "check", pgettext_lazy("bulan sudah", "S"), "ok"),
        MonthSign("late", _("lewat"), "alert", pgettext_lazy("bulan lewat", "L"), "attn"),
        MonthSign("caught_up", _("disusul"), "next", pgettext_lazy("bulan disusul", "D"), "ok"),
        MonthSign("extra", _("tambahan"), "plus", pgettext_lazy("bulan tambahan", "T"), "ok"),
    )
}
MEANINGS = (
    ("planned", _("rencana, bulannya belum selesai")),
    ("done", _("sudah dilaksanakan")),
    ("late", _("bulannya lewat, belum dilaksanakan")),
    ("caught_up", _("dilaksanakan di bulan lain")),
    ("extra", _("dilaksanakan di luar rencana")),
)


@dataclass(frozen=True)
class LineShown:
    """A line with the sign of each month, None where there is nothing."""

    planned: PlannedLine
    signs: list[MonthSign | None]


@dataclass(frozen=True)
class MonthOfPlan:
    """What a month holds, for the list of a phone."""

    number: int
    name: str | Promise
    rows: list[tuple[PlannedLine, MonthSign]]


def parts_shown(plan: WorkPlan) -> list[tuple[str, list[LineShown]]]:
    return [(pokja_name(part.pokja), [line_shown(line) for line in part.lines]) for part in plan.parts]


def line_shown(planned: PlannedLine) -> LineShown:
    return LineShown(planned, [_sign(state) for state in planned.states])


def months_shown(plan: WorkPlan) -> list[MonthOfPlan]:
    lines = plan.lines
    return [
        MonthOfPlan(
            number, name, [(line, sign) for line in lines if (sign := _sign(line.states[number - 1]))]
        )
        for number, name in MONTHS.items()
    ]


def legend() -> list[tuple[MonthSign, str | Promise]]:
    return [(SIGNS[key], meaning) for key, meaning in MEANINGS]


def _sign(state: PlanMonth) -> MonthSign | None:
    return SIGNS.get(state.value)

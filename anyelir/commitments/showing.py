"""Clauses as pages show them: who owes them, how they stand today, how far their parts are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.commitments.models import Clause
from anyelir.commitments.papers import no_date_yet, owner_name
from anyelir.core.wording import number, short_day


@dataclass(frozen=True)
class ClauseLine:
    """``tone`` and ``icon`` are those of the badge that says ``state``."""

    clause: Clause
    owner: str
    due: str
    state: str
    tone: str
    icon: str


def clause_lines(clauses: Iterable[Clause], today: dt.date) -> list[ClauseLine]:
    return [clause_line(clause, today) for clause in clauses]


def clause_line(clause: Clause, today: dt.date) -> ClauseLine:
    due = short_day(clause.due_on) if clause.due_on else no_date_yet()
    return ClauseLine(clause, owner_name(clause), due, *_state(clause, today))


def _state(clause: Clause, today: dt.date) -> tuple[str, str, str]:
    label = str(clause.get_state_display())
    if clause.state == Clause.State.DONE:
        return label, "ok", "check"
    if clause.state == Clause.State.DROPPED:
        return label, "line", "x"
    if clause.due_on is not None and clause.is_late(today):
        days = (today - clause.due_on).days
        return _("lewat %s hari") % number(days), "attn", "alert"
    return label, "line", "clock"


def parts_said(parts: list[Clause]) -> str:
    """``2 dari 4 lembaga sudah selesai``; parts that were dropped are not waited for."""
    asked = [part for part in parts if part.state != Clause.State.DROPPED]
    done = [part for part in asked if part.state == Clause.State.DONE]
    params = {"done": number(len(done)), "all": number(len(asked))}
    return _("%(done)s dari %(all)s lembaga sudah selesai") % params

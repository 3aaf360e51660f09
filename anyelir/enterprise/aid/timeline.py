"""The steps of an aid as its page shows them, and where the next one is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.enterprise.aid import access
from anyelir.enterprise.aid.models import Aid


@dataclass(frozen=True)
class AidStepLine:
    """One step: what, when, and what stands beside it; without a day it has not come."""

    label: str
    on: dt.date | None
    note: str = ""
    is_next: bool = False


def timeline(aid: Aid) -> list[AidStepLine]:
    """All steps in their order; of what did not pass, none beyond."""
    decree = aid.aid_round.decree_no if aid.aid_round is not None else ""
    lines = [
        (_("Diusulkan"), aid.proposed_on, ""),
        (_("Diperiksa dinas"), aid.verified_on, aid.why),
        (_("Ditetapkan"), aid.decided_on, _("SK %s") % decree if decree else ""),
        (_("Perjanjian (NPHD)"), aid.granted_on, aid.nphd_no),
        (_("Diadakan"), aid.procured_on, ""),
        (_("Diserahkan (BAST)"), aid.handed_over_on, aid.bast_no),
        (_("Dipakai"), aid.in_use_on, ""),
        (_("Ditutup"), aid.closed_on, aid.get_ending_display() if aid.ending else ""),
    ]
    if aid.is_passed is False:
        lines = lines[:2]
    is_open = aid.is_passed is not False and not aid.ending
    coming = next((at for at, line in enumerate(lines) if line[1] is None), None) if is_open else None
    return [AidStepLine(label, on, note, is_next=at == coming) for at, (label, on, note) in enumerate(lines)]


@dataclass(frozen=True)
class NextStep:
    """The one button of the page: the next step, for whoever takes it."""

    label: str
    url: str


Rule = Callable[[Any, Aid], bool]
DOORS: dict[str, tuple[str | Promise, str, Rule]] = {
    Aid.Step.PROPOSED: (gettext_lazy("Catat hasil pemeriksaan"), "aid:verify", access.can_verify_aid),
    Aid.Step.VERIFIED: (gettext_lazy("Tetapkan dengan SK"), "aid:decide", access.can_decide_aid),
    Aid.Step.DECIDED: (gettext_lazy("Catat NPHD"), "aid:grant", access.can_decide_aid),
    Aid.Step.GRANTED: (gettext_lazy("Catat pengadaan"), "aid:procure", access.can_decide_aid),
    Aid.Step.PROCURED: (gettext_lazy("Catat serah terima"), "aid:hand_over", access.can_decide_aid),
}


def next_door(user: Any, aid: Aid) -> NextStep | None:
    """None when nothing is to be done, or somebody else does it."""
    label, name, rule = DOORS.get(aid.step, ("", "", None))
    if rule is None or not rule(user, aid):
        return None
    return NextStep(str(label), reverse(name, args=[aid.pk]))

"""What whoever takes over a post reads of promises: those that are open, the late ones first."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.commitments.models import Clause
from anyelir.commitments.papers import no_date_yet, owner_name
from anyelir.commitments.queries import open_clauses
from anyelir.core.blocks import Block, BlockColumn, TableBlock, TextBlock
from anyelir.core.handover import PACK_PARTS, PackPart, PartRead, cut
from anyelir.core.wording import number, short_day
from anyelir.membership.models import Body


def promises_part(body: Body, on: dt.date) -> PartRead | None:
    """Who owes is a post or an office, never the name of a person."""
    clauses = [*open_clauses(body)]
    if not clauses:
        return PartRead(figure="0", text=_("Tidak ada janji yang masih berjalan."))
    late = sum(clause.is_late(on) for clause in clauses)
    return PartRead(
        figure=number(len(clauses)),
        beside=_("%s lewat tenggat") % number(late) if late else "",
        text=_("Janji yang masih berjalan."),
        blocks=_blocks(clauses),
        asks_a_look=bool(late),
    )


def _blocks(clauses: list[Clause]) -> list[Block]:
    columns = [BlockColumn(_("Siapa"), 4), BlockColumn(_("Yang dijanjikan"), 9), BlockColumn(_("Tenggat"), 3)]
    shown, rest = cut(clauses)
    rows = [
        [owner_name(each), each.what, short_day(each.due_on) if each.due_on else no_date_yet()]
        for each in shown
    ]
    return [TableBlock(columns, rows), *([TextBlock(rest)] if rest else [])]


PACK_PARTS.declare(PackPart("commitments.open", 100, gettext_lazy("Janji"), "flag", promises_part))

"""What whoever takes over a post reads of agendas: requests nobody has answered, and points that wait for a meeting."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.agendas.models import Passing
from anyelir.agendas.queries import agenda_of, handed_down, unanswered
from anyelir.core.blocks import Block, BlockColumn, TableBlock, TextBlock
from anyelir.core.handover import PACK_PARTS, PackPart, PartRead, cut
from anyelir.core.wording import number, short_day
from anyelir.membership.models import Body


def agenda_part(body: Body, on: dt.date) -> PartRead | None:
    """What bodies above ask, what the body asks of those below, and how many points wait."""
    asked, points = [*unanswered(body)], agenda_of(body).count()
    sent = [*handed_down(body).filter(ended_at=None)]
    if not asked and not points and not sent:
        return None
    late = any(each.answer_by is not None and each.answer_by < on for each in asked)
    params = {"points": number(points), "sent": number(len(sent))}
    return PartRead(
        figure=number(len(asked)),
        beside=_("%(points)s pokok bahasan menunggu, %(sent)s titipan ke bawah berjalan") % params,
        text=_("Titipan dari atas yang belum dijawab.") if asked else "",
        blocks=_blocks(asked),
        asks_a_look=late,
    )


def _blocks(asked: list[Passing]) -> list[Block]:
    if not asked:
        return []
    columns = [BlockColumn(_("Dari"), 5), BlockColumn(_("Titipan"), 8), BlockColumn(_("Jawab sebelum"), 3)]
    shown, rest = cut(asked)
    rows = [
        [str(each.from_body), str(each), short_day(each.answer_by) if each.answer_by else "-"]
        for each in shown
    ]
    return [TableBlock(columns, rows), *([TextBlock(rest)] if rest else [])]


PACK_PARTS.declare(PackPart("agendas.open", 150, gettext_lazy("Agenda dan titipan"), "list", agenda_part))

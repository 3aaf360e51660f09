"""What the secretariat adds to a hand-over: letters without an answer, and what of the plan is still to be done."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.blocks import Block, BlockColumn, TableBlock, TextBlock
from anyelir.core.handover import PACK_PARTS, PackPart, PartRead, cut
from anyelir.core.wording import number, short_day
from anyelir.membership.models import Body
from anyelir.membership.offices import pokja_name
from anyelir.secretariat.models import Arrival, Letter
from anyelir.secretariat.queries.plans import PlannedLine, work_plan


def letters_part(body: Body, on: dt.date) -> PartRead | None:
    """Letters that came in and are not done, and own ones that wait for a signature. A limited one is only counted."""
    arrivals = Arrival.objects.filter(body=body, received_on__lt=on).exclude(state=Arrival.State.DONE)
    waiting = list(arrivals.select_related("letter").order_by("-received_on", "-no"))
    drafts = Letter.objects.filter(body=body, direction=Letter.Direction.OUT)
    unsigned = drafts.filter(state__in=[Letter.State.DRAFT, Letter.State.INITIALLED]).count()
    if not waiting and not unsigned:
        return PartRead(figure="0", text=_("Semua surat masuk sudah selesai."))
    return PartRead(
        figure=number(len(waiting)),
        beside=_("%s konsep belum ditandatangani") % number(unsigned) if unsigned else "",
        text=_("Surat masuk yang belum selesai.") if waiting else "",
        blocks=_letter_blocks(waiting),
        asks_a_look=bool(waiting),
    )


def _letter_blocks(waiting: list[Arrival]) -> list[Block]:
    if not waiting:
        return []
    columns = [
        BlockColumn(_("No. agenda"), 2),
        BlockColumn(_("Diterima"), 3),
        BlockColumn(_("Dari"), 5),
        BlockColumn(_("Perihal"), 7),
    ]
    shown, rest = cut(waiting)
    rows = [[f"{each.no}/{each.year}", short_day(each.received_on), *_content(each.letter)] for each in shown]
    return [TableBlock(columns, rows), *([TextBlock(rest)] if rest else [])]


def _content(letter: Letter) -> list[str]:
    return ["", _("surat terbatas")] if letter.is_limited else [letter.party, letter.subject]


def plan_part(body: Body, on: dt.date) -> PartRead | None:
    """The lines of the year of which a month is still to be done."""
    plan = work_plan(body, on.year)
    running = [line for part in plan.parts for line in part.lines if line.done < line.planned]
    if not plan.lines:
        return None
    running.sort(key=lambda line: line.done - line.planned)
    return PartRead(
        figure=number(len(running)),
        beside=_("dari %s baris rencana") % number(len(plan.lines)),
        text=_("Program tahun %s yang masih berjalan.") % on.year,
        blocks=_plan_blocks(running),
    )


def _plan_blocks(running: list[PlannedLine]) -> list[Block]:
    if not running:
        return []
    columns = [
        BlockColumn(_("Kegiatan"), 8),
        BlockColumn(_("Penanggung jawab"), 4),
        BlockColumn(_("Terlaksana"), 2, is_number=True),
        BlockColumn(_("Direncanakan"), 2, is_number=True),
    ]
    shown, rest = cut(running)
    rows = [
        [each.line.title, pokja_name(each.line.work_item.pokja), each.done, each.planned] for each in shown
    ]
    return [TableBlock(columns, rows), *([TextBlock(rest)] if rest else [])]


PACK_PARTS.declare(
    PackPart("secretariat.plan", 400, gettext_lazy("Program berjalan"), "list", plan_part),
    PackPart("secretariat.letters", 500, gettext_lazy("Surat"), "mail", letters_part),
)

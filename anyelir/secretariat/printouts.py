"""Books of the secretariat as papers: the work plan with what was done of it, and the book of activities 4.13."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.wording import day, short_day
from anyelir.documents.booklet import Booklet
from anyelir.membership.models import Body
from anyelir.membership.offices import pokja_name, post_name
from anyelir.secretariat.models import Activity
from anyelir.secretariat.queries.plans import PlannedLine, WorkPlan
from anyelir.secretariat.showing import legend, line_shown

ACTIVITIES = gettext_lazy("Kegiatan")


def plan_book(plan: WorkPlan) -> Booklet:
    """The plan of a year, one table for each part."""
    blocks: list[Block] = [TextBlock(_legend_text())] if plan.lines else []
    for part in plan.parts:
        blocks += [HeadingBlock(pokja_name(part.pokja), 2), plan_table(part.lines)]
    if plan.dropped:
        blocks += [HeadingBlock(_("Dihentikan"), 2), dropped_table(plan.dropped)]
    return _booklet(_("Program kerja tahun %s") % plan.year, plan.body, blocks, is_wide=True)


def _legend_text() -> str:
    return ", ".join(f"{sign.letter}: {meaning}" for sign, meaning in legend())


def plan_table(lines: Iterable[PlannedLine]) -> TableBlock:
    months = [BlockColumn(str(name)[:3], 2, group=_("Bulan")) for name in MONTHS.values()]
    columns = [
        BlockColumn(_("No."), 2),
        BlockColumn(_("Program"), 9),
        BlockColumn(_("Kegiatan"), 9),
        BlockColumn(_("Sasaran"), 6),
        *months,
        BlockColumn(_("Sumber dana"), 5),
        BlockColumn(_("Terlaksana"), 5),
        BlockColumn(_("Ket."), 6),
    ]
    return TableBlock(columns, [_plan_row(number, line) for number, line in enumerate(lines, start=1)])


def _plan_row(number: int, planned: PlannedLine) -> list[str | int]:
    line = planned.line
    letters = [str(sign.letter) if sign else "" for sign in line_shown(planned).signs]
    source = line.get_source_display() if line.source else ""
    return [
        number, str(line.work_item), line.title, line.target, *letters, str(source), done_words(planned), line.remark
    ]  # fmt: skip


def done_words(planned: PlannedLine) -> str:
    """``2 dari 3 bulan``."""
    return _("%(done)s dari %(planned)s bulan") % {"done": planned.done, "planned": planned.planned}


def dropped_table(lines: Iterable[PlannedLine]) -> TableBlock:
    columns = [
        BlockColumn(_("Kegiatan"), 8),
        BlockColumn(_("Dihentikan pada"), 5),
        BlockColumn(_("Alasan"), 10),
        BlockColumn(_("Sempat dilaksanakan"), 5, is_number=True),
    ]
    rows = [
        [each.line.title, day(each.line.dropped_on), each.line.drop_reason, len(each.held)] for each in lines
    ]
    return TableBlock(columns, rows)


def activity_book(body: Body, year: int, activities: Iterable[Activity]) -> Booklet:
    """Form 4.13, "Buku Kegiatan": seven columns; the last is signed by hand."""
    table = activity_table(activities)
    return _booklet(_("Buku Kegiatan (Lampiran 4.13) tahun %s") % year, body, [table], is_wide=True)


def activity_table(activities: Iterable[Activity]) -> TableBlock:
    group = str(ACTIVITIES)
    columns = [
        BlockColumn(_("No."), 2),
        BlockColumn(_("Nama"), 8),
        BlockColumn(_("Jabatan"), 6),
        BlockColumn(_("Tanggal"), 5, group=group),
        BlockColumn(_("Tempat"), 7, group=group),
        BlockColumn(_("Uraian"), 14, group=group),
        BlockColumn(_("Tanda tangan"), 6),
    ]
    return TableBlock(columns, [_activity_row(each) for each in activities], is_numbered=True)


def _activity_row(activity: Activity) -> list[str | int]:
    post = activity.organiser
    name, office = (post.name, post_name(post)) if post is not None else ("", "")
    return [
        activity.book_no or "", name, office, short_day(activity.on), activity.place, account_of(activity), ""
    ]  # fmt: skip


def account_of(activity: Activity) -> str:
    """The title and, below, what came of it; of one that was cancelled the reason."""
    if activity.state == Activity.State.CANCELLED:
        return f"{activity.title}\n{_('Dibatalkan: %s') % activity.cancel_reason}"
    return "\n".join(filter(None, (activity.title, activity.conclusions)))


def _booklet(title: str, body: Body, blocks: list[Block], *, is_wide: bool) -> Booklet:
    today = today_at(body.region_id)
    head = (str(body), body.region.label)
    foot = _("Dicetak %s dari catatan pada hari itu.") % day(today)
    return Booklet(title, head, blocks, today, is_wide=is_wide, foot=foot)

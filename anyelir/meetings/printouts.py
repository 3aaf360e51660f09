"""The list of who came as a paper and a workbook."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.blocks import BlockColumn, TableBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.wording import day, number
from anyelir.documents.booklet import Booklet
from anyelir.meetings.access import shows_times
from anyelir.meetings.minutes_papers import when_and_where
from anyelir.meetings.queries.attendance import expected_at, present_at
from anyelir.meetings.showing import note_of, time_of
from anyelir.secretariat.models import Activity

# Empty lines to sign on for whoever comes without having been invited.
SPARE_LINES = 5


def attendance_booklet(activity: Activity) -> Booklet:
    """Before anybody came the list of the invited, to be signed on paper; afterwards who came."""
    present = [*present_at(activity)]
    rows = present or expected_at(activity)
    with_times = bool(present) and shows_times(activity.body)
    columns = [
        BlockColumn(_("No."), 2),
        BlockColumn(_("Nama"), 10),
        BlockColumn(_("Dari"), 10),
        *([BlockColumn(_("Jam"), 3)] if with_times else []),
        BlockColumn(_("Tanda tangan"), 7),
    ]
    cells: list[list[str | int]] = [
        [position, each.name, note_of(each), *([time_of(each)] if with_times else []), ""]
        for position, each in enumerate(rows, start=1)
    ]
    if not present:
        cells += [[len(rows) + position, "", "", ""] for position in range(1, SPARE_LINES + 1)]
    today = today_at(activity.body.region_id)
    text = (
        _("Hadir %s orang.") % number(len(present))
        if present
        else _("Diundang %s orang.") % number(len(rows))
    )
    return Booklet(
        _("Daftar hadir: %s") % activity.title,
        (str(activity.body), activity.body.region.label, when_and_where(activity)),
        [TextBlock(text), TableBlock(columns, cells)],
        today,
        foot=_("Dicetak %s dari catatan pada hari itu.") % day(today),
    )

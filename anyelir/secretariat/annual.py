"""What the plan and the activities add to the annual report of a body; other rooms declare their own parts."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count
from django.utils.translation import gettext as _

from anyelir.core.blocks import (
    ANNUAL_PARTS,
    AnnualPart,
    Block,
    BlockColumn,
    HeadingBlock,
    TableBlock,
    TextBlock,
)
from anyelir.core.terms import overlapping
from anyelir.core.wording import number, short_day
from anyelir.membership.models import Body, Post, Service
from anyelir.membership.offices import pokja_name, post_name
from anyelir.regions.scope import is_within
from anyelir.secretariat.hooks import reached_at
from anyelir.secretariat.models import Activity, Letter
from anyelir.secretariat.printouts import dropped_table, plan_table
from anyelir.secretariat.queries.activities import numbered_activities
from anyelir.secretariat.queries.letters import numbered_arrivals, numbered_letters
from anyelir.secretariat.queries.plans import work_plan


def people_blocks(body: Body, year: int) -> list[Block]:
    """The posts of the year, and how many serve as kader."""
    within = overlapping(dt.date(year, 1, 1), dt.date(year, 12, 31))
    posts = Post.objects.filter(within, body=body).exclude(member=None).select_related("member")
    rows = [
        [position, post.name, post_name(post), short_day(post.since), short_day(post.until) if post.until else ""]
        for position, post in enumerate(posts.order_by("pokja", "office", "since", "id"), start=1)
    ]  # fmt: skip
    if not rows:
        return []
    columns = [
        BlockColumn(_("No."), 1),
        BlockColumn(_("Nama"), 5),
        BlockColumn(_("Jabatan"), 4),
        BlockColumn(_("Mulai"), 3),
        BlockColumn(_("Sampai"), 3),
    ]
    return [HeadingBlock(_("Pengurus")), TableBlock(columns, rows), *_kader_blocks(body, year)]


def _kader_blocks(body: Body, year: int) -> list[Block]:
    within = overlapping(dt.date(year, 1, 1), dt.date(year, 12, 31))
    rows = Service.objects.filter(within, is_within(body.region_id)) if not body.unit_kind else None
    count = rows.aggregate(n=Count("member", distinct=True))["n"] if rows is not None else 0
    if not count:
        return []
    return [TextBlock(_("Kader yang bertugas di wilayah ini sepanjang tahun: %s orang.") % number(count))]


def plan_blocks(body: Body, year: int) -> list[Block]:
    """The plan with what was done of it."""
    plan = work_plan(body, year)
    if not plan.lines and not plan.dropped:
        return []
    facts = {"lines": len(plan.lines), "planned": plan.planned, "done": plan.done}
    text = _(
        "Rencana tahun ini memuat %(lines)s kegiatan dalam %(planned)s bulan kegiatan; %(done)s sudah dilaksanakan."
    )
    blocks: list[Block] = [HeadingBlock(_("Program kerja dan pelaksanaannya")), TextBlock(text % facts)]
    for part in plan.parts:
        table = plan_table(part.lines)
        blocks += [HeadingBlock(pokja_name(part.pokja), 2), _without_months(table)]
    if plan.dropped:
        blocks += [HeadingBlock(_("Dihentikan"), 2), dropped_table(plan.dropped)]
    return blocks


def _without_months(table: TableBlock) -> TableBlock:
    """A report stands upright: there is no room for twelve months."""
    kept = [position for position, column in enumerate(table.columns) if not column.group]
    columns = [table.columns[position] for position in kept]
    return TableBlock(columns, [[row[position] for position in kept] for row in table.rows])


def activity_blocks(body: Body, year: int) -> list[Block]:
    """What was done, by the secretariat and each pokja."""
    held = [each for each in numbered_activities(body, year) if each.took_place]
    if not held:
        return []
    blocks: list[Block] = [HeadingBlock(_("Kegiatan yang dilaksanakan")), TextBlock(_counts(held))]
    for pokja in (None, 1, 2, 3, 4):
        rows = [each for each in held if each.pokja == pokja]
        if rows:
            blocks += [HeadingBlock(pokja_name(pokja), 2), _activity_table(rows)]
    return blocks


def _counts(held: list[Activity]) -> str:
    came = reached_at(held)
    facts = {"held": number(len(held)), "reached": number(sum(filter(None, came.values())))}
    return _("Dilaksanakan %(held)s kegiatan dengan %(reached)s kehadiran.") % facts


def _activity_table(activities: list[Activity]) -> TableBlock:
    columns = [
        BlockColumn(_("No."), 1),
        BlockColumn(_("Tanggal"), 3),
        BlockColumn(_("Uraian"), 8),
        BlockColumn(_("Tempat"), 4),
        BlockColumn(_("Hadir"), 2, is_number=True),
    ]
    came = reached_at(activities)
    rows: list[list[str | int]] = [
        [
            activity.book_no or "",
            short_day(activity.on),
            "\n".join(filter(None, (activity.title, activity.conclusions))),
            activity.place,
            "" if (count := came[activity.pk]) is None else number(count),
        ]
        for activity in sorted(activities, key=lambda each: (each.on, each.book_no or 0))
    ]
    return TableBlock(columns, rows)


def letter_blocks(body: Body, year: int) -> list[Block]:
    """How many letters went out, by kind, and how many came in; what stands in them is nobody's business here."""
    kinds = numbered_letters(body, year).exclude(state=Letter.State.VOID).order_by().values_list("kind")
    out = dict(kinds.annotate(n=Count("pk")))
    came = numbered_arrivals(body, year).count()
    if not out and not came:
        return []
    rows = [[str(label), number(out[kind])] for kind, label in Letter.Kind.choices if kind in out]
    rows += [[_("Semua surat keluar"), number(sum(out.values()))], [_("Surat masuk"), number(came)]]
    columns = [BlockColumn(_("Surat"), 6), BlockColumn(_("Jumlah"), 2, is_number=True)]
    return [HeadingBlock(_("Surat-menyurat")), TableBlock(columns, rows)]


ANNUAL_PARTS.declare(
    AnnualPart("secretariat.people", 100, people_blocks),
    AnnualPart("secretariat.plan", 200, plan_blocks),
    AnnualPart("secretariat.activities", 300, activity_blocks),
    AnnualPart("secretariat.letters", 500, letter_blocks),
)

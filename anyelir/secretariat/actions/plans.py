"""Lines of a work plan: added, changed, taken over from last year, dropped with a reason; and own programmes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.models import Record
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.membership.models import Body
from anyelir.rules.programme_tree import is_called, level_below, title_key
from anyelir.rules.texts import clean_text
from anyelir.rules.work_plan import month_bits
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.models import Activity, PlanLine, WorkItem
from anyelir.secretariat.models.plans import FIRST_YEAR, LAST_YEAR
from anyelir.secretariat.queries.plans import items_of, open_lines
from anyelir.secretariat.summaries import line_words


@action("plan.add", stored=line_words)
def add_line(
    *,
    body: Body,
    year: int,
    work_item: WorkItem,
    title: str,
    months: Collection[int],
    by: Actor,
    target: str = "",
    source: str = "",
    remark: str = "",
    op_id: uuid.UUID | None = None,
) -> PlanLine:
    """A line of the plan of a year.

    Refuses: item_elsewhere, line_twice, months_missing, plan_year, title_missing.
    """
    held(body)
    _refuse_year(year)
    line = PlanLine(body=body, year=year, work_item=work_item)
    texts = {"title": title, "target": target, "source": source, "remark": remark}
    _fill(line, work_item, months, texts)
    line.save(force_insert=True)
    note(by=by, verb="plan.add", what=line, region=body.region_id, year=year)
    return line


@action("plan.change", stored=line_words)
def change_line(
    *,
    line: PlanLine,
    work_item: WorkItem,
    title: str,
    months: Collection[int],
    by: Actor,
    target: str = "",
    source: str = "",
    remark: str = "",
    seen: str = "",
    op_id: uuid.UUID | None = None,
) -> PlanLine:
    """What is planned otherwise; what was done of it stays as it was. ``seen`` is the mark of what was on the page.

    Refuses: changed_since, item_elsewhere, line_dropped, line_twice, months_missing, title_missing.
    """
    held(line.body)
    line = held(line)
    refuse_dropped(line)
    refuse_unseen(line, seen)
    texts = {"title": title, "target": target, "source": source, "remark": remark}
    changed = _fill(line, work_item, months, texts)
    line.save()
    note(by=by, verb="plan.change", what=line, region=line.body.region_id, fields=changed)
    return line


@action("plan.drop", stored=line_words)
def drop_line(*, line: PlanLine, reason: str, by: Actor, op_id: uuid.UUID | None = None) -> PlanLine:
    """The line is given up; it stays in the plan with its reason and with what was done of it.

    Refuses: line_dropped, line_has_planned, reason_missing.
    """
    line, reason = held(line), clean_text(reason)
    refuse_dropped(line)
    if not reason:
        text = _("Tulis alasannya, supaya tahun depan masih diketahui.")
        raise Refused("reason_missing", text, field="reason", status=422)
    planned = Activity.objects.filter(plan_line=line, state=Activity.State.PLANNED).order_by("on").first()
    if planned is not None:
        text = _("Masih ada kegiatan %(day)s yang direncanakan dari baris ini. Batalkan dulu kegiatan itu.")
        raise Refused("line_has_planned", text % {"day": day(planned.on)})
    line.drop_reason, line.dropped_on = reason, today_at(line.body.region_id)
    line.save(update_fields=["drop_reason", "dropped_on", "updated_at"])
    note(by=by, verb="plan.drop", what=line, region=line.body.region_id)
    return line


@action("plan.copy", stored=str)
def copy_plan(*, body: Body, year: int, by: Actor, op_id: uuid.UUID | None = None) -> Body:
    """Every line of the year before that this year has not; programmes that ended are left out. Gives the body.

    Refuses: nothing_to_copy, plan_year.
    """
    body = held(body)
    _refuse_year(year)
    offered = set(items_of(body, year).values_list("pk", flat=True))
    present = {(line.work_item_id, title_key(line.title)) for line in open_lines(body, year)}
    earlier = [
        line
        for line in open_lines(body, year - 1)
        if line.work_item_id in offered and (line.work_item_id, title_key(line.title)) not in present
    ]
    if not earlier:
        text = _("Tidak ada baris tahun %s yang belum ada di rencana ini.") % (year - 1)
        raise Refused("nothing_to_copy", text)
    PlanLine.objects.bulk_create([_as_of_year(line, year) for line in earlier])
    note(by=by, verb="plan.copy", what=body, region=body.region_id, year=year, lines=len(earlier))
    return body


@action("plan.item")
def add_item(
    *, body: Body, parent: WorkItem, title: str, since: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> WorkItem:
    """A programme of the region of the body, below a node of the tree; bodies below may plan it as well.

    Refuses: item_elsewhere, item_known, item_too_deep, title_missing.
    """
    held(body)
    title = clean_text(title)
    code = slugify(title)[:60].strip("-")
    if not code:
        raise Refused("title_missing", _("Tulis nama programnya."), field="title", status=422)
    known_items = list(items_of(body, since.year))
    if parent not in known_items:
        raise _elsewhere("parent")
    level = level_below(parent.level)
    if not level:
        text = _("Di bawah kegiatan tidak ada tingkat lagi. Pilih program di atasnya.")
        raise Refused("item_too_deep", text, field="parent", status=422)
    same = next((each for each in known_items if is_called(title, each.title, each.other_names)), None)
    if same is not None:
        text = _("Program itu sudah ada: %s. Pakai yang itu.") % same
        raise Refused("item_known", text, field="title", status=422)
    work_item = WorkItem.objects.create(
        edition=parent.edition, code=code, parent=parent, pokja=parent.pokja, level=level, title=title,
        region=body.region, rank=parent.rank + 1, since=since,
    )  # fmt: skip
    note(by=by, verb="plan.item", what=work_item, region=body.region_id, parent=parent.code)
    return work_item


def refuse_unseen(record: Record, seen: str) -> None:
    """Whoever saves a page takes nothing back that somebody else saved meanwhile. Refuses: changed_since."""
    if seen and seen != mark_of(record):
        text = _(
            "Catatan ini baru saja diubah orang lain. Buka lagi halamannya, lalu ubah dari yang terbaru."
        )
        raise Refused("changed_since", text)


def refuse_dropped(line: PlanLine) -> None:
    """Refuses: line_dropped."""
    if line.is_dropped:
        text = _("Baris ini sudah dihentikan %s. Tambahkan baris baru.") % day(line.dropped_on)
        raise Refused("line_dropped", text)


def _refuse_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        text = _("Tahun rencana antara %(first)s dan %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise Refused("plan_year", text, status=422)


def _elsewhere(field: str) -> Refused:
    text = _("Pilih program dari daftar: program nasional, atau tambahan wilayah ini.")
    return Refused("item_elsewhere", text, field=field, status=422)


def _fill(line: PlanLine, work_item: WorkItem, months: Collection[int], texts: dict[str, str]) -> list[str]:
    """The names of the fields that changed."""
    cleaned: dict[str, Any] = {name: clean_text(text) for name, text in texts.items()}
    if not cleaned["title"]:
        raise Refused("title_missing", _("Tulis kegiatannya."), field="title", status=422)
    if not months:
        text = _("Pilih paling sedikit satu bulan.")
        raise Refused("months_missing", text, field="months", status=422)
    if not items_of(line.body, line.year).filter(pk=work_item.pk).exists():
        raise _elsewhere("work_item")
    same = open_lines(line.body, line.year).filter(work_item=work_item).exclude(pk=line.pk)
    if title_key(cleaned["title"]) in {title_key(each.title) for each in same}:
        text = _("Kegiatan ini sudah ada di rencana tahun itu. Tambahkan bulannya di baris itu.")
        raise Refused("line_twice", text, field="title")
    return set_fields(line, {**cleaned, "work_item": work_item, "months": month_bits(months)})


def _as_of_year(line: PlanLine, year: int) -> PlanLine:
    kept = ("body_id", "work_item_id", "title", "target", "months", "source", "remark")
    return PlanLine(year=year, **{name: getattr(line, name) for name in kept})

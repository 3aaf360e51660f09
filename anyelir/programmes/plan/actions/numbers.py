"""What is promised, and what was reached of it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, number
from anyelir.programmes.plan.actions.programmes import refuse_closed
from anyelir.programmes.plan.models import Programme, ProgrammeTarget, TargetTally
from anyelir.programmes.plan.summaries import tally_words, target_words
from anyelir.regions.models import Region
from anyelir.regions.scope import contains
from anyelir.rules.programmes import countable_units
from anyelir.rules.texts import clean_text

LARGEST = 100_000_000


@action("target.set", stored=target_words)
def set_target(
    *,
    programme: Programme,
    counts: str,
    value: int,
    by: Actor,
    due_on: dt.date | None = None,
    reason: str = "",
    op_id: uuid.UUID | None = None,
) -> ProgrammeTarget:
    """The number of a unit, counted from the first day of the programme; a later one takes the place of the earlier.

    Refuses: due_before_start, nothing_changed, reason_missing, unit_unknown, value_below_one; as refuse_closed.
    """
    programme = held(programme)
    refuse_closed(programme)
    if counts not in countable_units(today_at(programme.body.region_id)):
        raise Refused("unit_unknown", _("Pilih dari daftar apa yang dihitung."), field="counts", status=422)
    if not 1 <= value <= LARGEST:
        text = _("Jumlahnya paling sedikit 1 dan paling banyak %s.")
        raise Refused("value_below_one", text % number(LARGEST), field="value", status=422)
    if due_on is not None and due_on < programme.starts_on:
        text = _("Program mulai %s. Pilih tenggat sesudahnya, atau kosongkan bila belum ada.")
        raise Refused("due_before_start", text % day(programme.starts_on), field="due_on", status=422)
    earlier = programme.targets.filter(counts=counts, replaced_at=None).first()
    reason = clean_text(reason)
    if earlier is not None:
        _replace(programme, earlier, value, due_on, reason)
    target = ProgrammeTarget(
        programme=programme,
        counts=counts,
        value=value,
        since=programme.starts_on,
        due_on=due_on,
        reason=reason,
        made_by=by.id,
    )
    target.save(force_insert=True)
    note(by=by, verb="target.set", what=target, region=programme.body.region_id, counts=counts, value=value)
    return target


def _replace(
    programme: Programme, earlier: ProgrammeTarget, value: int, due_on: dt.date | None, reason: str
) -> None:
    """A promise that was made in public changes with a reason. Refuses: nothing_changed, reason_missing."""
    if (earlier.value, earlier.due_on) == (value, due_on):
        raise Refused(
            "nothing_changed", _("Jumlah dan tenggatnya sama seperti sekarang."), field="value", status=422
        )
    if programme.launched_on is not None and not reason:
        text = _("Target ini sudah diumumkan. Tulis mengapa berubah.")
        raise Refused("reason_missing", text, field="reason", status=422)
    earlier.replaced_at = timezone.now()
    earlier.save(update_fields=["replaced_at", "updated_at"])


@action("tally.add", stored=tally_words)
def add_tally(
    *,
    target: ProgrammeTarget,
    region: Region,
    on: dt.date,
    total: int,
    by: Actor,
    reason: str = "",
    op_id: uuid.UUID | None = None,
) -> TargetTally:
    """All that the place itself reached by that day; what places below it count is added by itself.

    Refuses: date_ahead, dates_not_in_order, not_launched, region_outside, total_fell, total_wrong; as refuse_closed.
    """
    programme = held(target.programme)
    refuse_closed(programme)
    if programme.launched_on is None:
        text = _("Program ini belum diluncurkan. Capaian dicatat sesudah itu.")
        raise Refused("not_launched", text)
    if not contains(programme.body.region_id, region.pk):
        raise Refused("region_outside", _("Wilayah itu di luar program ini."), field="region", status=422)
    if not 0 <= total <= LARGEST:
        raise Refused("total_wrong", _("Tulis jumlahnya, 0 atau lebih."), field="total", status=422)
    if on > today_at(region.pk):
        raise Refused("date_ahead", _("Tanggal %s belum tiba.") % day(on), field="on", status=422)
    reason = clean_text(reason)
    last = TargetTally.objects.filter(programme=programme, counts=target.counts, region=region).last()
    if last is not None:
        _check_after(last, on, total, reason)
    tally = TargetTally(
        programme=programme,
        counts=target.counts,
        region=region,
        on=on,
        total=total,
        reason=reason,
        made_by=by.id,
    )
    tally.save(force_insert=True)
    note(by=by, verb="tally.add", what=tally, region=region.pk, counts=target.counts, total=total)
    return tally


def _check_after(last: TargetTally, on: dt.date, total: int, reason: str) -> None:
    """Refuses: dates_not_in_order, total_fell."""
    if on < last.on:
        text = _("Sudah ada catatan tanggal %s. Pilih hari itu atau sesudahnya.")
        raise Refused("dates_not_in_order", text % day(last.on), field="on", status=422)
    if total < last.total and not reason:
        text = _("Jumlahnya turun dari %s. Kalau memang benar, tulis alasannya.")
        raise Refused("total_fell", text % number(last.total), field="reason", status=422)

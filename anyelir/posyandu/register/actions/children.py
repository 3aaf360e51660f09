"""Which posyandu counts a child, from when to when."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day as day_words
from anyelir.core.wording import weekday as day_text
from anyelir.families.models import Person
from anyelir.posyandu.register import access
from anyelir.posyandu.register.hooks import last_day_at
from anyelir.posyandu.register.models import Enrolment, Posyandu
from anyelir.posyandu.register.queries.belonging import OLDEST_MONTH, current_enrolment
from anyelir.posyandu.register.summaries import enrolment_words
from anyelir.rules.age import completed_months

ONE_DAY = dt.timedelta(days=1)
EndReason = Enrolment.EndReason


@action("child.enrol")
def enrol_child(*, posyandu: Posyandu, child: Person, since: dt.date, by: Actor) -> Enrolment:
    """The child belongs to the posyandu from ``since``. Again at the same posyandu changes nothing, or moves
    the start back; a child that belongs to another one must be transferred.

    Refuses: child_died, child_merged, date_in_future, enrolled_elsewhere, enrolment_overlaps, needs_answer,
    not_under_five.
    """
    held(child)
    since = _believable_start(child, since)
    current = current_enrolment(child)
    if current is None:
        return _start(posyandu, child, since, by)
    if current.posyandu_id != posyandu.pk:
        refuse_taking(current, by)
        text = _("%(child)s masih terdaftar di %(posyandu)s. Pindahkan dulu ke posyandu ini.")
        params = {"child": child.name, "posyandu": current.posyandu.name}
        raise Refused("enrolled_elsewhere", text % params)
    return _begin_earlier(current, since, by)


@action("child.enrol_before")
def enrol_before(*, posyandu: Posyandu, child: Person, since: dt.date, on: dt.date, by: Actor) -> Enrolment:
    """A weighing ``on`` a day before the known enrolments: the child belonged to the posyandu by then.

    What is known of later stays; at the posyandu of the next enrolment that one begins earlier, elsewhere the new
    one ends the day before. ``since`` is the wished beginning, moved past an enrolment that came before.

    Refuses: child_died, child_merged, date_in_future, enrolment_overlaps, not_under_five.
    """
    held(child)
    of_that_day = Enrolment.objects.filter(child=child, since__lte=on, until__gte=on)
    here = of_that_day.filter(posyandu=posyandu).first()
    if here is not None:
        return here
    if of_that_day.exists():
        raise Refused("enrolment_overlaps", _("Pada tanggal itu anak ini masih tercatat di posyandu lain."))
    before = child.enrolments.filter(until__lt=on).order_by("-until").first()
    since = _believable_start(child, max(since, before.until + ONE_DAY) if before else since)
    later = child.enrolments.filter(since__gt=on).order_by("since").select_related("posyandu").first()
    if later is None:
        return _start(posyandu, child, since, by)
    if later.posyandu_id == posyandu.pk:
        return _begin_earlier(later, since, by)
    _refuse_past_five(child, since)
    until = later.since - ONE_DAY
    past = Enrolment.objects.create(
        posyandu=posyandu, child=child, since=since, until=until, end_reason=EndReason.TRANSFERRED
    )
    announce_start(past, by, until=until.isoformat())
    return past


@action("child.transfer", stored=enrolment_words)
def transfer_child(
    *, child: Person, to: Posyandu, on: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> Enrolment:
    """From ``on`` the child belongs to another posyandu; each keeps its own past.

    Whoever moves a child has a right where it is now; without one the move is asked for there (``requesting``).

    Refuses: already_here, child_died, child_merged, date_in_future, enrolment_overlaps, needs_answer,
    not_under_five, transfer_too_early.
    """
    held(child)
    on = _believable_start(child, on, field="on")
    current = current_enrolment(child)
    if current is None:
        return _start(to, child, on, by)
    if current.posyandu_id == to.pk:
        raise Refused("already_here", _("%s sudah terdaftar di posyandu ini.") % child.name)
    refuse_taking(current, by)
    _refuse_before_last_visit(current, on)
    _end(current, max(on - ONE_DAY, current.since), EndReason.TRANSFERRED, by, to=str(to.pk))
    return _start(to, child, on, by, came_from=str(current.posyandu_id))


class NeedsAnswer(Refused):
    """The child belongs elsewhere, and whoever asked has no right there. ``child`` is for the request, never shown."""

    def __init__(self, child: Person) -> None:
        text = _(
            "Anak ini belum bisa didaftarkan di sini. Kirim permintaan pindah; posyandu yang mencatatnya akan menjawab."
        )
        super().__init__("needs_answer", text)
        self.child = child


def refuse_taking(current: Enrolment, by: Actor) -> None:
    """Refuse to move a child without a right at its present posyandu; the refusal does not name that posyandu."""
    if not access.can_release(by, current.posyandu):
        raise NeedsAnswer(current.child)


@action("child.leave")
def end_enrolment(*, enrolment: Enrolment, until: dt.date, reason: str, by: Actor) -> Enrolment:
    """The child leaves the register of a posyandu; ``reason`` is one of Enrolment.EndReason.

    Refuses: enrolment_not_in_order.
    """
    if reason not in EndReason:
        raise ValueError(f"no such reason: {reason}")
    if until < enrolment.since:
        raise Refused("enrolment_not_in_order", _("Tanggal keluar lebih awal daripada tanggal masuk."))
    return _end(enrolment, until, reason, by)


def _start(posyandu: Posyandu, child: Person, since: dt.date, by: Actor, **detail: Any) -> Enrolment:
    before = child.enrolments.filter(until__gte=since).order_by("-until").first()
    if before is not None and before.until > since:
        raise Refused("enrolment_overlaps", _("Pada tanggal itu anak ini masih tercatat di posyandu lain."))
    _refuse_past_five(child, since)
    enrolment = Enrolment.objects.create(posyandu=posyandu, child=child, since=since)
    announce_start(enrolment, by, **detail)
    return enrolment


def first_enrolment(posyandu: Posyandu, child: Person, since: dt.date) -> Enrolment:
    """The enrolment, not yet stored, of a child that never belonged to a posyandu; refused as by enrol_child."""
    since = _believable_start(child, since)
    _refuse_past_five(child, since)
    return Enrolment(posyandu=posyandu, child=child, since=since)


def commit_enrolments(enrolments: Sequence[Enrolment], *, by: Actor) -> None:
    """Write enrolments that were planned, with what follows from them."""
    Enrolment.objects.bulk_create(enrolments)
    for enrolment in enrolments:
        announce_start(enrolment, by)


def announce_start(enrolment: Enrolment, by: Actor, **detail: Any) -> None:
    """The line of the audit trail of a new enrolment, from which stale numbers follow."""
    posyandu, child = enrolment.posyandu, enrolment.child
    note(by=by, verb="child.enrol", what=enrolment, region=posyandu.region_id, child=str(child.pk), **detail)


def _end(enrolment: Enrolment, until: dt.date, reason: str, by: Actor, **detail: Any) -> Enrolment:
    if enrolment.until is not None:
        detail["was"] = enrolment.until.isoformat()
    enrolment.until, enrolment.end_reason = until, reason
    enrolment.save(update_fields=["until", "end_reason", "updated_at"])
    region = enrolment.posyandu.region_id
    note(
        by=by,
        verb="child.leave",
        what=enrolment,
        region=region,
        child=str(enrolment.child_id),
        reason=reason,
        **detail,
    )
    return enrolment


def _begin_earlier(enrolment: Enrolment, since: dt.date, by: Actor) -> Enrolment:
    """A weighing from before the enrolment turned up; another posyandu's time with the child stays untouched."""
    if since >= enrolment.since:
        return enrolment
    if enrolment.child.enrolments.filter(until__gte=since).exclude(pk=enrolment.pk).exists():
        raise Refused("enrolment_overlaps", _("Pada tanggal itu anak ini masih tercatat di posyandu lain."))
    was, enrolment.since = enrolment.since, since
    enrolment.save(update_fields=["since", "updated_at"])
    region = enrolment.posyandu.region_id
    note(
        by=by,
        verb="child.enrol",
        what=enrolment,
        region=region,
        child=str(enrolment.child_id),
        was=was.isoformat(),
    )
    return enrolment


def _refuse_past_five(child: Person, since: dt.date) -> None:
    """Refuse somebody past the age of the register: most likely the year of birth is wrong.

    The month after the fifth birthday still passes, as the growth standard and the books of the puskesmas have it.
    """
    if child.born_on is not None and completed_months(child.born_on, since) > OLDEST_MONTH:
        text = _("%(child)s sudah lebih dari 5 tahun pada %(day)s. Periksa tahun lahirnya.")
        params = {"child": child.name, "day": day_words(since)}
        raise Refused("not_under_five", text % params, field="born_on", status=422)


def _believable_start(child: Person, since: dt.date, field: str = "since") -> dt.date:
    """Nobody belongs to a posyandu before birth, in the future or after death."""
    if child.merged_into_id:
        raise Refused("child_merged", _("Catatan anak ini sudah digabung dengan catatan lain."))
    if since > today_at(child.region_id):
        raise Refused("date_in_future", _("Tanggal ini belum terjadi."), field=field, status=422)
    if child.died_on is not None and since > child.died_on:
        raise Refused("child_died", _("Menurut catatan keluarga, anak ini sudah meninggal."))
    return since if child.born_on is None else max(since, child.born_on)


def _refuse_before_last_visit(enrolment: Enrolment, on: dt.date) -> None:
    last = last_day_at(enrolment.posyandu, enrolment.child)
    if last is not None and last >= on or on < enrolment.since:
        day = day_text(last or enrolment.since)
        text = _("Anak ini masih tercatat di %(posyandu)s pada %(day)s. Pilih tanggal sesudahnya.")
        raise Refused(
            "transfer_too_early", text % {"posyandu": enrolment.posyandu.name, "day": day}, field="on"
        )

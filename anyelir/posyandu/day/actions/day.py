"""The open day: open, who comes, the five steps of a visit, close."""

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
from anyelir.core.wording import month as month_text
from anyelir.core.wording import weekday as day_text
from anyelir.families.models import Person
from anyelir.posyandu.day.known_days import IN_DATABASE, KnownDays
from anyelir.posyandu.day.models import PosyanduSession, Visit
from anyelir.posyandu.day.summaries import session_words, visit_words
from anyelir.posyandu.day.values import Source
from anyelir.posyandu.register.models import Posyandu

FIRST_YEAR = 2000
# The steps after registration, in the order of the day.
STEPS = ("measured", "recorded", "served", "counselled")


def refuse_closed_month(posyandu: Posyandu, day: dt.date, known: KnownDays = IN_DATABASE) -> None:
    """Inside the transaction that writes: a month found open here stays open until it ends."""
    if known.is_closed(posyandu, day):
        text = _("Bulan %s sudah ditutup. Buka kembali dulu dengan alasan, lalu catat lagi.")
        raise Refused("month_closed", text % month_text(day))


@action("session.open", stored=session_words)
def open_session(
    *,
    posyandu: Posyandu,
    held_on: dt.date,
    by: Actor,
    op_id: uuid.UUID | None = None,
    kader_on_duty: int | None = None,
    source: str = Source.FIELD,
) -> PosyanduSession:
    """The open day of that date. Opening it twice gives the same day; a day closed by the kader stays closed.

    Refuses: date_in_future, date_too_old, month_closed, posyandu_closed, session_closed.
    """
    _refuse_odd_day(posyandu, held_on)
    refuse_closed_month(posyandu, held_on)
    session, is_new = PosyanduSession.objects.get_or_create(
        posyandu=posyandu,
        held_on=held_on,
        defaults={"opened_at": timezone.now(), "kader_on_duty": kader_on_duty, "source": source},
    )
    if is_new:
        note(by=by, verb="session.open", what=session, region=posyandu.region_id, held_on=held_on.isoformat())
    elif session.closed_at is not None and source == Source.FIELD:
        text = _("Hari buka %s sudah ditutup. Buka kembali bila masih ada yang perlu dicatat.")
        raise Refused("session_closed", text % day_text(held_on))
    return session


@action("session.close", stored=session_words)
def close_session(
    *, session: PosyanduSession, by: Actor, op_id: uuid.UUID | None = None, kader_on_duty: int | None = None
) -> PosyanduSession:
    """End the open day; ``kader_on_duty`` says how many kader served (it counts for the strata).

    Refuses: session_closed.
    """
    session = held(session)
    if session.closed_at is not None:
        raise Refused("session_closed", _("Hari buka %s sudah ditutup.") % day_text(session.held_on))
    session.closed_at, session.closed_by = timezone.now(), by.id
    if kader_on_duty is not None:
        session.kader_on_duty = kader_on_duty
    session.save(update_fields=["closed_at", "closed_by", "kader_on_duty", "updated_at"])
    note(by=by, verb="session.close", what=session, region=session.posyandu.region_id)
    return session


@action("session.reopen", stored=session_words)
def reopen_session(*, session: PosyanduSession, by: Actor, op_id: uuid.UUID | None = None) -> PosyanduSession:
    """Somebody came late: the day is open again as long as its month is; open stays open.

    Refuses: month_closed.
    """
    session = held(session)
    refuse_closed_month(session.posyandu, session.held_on)
    if session.closed_at is None:
        return session
    session.closed_at = session.closed_by = None
    session.save(update_fields=["closed_at", "closed_by", "updated_at"])
    note(by=by, verb="session.reopen", what=session, region=session.posyandu.region_id)
    return session


@action("visit.register", stored=visit_words, circumstances=("at",))
def register_visit(
    *,
    session: PosyanduSession,
    child: Person,
    by: Actor,
    op_id: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Visit:
    """Step 1: the child is here. Twice is once.

    Refuses: before_birth, child_died, child_merged, child_not_enrolled, date_in_future, month_closed,
    session_closed.
    """
    refuse_unfit_visit(session, child, at or timezone.now())
    return visit_of(session, child, by, at)


@action("visit.step", stored=visit_words)
def mark_step(*, visit: Visit, step: str, by: Actor, op_id: uuid.UUID | None = None) -> Visit:
    """Step 4 (``served``) or 5 (``counselled``) of a visit is done; the first time counts."""
    field = f"{step}_at"
    if step not in STEPS:
        raise ValueError(f"no such step: {step}")
    visit = held(visit)
    if getattr(visit, field) is None:
        setattr(visit, field, timezone.now())
        visit.save(update_fields=[field, "updated_at"])
        note(by=by, verb=f"visit.{step}", what=visit, region=visit.session.posyandu.region_id)
    return visit


def visit_of(session: PosyanduSession, child: Person, by: Actor, at: dt.datetime | None = None) -> Visit:
    """The visit of the child on that day, made when it is not there yet."""
    visit, is_new = Visit.objects.get_or_create(
        session=session, child=child, defaults={"registered_at": at or timezone.now()}
    )
    if is_new:
        note_visit(visit, by)
    return visit


def note_visit(visit: Visit, by: Actor) -> None:
    region = visit.session.posyandu.region_id
    note(by=by, verb="visit.register", what=visit, region=region, child=str(visit.child_id))


def refuse_unfit_visit(
    session: PosyanduSession,
    child: Person,
    at: dt.datetime,
    source: str = Source.FIELD,
    known: KnownDays = IN_DATABASE,
) -> None:
    """Refuse a visit when the day is closed or to come, or when the child does not belong here.

    Something recorded on a phone before the day was closed still counts, and a file (``source``) may bring
    what was written on paper.
    """
    if session.held_on > today_at(session.posyandu.region_id):
        raise Refused("date_in_future", _("Tanggal hari buka ini belum tiba."), status=422)
    if source == Source.FIELD and session.closed_at is not None and at > session.closed_at:
        text = _("Hari buka %s sudah ditutup. Buka kembali hari buka itu untuk mencatat lagi.")
        raise Refused("session_closed", text % day_text(session.held_on))
    refuse_closed_month(session.posyandu, session.held_on, known)
    refuse_strange_child(session, child, known)


def refuse_strange_child(session: PosyanduSession, child: Person, known: KnownDays = IN_DATABASE) -> None:
    """A child that does not belong to the posyandu, or did not live, on that day."""
    if child.merged_into_id:
        raise Refused("child_merged", _("Catatan anak ini sudah digabung dengan catatan lain."))
    if child.born_on is not None and child.born_on > session.held_on:
        raise Refused(
            "before_birth", _("Pada tanggal ini anak belum lahir. Periksa tanggal lahirnya."), status=422
        )
    if child.died_on is not None and child.died_on < session.held_on:
        raise Refused("child_died", _("Menurut catatan keluarga, anak ini sudah meninggal."))
    if not known.is_enrolled(session.posyandu, child, session.held_on):
        text = _("%(child)s tidak terdaftar di %(posyandu)s. Daftarkan atau pindahkan dulu.")
        params = {"child": child.name, "posyandu": session.posyandu.name}
        raise Refused("child_not_enrolled", text % params)


def _refuse_odd_day(posyandu: Posyandu, held_on: dt.date) -> None:
    if held_on > today_at(posyandu.region_id):
        raise Refused("date_in_future", _("Tanggal ini belum tiba."), field="held_on", status=422)
    if held_on.year < FIRST_YEAR:
        raise Refused(
            "date_too_old", _("Tanggal ini terlalu lama. Periksa tahunnya."), field="held_on", status=422
        )
    if posyandu.closed_on is not None and held_on > posyandu.closed_on:
        raise Refused("posyandu_closed", _("Posyandu ini sudah tidak beroperasi pada tanggal itu."))

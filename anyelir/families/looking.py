"""Looking a person up by a number: inside the own scope alone, counted, and in the trail whatever comes of it.

A number whose holder lies outside gives the same words to everybody, without a name and without a place. The holder
of such a number is asked for by a request, which its own unit answers (posyandu.register.actions.requesting).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.models import AuditEntry
from anyelir.core.permission import Permission as P
from anyelir.core.refusal import Refused
from anyelir.families import hooks
from anyelir.families.models import Family, Person
from anyelir.membership.access import first_place, working_regions
from anyelir.regions.scope import contains
from anyelir.rules import look_ups

LOOK_UP = "person.look_up"


@dataclass(frozen=True)
class LookUpDoor:
    """Where numbers come in: what a held-back one is called in the trail, and how many a person may have a day."""

    verb: str
    limit: str


FORM = LookUpDoor("number.held_back", "held_back_a_day")
IMPORT = LookUpDoor("number.row_held_back", "held_rows_a_day")


class NumberElsewhere(Refused):
    """The number belongs to somebody whom the person may not see. ``holder`` is for rooms that ask him, never shown."""

    def __init__(self, holder: Person | Family, field: str) -> None:
        text = _("Nomor ini belum bisa dipakai di sini. Periksa angkanya, atau kosongkan dulu.")
        super().__init__("number_elsewhere", text, field=field)
        self.holder = holder


class Scope:
    """Whom one person may know of, with the regions read once: for one number or for the rows of a whole file."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.is_all = bool(getattr(by, "is_system", False))
        rights = (P.FAMILY_VIEW, P.IMPORT_RUN)
        self.codes = [] if self.is_all else [code for right in rights for code in working_regions(by, right)]

    def holds(self, record: Person | Family) -> bool:
        if self.is_all or any(contains(code, record.region_id) for code in self.codes):
            return True
        return isinstance(record, Person) and hooks.is_cared_for(self.by, record)


def refuse_when_spent(by: Actor, limit: str, verbs: Iterable[str]) -> None:
    """Too many numbers for one day: no number is looked up any more, whoever holds it."""
    today = today_at("")
    midnight = timezone.make_aware(dt.datetime.combine(today, dt.time.min))
    spent = AuditEntry.objects.filter(actor_id=by.id, verb__in=list(verbs), at__gte=midnight).count()
    if by.id is not None and spent >= look_ups.limit(limit, today):
        text = _(
            "Hari ini sudah terlalu banyak nomor yang dicari. Batas ini aturan kami sendiri, demi keamanan warga."
            " Lanjutkan besok, atau catat dulu tanpa nomor."
        )
        raise Refused("look_ups_spent", text, status=429)


def note_look_up(by: Actor, region: str) -> None:
    """A search by a number is written down before it is made, so that many at once are counted each."""
    refuse_when_spent(by, "look_ups_a_day", [LOOK_UP])
    note(by=by, verb="person.look_up", what="families.person", region=region, whatever_happens=True)


def holder_in_scope(
    holder: Person | Family | None, by: Actor, *, door: LookUpDoor = FORM, field: str = "nik"
) -> Person | Family | None:
    """The holder of a number that was typed, for whoever may see him; raises NumberElsewhere for anybody else."""
    if holder is None or Scope(by).holds(holder):
        return holder
    note(by=by, verb=door.verb, what="families.person", region=first_place(by), whatever_happens=True)
    raise NumberElsewhere(holder, field)


def holder_of_nik(
    nik_index: str, by: Actor, *, door: LookUpDoor = FORM, besides: Person | None = None
) -> Person | None:
    """Who holds the NIK today, a merged record's number leading to the one that stands for it."""
    refuse_when_spent(by, door.limit, [door.verb])
    holders = Person.objects.filter(nik_index=nik_index)
    holder = holders.exclude(pk=besides.pk).first() if besides else holders.first()
    readable = holder_in_scope(holder and holder.survivor, by, door=door)
    return readable if isinstance(readable, Person) else None

"""Whose a business is, and what its owner agreed to have published."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.core.terms import overlapping
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade import people
from anyelir.enterprise.trade.actions.holding import held_business
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Business, Ownership, PublishConsent
from anyelir.enterprise.trade.queries.businesses import owner_of
from anyelir.enterprise.trade.queries.consents import CONSENT_OWNER, consent_of
from anyelir.enterprise.trade.summaries import consent_words, owner_words
from anyelir.files.keeping import keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.rules.identity.phone import normalise_phone
from anyelir.rules.no_name import is_no_name
from anyelir.rules.texts import clean_text

ONE_DAY = dt.timedelta(days=1)


@action("owner.set", stored=owner_words)
def set_owner(
    *,
    business: Business,
    since: dt.date,
    name: str = "",
    group: Group | None = None,
    person_pk: uuid.UUID | None = None,
    phone: str = "",
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Ownership:
    """A person by name or of the register, or a group. On the first day of who owns it now it is a correction.

    With another owner the consent to publish ends: it was not hers.

    Refuses: date_ahead, owner_missing, person_unknown, phone_wrong, term_not_in_order; as held_business.
    """
    business = held_business(business)
    name = clean_text(name)
    if [bool(name), group is not None, person_pk is not None].count(True) != 1 or is_no_name(name or "x y"):
        text = _("Tulis nama pemiliknya, pilih dari daftar, atau pilih kelompoknya. Satu saja.")
        raise Refused("owner_missing", text, field="name", status=422)
    if person_pk is not None and not people.can_name(by, person_pk):
        raise Refused("person_unknown", _("Pilih orang dari daftar."), field="person", status=422)
    if since > today_at(business.region_id):
        raise Refused("date_ahead", _("Tanggal ini belum tiba."), field="since", status=422)
    before = owner_of(business)
    owner = _in_place_of(business, before, since)
    is_same = (owner.name, owner.group_id, owner.person_id) == (name, group and group.pk, person_pk)
    owner.name, owner.group, owner.person_id = name, group, person_pk
    owner.phone = checked_phone(phone)
    owner.phone_index = Ownership.index_of_phone(owner.phone)
    owner.save()
    if before is not None and not is_same:
        end_consents(business)
    note(by=by, verb="owner.set", what=business, region=business.region_id)
    tell_changed(business)
    return owner


def _in_place_of(business: Business, before: Ownership | None, since: dt.date) -> Ownership:
    """The row to write: the one of today when its first day stays, else a new one after it.

    Refuses: term_not_in_order.
    """
    if before is not None and before.since == since:
        return before
    if before is not None and before.since < since:
        before.until = since - ONE_DAY
        before.save(update_fields=["until", "updated_at"])
    if business.owners.filter(overlapping(since)).exists():
        text = _("Pada hari itu usaha ini sudah punya pemilik lain. Pilih hari sesudah pemilik itu mulai.")
        raise Refused("term_not_in_order", text, field="since", status=422)
    return Ownership(business=business, since=since)


def checked_phone(text: str) -> str:
    """Refuses: phone_wrong."""
    number = normalise_phone(text) if text.strip() else ""
    if not isinstance(number, str):
        said = _("Nomor HP ini tidak bisa dibaca. Tulis seperti 0812-3456-7890.")
        raise Refused("phone_wrong", said, field="phone", status=422)
    return number


@action("consent.give", stored=consent_words)
def give_consent(
    *,
    business: Business,
    shows_owner: bool,
    shows_phone: bool,
    place: str,
    given_how: str,
    until: dt.date | None = None,
    paper: Prepared | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> PublishConsent:
    """What may be published from today on; it takes the place of what was agreed before.

    ``paper`` is a photo or PDF of what the owner signed; of what was agreed before the paper stays as history.

    Refuses: date_over, phone_missing, point_missing; as held_business.
    """
    business = held_business(business)
    owner, today = owner_of(business), today_at(business.region_id)
    if shows_phone and (owner is None or not owner.phone):
        text = _("Nomor HP pemilik belum dicatat. Catat dulu di halaman Pemilik.")
        raise Refused("phone_missing", text, field="shows_phone", status=422)
    if place == PublishConsent.Place.POINT and business.latitude is None:
        text = _("Titik peta usaha ini belum dicatat. Isi dulu di Data usaha, atau pilih nama desa saja.")
        raise Refused("point_missing", text, field="place", status=422)
    if until is not None and until < today:
        raise Refused("date_over", _("Pilih hari ini atau sesudahnya."), field="until", status=422)
    end_consents(business)
    consent: PublishConsent = PublishConsent.objects.create(
        business=business,
        shows_owner=shows_owner,
        shows_phone=shows_phone,
        place=place,
        given_how=given_how,
        since=today,
        until=until,
    )
    if paper is not None:
        keep_file(StoredFile, paper, owner_kind=CONSENT_OWNER, owner_key=consent.pk, by=by)
    note(by=by, verb="consent.give", what=business, region=business.region_id)
    tell_changed(business)
    return consent


@action("consent.withdraw")
def withdraw_consent(*, business: Business, by: Actor) -> Business:
    """At once: what was public is gone with this write. Refuses: consent_missing; as held_business."""
    business = held_business(business)
    if consent_of(business) is None:
        raise Refused("consent_missing", _("Belum ada persetujuan yang berlaku."))
    end_consents(business)
    note(by=by, verb="consent.withdraw", what=business, region=business.region_id)
    tell_changed(business)
    return business


def end_consents(business: Business) -> None:
    business.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())

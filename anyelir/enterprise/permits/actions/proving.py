"""The proof of a permit, and the word of somebody else that it says what stands here."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.permits.access import is_own_permit
from anyelir.enterprise.permits.actions.papers import refuse_revoked
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.queries.permits import EVIDENCE, evidence_of
from anyelir.enterprise.permits.summaries import permit_words
from anyelir.enterprise.trade.actions.holding import held_business
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.files.keeping import erase_file, keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared


@action("permit.evidence", stored=permit_words)
def keep_evidence(*, permit: Permit, file: Prepared, by: Actor, op_id: uuid.UUID | None = None) -> Permit:
    """A photo or PDF of the paper takes the place of the one before, and is to be verified.

    Refuses: business_closed; as refuse_revoked.
    """
    business = held_business(permit.business)
    permit = held(permit)
    refuse_revoked(permit)
    before = evidence_of(permit)
    keep_file(StoredFile, file, owner_kind=EVIDENCE, owner_key=permit.pk, by=by)
    if before is not None:
        erase_file(before)
    permit.evidence_at, permit.verified_at, permit.verified_by = timezone.now(), None, None
    permit.save()
    tell_changed(business)
    note(by=by, verb="permit.evidence", what=permit, region=business.region_id)
    return permit


@action("permit.verify", stored=permit_words)
def verify_permit(*, permit: Permit, by: Actor, op_id: uuid.UUID | None = None) -> Permit:
    """Somebody without a tie to the business, who did not help either, compared number and days with the proof.

    Refuses: already_verified, evidence_missing, number_missing, own_permit; as refuse_revoked.
    """
    permit = held(permit)
    refuse_revoked(permit)
    if is_own_permit(by, permit):
        text = _(
            "Ibu/Bapak pemilik atau pendamping usaha ini, anggota kelompoknya, atau memakai nomor HP pemiliknya."
            " Bukti diperiksa oleh orang lain di dinas."
        )
        raise Refused("own_permit", text, status=403)
    if not permit.number:
        raise Refused("number_missing", _("Nomor izinnya belum dicatat. Mintalah pendampingnya mengisi."))
    if permit.evidence_at is None:
        raise Refused("evidence_missing", _("Belum ada foto atau PDF sertifikat yang bisa dicocokkan."))
    if permit.verified_at is not None:
        raise Refused("already_verified", _("Bukti ini sudah diperiksa."))
    permit.verified_at, permit.verified_by = timezone.now(), by.id
    permit.save()
    tell_changed(permit.business)
    note(by=by, verb="permit.verify", what=permit, region=permit.business.region_id)
    return permit

"""Reads of what the owner of a business agreed to have published."""

from __future__ import annotations

from anyelir.core.clock import today_at
from anyelir.core.terms import in_force
from anyelir.enterprise.trade.models import Business, PublishConsent
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile

CONSENT_OWNER = "trade.consent"


def consent_of(business: Business) -> PublishConsent | None:
    """What holds today; none of a closed business."""
    if business.stage == Business.Stage.CLOSED:
        return None
    rows = business.consents.filter(in_force(today_at(business.region_id)), withdrawn_at=None)
    consent: PublishConsent | None = rows.first()
    return consent


def consent_paper(consent: PublishConsent | None) -> StoredFile | None:
    """The signed paper; there is at most one."""
    if consent is None:
        return None
    return next(iter(files_of(StoredFile, CONSENT_OWNER, consent.pk)), None)

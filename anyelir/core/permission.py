"""The one list of rights. Roles (membership/roles.py) are sets of these; rights hold for a region and below."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import Protocol


class Viewer(Protocol):
    """Who asks to see something: a user of the site, somebody who has not signed in, or the site itself."""

    id: uuid.UUID | None

    @property
    def is_authenticated(self) -> bool: ...


class Permission(StrEnum):
    REGION_EDIT = "region.edit"
    USER_MANAGE = "user.manage"
    TEAM_VIEW = "team.view"
    TEAM_EDIT = "team.edit"
    AUDIT_VIEW = "audit.view"
    FAMILY_VIEW = "family.view"
    FAMILY_EDIT = "family.edit"
    PERSON_MERGE = "person.merge"
    POSYANDU_VIEW = "posyandu.view"
    POSYANDU_EDIT = "posyandu.edit"
    SESSION_RUN = "session.run"
    CHILD_VIEW = "child.view"
    REFERRAL_CREATE = "referral.create"
    REFERRAL_ANSWER = "referral.answer"
    MONTH_CLOSE = "month.close"
    STAGE_ASSESS = "stage.assess"
    IMPORT_RUN = "import.run"
    REPORT_VIEW = "report.view"
    MESSAGE_SEND = "message.send"
    # The books of the own body: reading, writing, confirming a closing; of bodies below no more than their totals.
    MONEY_VIEW = "money.view"
    MONEY_KEEP = "money.keep"
    MONEY_CLOSE = "money.close"
    MONEY_TOTALS = "money.totals"
    # The plan, the activities and the annual report of the own body; signing the minutes of its meetings.
    ACTIVITY_VIEW = "activity.view"
    ACTIVITY_RUN = "activity.run"
    ACTIVITY_SIGN = "activity.sign"
    # Letters of the own body: reading, writing and initialling, signing.
    LETTER_VIEW = "letter.view"
    LETTER_WRITE = "letter.write"
    LETTER_SIGN = "letter.sign"
    # Registers, inventory and the books that nobody computes from, of the own body alone.
    BOOK_VIEW = "book.view"
    BOOK_EDIT = "book.edit"
    # Preparing the hand-over of a post of the own body, and confirming one of the bodies one level below.
    HANDOVER_RUN = "handover.run"
    # The register of groups without anybody's name; founding, grading and closing one.
    GROUP_VIEW = "group.view"
    GROUP_EDIT = "group.edit"
    # The fund of the own group: its treasurer runs it, its chair brings what the group decided.
    FUND_RUN = "fund.run"
    FUND_DECIDE = "fund.decide"
    # Businesses without their owners; beginning one, its owner, its costs and its card.
    BUSINESS_VIEW = "business.view"
    BUSINESS_EDIT = "business.edit"
    # Taking over the list of businesses that an office keeps, with their owners.
    BUSINESS_IMPORT = "business.import"
    # Comparing the proof of a permit with what is written of it; never of an own business.
    PERMIT_VERIFY = "permit.verify"
    # Orders of the own business: who ordered, and who has not paid.
    ORDER_RUN = "order.run"
    # Aid in kind: reading how far it is, looking at what was proposed, and deciding, buying and handing over.
    AID_VIEW = "aid.view"
    AID_VERIFY = "aid.verify"
    AID_DECIDE = "aid.decide"
    # Naming the business centre of a desa or kelurahan and its members.
    SENTRA_EDIT = "sentra.edit"
    # Taking a shop or a product out of the public window, never an own one, and putting it back.
    CATALOGUE_MODERATE = "catalogue.moderate"


# Rights with which somebody reads or writes what is known about persons.
PERSONAL = frozenset(
    {
        Permission.FAMILY_VIEW,
        Permission.FAMILY_EDIT,
        Permission.PERSON_MERGE,
        Permission.SESSION_RUN,
        Permission.CHILD_VIEW,
        Permission.REFERRAL_CREATE,
        Permission.REFERRAL_ANSWER,
        Permission.MONEY_VIEW,
        Permission.MONEY_KEEP,
        Permission.BOOK_VIEW,
        Permission.BOOK_EDIT,
        Permission.FUND_RUN,
        Permission.FUND_DECIDE,
        Permission.BUSINESS_EDIT,
        Permission.BUSINESS_IMPORT,
        Permission.PERMIT_VERIFY,
        Permission.ORDER_RUN,
        Permission.AID_VERIFY,
        Permission.AID_DECIDE,
    }
)
# Of these, what opens the books of exactly the granted body and of none below.
OF_OWN_BODY = frozenset(
    {
        Permission.MONEY_VIEW,
        Permission.MONEY_KEEP,
        Permission.BOOK_VIEW,
        Permission.BOOK_EDIT,
        Permission.FUND_RUN,
        Permission.FUND_DECIDE,
    }
)

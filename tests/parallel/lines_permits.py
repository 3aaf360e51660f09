"""Lines of the table about permits."""

from __future__ import annotations

from anyelir.enterprise.permits import actions
from anyelir.enterprise.permits.actions import PermitFacts
from anyelir.enterprise.permits.models import PathAnswers, Permit
from tests import businesses, permits
from tests.parallel.line import Line, lines, secretary


def a_business(town):
    return businesses.business(town.rw)


def of_a_business(town):
    return permits.issued(a_business(town))


def note_down(town, business, op_id):
    facts = PermitFacts(number=permits.PIRT)
    return actions.save_permit(business=business, kind="pirt", facts=facts, by=secretary(town), op_id=op_id)


def to_verify(town):
    return permits.with_evidence(permits.issued(a_business(town)), town.user("kader"))


PERMITS = [
    Line(
        "note a permit",
        note_down,
        lambda town, business: [Permit.objects.filter(business=business).count()],
        a_business,
        frozenset({"number_taken"}),
    ),
    Line(
        "verify a permit",
        lambda town, permit, op_id: actions.verify_permit(permit=permit, by=secretary(town), op_id=op_id),
        lambda town, permit: [lines("permit.verify")],
        to_verify,
        frozenset({"already_verified"}),
    ),
    Line(
        "revoke a permit",
        lambda town, permit, op_id: actions.revoke_permit(
            permit=permit, on=permits.days_ago(1), reason="label", by=secretary(town), op_id=op_id
        ),
        lambda town, permit: [lines("permit.revoke")],
        of_a_business,
        frozenset({"permit_revoked"}),
    ),
    Line(
        "renew a permit",
        lambda town, permit, op_id: actions.renew_permit(permit=permit, by=secretary(town), op_id=op_id),
        lambda town, permit: [Permit.objects.filter(renews=permit).count()],
        of_a_business,
        frozenset({"already_renewed"}),
    ),
]
# A better photo may follow at once, and an answer is given again.
PERMITS_AT_WILL = [
    Line(
        "answer the questions",
        lambda town, product, op_id: actions.answer_questions(
            product=product, sold="packed", is_home_made=True, shelf_days=60, by=secretary(town), op_id=op_id
        ),
        lambda town, product: [PathAnswers.objects.filter(product=product).count()],
        lambda town: businesses.product(a_business(town)),
    ),
    Line(
        "keep a proof",
        lambda town, permit, op_id: actions.keep_evidence(
            permit=permit, file=permits.CERTIFICATE, by=secretary(town), op_id=op_id
        ),
        lambda town, permit: [lines("permit.evidence")],
        of_a_business,
    ),
]

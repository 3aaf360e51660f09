"""What is written of a permit, its proof, who may verify it, and how it ends."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.permits import actions
from anyelir.enterprise.permits.access import is_own_permit
from anyelir.enterprise.permits.due_dates import COMMITMENT, RENEW
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.queries.permits import EVIDENCE, evidence_of, helpers_at
from anyelir.enterprise.permits.states import status_today
from anyelir.enterprise.trade import changes
from anyelir.enterprise.trade.models import Ownership
from anyelir.files.models import StoredFile
from anyelir.rules.business import PermitState
from anyelir.rules.time_zones import end_of_day
from tests import businesses, permits
from tests import factories as make

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)


def open_deadlines(permit) -> dict[str, dt.datetime]:
    rows = Deadline.objects.filter(object_key=permit.pk.hex, done_at=None)
    return dict(rows.values_list("kind", "due_at"))


def state_of(permit) -> PermitState:
    permit.refresh_from_db()
    return status_today(permit).state


def test_a_pirt_goes_from_its_file_to_commitments_met(world, save):
    day = permits.days_ago
    permit = save(file_ready_on=day(40), products=[world.product])
    assert state_of(permit) is PermitState.FILE_READY
    assert state_of(save(permit, submitted_on=day(30))) is PermitState.SUBMITTED
    number = permits.pirt_of(day(20))
    facts = {"submitted_on": day(30), "issued_on": day(20), "number": f"P-IRT No. {number}"}
    assert state_of(save(permit, **facts)) is PermitState.ISSUED_CONDITIONAL
    permit.refresh_from_db()
    assert permit.number == number
    met = {"course_on": day(15), "inspection_on": day(5)}
    assert state_of(save(permit, **facts, **met)) is PermitState.ISSUED_CONDITIONAL
    assert state_of(save(permit, **facts, **met, label_on=day(3))) is PermitState.COMMITMENTS_MET
    assert AuditEntry.objects.filter(verb="permit.save").count() == 5


def test_the_end_and_the_commitments_are_owed_by_their_days(world, save):
    issued_on = permits.days_ago(10)
    facts = {"issued_on": issued_on, "number": permits.pirt_of(issued_on)}
    permit = save(**facts)
    status = status_today(permit)
    assert open_deadlines(permit) == {
        RENEW: end_of_day(world.rw.pk, status.ends_on),
        COMMITMENT: end_of_day(world.rw.pk, status.commitments_due_on),
    }
    save(permit, **facts, course_on=issued_on, inspection_on=issued_on, label_on=issued_on)
    assert open_deadlines(permit).keys() == {RENEW}


def test_a_paper_without_an_end_is_owed_by_no_day(save):
    permit = save(kind="nib", number=permits.NIB, issued_on=permits.days_ago(9))
    assert state_of(permit) is PermitState.IN_FORCE and open_deadlines(permit) == {}


def test_of_a_number_without_a_day_the_first_possible_end_counts(world, save):
    year = permits.days_ago(0).year + 2
    permit = save(number=f"2063201010147-{year % 100}")
    assert open_deadlines(permit) == {RENEW: end_of_day(world.rw.pk, dt.date(year, 1, 1))}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "permit_empty"),
        ({"issued_on": permits.days_ago(-1)}, "date_ahead"),
        ({"course_on": permits.days_ago(-1)}, "date_ahead"),
        ({"issued_on": dt.date(2026, 3, 2), "ends_on": dt.date(2026, 3, 1)}, "ends_before_issue"),
        ({"number": "12345"}, "number_wrong"),
        ({"number": "2063201010147-31", "issued_on": dt.date(2020, 3, 2)}, "number_wrong"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(world, save, facts, code):
    with permits.refusal(code):
        save(**facts)
    assert not Permit.objects.exclude(pk=world.permit.pk).exists()


def test_a_number_stands_once_in_a_business(world, save):
    save(number=permits.PIRT)
    with permits.refusal("number_taken"):
        save(number="P-IRT 206320101014731")
    other = businesses.business(world.rw, "Jamu Kencur")
    assert save(business=other, number=permits.PIRT).business == other
    with pytest.raises(IntegrityError), transaction.atomic():
        Permit.objects.create(business=world.business, kind="pirt", number=permits.PIRT)


def test_a_product_of_another_business_is_not_covered(world, save):
    other = businesses.product(businesses.business(world.rw, "Jamu Kencur"))
    with permits.refusal("product_elsewhere"):
        save(number=permits.PIRT, products=[other])


def test_who_helps_works_at_the_place_or_above(world, save, office, companion, owner):
    assert set(helpers_at(world.business)) == {companion, office}
    assert save(number=permits.PIRT, helper=office).helper == office
    with permits.refusal("helper_unknown"):
        save(number=permits.NIB, kind="nib", helper=world.user("stranger"))


def test_a_closed_business_gets_no_papers_and_keeps_what_it_has(world, save):
    permit = save(number=permits.PIRT)
    businesses.close(world.business)
    for act in (
        lambda: save(number=permits.NIB, kind="nib"),
        lambda: save(permit, number=permits.PIRT, issued_on=permits.days_ago(1)),
        lambda: actions.keep_evidence(permit=permit, file=permits.CERTIFICATE, by=world.user("dasawisma")),
        lambda: actions.renew_permit(permit=permit, by=world.user("dasawisma")),
    ):
        with permits.refusal("business_closed"):
            act()
    permit.refresh_from_db()
    assert permit.number == permits.PIRT


def test_somebody_else_verifies(save, office, companion, kept):
    permit = permits.with_evidence(save(number=permits.PIRT), companion)
    actions.verify_permit(permit=permit, by=office)
    permit.refresh_from_db()
    assert (permit.verified_by, permit.verified_at is None) == (office.pk, False)
    with permits.refusal("already_verified"):
        actions.verify_permit(permit=permit, by=office)


def test_nobody_verifies_an_own_permit(world, save, office, owner, companion, kept):
    """The owner, the companion of the place, who helped, and who noted it."""
    permit = permits.with_evidence(save(number=permits.PIRT), companion)
    both = make.user("dua", "Ketut Dua Peran")
    make.grant(both, "cooperative_office", world.kabupaten)
    make.grant(both, "business_owner", unit=world.business)
    for person in (owner, companion, both):
        with permits.refusal("own_permit"):
            actions.verify_permit(permit=permit, by=person)
    Permit.objects.filter(pk=permit.pk).update(helper=office)
    with permits.refusal("own_permit"):
        actions.verify_permit(permit=permit, by=office)
    Permit.objects.filter(pk=permit.pk).update(helper=None, noted_by=office.pk)
    with permits.refusal("own_permit"):
        actions.verify_permit(permit=permit, by=office)
    assert not Permit.objects.exclude(verified_at=None).exists()


def test_whoever_is_tied_to_the_owner_does_not_verify(world, save, office, companion, kept):
    """A member of the group that owns the business, and whoever is called at the number of its owner."""
    permit = permits.with_evidence(save(number=permits.PIRT), companion)
    businesses.owner_phone(world.business, "+6281255500191")
    businesses.phone(office, "+6281255500191")
    with permits.refusal("own_permit"):
        actions.verify_permit(permit=permit, by=office)
    businesses.phone(office, "+6281255500192")
    assert not is_own_permit(office, permit)
    Ownership.objects.filter(business=world.business).update(name="", group=world.group)
    member = make.member(world.rw, "Rahmat Hidayat", user=office)
    make.body_member(body_of(world.group), "Rahmat Hidayat", member=member)
    with permits.refusal("own_permit"):
        actions.verify_permit(permit=permit, by=office)
    assert not Permit.objects.exclude(verified_at=None).exists()


def test_nothing_is_verified_without_number_and_proof(save, office, companion, kept):
    bare = save(number=permits.PIRT)
    with permits.refusal("evidence_missing"):
        actions.verify_permit(permit=bare, by=office)
    asked = permits.with_evidence(save(kind="halal", submitted_on=permits.days_ago(3)), companion)
    with permits.refusal("number_missing"):
        actions.verify_permit(permit=asked, by=office)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "2063201010148-31"},
        {"number": permits.PIRT, "ends_on": dt.date(2031, 1, 1)},
    ],
)
def test_what_changes_is_no_longer_verified(save, office, companion, kept, change):
    permit = permits.with_evidence(save(number=permits.PIRT), companion)
    actions.verify_permit(permit=permit, by=office)
    assert save(permit, number=permits.PIRT, helper=office).verified_at is not None
    assert save(permit, **change).verified_at is None


def test_a_new_proof_takes_the_place_of_the_old_one_and_waits_again(save, office, companion, kept):
    permit = permits.with_evidence(save(number=permits.PIRT), companion)
    actions.verify_permit(permit=permit, by=office)
    actions.keep_evidence(permit=permit, file=permits.CERTIFICATE, by=companion)
    permit.refresh_from_db()
    assert (permit.verified_at, permit.verified_by) == (None, None)
    assert StoredFile.objects.filter(owner_kind=EVIDENCE, erased_at=None).count() == 1
    assert evidence_of(permit).erased_at is None


def test_the_database_holds_who_verified_with_a_proof(world, office):
    for fields in ({"verified_by": office.pk}, {"verified_by": office.pk, "verified_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            permits.permit(world.business, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        permits.issued(world.business, ends_on=dt.date(2020, 1, 1))


def test_revoked_is_said_with_day_and_reason_and_is_the_end(save, companion):
    permit = save(number=permits.PIRT, issued_on=permits.days_ago(9))
    with permits.refusal("reason_missing"):
        actions.revoke_permit(permit=permit, on=permits.days_ago(1), reason=" ", by=companion)
    with permits.refusal("date_ahead"):
        actions.revoke_permit(permit=permit, on=permits.days_ago(-1), reason="label", by=companion)
    actions.revoke_permit(
        permit=permit, on=permits.days_ago(1), reason="komitmen tidak dipenuhi", by=companion
    )
    assert state_of(permit) is PermitState.REVOKED and open_deadlines(permit) == {}
    for act in (
        lambda: save(permit, number=permits.PIRT),
        lambda: actions.renew_permit(permit=permit, by=companion),
        lambda: actions.revoke_permit(permit=permit, on=permits.days_ago(1), reason="lagi", by=companion),
        lambda: actions.keep_evidence(permit=permit, file=permits.CERTIFICATE, by=companion),
        lambda: actions.verify_permit(permit=permit, by=companion),
    ):
        with permits.refusal("permit_revoked"):
            act()


def test_what_was_never_issued_is_not_revoked(save, companion):
    permit = save(submitted_on=permits.days_ago(9))
    with permits.refusal("not_issued"):
        actions.revoke_permit(permit=permit, on=permits.days_ago(1), reason="batal", by=companion)


def test_a_renewal_is_a_paper_of_its_own_and_ends_the_reminder_when_it_is_issued(world, save, companion):
    old = save(number="2063201010147-27", products=[world.product], helper=companion)
    later = actions.renew_permit(permit=old, by=companion)
    assert (later.kind, later.renews, later.helper, list(later.products.all())) == (
        "pirt",
        old,
        companion,
        [world.product],
    )
    assert state_of(later) is PermitState.FILE_READY and RENEW in open_deadlines(old)
    assert AuditEntry.objects.filter(verb="permit.renew").count() == 1
    with permits.refusal("already_renewed"):
        actions.renew_permit(permit=old, by=companion)
    issued_on = permits.days_ago(0)
    save(later, number=permits.pirt_of(issued_on), issued_on=issued_on)
    assert open_deadlines(old) == {} and RENEW in open_deadlines(later)


def test_what_never_ends_is_not_renewed(save, companion):
    permit = save(kind="nib", number=permits.NIB, issued_on=permits.days_ago(9))
    with permits.refusal("never_ends"):
        actions.renew_permit(permit=permit, by=companion)


def test_a_form_sent_twice_makes_one_permit(world, companion):
    given = {
        "business": world.business,
        "kind": "pirt",
        "facts": actions.PermitFacts(number=permits.PIRT),
        "by": companion,
        "op_id": "01981d5e-7a5b-7000-8000-000000000008",
    }
    assert actions.save_permit(**given) == actions.save_permit(**given)
    with pytest.raises(Refused) as refused:
        actions.save_permit(**given | {"facts": actions.PermitFacts(number="2063201010147-30")})
    assert refused.value.code == "operation_differs" and permits.PIRT in refused.value.text


def test_each_act_tells_those_who_follow_the_business(world, save, companion, office, kept, monkeypatch):
    heard = []
    monkeypatch.setattr(changes, "FOLLOWERS", [changes.Follower("test", heard.append)])
    permit = save(number=permits.PIRT)
    actions.keep_evidence(permit=permit, file=permits.CERTIFICATE, by=companion)
    actions.verify_permit(permit=permit, by=office)
    actions.revoke_permit(permit=permit, on=permits.days_ago(1), reason="label", by=companion)
    assert heard == [frozenset({world.business.pk})] * 4
    for verb in ("permit.evidence", "permit.verify", "permit.revoke"):
        assert AuditEntry.objects.filter(verb=verb).count() == 1


def test_what_somebody_else_wrote_meanwhile_is_looked_at(save, office, companion, kept):
    """Each act reads the permit again: a page that was opened before undoes no check, and a revoked paper stays so."""
    permit = permits.with_evidence(save(number=permits.PIRT, issued_on=permits.days_ago(20)), companion)
    opened = [Permit.objects.get(pk=permit.pk) for _page in range(5)]
    actions.verify_permit(permit=permit, by=office)
    facts = {"number": permits.PIRT, "issued_on": permits.days_ago(20)}
    assert save(opened.pop(), helper=office, **facts).verified_by == office.pk
    actions.revoke_permit(permit=permit, on=permits.days_ago(1), reason="Label tidak sesuai", by=companion)
    for act in (
        lambda page: save(page, **facts),
        lambda page: actions.keep_evidence(permit=page, file=permits.CERTIFICATE, by=companion),
        lambda page: actions.renew_permit(permit=page, by=companion),
        lambda page: actions.revoke_permit(permit=page, on=permits.days_ago(0), reason="Lagi", by=companion),
    ):
        with permits.refusal("permit_revoked"):
            act(opened.pop())

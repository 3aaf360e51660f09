"""Whose a business is, the number that stays sealed, and what she agreed to have published."""

from __future__ import annotations

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

import anyelir.enterprise
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade import actions, people
from anyelir.enterprise.trade.models import Ownership, PublishConsent
from anyelir.enterprise.trade.queries.businesses import owner_name, owner_of
from anyelir.enterprise.trade.queries.consents import consent_of, consent_paper
from anyelir.files.models import StoredFile
from tests import businesses
from tests import factories as make
from tests.apps.enterprise.trade.conftest import photo_file, text_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 10)
CONSENT = {"shows_owner": True, "shows_phone": False, "place": "desa", "given_how": "paper"}


@pytest.fixture
def phone(sign_in, companion):
    return sign_in(companion)


@pytest.fixture
def set_owner(world, companion):
    def act(**changes):
        facts = {"business": world.business, "since": TODAY, "by": companion}
        return actions.set_owner(**facts | changes)

    return act


@pytest.fixture
def give(world, companion):
    return lambda **changes: actions.give_consent(business=world.business, by=companion, **CONSENT | changes)


def test_only_one_module_of_the_room_knows_the_register_of_people():
    """The wall: an import of ``families`` anywhere else in enterprise is a second door."""
    folder = Path(anyelir.enterprise.__file__).parent
    doors = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(module.startswith("anyelir.families") for module in modules):
                doors.add(path.relative_to(folder).as_posix())
    assert doors == {"trade/people.py"}


def test_somebody_of_the_register_owns_and_no_family_is_opened(world, phone, address, companion):
    page = text_of(phone.get(address("owner", world.business.pk), {"cari": "Dewi"}))
    assert "Dewi Anggraini, RT 3" in page
    facts = {"cari": "Dewi", "person": world.mother.pk, "name": "", "since": "2026-11-10"}
    assert phone.post(address("owner", world.business.pk), facts).status_code == 302
    owner = owner_of(world.business)
    assert (owner.person_id, owner.name, owner_name(owner)) == (world.mother.pk, "", "Dewi Anggraini")
    page = text_of(phone.get(address("show", world.business.pk)))
    assert "Milik Dewi Anggraini" in page
    assert str(world.mother.pk) not in page and str(world.family.pk) not in page


def test_whoever_is_not_read_anyway_cannot_be_named(world, set_owner, companion):
    elsewhere = make.person(make.family(make.region("51.07.06.1001", "Padangkerta")), "Ni Luh Sari")
    assert people.offered_people(companion, world.business.region_id, "Ni Luh") == []
    with pytest.raises(Refused) as refused:
        set_owner(person_pk=elsewhere.pk)
    assert refused.value.code == "person_unknown"


def test_the_dead_and_the_merged_own_nothing_new(world, set_owner, companion):
    world.mother.died_on = TODAY
    world.mother.save()
    assert people.offered_people(companion, world.business.region_id, "Dewi") == []
    with pytest.raises(Refused) as refused:
        set_owner(person_pk=world.mother.pk)
    assert refused.value.code == "person_unknown"


def test_names_and_families_are_answered_by_keys_alone(world):
    assert people.names([world.mother.pk]) == {world.mother.pk: "Dewi Anggraini"}
    assert people.same_family(world.mother.pk, world.child.pk)
    assert not people.same_family(world.mother.pk, world.next_child.pk)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({}, "owner_missing"),
        ({"name": "-"}, "owner_missing"),
        ({"name": "Ratna", "since": TODAY + dt.timedelta(days=90)}, "date_ahead"),
        ({"name": "Ratna", "phone": "12"}, "phone_wrong"),
        ({"name": "Ratna", "since": dt.date(2001, 1, 1)}, "term_not_in_order"),
    ],
)
def test_what_cannot_be_is_said(set_owner, wrong, code):
    with pytest.raises(Refused) as refused:
        set_owner(**wrong)
    assert refused.value.code == code


def test_a_new_owner_follows_the_one_before(world, set_owner):
    before = owner_of(world.business)
    after = set_owner(name="Ratna Anjani")
    before.refresh_from_db()
    assert (before.until, str(owner_of(world.business))) == (TODAY - dt.timedelta(days=1), "Ratna Anjani")
    again = set_owner(name="Ratna Anjani Putri")
    assert again.pk == after.pk and world.business.owners.count() == 2


def test_a_group_owns(world, set_owner):
    assert owner_name(set_owner(group=world.group)) == "Poklak Mekar Sari"


def test_the_database_holds_exactly_one_kind_of_owner(world):
    bare = businesses.business(world.rw, "Jamu")
    bare.owners.all().delete()
    for fields in (
        {"name": ""},
        {"name": "Ratna", "person": world.mother},
        {"person": world.mother, "group": world.group},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ownership.objects.create(business=bare, since=TODAY, **fields)


def test_the_number_lies_sealed_and_each_reading_is_noted(world, phone, address, set_owner, sign_in):
    set_owner(name="Ratna Anjani", phone="0812-5550-0147")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM trade_ownership WHERE phone <> ''")
        assert cursor.fetchone()[0].startswith("v1.")
    assert "81255500147" not in phone.get(address("show", world.business.pk)).content.decode()
    assert AuditEntry.objects.filter(verb="owner.read_contact").count() == 0
    assert "+6281255500147" in phone.get(address("contact", world.business.pk)).content.decode()
    assert AuditEntry.objects.filter(verb="owner.read_contact").count() == 1
    assert AuditEntry.objects.filter(verb="owner.read").count() == 1
    sign_in(world.user("kecamatan")).get(address("show", world.business.pk))
    assert AuditEntry.objects.filter(verb="owner.read").count() == 1


def test_a_business_without_an_owner_has_no_contact(world, phone, address):
    world.business.owners.all().delete()
    assert phone.get(address("contact", world.business.pk)).status_code == 404


def test_a_consent_is_given_replaced_and_withdrawn_at_once(world, phone, address, give):
    facts = {"shows_owner": "on", "place": "desa", "given_how": "paper"}
    assert phone.post(address("consent", world.business.pk), facts).status_code == 302
    assert consent_of(world.business).shows_owner
    give(shows_owner=False)
    assert not consent_of(world.business).shows_owner
    assert PublishConsent.objects.filter(withdrawn_at=None).count() == 1
    page = text_of(phone.post(address("withdraw", world.business.pk), follow=True))
    assert "tidak tampil lagi untuk umum" in page and consent_of(world.business) is None
    page = text_of(phone.post(address("withdraw", world.business.pk), follow=True))
    assert "Belum ada persetujuan yang berlaku." in page


def test_the_signed_paper_is_for_whoever_may_see_the_consent(world, phone, address, sign_in, owner, kept):
    """A photo of 40 MB, and what is neither photo nor PDF, lose nothing that was typed."""
    page, facts = (
        address("consent", world.business.pk),
        {"shows_owner": "on", "given_how": "paper", "place": "desa"},
    )
    text = SimpleUploadedFile("setuju.jpg", b"bukan foto", "image/jpeg")
    answer = phone.post(page, facts | {"paper": text})
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"paper"}
    assert re.search(r'name="shows_owner"[^>]*checked', answer.content.decode())
    assert consent_of(world.business) is None and not StoredFile.objects.exists()
    huge = SimpleUploadedFile("setuju.jpg", b"\xff\xd8\xff" + bytes(40 * 1024**2), "image/jpeg")
    assert phone.post(page, facts | {"paper": huge}).status_code == 413
    assert phone.post(page, facts | {"paper": photo_file()}).status_code == 302
    consent = consent_of(world.business)
    paper = consent_paper(consent)
    assert (paper.owner_key, paper.media_type) == (str(consent.pk), "image/webp")
    file = reverse("files:file", args=[paper.pk])
    assert file in phone.get(page).content.decode()
    assert sign_in(owner).get(file).status_code == phone.get(file).status_code == 200
    for role in ("kabupaten", "secretary", "kader", "stranger"):
        assert sign_in(world.user(role)).get(file).status_code == 404
    assert phone.post(page, facts).status_code == 302
    assert consent_paper(consent_of(world.business)) is None and consent_paper(consent) == paper


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"shows_phone": True}, "phone_missing"),
        ({"place": "point"}, "point_missing"),
        ({"until": dt.date(2026, 1, 1)}, "date_over"),
    ],
)
def test_what_is_not_there_is_not_published(give, wrong, code):
    with pytest.raises(Refused) as refused:
        give(**wrong)
    assert refused.value.code == code


def test_nothing_to_withdraw_is_said(world, companion):
    with pytest.raises(Refused) as refused:
        actions.withdraw_consent(business=world.business, by=companion)
    assert refused.value.code == "consent_missing"


def test_a_consent_that_ran_out_holds_no_more(world, give):
    consent = give()
    PublishConsent.objects.filter(pk=consent.pk).update(
        since=dt.date(2026, 1, 1), until=TODAY - dt.timedelta(days=30)
    )
    assert consent_of(world.business) is None
    assert give().pk


def test_the_consent_of_another_owner_ends_with_her(world, give, set_owner):
    give()
    set_owner(name="Nursiah Rahman", since=owner_of(world.business).since, phone="0812-5550-0147")
    assert consent_of(world.business) is not None
    set_owner(name="Ratna Anjani")
    assert consent_of(world.business) is None


def test_a_closed_business_has_no_consent_and_running_again_gives_none(world, give, companion):
    give()
    actions.close_business(business=world.business, on=TODAY, reason="Pindah", by=companion)
    world.business.refresh_from_db()
    assert consent_of(world.business) is None
    actions.run_business(business=world.business, by=companion)
    world.business.refresh_from_db()
    assert consent_of(world.business) is None

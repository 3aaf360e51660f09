"""What a woman can make becomes a business, a batch, a price and a card."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Business, Ownership, Product, ProductBatch, Skill
from anyelir.enterprise.trade.queries.businesses import owner_of
from anyelir.enterprise.trade.queries.products import newest_batch
from anyelir.files.models import FileBase
from anyelir.files.reading import PDF, Prepared
from tests import businesses

pytestmark = pytest.mark.django_db
WORDS = {"business_name": "Keripik Seruni", "about": "", "ordering": "Balas pesan ini."}


@pytest.fixture
def begin(world, companion):
    def act(**changes) -> Product:
        facts = {
            "region": world.rw,
            "skills": ["snacks", "sewing"],
            "product_name": "Keripik talas",
            "unit": "bungkus",
            "owner_name": "Ratna Anjani",
        }
        return actions.begin_business(**facts | changes, by=companion)

    return act


def test_one_act_notes_skills_business_owner_and_product(world, begin):
    product = begin()
    business = product.business
    assert (product.category, product.price_idr, business.stage) == ("snacks", None, "trying")
    assert str(owner_of(business)) == "Ratna Anjani"
    assert {skill.skill for skill in Skill.objects.filter(name="Ratna Anjani")} == {"snacks", "sewing"}
    entry = AuditEntry.objects.get(verb="business.begin")
    assert (entry.region_code, "Ratna" in str(entry.detail)) == (world.rw.pk, False)


def test_a_business_is_called_after_its_product_and_never_by_itself_after_its_owner(begin):
    assert begin().business.name == "Keripik talas"


def test_a_group_owns_and_no_skill_is_noted_of_it(world, begin):
    product = begin(owner_name="", group=world.group)
    assert str(owner_of(product.business)) == "Poklak Mekar Sari"
    assert not Skill.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"skills": []}, "skill_missing"),
        ({"skills": ["snacks", "magic"]}, "skill_missing"),
        ({"product_name": " "}, "name_missing"),
        ({"product_name": "-"}, "name_missing"),
        ({"owner_name": ""}, "owner_missing"),
        ({"owner_name": "-"}, "owner_missing"),
    ],
)
def test_what_is_missing_is_said(begin, wrong, code):
    with pytest.raises(Refused) as refused:
        begin(**wrong)
    assert refused.value.code == code
    assert not Business.objects.filter(name="Keripik talas").exists()


def test_a_person_and_a_group_at_once_own_nothing(world, begin):
    with pytest.raises(Refused) as refused:
        begin(group=world.group)
    assert refused.value.code == "owner_missing"


def test_the_database_holds_one_owner(world):
    for fields in ({"name": ""}, {"name": "Ratna", "group": world.group}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ownership.objects.create(
                business=businesses.business(world.rw, "Jamu"), since="2026-01-01", **fields
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        Ownership.objects.create(business=world.business, name="Ratna", since="2026-01-01")


def test_the_newest_batch_counts_and_older_ones_stay(world, companion):
    actions.cost_batch(product=world.product, by=companion, **businesses.COSTS | {"materials_idr": 70_000})
    assert newest_batch(world.product).materials_idr == 70_000
    assert AuditEntry.objects.filter(verb="batch.cost").count() == 1
    assert ProductBatch.objects.filter(product=world.product).count() == 2


def test_no_pieces_are_no_batch(world, companion):
    with pytest.raises(Refused) as refused:
        actions.cost_batch(product=world.product, by=companion, **businesses.COSTS | {"pieces": 0})
    assert refused.value.code == "not_positive"


def test_a_price_of_nothing_is_refused_and_one_below_the_cost_is_hers(world, companion):
    with pytest.raises(Refused) as refused:
        actions.set_price(product=world.product, price_idr=0, by=companion)
    assert refused.value.code == "price_missing"
    assert actions.set_price(product=world.product, price_idr=500, by=companion).price_idr == 500
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=world.product.pk).update(price_idr=0)


def test_a_card_needs_a_price_a_name_and_a_photo_that_is_one(world, companion):
    bare = businesses.product(world.business, "Keripik bayam", price_idr=None)
    pdf = Prepared(FileBase.Kind.SCAN, PDF, b"%PDF-1.7")
    for product, changes, code in (
        (bare, {}, "price_missing"),
        (world.product, {"business_name": " "}, "name_missing"),
        (world.product, {"photo": pdf}, "no_photo"),
    ):
        with pytest.raises(Refused) as refused:
            actions.save_card(product=product, by=companion, **WORDS | changes)
        assert refused.value.code == code


def test_a_closed_business_sells_nothing_and_keeps_what_it_had(world, companion):
    businesses.close(world.business)
    for act in (
        lambda: actions.cost_batch(product=world.product, by=companion, **businesses.COSTS),
        lambda: actions.set_price(product=world.product, price_idr=9_000, by=companion),
        lambda: actions.save_card(product=world.product, by=companion, **WORDS),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "business_closed"
    world.product.refresh_from_db()
    assert world.product.price_idr == 13_000

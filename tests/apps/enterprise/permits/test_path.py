"""What a product needs next: exempt foods first, then the questions of P-IRT, in words that lead on."""

from __future__ import annotations

import pytest

from anyelir.core.clock import today_at
from anyelir.core.models import AuditEntry
from anyelir.enterprise.permits import actions
from anyelir.enterprise.permits.models import PathAnswers, Permit
from anyelir.enterprise.permits.path import feature_questions, path_of
from anyelir.enterprise.permits.path_wording import FAILED, FEATURES, GROUNDS, STATES, STEPS
from anyelir.rules import tables
from anyelir.rules.business import StepState
from tests import businesses, permits

pytestmark = pytest.mark.django_db
# A dry snack in a bag that keeps for two months, from her own kitchen.
KERIPIK = {"sold": "packed", "is_home_made": True, "food_type": "06", "shelf_days": 60}


@pytest.fixture(autouse=True)
def _no_permit_yet(world):
    """Here the business begins without a paper."""
    Permit.objects.all().delete()


@pytest.fixture
def phone(sign_in, companion):
    return sign_in(companion)


@pytest.fixture
def tell(world, companion):
    """Answer for Keripik pisang; keywords change the answers."""

    def act(**changes) -> PathAnswers:
        return actions.answer_questions(product=world.product, by=companion, **KERIPIK | changes)

    return act


def steps_of(product) -> dict[str, StepState]:
    product.refresh_from_db()
    return {step.step: step.state for step in path_of(product, today_at(product.business.region_id)).steps}


def next_of(product) -> str:
    product.refresh_from_db()
    step = path_of(product, today_at(product.business.region_id)).next_step
    return "" if step is None else step.step


def test_every_question_step_and_ground_of_the_tables_has_its_words():
    on = permits.days_ago(0)
    assert set(feature_questions(on)) == set(FEATURES)
    questions = {rule["question"] for rule in tables.load("pirt_conditions").as_of(on)}
    assert questions | {"food_type"} == set(FAILED)
    assert {rule["step"] for rule in tables.load("permit_steps").as_of(on)} == set(STEPS)
    assert {rule["ground"] for rule in tables.load("exempt_food").as_of(on)} == set(GROUNDS)
    assert set(STATES) == set(StepState)


@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({"shelf_days": 6}, "tahan kurang dari 7 hari"),
        ({"sold": "served", "shelf_days": None}, "disajikan siap makan"),
        ({"sold": "before_buyer"}, "dikemas di depan pembeli"),
        ({"sold": "material"}, "dijual sebagai bahan untuk usaha lain"),
    ],
)
def test_exempt_food_is_sent_to_no_distribution_permit(world, phone, address, tell, changes, ground):
    tell(**changes)
    states = steps_of(world.product)
    assert states["pirt"] is states["bpom"] is StepState.NOT_APPLICABLE
    text = phone.get(address("path", world.product.pk)).content.decode()
    assert f"Produk ini tidak perlu izin edar: {ground}." in text and "Ajukan SPP-IRT" not in text


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"features": ["is_drinking_water"]}, "Air minum dalam kemasan"),
        ({"features": ["is_frozen"]}, "Dijual beku"),
        ({"features": ["is_moist_meat"]}, "bakso, sosis, pempek"),
        ({"features": ["makes_claims"]}, "menjanjikan khasiat"),
        ({"is_home_made": False}, "Tidak dibuat di dapur rumah"),
        ({"food_type": "unlisted"}, "tidak ada dalam daftar P-IRT"),
    ],
)
def test_what_may_not_use_pirt_is_told_why_and_the_other_way(world, phone, address, tell, changes, reason):
    tell(**changes)
    assert steps_of(world.product)["pirt"] is StepState.NOT_APPLICABLE
    text = phone.get(address("path", world.product.pk)).content.decode()
    assert "tidak boleh memakai P-IRT" in text and reason in text and "Izin edar BPOM (MD)" in text


def test_six_days_and_seven_are_two_answers(world, tell):
    tell(shelf_days=6)
    assert steps_of(world.product)["pirt"] is StepState.NOT_APPLICABLE
    tell(shelf_days=7)
    assert steps_of(world.product)["pirt"] is StepState.BLOCKED


def test_nobody_is_sent_anywhere_before_the_questions_are_answered(world, phone, address):
    states = steps_of(world.product)
    assert states["bpom"] is StepState.ASK and states["nib"] is StepState.READY
    text = phone.get(address("path", world.product.pk)).content.decode()
    assert "Jawab pertanyaannya dulu" in text and address("questions", world.product.pk) in text


def test_the_path_leads_from_nib_over_pirt_to_its_commitments(world, save, tell):
    tell()
    assert next_of(world.product) == "nib" and steps_of(world.product)["pirt"] is StepState.BLOCKED
    save(kind="nib", number=permits.NIB, issued_on=permits.days_ago(30))
    assert next_of(world.product) == "pirt"
    day = permits.days_ago(20)
    facts = {"number": permits.pirt_of(day), "issued_on": day, "products": [world.product]}
    permit = save(**facts)
    assert next_of(world.product) == "food_safety_course"
    save(permit, **facts, course_on=day)
    assert next_of(world.product) == "production_inspection"
    save(permit, **facts, course_on=day, inspection_on=day, label_on=day)
    assert next_of(world.product) == "halal"


def test_a_permit_of_another_product_counts_for_nothing(world, save, tell):
    tell()
    other = businesses.product(world.business, "Keripik singkong")
    day = permits.days_ago(20)
    save(number=permits.pirt_of(day), issued_on=day, products=[other])
    assert steps_of(world.product)["pirt"] is StepState.BLOCKED
    assert steps_of(other)["pirt"] is StepState.DONE


def test_served_food_goes_to_the_kitchen_inspection(world, tell):
    tell(sold="served")
    assert steps_of(world.product)["slhs"] is StepState.BLOCKED
    tell(sold="packed")
    assert steps_of(world.product)["slhs"] is StepState.NOT_APPLICABLE


def test_what_is_no_food_needs_nib_and_perhaps_a_brand(world, phone, address):
    bag = businesses.product(world.business, "Tas anyam", category="weaving")
    text = phone.get(address("path", bag.pk)).content.decode()
    assert "Bukan makanan atau minuman" in text and "Jawab lima pertanyaan" not in text
    assert {step for step, state in steps_of(bag).items() if state is not StepState.NOT_APPLICABLE} == {
        "nib",
        "brand",
    }


def test_the_questions_write_the_days_into_the_product_and_come_back(world, phone, address):
    given = {
        "sold": "packed",
        "shelf_days": "60",
        "is_home_made": "ya",
        "features": ["is_frozen", "makes_claims"],
        "food_type": "06",
    }
    assert phone.post(address("questions", world.product.pk), given).status_code == 302
    world.product.refresh_from_db()
    answers = PathAnswers.objects.get(product=world.product)
    assert (world.product.shelf_days, answers.features) == (60, "makes_claims is_frozen")
    assert AuditEntry.objects.filter(verb="permit.answer").count() == 1
    initial = phone.get(address("questions", world.product.pk)).context["form"].initial
    assert {name: initial[name] for name in ("sold", "is_home_made", "food_type", "shelf_days")} == {
        "sold": "packed",
        "is_home_made": "ya",
        "food_type": "06",
        "shelf_days": 60,
    }
    assert set(initial["features"]) == {"is_frozen", "makes_claims"}


def test_wrong_answers_are_said_and_what_was_typed_stays(world, phone, address):
    answer = phone.post(address("questions", world.product.pk), {"sold": "packed", "shelf_days": "lama"})
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {
        "shelf_days",
        "is_home_made",
    }
    assert 'value="lama"' in answer.content.decode() and not PathAnswers.objects.exists()


def test_only_what_the_tables_know_is_stored(world, tell):
    with permits.refusal("food_type_unknown"):
        tell(food_type="99")
    with permits.refusal("question_unknown"):
        tell(features=["is_magic"])
    businesses.close(world.business)
    with permits.refusal("business_closed"):
        tell()


def test_packaging_and_food_of_the_product_are_compared_with_the_number(world, phone, address, save, tell):
    tell(food_type="05")
    type(world.product).objects.filter(pk=world.product.pk).update(packaging=3)
    permit = save(number=permits.PIRT, products=[world.product])
    text = phone.get(address("show", permit.pk)).content.decode()
    assert "berbeda dari kemasan produknya" in text and "berbeda dari produknya" in text


def test_who_helps_stands_at_the_step(world, phone, sign_in, address, tell, office, save):
    tell()
    permit = save(submitted_on=permits.days_ago(3), helper=office, products=[world.product])
    save(kind="nib", number=permits.NIB, issued_on=permits.days_ago(30))
    text = phone.get(address("path", world.product.pk)).content.decode()
    assert f"Didampingi {office.name}" in text and address("edit", permit.pk) in text
    above = sign_in(world.user("kecamatan")).get(address("path", world.product.pk)).content.decode()
    assert office.name not in above and "Isi yang sudah selesai" not in above


def test_a_new_permit_begins_with_the_product_from_whose_path_one_came(world, phone, address):
    page = phone.get(address("new", world.business.pk, "halal"), {"produk": world.product.pk})
    assert list(page.context["form"].initial["products"]) == [world.product]
    assert phone.get(address("new", world.business.pk, "halal"), {"produk": "x"}).status_code == 200

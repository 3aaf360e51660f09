"""The permit path of a product: what was answered, what its business holds, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from anyelir.enterprise.permits.models import PathAnswers, Permit
from anyelir.enterprise.permits.queries.permits import permits_of
from anyelir.enterprise.permits.states import best_state, status_on
from anyelir.enterprise.trade.models import Product
from anyelir.enterprise.trade.queries.products import is_food
from anyelir.rules import tables
from anyelir.rules.business import (
    Eligibility,
    PathStep,
    PermitState,
    distribution_permit,
    permit_path,
    what_next,
)

Sold = PathAnswers.Sold
UNLISTED = "unlisted"
# Asked in other words: whether it is food, and how and where it is made.
ASKED_APART = frozenset({"is_food", "home_kitchen", "manual_or_semi_automatic"})
COMMITMENTS = {
    "food_safety_course": "course_on",
    "production_inspection": "inspection_on",
    "label_check": "label_on",
}


@dataclass(frozen=True)
class ProductPath:
    """``permits`` are those that cover the product, the newest first."""

    product: Product
    answers: PathAnswers | None
    eligibility: Eligibility
    steps: tuple[PathStep, ...]
    next_step: PathStep | None
    permits: list[Permit]

    def permit_of(self, step: PathStep) -> Permit | None:
        """The paper to open for a step; a commitment stands on the P-IRT."""
        kind = Permit.Kind.PIRT if step.step in COMMITMENTS else step.step
        return next((permit for permit in self.permits if permit.kind == kind), None)


def feature_questions(on: dt.date) -> list[str]:
    """Questions of P-IRT that speak against it, in the order of the table."""
    rules = tables.load("pirt_conditions").as_of(on)
    return [rule["question"] for rule in rules if rule["question"] not in ASKED_APART]


def answers_by_question(product: Product, answers: PathAnswers | None, on: dt.date) -> dict[str, bool | None]:
    """By question of ``exempt_food`` and ``pirt_conditions``; None for what nobody said yet."""
    known: dict[str, bool | None] = {"is_food": is_food(product.category)}
    if answers is None:
        return known
    known |= {
        "is_ready_to_eat": answers.sold == Sold.SERVED,
        "is_packed_before_buyer": answers.sold == Sold.BEFORE_BUYER,
        "is_raw_material": answers.sold == Sold.MATERIAL,
        "home_kitchen": answers.is_home_made,
        "manual_or_semi_automatic": answers.is_home_made,
    }
    features = answers.features.split()
    return known | {question: question in features for question in feature_questions(on)}


def answers_of(product: Product) -> PathAnswers | None:
    answers: PathAnswers | None = PathAnswers.objects.filter(product=product).first()
    return answers


def eligibility_of(product: Product, answers: PathAnswers | None, on: dt.date) -> Eligibility:
    """Which distribution permit it needs; while how long it keeps is not known that is asked first."""
    food_type = answers.food_type or None if answers is not None else None
    return distribution_permit(answers_by_question(product, answers, on), food_type, product.shelf_days, on)


def covering(product: Product) -> list[Permit]:
    """Permits of the whole business and those that name this product."""
    return [
        permit
        for permit in permits_of(product.business)
        if not permit.products.all() or product in permit.products.all()
    ]


def held_states(permits: Iterable[Permit], on: dt.date) -> dict[str, PermitState]:
    """The best state of each kind, and the commitments that are met."""
    by_kind: dict[str, list[PermitState]] = {}
    for permit in permits:
        by_kind.setdefault(permit.kind, []).append(status_on(permit, on).state)
        if permit.kind == Permit.Kind.PIRT and status_on(permit, on).state.is_valid:
            met = [step for step, field in COMMITMENTS.items() if getattr(permit, field) is not None]
            by_kind |= {step: [PermitState.IN_FORCE] for step in met}
    return {kind: best_state(states) for kind, states in by_kind.items()}


def path_of(product: Product, on: dt.date) -> ProductPath:
    answers = answers_of(product)
    eligibility = eligibility_of(product, answers, on)
    permits = covering(product)
    steps = permit_path(
        held_states(permits, on),
        is_food=is_food(product.category),
        eligibility=eligibility,
        on=on,
        is_served=None if answers is None else answers.sold == Sold.SERVED,
    )
    return ProductPath(product, answers, eligibility, steps, what_next(steps), permits)

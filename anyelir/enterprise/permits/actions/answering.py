"""What somebody answers about a product, so that the path knows which permit comes next."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.enterprise.permits.models import PathAnswers
from anyelir.enterprise.permits.path import UNLISTED, feature_questions
from anyelir.enterprise.permits.summaries import answers_words
from anyelir.enterprise.trade.actions import edit_product
from anyelir.enterprise.trade.actions.holding import held_product
from anyelir.enterprise.trade.models import Product
from anyelir.rules import tables


@action("permit.answer", stored=answers_words)
def answer_questions(
    *,
    product: Product,
    sold: str,
    is_home_made: bool,
    food_type: str = "",
    features: Collection[str] = (),
    shelf_days: int | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> PathAnswers:
    """The answers that hold from now on; how long it keeps is written into the product itself.

    Refuses: food_type_unknown, question_unknown; as edit_product.
    """
    product = held_product(product)
    on = today_at(product.business.region_id)
    if food_type not in ("", UNLISTED, *tables.load("pirt_food_types").by_key(on)):
        raise Refused("food_type_unknown", _("Pilih dari daftar."), field="food_type", status=422)
    asked = feature_questions(on)
    if not set(features) <= set(asked):
        raise Refused("question_unknown", _("Pilih dari daftar."), field="features", status=422)
    if shelf_days is not None and shelf_days != product.shelf_days:
        product = edit_product(product=product, shelf_days=shelf_days, by=by)
    answers, _is_new = PathAnswers.objects.update_or_create(
        product=product,
        defaults={
            "sold": sold,
            "is_home_made": is_home_made,
            "food_type": food_type,
            "features": " ".join(question for question in asked if question in features),
        },
    )
    note(by=by, verb="permit.answer", what=product, region=product.business.region_id)
    return answers

"""Planning a business of which much is known at once, and writing plans: hundreds of them from a file.

``plan_business`` checks what each form of the register checks and writes nothing; ``commit_businesses`` writes plans
in as few statements as there are kinds of rows. Nobody agreed to anything: nothing of them is published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.audit import Actor, known_fields, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade.actions.owners import checked_phone
from anyelir.enterprise.trade.actions.registering import FACTS, refuse_wrong_facts
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Business, Ownership, Product
from anyelir.regions.models import Region
from anyelir.rules.no_name import is_no_name
from anyelir.rules.texts import clean_text


@dataclass
class BusinessPlan:
    """A business that runs, whose it is, and what it makes; nothing of it is stored yet."""

    business: Business
    owner: Ownership
    products: list[Product] = field(default_factory=list)


def plan_business(
    *,
    region: Region,
    owner_name: str,
    phone: str = "",
    product_name: str = "",
    category: str = "",
    **facts: Any,
) -> BusinessPlan:
    """``facts`` are of FACTS. That somebody else says so is no word of its owner: it is not confirmed.

    Refuses: owner_missing, phone_wrong; as refuse_wrong_facts.
    """
    owner_name, product_name = clean_text(owner_name), clean_text(product_name)
    if not owner_name or is_no_name(owner_name):
        raise Refused("owner_missing", _("Tulis nama pemiliknya."), field="owner_name", status=422)
    today = today_at(region.pk)
    business = Business(region=region, stage=Business.Stage.RUNNING)
    changed = set_fields(business, known_fields(facts, FACTS))
    refuse_wrong_facts(business, changed)
    business.begun_on = _begun_on(business, today)
    owner = Ownership(business=business, name=owner_name, since=today)
    owner.phone = checked_phone(phone)
    owner.phone_index = Ownership.index_of_phone(owner.phone)
    plan = BusinessPlan(business, owner)
    if product_name and not is_no_name(product_name):
        plan.products.append(Product(business=business, name=product_name, category=category))
    return plan


def _begun_on(business: Business, today: dt.date) -> dt.date:
    """The earliest day on which it is known to have been there."""
    return min(day for day in (business.started_on, business.figures_on, today) if day is not None)


def commit_businesses(plans: Sequence[BusinessPlan], *, by: Actor) -> None:
    """Write the businesses with their owners and products, each with its line of the trail."""
    Business.objects.bulk_create([plan.business for plan in plans])
    Ownership.objects.bulk_create([plan.owner for plan in plans])
    Product.objects.bulk_create([product for plan in plans for product in plan.products])
    for plan in plans:
        note(by=by, verb="business.take_in", what=plan.business, region=plan.business.region_id)
    tell_changed(*(plan.business for plan in plans))

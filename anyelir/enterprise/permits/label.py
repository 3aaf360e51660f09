"""The label of a product: what must stand on it, what is missing, and what is printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from anyelir.core.wording import number, short_day
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.path import answers_of, covering, eligibility_of
from anyelir.enterprise.permits.states import status_on
from anyelir.enterprise.trade.models import Product
from anyelir.rules import tables
from anyelir.rules.business import Outcome, has_special_origin, missing_on_label
from anyelir.rules.dates import add_days

A4, ROLL = "a4", "58"
SIZES = [(A4, gettext_lazy("A4, 15 label")), (ROLL, gettext_lazy("Kertas kasir 58 mm, satu label"))]
ON_A4 = 15
# Where each item that a product lacks is filled in.
OF_THE_PRODUCT = frozenset({"product_name", "composition", "net_amount", "best_before", "origin"})


@dataclass(frozen=True)
class LabelItem:
    """One of the items of ``label_items``: whether it will stand on the label; not needed ones are left out."""

    item: str
    label: str
    is_missing: bool

    @property
    def is_of_product(self) -> bool:
        return self.item in OF_THE_PRODUCT


@dataclass(frozen=True)
class PrintedLabel:
    """What is printed; empty texts are left out."""

    name: str
    brand: str
    composition: str
    allergens: str
    origin: str
    net: str
    storage: str
    producer: str
    permit_no: str
    halal_no: str
    code: str
    best_before: str


def valid_number(permits: list[Permit], on: dt.date, *kinds: str) -> str:
    """The number of a valid paper of these kinds: what is not valid today is not printed."""
    valid = [permit for permit in permits if permit.kind in kinds and status_on(permit, on).state.is_valid]
    return next((permit.number for permit in valid if permit.number), "")


def permit_text(permits: list[Permit], on: dt.date) -> str:
    """P-IRT as it stands on a label, or MD."""
    pirt = valid_number(permits, on, Permit.Kind.PIRT)
    if pirt:
        return f"P-IRT No. {pirt}"
    bpom = valid_number(permits, on, Permit.Kind.BPOM)
    return f"BPOM RI {bpom}" if bpom else ""


def conditions_of(product: Product, permits: list[Permit], on: dt.date) -> set[str]:
    """Conditions of ``label_items`` that hold; food that needs no permit carries no number."""
    outcome = eligibility_of(product, answers_of(product), on).outcome
    holding = {
        "needs_permit": outcome in (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE) or bool(permit_text(permits, on)),
        "is_halal_certified": bool(valid_number(permits, on, Permit.Kind.HALAL)),
        "has_special_origin": bool(product.origin) or has_special_origin(product.composition, on),
    }
    return {condition for condition, holds in holding.items() if holds}


def items_of(product: Product, on: dt.date) -> list[LabelItem]:
    """What must stand on its label, in the order of the table; producer and day are asked when it is printed."""
    permits = covering(product)
    there = {
        "product_name": bool(product.name),
        "composition": bool(product.composition),
        "net_amount": product.net_amount is not None,
        "producer": True,
        "production_code": True,
        "best_before": bool(product.shelf_days),
        "halal": bool(valid_number(permits, on, Permit.Kind.HALAL)),
        "permit_no": bool(permit_text(permits, on)),
        "origin": bool(product.origin),
    }
    present = {entry for entry, is_there in there.items() if is_there}
    conditions = conditions_of(product, permits, on)
    missing = missing_on_label(present, conditions, on)
    return [
        LabelItem(rule["item"], rule["label"], rule["item"] in missing)
        for rule in tables.load("label_items").as_of(on)
        if not rule["needed_when"] or rule["needed_when"] in conditions
    ]


def printed_label(
    product: Product, on: dt.date, *, made_on: dt.date, code: str, address: str
) -> PrintedLabel:
    permits = covering(product)
    net = f"{number(product.net_amount)} {product.net_unit}" if product.net_amount is not None else ""
    if product.net_unit == Product.NetUnit.PIECE:
        net = f"{number(product.net_amount)} {product.get_net_unit_display()}"
    return PrintedLabel(
        name=product.name,
        brand=product.brand,
        composition=product.composition,
        allergens=product.allergens,
        origin=product.origin,
        net=net,
        storage=product.storage,
        producer=f"{product.business.name}, {address}",
        permit_no=permit_text(permits, on),
        halal_no=valid_number(permits, on, Permit.Kind.HALAL),
        code=" ".join(part for part in (f"{made_on:%d%m%y}", code) if part),
        best_before=short_day(add_days(made_on, product.shelf_days)) if product.shelf_days else "",
    )

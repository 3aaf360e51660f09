"""Permits of the demo: Euis has a NIB and a P-IRT that the dinas compared with its certificate, and asked for halal."""

from __future__ import annotations

import datetime as dt
import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.enterprise.permits import actions
from anyelir.enterprise.permits.actions import PermitFacts
from anyelir.enterprise.trade.models import Business, Product
from anyelir.files.reading import Prepared, prepared
from anyelir.web.demo.businesses import COMPANION, OFFICE

SNACK = "Keripik singkong pedas"
# An invented producer of Kab. Bogor, and an invented NIB.
PIRT, NIB = "2063201010147", "1234567890123"
YEARS = 5


def keep_permits() -> None:
    """By her companion; somebody else at the dinas verified."""
    by, office = User.objects.get(username=COMPANION), User.objects.get(username=OFFICE)
    snack = Product.objects.get(name=SNACK)
    business, today = snack.business, today_at(snack.business.region_id)
    _answer(business, snack, by)
    _save(business, "nib", PermitFacts(number=NIB, issued_on=today - dt.timedelta(days=150)), by)
    issued_on = today - dt.timedelta(days=40)
    facts = PermitFacts(
        number=f"{PIRT}-{(issued_on.year + YEARS) % 100:02d}",
        submitted_on=issued_on - dt.timedelta(days=2),
        issued_on=issued_on,
        course_on=today - dt.timedelta(days=20),
    )
    permit = _save(business, "pirt", facts, by, products=[snack])
    actions.keep_evidence(permit=permit, file=_certificate(facts.number), by=by)
    actions.verify_permit(permit=permit, by=office)
    _save(business, "halal", PermitFacts(submitted_on=today - dt.timedelta(days=6)), by)


def _answer(business: Business, snack: Product, by: User) -> None:
    """The snack keeps for months; the steamed cake keeps for three days and needs no distribution permit."""
    actions.answer_questions(product=snack, sold="packed", is_home_made=True, food_type="06", by=by)
    for cake in business.products.exclude(pk=snack.pk):
        actions.answer_questions(product=cake, sold="packed", is_home_made=True, food_type="06", by=by)


def _save(business: Business, kind: str, facts: PermitFacts, by: User, products: list[Product] | None = None):
    return actions.save_permit(
        business=business, kind=kind, facts=facts, products=products or [], helper=by, by=by
    )


def _certificate(number: str) -> Prepared:
    """A picture that says that it is none."""
    picture = Image.new("RGB", (900, 640), "white")
    ImageDraw.Draw(picture).text((60, 60), f"CONTOH, BUKAN SERTIFIKAT\nP-IRT {number}", fill="black")
    content = io.BytesIO()
    picture.save(content, "PNG")
    return prepared(ContentFile(content.getvalue(), "contoh.png"))

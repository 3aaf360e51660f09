"""An office takes a shop or a product out of the public window, and puts it back."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.publishing.access import is_own_business
from anyelir.enterprise.publishing.filling import publish
from anyelir.enterprise.publishing.models import Takedown
from anyelir.enterprise.publishing.queries import keys_down
from anyelir.enterprise.publishing.summaries import takedown_words
from anyelir.enterprise.trade.models import Business, Product
from anyelir.rules.no_name import is_no_name
from anyelir.rules.texts import clean_text


@action("catalogue.take_down", stored=takedown_words)
def take_down(
    *, business: Business, product: Product | None, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> Takedown:
    """The whole shop without a product. Its pages and pictures are gone with this, and stay away every night.

    Refuses: already_taken_down, not_of_this_business, reason_missing; as refuse_own_business.
    """
    business = held(business)
    refuse_own_business(business, by)
    if product is not None and product.business_id != business.pk:
        text = _("Produk ini dari usaha lain. Pilih produk dari usaha ini.")
        raise Refused("not_of_this_business", text, field="product", status=422)
    reason = clean_text(reason)
    if is_no_name(reason):
        text = _("Tulis apa yang harus diperbaiki. Pemilik usaha membacanya.")
        raise Refused("reason_missing", text, field="reason", status=422)
    if (product.pk if product is not None else None) in keys_down(business):
        raise Refused("already_taken_down", _("Ini sudah diturunkan dari etalase."), field="product")
    takedown = Takedown.objects.create(business=business, product=product, reason=reason, taken_by_id=by.id)
    note(by=by, verb="catalogue.take_down", what=takedown, region=business.region_id)
    publish([business.pk])
    return takedown


@action("catalogue.put_back")
def put_back(*, takedown: Takedown, by: Actor) -> Takedown:
    """It is shown again as far as its owner agrees today. Refuses: already_put_back; as refuse_own_business."""
    business = held(takedown.business)
    takedown = held(takedown)
    refuse_own_business(business, by)
    if takedown.put_back_at is not None:
        raise Refused("already_put_back", _("Ini sudah boleh tampil lagi."))
    takedown.put_back_at, takedown.put_back_by_id = timezone.now(), by.id
    takedown.save()
    note(by=by, verb="catalogue.put_back", what=takedown, region=business.region_id)
    publish([business.pk])
    return takedown


def refuse_own_business(business: Business, by: Actor) -> None:
    """Refuses: own_business."""
    if is_own_business(by, business):
        text = _(
            "Ibu/Bapak pemilik atau pendamping usaha ini, anggota kelompoknya, atau memakai nomor HP pemiliknya. Ini"
            " diputuskan oleh orang lain di kantor."
        )
        raise Refused("own_business", text, status=403)

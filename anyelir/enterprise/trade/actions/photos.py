"""Photos of a product, in the order in which its owner wants them seen."""

from __future__ import annotations

import uuid

from django.db.models import F, Max
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade.actions.holding import held_product
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Product, ProductPhoto
from anyelir.enterprise.trade.queries.products import MOST_PHOTOS, PHOTO_OWNER
from anyelir.enterprise.trade.summaries import photo_words
from anyelir.files.keeping import erase_file, keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared


@action("product.add_photo", stored=photo_words)
def add_photo(
    *, product: Product, photo: Prepared, by: Actor, op_id: uuid.UUID | None = None
) -> ProductPhoto:
    """Behind those that are there. Refuses: photos_full; as held_product, put_photo."""
    product = held_product(product)
    if product.photos.count() >= MOST_PHOTOS:
        text = _("Paling banyak %d foto. Hapus dulu satu, lalu tambah lagi.")
        raise Refused("photos_full", text % MOST_PHOTOS, field="photo", status=422)
    last = product.photos.aggregate(last=Max("rank"))["last"]
    made = _kept(product, photo, 0 if last is None else last + 1, by)
    note(by=by, verb="product.photo", what=product, region=product.business.region_id)
    tell_changed(product.business)
    return made


@action("product.lead_photo")
def lead_with_photo(*, photo: ProductPhoto, by: Actor) -> ProductPhoto:
    """It stands in front of the others, which keep their order. Refuses: as held_product."""
    product = held_product(photo.product)
    product.photos.filter(rank__lt=photo.rank).update(rank=F("rank") + 1)
    photo.rank = 0
    photo.save()
    note(by=by, verb="product.photo", what=product, region=product.business.region_id)
    tell_changed(product.business)
    return photo


@action("product.remove_photo")
def remove_photo(*, photo: ProductPhoto, by: Actor) -> Product:
    """Refuses: as held_product."""
    product = held_product(photo.product)
    erase_file(photo.file)
    photo.delete()
    note(by=by, verb="product.photo", what=product, region=product.business.region_id)
    tell_changed(product.business)
    return product


def put_photo(product: Product, photo: Prepared, by: Actor) -> None:
    """In the place of the one in front. Refuses: no_photo."""
    before = product.photos.select_related("file").first()
    _kept(product, photo, 0 if before is None else before.rank, by)
    if before is not None:
        erase_file(before.file)
        before.delete()


def _kept(product: Product, photo: Prepared, rank: int, by: Actor) -> ProductPhoto:
    """Refuses: no_photo."""
    if photo.kind != StoredFile.Kind.PHOTO:
        raise Refused("no_photo", _("Pilih foto (JPEG, PNG, WebP), bukan PDF."), field="photo", status=422)
    file = keep_file(StoredFile, photo, owner_kind=PHOTO_OWNER, owner_key=product.pk, by=by)
    made: ProductPhoto = ProductPhoto.objects.create(product=product, file=file, rank=rank)
    return made

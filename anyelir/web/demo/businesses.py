"""The business of an invented woman, from what she can make to the card for her buyers and her second product."""

from __future__ import annotations

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.queries.businesses import owner_of
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level

COMPANION, OFFICE = "wida", "rahmat"
OWNER = "Euis Komariah"
OWNER_PHONE = "0812-5550-0168"
SEAMSTRESS, SEWING = "Cucu Cahyani", "Benang Emas"


def begin_businesses(place: Region) -> None:
    """A batch of twenty steamed cakes: cost, price and card, noted by the companion of the place. Now it runs."""
    by = User.objects.get(username=COMPANION)
    product = actions.begin_business(
        region=place,
        skills=["cooking"],
        product_name="Bolu kukus gula merah",
        unit="bungkus",
        owner_name=OWNER,
        by=by,
    )
    actions.cost_batch(
        product=product,
        pieces=20,
        materials_idr=68_000,
        packaging_idr=14_000,
        energy_idr=9_000,
        own_minutes=120,
        hour_idr=10_000,
        by=by,
    )
    actions.set_price(product=product, price_idr=7_500, by=by)
    actions.save_card(
        product=product,
        business_name="Dapur Rumpun Bambu",
        about="Isi lima, tahan tiga hari",
        ordering="Pesan sehari sebelumnya",
        by=by,
    )
    business = actions.edit_business(
        business=product.business,
        kbli_version=2020,
        kbli_code="10792",
        workers_f=2,
        sales_idr=18_000_000,
        figures_on=today_at(place.pk),
        channels="home stall chat",
        companion=by,
        by=by,
    )
    actions.run_business(business=business, by=by)
    actions.edit_product(
        product=product,
        net_amount=5,
        net_unit="pcs",
        shelf_days=3,
        composition="tepung beras, gula merah, santan",
        packaging=2,
        capacity_month=300,
        lead_days=1,
        by=by,
    )
    actions.add_product(
        business=business,
        name="Keripik singkong pedas",
        category="snacks",
        unit="bungkus",
        price_idr=9_000,
        net_amount=150,
        net_unit="g",
        shelf_days=90,
        is_souvenir=True,
        by=by,
    )
    owner = owner_of(business)
    actions.set_owner(business=business, since=owner.since, name=OWNER, phone=OWNER_PHONE, by=by)
    actions.give_consent(
        business=business, shows_owner=True, shows_phone=False, place="desa", given_how="spoken", by=by
    )
    actions.note_sales(business=business, month=today_at(place.pk), amount_idr=1_350_000, by=by)
    kelurahan = Region.objects.get(pk=at_level(place.pk, Level.DESAKEL))
    sentra = actions.name_sentra(
        region=kelurahan, since=today_at(place.pk), name="Kue basah gula merah", category="cakes", by=by
    )
    actions.join_sentra(sentra=sentra, business=business, by=by)


def begin_sewing(place: Region) -> Business:
    """A seamstress who has a price for nothing yet."""
    product = actions.begin_business(
        region=place,
        skills=["sewing"],
        product_name="Seragam PAUD",
        unit="setel",
        owner_name=SEAMSTRESS,
        by=User.objects.get(username=COMPANION),
    )
    Business.objects.filter(pk=product.business_id).update(name=SEWING)
    return Business.objects.get(pk=product.business_id)

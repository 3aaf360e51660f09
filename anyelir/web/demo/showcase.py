"""More invented businesses whose owners agreed to be public: the catalogue of the demo has something to show."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from anyelir.accounts.models import User
from anyelir.enterprise.catalogue.suggestions import rebuild_words
from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Product
from anyelir.files.reading import Prepared, prepared
from anyelir.regions.models import Region
from anyelir.web.demo.businesses import COMPANION

SIDE = 900


@dataclass(frozen=True)
class Ware:
    """A product with the colours of its drawn photo."""

    name: str
    category: str
    price_idr: int
    unit: str
    net: tuple[int, str]
    about: str
    colours: tuple[str, str, str]
    is_souvenir: bool = False


# Kelurahan, business, owner, what she can make, wares.
SHOPS = (
    (
        "Cibinong",
        "Dapur Laut Cempaka",
        "Marlina Sembada",
        "fish",
        (
            Ware(
                "Amplang bandeng",
                "fish",
                25_000,
                "bungkus",
                (250, "g"),
                "Gurih, tanpa pengawet",
                ("#fdf0dc", "#d98324", "#8c4a12"),
                True,
            ),
            Ware(
                "Abon ikan tongkol",
                "fish",
                35_000,
                "bungkus",
                (150, "g"),
                "Kering dan berserat",
                ("#fbe9df", "#b5532b", "#0a3b3b"),
                True,
            ),
            Ware(
                "Sambal teri",
                "spices",
                22_000,
                "botol",
                (180, "g"),
                "Pedas sedang",
                ("#fbe4e1", "#a32a2a", "#5c1414"),
            ),
        ),
    ),
    (
        "Karadenan",
        "Jahit Melati Karadenan",
        "Rosmawati Tirta",
        "sewing",
        (
            Ware(
                "Tas kain motif kawung",
                "clothing",
                85_000,
                "buah",
                (1, "pcs"),
                "Muat buku dan bekal",
                ("#dff1ee", "#0a6864", "#084f4d"),
                True,
            ),
            Ware(
                "Celemek dapur",
                "clothing",
                40_000,
                "buah",
                (1, "pcs"),
                "Kain katun tebal",
                ("#e6f2e8", "#3f7d53", "#7fb58f"),
            ),
        ),
    ),
    (
        "Pabuaran",
        "Anyaman Bambu Pabuaran",
        "Suhaemi Wartini",
        "weaving",
        (
            Ware(
                "Besek bambu kecil",
                "weaving",
                6_000,
                "buah",
                (1, "pcs"),
                "Untuk hantaran dan nasi kotak",
                ("#f6eedd", "#b88a4a", "#7a5525"),
            ),
            Ware(
                "Keranjang parsel",
                "weaving",
                45_000,
                "buah",
                (1, "pcs"),
                "Anyaman rapat, bisa pesan ukuran",
                ("#f6eedd", "#9a6f35", "#5f421c"),
                True,
            ),
        ),
    ),
    (
        "Ciriung",
        "Kopi Bukit Ciriung",
        "Ineu Pertiwi",
        "other",
        (
            Ware(
                "Kopi robusta bubuk",
                "drinks",
                42_000,
                "bungkus",
                (200, "g"),
                "Sangrai sedang, digiling saat dipesan",
                ("#efe6de", "#5a3a28", "#2f1d13"),
                True,
            ),
            Ware(
                "Teh daun kelor",
                "drinks",
                30_000,
                "kotak",
                (20, "pcs"),
                "Dua puluh kantong",
                ("#e6f2e8", "#3f7d53", "#24502f"),
            ),
        ),
    ),
)


def open_shops(kelurahan: dict[str, Region]) -> None:
    """Each with its products, photos and the consent of its owner, who is not named."""
    by = User.objects.get(username=COMPANION)
    for place, name, owner, skill, wares in SHOPS:
        first, *others = wares
        product = actions.begin_business(
            region=kelurahan[place],
            skills=[skill],
            product_name=first.name,
            unit=first.unit,
            owner_name=owner,
            by=by,
        )
        business = actions.edit_business(business=product.business, name=name, by=by)
        actions.run_business(business=business, by=by)
        actions.set_price(product=product, price_idr=first.price_idr, by=by)
        _describe(product, first, by)
        for ware in others:
            more = actions.add_product(
                business=business,
                name=ware.name,
                category=ware.category,
                unit=ware.unit,
                price_idr=ware.price_idr,
                by=by,
            )
            _describe(more, ware, by)
        actions.give_consent(
            business=business, shows_owner=False, shows_phone=False, place="desa", given_how="paper", by=by
        )
    rebuild_words()


def _describe(product: Product, ware: Ware, by: User) -> None:
    amount, unit = ware.net
    facts = {"about": ware.about, "category": ware.category, "is_souvenir": ware.is_souvenir}
    actions.edit_product(
        product=product, net_amount=amount, net_unit=unit, capacity_month=120, lead_days=2, **facts, by=by
    )
    actions.add_photo(product=product, photo=_drawn(ware.colours), by=by)


def _drawn(colours: tuple[str, str, str]) -> Prepared:
    """A package on a table: a drawing that says that it is none of a real product."""
    ground, body, band = colours
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 700, SIDE, SIDE), fill=band)
    draw.rounded_rectangle((260, 170, 640, 760), 40, fill=body)
    draw.rectangle((250, 170, 650, 230), fill=band)
    draw.rectangle((250, 400, 650, 620), fill="white")
    draw.ellipse((405, 440, 495, 530), fill=band)
    draw.rectangle((330, 560, 570, 580), fill=body)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return prepared(ContentFile(target.getvalue()))

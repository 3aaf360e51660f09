"""The register of businesses for those who look after them: filters as conditions of the database, and its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.enterprise.trade.models import Business, Product
from anyelir.enterprise.trade.queries.products import category_choices
from anyelir.enterprise.trade.standing import AT_REST, SIZES, activity_of, size_of
from anyelir.rules import tables
from anyelir.rules.business.size import Basis
from anyelir.rules.dates import add_months
from anyelir.rules.identity.kbli import kbli_version, map_kbli

ACTIVE, NOT_ACTIVE = "ya", "tidak"
ACTIVITIES = {ACTIVE: gettext_lazy("aktif"), NOT_ACTIVE: gettext_lazy("tidak aktif")}
# A month that is shorter than the one before it moves the border by at most so many days.
MONTH_ENDS = 4
PORTION = 1000


@dataclass(frozen=True)
class RegisterFilter:
    """What was chosen; empty texts choose nothing, unknown keys are left out."""

    text: str = ""
    stage: str = ""
    category: str = ""
    activity: str = ""
    size: str = ""
    kbli: str = ""


def register(visible: QuerySet[Business], chosen: RegisterFilter, on: dt.date) -> QuerySet[Business]:
    rows = visible.select_related("region")
    if chosen.stage in Business.Stage.values:
        rows = rows.filter(stage=chosen.stage)
    if chosen.category:
        offered = Product.objects.filter(business=OuterRef("pk"), category=chosen.category, ended_on=None)
        rows = rows.filter(Exists(offered))
    if chosen.activity in ACTIVITIES:
        condition = is_active(on)
        rows = rows.filter(condition if chosen.activity == ACTIVE else ~condition)
    if chosen.size in SIZES:
        rows = rows.filter(is_of_size(chosen.size, on))
    if chosen.kbli:
        rows = rows.filter(kbli_code__in=_alike_codes(chosen.kbli, on))
    for word in chosen.text.split():
        made = Product.objects.filter(business=OuterRef("pk"), name__icontains=word)
        rows = rows.filter(Q(name__icontains=word) | Q(region__label__icontains=word) | Exists(made))
    return rows


def is_active(on: dt.date) -> Q:
    """The rule of ``rules.business.activity`` as a condition; a property compares the two."""
    rules = tables.load("business_activity").by_key(on)
    lately = Q(pk__in=[])
    for rule, field in (("sold", "last_sold_on"), ("confirmed", "confirmed_on")):
        if rule in rules:
            lately |= Q(**{f"{field}__range": (_earliest(on, rules[rule]["months"]), on)})
    # What was never said is NULL, and NULL is neither in a range nor outside of it.
    return Q(pk__in=Business.objects.filter(lately).exclude(stage__in=AT_REST).values("pk"))


def _earliest(on: dt.date, months: int) -> dt.date:
    """The first day from which so many months reach to ``on``."""
    day = add_months(on, -months) - dt.timedelta(days=MONTH_ENDS)
    while add_months(day, months) < on:
        day += dt.timedelta(days=1)
    return day


def is_of_size(size: str, on: dt.date) -> Q:
    """The rule of ``rules.business.size`` as a condition: by sales where they are known, else by capital."""
    fields = {Basis.SALES: "sales_idr", Basis.CAPITAL: "capital_idr"}
    by_basis = {
        Basis.SALES: Q(sales_idr__isnull=False),
        Basis.CAPITAL: Q(sales_idr=None, capital_idr__isnull=False),
    }
    condition = Q(pk__in=[])
    below: dict[str, int] = {}
    for rule in tables.load("business_size").as_of(on):
        basis, up_to = Basis(rule["basis"]), rule["up_to_idr"]
        if rule["size"] == size:
            span = by_basis[basis] & Q(**{f"{fields[basis]}__gt": below.get(basis, -1)})
            condition |= span if up_to is None else span & Q(**{f"{fields[basis]}__lte": up_to})
        if up_to is not None:
            below[basis] = up_to
    return condition


def _alike_codes(text: str, on: dt.date) -> set[str]:
    """The code itself and what it is called in the newest version, or was called in the one before."""
    code = text.partition(" ")[0]
    newest = kbli_version(on) or 0
    versions = sorted({rule["version"] for rule in tables.load("kbli_versions").rules})
    mapped = {map_kbli(code, from_version=version, to_version=newest, on=on).code for version in versions}
    mapped |= {map_kbli(code, from_version=newest, to_version=version, on=on).code for version in versions}
    return {code} | {each for each in mapped if each}


def export_headings() -> list[str]:
    return [
        *(_("Nama usaha"), _("Kode wilayah"), _("Wilayah"), _("Tahap"), _("Aktif"), _("Aktif sampai")),
        *(_("Berjalan sejak"), _("KBLI tahun"), _("Kode KBLI"), _("Ukuran"), _("Angka per")),
        *(_("Pekerja perempuan"), _("Pekerja laki-laki"), _("Jualan di"), _("Produk"), _("Jenis produk")),
    ]


def export_rows(rows: QuerySet[Business], on: dt.date) -> Iterator[list[object]]:
    """What a sheet holds of each business, one after the other: never its owner, and no amount."""
    offered = Product.objects.filter(ended_on=None).only("business_id", "name", "category").order_by()
    texts = ExportTexts(
        dict(category_choices()),
        {value: str(label) for value, label in Business.Stage.choices},
        {size: str(label) for size, label in SIZES.items()},
        (_("tidak"), _("ya")),
    )
    # A list of its own: asking each business for its products would make a query set a row.
    products = Prefetch("products", offered, to_attr="offered")
    portions = rows.prefetch_related(products).iterator(chunk_size=PORTION)
    return (_export_row(business, on, texts) for business in portions)


@dataclass(frozen=True)
class ExportTexts:
    """Labels in the language of the reader, looked up once for all rows; ``yes`` by False and True."""

    categories: Mapping[str, str]
    stages: Mapping[str, str]
    sizes: Mapping[str, str]
    yes: tuple[str, str]


def _export_row(business: Any, on: dt.date, texts: ExportTexts) -> list[object]:
    activity, size = activity_of(business, on), size_of(business, on)
    made = business.offered
    return [
        *(business.name, business.region_id, business.region.label, texts.stages[business.stage]),
        *(texts.yes[activity.is_active], activity.until, business.started_on),
        *(business.kbli_version, business.kbli_code, texts.sizes[size] if size else "", business.figures_on),
        *(business.workers_f, business.workers_m, ", ".join(business.channel_labels)),
        *(_joined(product.name for product in made), _joined({texts.categories[p.category] for p in made})),
    ]


def _joined(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))

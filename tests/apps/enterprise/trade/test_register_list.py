"""The register for those who look after businesses: its filters are the rules, and a sheet of it names nobody."""

from __future__ import annotations

import csv
import datetime as dt
import io
from zipfile import ZipFile

import pytest

from anyelir.core.models import AuditEntry
from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.queries.register import RegisterFilter, is_active, is_of_size, register
from anyelir.enterprise.trade.standing import SIZES, activity_of, size_of
from tests import businesses

pytestmark = pytest.mark.django_db
DAYS = [dt.date(2026, 11, 30), dt.date(2026, 2, 28), dt.date(2028, 2, 29), dt.date(2026, 5, 31)]
BORDERS = [0, 1_000_000_000, 1_000_000_001, 2_000_000_000, 2_000_000_001, 5_000_000_001, 15_000_000_000]


@pytest.fixture
def reader(world, sign_in):
    return sign_in(world.user("kabupaten"))


def many(place, **rows) -> None:
    Business.objects.bulk_create(
        Business(region=place, name=f"Usaha {number}", begun_on="2020-01-01", **fields)
        for number, fields in enumerate(rows["of"])
    )


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_filter_of_the_active_is_the_rule(world, on):
    """A business of each day around both borders, and of the days ahead."""
    around = [
        on + dt.timedelta(days=days) for border in (-92, -366, 0) for days in range(border - 5, border + 6)
    ]
    rows = [{field: day} for day in around for field in ("last_sold_on", "confirmed_on")]
    rows += [{"confirmed_on": on, "stage": "paused"}, {}]
    many(world.rw, of=rows)
    by_rule = {row.pk for row in Business.objects.all() if activity_of(row, on).is_active}
    assert set(Business.objects.filter(is_active(on)).values_list("pk", flat=True)) == by_rule
    others = set(Business.objects.filter(~is_active(on)).values_list("pk", flat=True))
    assert others == set(Business.objects.values_list("pk", flat=True)) - by_rule


def test_the_filter_of_sizes_is_the_rule(world):
    on = DAYS[0]
    amounts = [None, *BORDERS, 50_000_000_000, 50_000_000_001]
    many(
        world.rw,
        of=[
            {"sales_idr": sales, "capital_idr": capital, "figures_on": on}
            for sales in amounts
            for capital in amounts
        ],
    )
    for size in SIZES:
        by_rule = {row.pk for row in Business.objects.all() if size_of(row, on) == size}
        assert set(Business.objects.filter(is_of_size(size, on)).values_list("pk", flat=True)) == by_rule, (
            size
        )


def test_a_code_finds_what_it_was_called_before(world):
    Business.objects.filter(pk=world.business.pk).update(kbli_version=2020, kbli_code="10391")
    for code, expected in (("10391", 1), ("10307", 1), ("10307 tempe", 1), ("10308", 0)):
        chosen = RegisterFilter(kbli=code)
        assert register(Business.objects.all(), chosen, DAYS[0]).count() == expected, code


def test_the_list_is_narrowed_by_each_filter_and_by_a_product(world, reader, address):
    Business.objects.filter(pk=world.business.pk).update(
        sales_idr=5_000_000, figures_on="2026-10-01", kbli_version=2025, kbli_code="10794", stage="running"
    )
    businesses.product(businesses.business(world.rw, "Jamu Kencur"), "Kunyit asam", category="drinks")
    for query in (
        {"cari": "pisang"},
        {"tahap": "running"},
        {"jenis": "snacks"},
        {"ukuran": "micro"},
        {"kbli": "10794"},
    ):
        page = reader.get(address("list"), query).content.decode()
        assert "Keripik Seruni" in page and "Jamu Kencur" not in page, query
    page = reader.get(address("list"), {"aktif": "ya"}).content.decode()
    assert "Keripik Seruni" not in page and "Belum ada usaha di sini" in page
    page = reader.get(address("list"), {"aktif": "tidak", "ukuran": "magic", "jenis": ""}).content.decode()
    assert "Keripik Seruni" in page and "Jamu Kencur" in page


def test_a_sheet_holds_the_register_and_never_an_owner(world, reader, address):
    Business.objects.filter(pk=world.business.pk).update(
        name="=Seruni", sales_idr=5_123_456, figures_on="2026-10-01"
    )
    answer = reader.get(address("export"))
    text = b"".join(answer).decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert heading[:4] == ["Nama usaha", "Kode wilayah", "Wilayah", "Tahap"]
    row = dict(zip(heading, rows[0], strict=True))
    assert (row["Nama usaha"], row["Ukuran"], row["Produk"]) == ("'=Seruni", "Mikro", "Keripik pisang")
    assert "Nursiah" not in text and "5123456" not in text
    assert AuditEntry.objects.get(verb="business.export").region_code == ""


def test_a_sheet_takes_the_filters_and_the_scope(world, reader, address, sign_in):
    businesses.business(world.rw, "Jamu Kencur")
    text = b"".join(reader.get(address("export"), {"cari": "kencur"})).decode("utf-8-sig")
    assert "Jamu Kencur" in text and "Seruni" not in text
    text = b"".join(sign_in(world.user("stranger")).get(address("export"))).decode("utf-8-sig")
    assert "Seruni" not in text


def test_many_are_paged(world, reader, address):
    many(world.rw, of=[{}] * 60)
    page = reader.get(address("list"))
    assert len(page.context["page"]) == 50 and page.context["page"].next_cursor


def tables_of(answer) -> dict[str, list[dict]]:
    with ZipFile(io.BytesIO(b"".join(answer))) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    return {name.partition(".")[0]: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}


def test_a_village_site_gets_what_was_agreed_in_its_own_shape(world, reader, address, companion):
    businesses.product(world.business, "Keripik bayam", price_idr=None)
    businesses.product(businesses.business(world.rw, "Jamu Kencur"), "Kunyit asam", category="drinks")
    Business.objects.filter(pk=world.business.pk).update(latitude=-6.48, longitude=106.85)
    assert tables_of(reader.get(address("stall")))["pelapak"] == []
    actions.give_consent(
        business=world.business,
        shows_owner=True,
        shows_phone=False,
        place="desa",
        given_how="paper",
        by=companion,
    )
    tables = tables_of(reader.get(address("stall")))
    [stall], [product] = tables["pelapak"], tables["produk"]
    assert (stall["nama"], stall["telepon"], stall["id_pend"], stall["lat"]) == ("Keripik Seruni", "", "", "")
    assert (product["id_pelapak"], product["nama"], product["harga"]) == (
        stall["id"],
        "Keripik pisang",
        "13000",
    )
    [category] = [row for row in tables["produk_kategori"] if row["id"] == product["id_produk_kategori"]]
    assert category["kategori"] == "Keripik dan makanan ringan"
    actions.give_consent(
        business=world.business,
        shows_owner=False,
        shows_phone=False,
        place="point",
        given_how="paper",
        by=companion,
    )
    [stall] = tables_of(reader.get(address("stall")))["pelapak"]
    assert (stall["lat"], stall["lng"]) == ("-6.48", "106.85")

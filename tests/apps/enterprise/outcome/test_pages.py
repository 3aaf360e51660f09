"""Who reads the numbers of businesses, and what stands on their page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.clock import today_anywhere
from anyelir.enterprise.outcome.indicators import CATALOGUE
from anyelir.enterprise.outcome.models import StageDay
from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Business
from anyelir.reports.folding import rebuild
from anyelir.rules.dates import add_months
from anyelir.web.menu import open_pages
from tests import businesses
from tests import factories as make
from tests.pages import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def month() -> dt.date:
    """The last that is over."""
    return add_months(make.today().replace(day=1), -1)


@pytest.fixture
def dinas(world):
    user = make.user("rahmat", "Rahmat Setiadi")
    make.grant(user, "cooperative_office", world.kabupaten)
    return user


@pytest.fixture
def counted(world, month):
    """Keripik Seruni and Bolu; one of them sold last month."""
    business = businesses.business(world.rw, "Bolu")
    business.sales.create(month=month, amount_idr=250_000)
    rebuild()
    return business


def numbers_at(place, **more) -> str:
    query = "&".join(f"{key}={value}" for key, value in {"satuan": "business", **more}.items())
    return f"{reverse('reports:dashboard', args=[place.pk])}?{query}"


def test_the_page_says_in_words_how_many_are_active(world, sign_in, dinas, counted, month):
    page = sign_in(dinas).get(numbers_at(world.kelurahan))
    text = flat(page)
    assert "1 dari 2 usaha di Kelurahan Ciriung aktif pada akhir" in text
    assert page.context["overview"].period == month, "it opens with the last month that is over"
    assert "Perubahan penjualan" in text and "baru bisa dihitung dari 5 ke atas" in text


def test_a_month_can_be_chosen_and_the_running_one_is_told_as_such(world, sign_in, dinas, counted, month):
    running = today_anywhere().replace(day=1)
    page = sign_in(dinas).get(numbers_at(world.kelurahan, bulan=f"{running:%Y-%m}"))
    assert "masih berjalan" in flat(page)
    earlier = sign_in(dinas).get(numbers_at(world.kelurahan, bulan=f"{add_months(month, -2):%Y-%m}"))
    assert "0 dari 2 usaha" in flat(earlier)


def test_the_places_below_stand_in_a_table_that_sorts(world, sign_in, dinas, counted):
    page = sign_in(dinas).get(numbers_at(world.kecamatan, urut="-aktif"))
    assert [line.row.name for line in page.context["table"].lines] == ["Ciriung"]
    assert f"{reverse('reports:dashboard', args=[world.kelurahan.pk])}?bulan=" in page.content.decode()


def test_a_kelurahan_lists_no_single_business(world, sign_in, dinas, counted):
    page = sign_in(dinas).get(numbers_at(world.kelurahan))
    assert not page.context["table"].lines and not page.context["table"].silent
    assert "Bolu" not in flat(page)


def test_a_place_without_businesses_says_so(sign_in, dinas, world):
    Business.objects.filter(pk=world.business.pk).update(begun_on=make.today())
    page = sign_in(dinas).get(numbers_at(world.kabupaten))
    assert "Belum ada usaha yang tercatat di wilayah ini." in flat(page)


def test_the_file_has_every_place_and_indicator(world, sign_in, dinas, counted, month):
    address = reverse("reports:download", args=[world.kecamatan.pk, "csv"])
    text = sign_in(dinas).get(f"{address}?satuan=business&bulan={month:%Y-%m}").content.decode("utf-8-sig")
    head, *lines = [line.split(";") for line in text.splitlines()]
    [ciriung] = [line for line in lines if line[1] == "Ciriung"]
    cells = dict(zip(head, ciriung, strict=True))
    assert cells["Usaha aktif: pembilang"] == "1" and cells["Usaha aktif: penyebut"] == "2"
    assert cells["Perubahan penjualan: median %"] == "" == cells["Perubahan penjualan: jumlah"]
    assert not cells["Dilatih dan didampingi: jumlah"], "nobody looked whether it is used"


@pytest.mark.parametrize(
    ("role", "status"),
    [("kecamatan", 200), ("kabupaten", 200), ("provinsi", 200), ("secretary", 200)]
    + [("health_office", 403), ("pusat", 403), ("stranger", 404), ("kader", 404), ("dasawisma", 404)],
)
def test_the_numbers_ask_for_the_right_to_businesses(world, sign_in, role, status):
    client = sign_in(world.user(role))
    assert client.get(numbers_at(world.kelurahan)).status_code == status
    file = f"{reverse('reports:download', args=[world.kelurahan.pk, 'csv'])}?satuan=business"
    assert client.get(file).status_code == status


def test_each_is_offered_what_she_reads(world, sign_in, dinas):
    address = reverse("reports:dashboard", args=[world.kabupaten.pk])
    offered = {
        role: [each.kind for each in sign_in(user).get(address).context["units"]]
        for role, user in (
            ("dinas", dinas),
            ("team", world.user("kabupaten")),
            ("health", world.user("health_office")),
        )
    }
    assert offered == {"dinas": ["business"], "team": ["posyandu", "business"], "health": ["posyandu"]}
    asked = sign_in(dinas).get(f"{address}?satuan=posyandu")
    assert asked.status_code == 403


def test_the_menu_leads_there(world, sign_in, dinas):
    urls = {page.key: page.url for page in open_pages(dinas)}
    client = sign_in(dinas)
    assert urls["business-numbers"] == reverse("outcome:place", args=[world.kabupaten.pk])
    assert client.get(reverse("outcome:start")).headers["Location"] == numbers_at(world.kabupaten)
    assert client.get(reverse("outcome:place", args=[world.rw.pk])).headers["Location"] == numbers_at(
        world.rw
    )
    assert "business-numbers" not in {page.key for page in open_pages(world.user("health_office"))}


def test_stages_are_kept_by_the_day_in_the_write_itself(world, dinas):
    """Two acts of one day are one row, and an act that changes neither stage nor word is none."""
    business, by = world.business, world.user("dasawisma")
    actions.run_business(business=business, by=by)
    actions.pause_business(business=business, by=by)
    actions.edit_business(business=business, name="Seruni Jaya", by=by)
    [kept] = StageDay.objects.filter(business=business)
    business.refresh_from_db()
    assert (kept.stage, kept.confirmed_on) == ("paused", business.confirmed_on)
    StageDay.objects.update(on=add_months(kept.on, -1))
    actions.edit_business(business=business, name="Seruni", by=by)
    assert StageDay.objects.count() == 1
    actions.run_business(business=business, by=by)
    assert StageDay.objects.count() == 2


def test_an_owner_reads_no_numbers_of_the_place(world, sign_in, owner):
    assert sign_in(owner).get(numbers_at(world.kelurahan)).status_code in (403, 404)
    assert CATALOGUE.read_by == "business.view"

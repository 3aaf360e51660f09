"""How far the businesses of a place are, and the papers that wait for somebody."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.queries.funnel import STAGES, FunnelStage, funnel
from anyelir.enterprise.permits.states import status_on
from anyelir.enterprise.trade.models import Business
from anyelir.rules.business import PermitState
from anyelir.web.menu import open_pages
from tests import businesses, permits

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 30)
# A P-IRT as it stands on that day.
PAPERS = {
    FunnelStage.IN_PROCESS: {"submitted_on": dt.date(2026, 11, 1)},
    FunnelStage.VALID: {"number": "2063201010147-31", "issued_on": dt.date(2026, 11, 2)},
    FunnelStage.EXPIRING: {"number": "2063201010148-26", "issued_on": dt.date(2021, 12, 20)},
    FunnelStage.ENDED: {"number": "2063201010149-25"},
}


@pytest.fixture
def places(world):
    """Five businesses in RW 14, one at each stage, one in RW 15, one closed, one elsewhere."""
    Permit.objects.all().delete()
    for number, (_stage, facts) in enumerate(PAPERS.items()):
        permits.permit(businesses.business(world.rw, f"Sambal {number}"), **{"submitted_on": None} | facts)
    permits.permit(businesses.business(world.next_rw, "Bolu"), **PAPERS[FunnelStage.VALID])
    closed = businesses.business(world.rw, "Tempe")
    permits.permit(closed, **PAPERS[FunnelStage.VALID])
    businesses.close(closed)
    permits.permit(businesses.business(world.elsewhere, "Jaje"), **PAPERS[FunnelStage.VALID])
    return world


def counts(place, kind="pirt") -> dict[str, list[int]]:
    rows = funnel(Business.objects.all(), place.pk, kind, ON)
    return {row.code: list(row.counts.values()) for row in rows}


def test_each_business_is_counted_once_where_it_stands(places):
    assert counts(places.kelurahan) == {places.rw.pk: [1, 1, 1, 1, 1], places.next_rw.pk: [0, 0, 1, 0, 0]}
    assert counts(places.kabupaten) == {places.kecamatan.pk: [1, 1, 2, 1, 1]}
    assert counts(places.kelurahan, "halal")[places.rw.pk] == [5, 0, 0, 0, 0]


def test_of_two_papers_the_better_one_counts(places):
    business = Business.objects.get(name="Sambal 3")
    permits.permit(business, **PAPERS[FunnelStage.VALID] | {"number": "2063201010150-31"})
    assert counts(places.rw)[places.rw.pk] == [1, 1, 2, 1, 0]


def test_a_paper_of_another_kind_decides_nothing(places):
    business = Business.objects.get(name="Sambal 1")
    permits.permit(business, "nib", number=permits.NIB, issued_on=dt.date(2026, 11, 2), revoked_on=ON)
    assert counts(places.rw)[places.rw.pk] == [1, 1, 1, 1, 1]
    assert counts(places.rw, "nib")[places.rw.pk] == [4, 0, 0, 0, 1]


@pytest.mark.parametrize("role", ["secretary", "kecamatan", "kabupaten", "provinsi"])
def test_whoever_reads_the_funnel_may_open_each_business_of_it(places, sign_in, address, role):
    """That is why no small count is veiled."""
    client = sign_in(places.user(role))
    page = client.get(address("place", places.kelurahan.pk), {"izin": "pirt"})
    pages = [client.get(reverse("trade:show", args=[business.pk])) for business in Business.objects.all()]
    opened = sum(page.status_code == 200 and not page.context["business"].closed_on for page in pages)
    assert page.context["whole"].total == opened == 6


@pytest.mark.parametrize("role", ["health_office", "pusat", "dasawisma", "stranger"])
def test_nobody_else_reads_the_funnel(places, sign_in, address, role):
    assert sign_in(places.user(role)).get(address("place", places.kelurahan.pk)).status_code in (403, 404)


def test_every_state_has_its_stage():
    assert set(STAGES) == set(PermitState)


@pytest.mark.parametrize("facts", PAPERS.values(), ids=PAPERS.keys())
def test_the_funnel_says_what_the_paper_itself_says(places, facts):
    """The states of a set of dates, and that of each paper, are one rule."""
    for permit in Permit.objects.select_related("business"):
        row = funnel(Business.objects.filter(pk=permit.business_id), "", permit.kind, ON)
        if row:
            stage = next(stage for stage, count in row[0].counts.items() if count)
            assert stage is STAGES[status_on(permit, ON).state]


def test_the_page_shows_places_and_leads_below(places, sign_in, address):
    page = sign_in(places.user("kecamatan"))
    text = page.get(address("place", places.kecamatan.pk)).content.decode()
    assert "Ciriung" in text and f"{address('place', places.kelurahan.pk)}?izin=pirt" in text
    rows = page.get(address("place", places.kelurahan.pk), {"izin": "halal"}).context["rows"]
    assert [(place.name, row.total) for place, row in rows] == [("RW 14", 5), ("RW 15", 1)]
    assert page.get(address("place", places.kelurahan.pk), {"izin": "sim"}).context["kind"] == "pirt"
    assert "Nursiah" not in text
    assert page.get(address("place", places.elsewhere.pk)).status_code == 404


def test_a_companion_sees_what_is_to_be_done_by_kind_of_work(places, sign_in, companion, address, save):
    ending = save(
        kind="halal", number=permits.HALAL, issued_on=permits.days_ago(9), ends_on=permits.days_ago(-20)
    )
    open_pirt = save(number=permits.pirt_of(permits.days_ago(20)), issued_on=permits.days_ago(20))
    phone = sign_in(companion)

    def listed(which: str, text: str = "") -> set[str]:
        page = phone.get(address("waiting"), {"daftar": which, "cari": text}).context["page"]
        return {str(row.pk) for row in page}

    assert {str(ending.pk)} == listed("berakhir")
    assert {str(open_pirt.pk)} == listed("komitmen")
    assert {str(ending.pk), str(open_pirt.pk)} <= listed("bukti")
    asked = Permit.objects.get(business__name="Sambal 0")
    assert listed("proses") == {str(asked.pk)} == listed("proses", "sambal")
    assert listed("proses", "bolu") == set() == listed("berakhir", "bolu")
    assert "Sambal 0" in phone.get(address("waiting")).content.decode()


def test_the_dinas_sees_what_waits_to_be_verified(places, sign_in, office, companion, address, kept):
    permit = permits.with_evidence(Permit.objects.get(business__name="Sambal 1"), companion)
    page = sign_in(office).get(address("waiting"))
    assert [row.pk for row in page.context["page"]] == [permit.pk] and page.context["which"] == "periksa"
    assert "menunggu diperiksa" in page.content.decode() and "sedang diurus" not in page.content.decode()


def test_an_empty_list_says_so(world, sign_in, owner, address):
    Permit.objects.all().delete()
    assert "Tidak ada yang menunggu" in sign_in(owner).get(address("waiting")).content.decode()


def test_the_menu_leads_there(companion, office):
    for user, key in ((companion, "permits-waiting"), (office, "permits-proofs")):
        urls = {page.key: page.url for page in open_pages(user)}
        assert urls[key] == reverse("permits:waiting") and "permits" in urls

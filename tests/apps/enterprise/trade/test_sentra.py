"""One desa or kelurahan, one business centre: naming, members, end, and the coverage of a place."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.core.registry import Registry
from anyelir.enterprise.trade import access, actions, changes
from anyelir.enterprise.trade.changes import Follower
from anyelir.enterprise.trade.models import Business, Sentra
from anyelir.enterprise.trade.queries.sentra import coverage
from anyelir.regions.loading import load_part
from anyelir.regions.models import Region
from tests import businesses
from tests import factories as make
from tests.apps.enterprise.trade.conftest import text_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 10)
FACTS = {"name": "Keripik pisang", "category": "snacks"}


@pytest.fixture
def name(world, office):
    def act(**changes):
        return actions.name_sentra(
            **{"region": world.kelurahan, "since": TODAY, "by": office} | FACTS | changes
        )

    return act


def test_a_kelurahan_names_its_centre_from_the_map(world, sign_in, office, address):
    desk = sign_in(office)
    page = text_of(desk.get(address("coverage", world.kabupaten.pk)))
    assert "1 dari 2 sudah punya sentra" in page and address("name-sentra", world.kelurahan.pk) in page
    facts = FACTS | {"since": "2026-11-02", "decree_no": "400/12", "tools": "penggoreng\npengemas"}
    desk.post(address("name-sentra", world.kelurahan.pk), facts)
    sentra = Sentra.objects.get(region=world.kelurahan)
    page = text_of(desk.get(address("sentra", sentra.pk)))
    assert "Sentra usaha Ciriung" in page and "400/12" in page and "penggoreng<br>pengemas" in page
    page = text_of(desk.get(address("coverage", world.kabupaten.pk)))
    assert "2 dari 2 sudah punya sentra" in page
    assert address("sentra", sentra.pk) in page
    assert AuditEntry.objects.get(verb="sentra.name").actor_name == office.name
    page = text_of(sign_in(world.user("provinsi")).get(address("coverage", world.provinsi.pk)))
    assert "2 dari 2 sudah punya sentra" in page and "Kab. Bogor" in page


def test_each_finds_the_map_of_her_place(world, sign_in, office, address):
    answer = sign_in(office).get(address("sentra-home"))
    assert answer.headers["Location"] == address("coverage", world.kabupaten.pk)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "-"}, "name_missing"),
        ({"category": "magic"}, "category_unknown"),
        ({"since": dt.date(2027, 3, 1)}, "date_ahead"),
    ],
)
def test_what_cannot_be_is_said(name, wrong, code):
    with pytest.raises(Refused) as refused:
        name(**wrong)
    assert refused.value.code == code


def test_a_centre_is_of_a_desa(world, name):
    with pytest.raises(Refused) as refused:
        name(region=world.rw)
    assert refused.value.code == "not_a_desa"


def test_one_at_a_time(world, name, office):
    sentra = name()
    with pytest.raises(Refused) as refused:
        name(name="Tas anyaman")
    assert refused.value.code == "sentra_exists"
    with pytest.raises(IntegrityError), transaction.atomic():
        Sentra.objects.create(region=world.kelurahan, since=TODAY, **FACTS)
    actions.end_sentra(sentra=sentra, by=office)
    for again in (
        lambda: actions.end_sentra(sentra=sentra, by=office),
        lambda: actions.edit_sentra(sentra=sentra, name="Tas", by=office),
        lambda: actions.join_sentra(sentra=sentra, business=world.business, by=office),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.code == "sentra_ended"


def test_unknown_facts_are_a_mistake_of_the_program(name):
    with pytest.raises(TypeError):
        name(partner="PT")


def test_businesses_of_the_place_belong_to_it(world, name, office, sign_in, address):
    sentra, desk = name(), sign_in(office)
    desk.post(address("join-sentra", sentra.pk), {"business": world.business.pk})
    page = text_of(desk.get(address("sentra", sentra.pk)))
    assert "Keripik Seruni" in page and "Nursiah" not in page
    assert AuditEntry.objects.get(verb="sentra.member").actor_name == office.name
    desk.post(address("leave-sentra", world.business.pk))
    assert not sentra.members.exists()
    page = text_of(desk.post(address("leave-sentra", world.business.pk), follow=True))
    assert "bukan anggota sentra" in page


def test_a_business_of_elsewhere_or_closed_joins_nothing(world, name, office):
    sentra = name()
    other = businesses.business(world.next_kelurahan, "Jamu")
    for business, code in ((other, "sentra_elsewhere"), (world.business, "business_closed")):
        businesses.close(world.business)
        with pytest.raises(Refused) as refused:
            actions.join_sentra(sentra=sentra, business=business, by=office)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        actions.leave_sentra(business=other, by=office)
    assert refused.value.code == "not_a_member"


def test_whoever_works_in_a_part_of_the_place_reads_its_centre(world, name, office, companion, owner):
    sentra = name()
    assert access.can_view_sentra_at(companion, sentra.region_id)
    assert access.can_know_sentra(companion, sentra) and sentra in access.known_sentras(companion)
    assert not access.can_view_sentra_at(owner, sentra.region_id)


def test_the_owner_reads_its_name_without_a_door(world, name, office, owner, sign_in, address):
    sentra = name()
    actions.join_sentra(sentra=sentra, business=world.business, by=office)
    page = text_of(sign_in(owner).get(address("show", world.business.pk)))
    assert "Sentra" in page and address("sentra", sentra.pk) not in page
    other = businesses.business(world.next_rw, "Jamu")
    actions.join_sentra(sentra=sentra, business=other, by=office)
    page = text_of(sign_in(world.user("dasawisma")).get(address("sentra", sentra.pk)))
    assert address("show", world.business.pk) in page and address("show", other.pk) not in page


def test_members_go_on_when_it_ends(world, name, office, sign_in, address):
    sentra = name()
    actions.join_sentra(sentra=sentra, business=world.business, by=office)
    page = text_of(sign_in(office).post(address("end-sentra", sentra.pk), follow=True))
    assert "berakhir hari ini" in page and "Akhiri sentra" not in page
    assert Business.objects.get(pk=world.business.pk).sentra is None


def test_who_follows_hears_of_the_members(world, name, office, monkeypatch):
    heard = []
    followers = Registry("followers of a test", is_required=False)
    followers.declare(Follower("test", heard.append))
    monkeypatch.setattr(changes, "FOLLOWERS", followers)
    member, sentra = frozenset({world.business.pk}), name()
    actions.join_sentra(sentra=sentra, business=world.business, by=office)
    actions.edit_sentra(sentra=sentra, name="Keripik talas", by=office)
    actions.leave_sentra(business=world.business, by=office)
    actions.join_sentra(sentra=sentra, business=world.business, by=office)
    actions.end_sentra(sentra=sentra, by=office)
    assert heard == [member] * 5
    verbs = (
        AuditEntry.objects.filter(verb__startswith="sentra.").order_by("pk").values_list("verb", flat=True)
    )
    assert [*verbs] == [
        *("sentra.name", "sentra.member", "sentra.edit", "sentra.member", "sentra.member", "sentra.end")
    ]


def test_its_facts_are_mended(world, name, office, sign_in, address):
    sentra = name()
    sign_in(office).post(address("edit-sentra", sentra.pk), FACTS | {"name": "Keripik talas"})
    assert Sentra.objects.get(pk=sentra.pk).name == "Keripik talas"


def test_readers_see_the_map_and_name_nothing(world, name, sign_in, address):
    sentra = name()
    reader = sign_in(world.user("secretary"))
    page = text_of(reader.get(address("coverage", world.kelurahan.pk)))
    assert "Ciriung" in page and "Keripik pisang" in page
    page = text_of(reader.get(address("sentra", sentra.pk)))
    assert "Akhiri sentra" not in page and "Tambah anggota" not in page
    assert reader.get(address("name-sentra", world.kelurahan.pk)).status_code == 403


def test_medan_has_21_kecamatan_and_151_kelurahan(db):
    load_part("12.71")
    medan = coverage("12.71")
    assert (len(medan.rows), medan.total, medan.named) == (21, 151, 0)
    kelurahan = list(Region.objects.filter(code__startswith="12.71.", level="desakel").order_by("code"))
    for place in kelurahan[:97]:
        Sentra.objects.create(region=place, since=TODAY, **FACTS)
    assert coverage("12.71").named == 97
    assert coverage("12").total == 151
    for code, total in (("12.71.01", coverage("12.71").rows[0].total), (kelurahan[0].pk, 1)):
        [row] = coverage(code).rows
        assert (row.total, row.missing) == (total, 0)


def test_the_map_of_medan_is_few_queries(db, sign_in, django_assert_max_num_queries, address):
    load_part("12.71")
    reader = make.user("rahma", "Rahma Lubis")
    make.grant(reader, "cooperative_office", Region.objects.get(pk="12.71"))
    desk = sign_in(reader)
    with django_assert_max_num_queries(25):
        page = desk.get(address("coverage", "12.71"))
    assert "0 dari 151" in text_of(page)

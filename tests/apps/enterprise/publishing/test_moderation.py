"""An office takes a shop or a product out of the public window with a reason, and puts it back; nobody else does."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.enterprise.catalogue import index, renditions
from anyelir.enterprise.catalogue.models import Listing, Shop
from anyelir.enterprise.publishing import actions, filling
from anyelir.enterprise.publishing.models import REASON_LENGTH, Takedown
from anyelir.enterprise.trade import actions as trade
from tests import businesses, permits, takedowns
from tests import factories as make

pytestmark = pytest.mark.django_db
REASON = takedowns.REASON
refusal = permits.refusal


@pytest.fixture
def other(world):
    """A second product of the business."""
    return businesses.product(world.business, "Abon ikan")


@pytest.fixture
def shown(world, companion, other, kept):
    """Keripik Seruni with two products in the window."""
    facts = {"shows_owner": False, "shows_phone": False, "place": "desa", "given_how": "spoken"}
    trade.give_consent(business=world.business, by=companion, **facts)
    assert Listing.objects.count() == 2
    return world.business


def take(business, by, product=None, **more):
    return actions.take_down(business=business, product=product, reason=REASON, by=by, **more)


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_product_is_gone_with_the_act_and_stays_away(client, shown, other, world, companion, office):
    listing = Listing.objects.get(pk=other.pk)
    take(shown, office, other)
    assert client.get(listing.get_absolute_url()).status_code == 410
    assert [row.pk for row in Listing.objects.all()] == [world.product.pk] and index.faults() == 0
    assert (filling.verify(), filling.verify()) == (0, 0), "nothing differs at night"
    trade.edit_product(product=other, about="Renyah", by=companion)
    trade.edit_business(business=shown, name="Keripik Seruni Baru", by=companion)
    assert [row.pk for row in Listing.objects.all()] == [world.product.pk]


def test_a_shop_goes_with_all_its_pages_and_pictures(
    client, shown, other, world, companion, office, django_capture_on_commit_callbacks
):
    addresses = [row.get_absolute_url() for row in [*Listing.objects.all(), Shop.objects.get()]]
    with django_capture_on_commit_callbacks(execute=True):
        take(shown, office)
    assert [client.get(address).status_code for address in addresses] == [410, 410, 410]
    assert not [*renditions.stems()]
    gone = text_of(client.get(addresses[0]))
    assert "sudah tidak ditawarkan" in gone and REASON not in gone
    trade.withdraw_consent(business=shown, by=companion)
    facts = {"shows_owner": True, "shows_phone": False, "place": "desa", "given_how": "paper"}
    trade.give_consent(business=shown, by=companion, **facts)
    assert (filling.verify(), Shop.objects.count()) == (0, 0), "a new consent puts nothing back"


def test_put_back_it_is_shown_as_agreed_today(client, shown, other, companion, office):
    takedown = take(shown, office)
    trade.edit_product(product=other, name="Abon lele", by=companion)
    actions.put_back(takedown=takedown, by=office)
    assert {row.name for row in Listing.objects.all()} == {"Keripik pisang", "Abon lele"}
    assert client.get(Shop.objects.get().get_absolute_url()).status_code == 200
    second = take(shown, office, other)
    trade.withdraw_consent(business=shown, by=companion)
    actions.put_back(takedown=second, by=office)
    assert not Shop.objects.exists(), "without consent nothing comes back"
    assert Takedown.objects.filter(put_back_by=office).count() == 2


def test_a_product_stays_down_while_its_shop_comes_back(shown, other, world, office):
    take(shown, office, other)
    shop = take(shown, office)
    actions.put_back(takedown=shop, by=office)
    assert [row.pk for row in Listing.objects.all()] == [world.product.pk]


def test_the_only_product_takes_its_shop_with_it(client, shown, other, world, companion, office):
    trade.end_product(product=other, by=companion)
    address = Shop.objects.get().get_absolute_url()
    take(shown, office, world.product)
    assert client.get(address).status_code == 410 and filling.verify() == 0


def test_each_act_is_one_line_of_the_trail(shown, other, office):
    takedown = take(shown, office, other)
    actions.put_back(takedown=takedown, by=office)
    rows = AuditEntry.objects.filter(verb__startswith="catalogue.").order_by("at", "id")
    assert [(row.verb, row.region_code, row.actor_id) for row in rows] == [
        ("catalogue.take_down", shown.region_id, office.pk),
        ("catalogue.put_back", shown.region_id, office.pk),
    ]
    assert REASON not in str(rows.values())


def test_what_is_down_is_not_taken_down_again(shown, other, office):
    number = uuid.uuid4()
    first = take(shown, office, other, op_id=number)
    assert take(shown, office, other, op_id=number) == first
    with refusal("already_taken_down"):
        take(shown, office, other)
    whole = take(shown, office)
    with refusal("already_taken_down"):
        take(shown, office)
    actions.put_back(takedown=whole, by=office)
    with refusal("already_put_back"):
        actions.put_back(takedown=whole, by=office)
    assert Takedown.objects.count() == 2
    for product in (other, None):
        takedowns_of = {"business": shown, "product": product, "taken_by": office}
        with pytest.raises(IntegrityError), transaction.atomic():
            [takedowns.takedown(**takedowns_of) for _time in range(2)]


@pytest.mark.parametrize("reason", ["", "  ", "-", "​", "tidak ada"])
def test_a_reason_is_asked(shown, office, reason):
    with refusal("reason_missing"):
        actions.take_down(business=shown, product=None, reason=reason, by=office)


def test_a_product_of_another_business_is_refused(shown, world, office):
    foreign = businesses.product(businesses.business(world.rw, "Jamu Melati"), "Jamu")
    with refusal("not_of_this_business"):
        take(shown, office, foreign)
    assert Listing.objects.count() == 2


def test_nobody_judges_an_own_business(shown, world, owner, companion, office):
    """Also somebody who works in an office and owns it or accompanies it."""
    both = make.user("dua", "Ketut Dua Peran")
    make.grant(both, "team_kecamatan", world.kecamatan)
    make.grant(both, "business_owner", unit=world.business)
    called = make.user("sama", "Ketut Nomor Sama")
    make.grant(called, "team_kecamatan", world.kecamatan)
    businesses.owner_phone(shown, "+6281255500191")
    businesses.phone(called, "+6281255500191")
    takedown = take(shown, office)
    for person in (owner, companion, both, called):
        with refusal("own_business"):
            take(shown, person)
        with refusal("own_business"):
            actions.put_back(takedown=takedown, by=person)
    assert Takedown.objects.filter(put_back_at=None).count() == 1


# Pages ----------------------------------------------------------------------------------------------------------


def page_of(client, user, business):
    client.force_login(user)
    return client.get(reverse("trade:show", args=[business.pk]))


def test_the_office_takes_down_and_puts_back_on_the_page(client, shown, other, office):
    link = f"{reverse('publishing:take-down', args=[shown.pk])}?produk={other.pk}"
    assert link in page_of(client, office, shown).content.decode()
    form = client.get(link).context["form"]
    assert form["product"].value() == str(other.pk)
    sent = {"product": other.pk, "reason": REASON, "op_id": form["op_id"].value()}
    answer = client.post(link, sent, follow=True)
    for part in ("Abon ikan tidak tampil lagi di etalase", "Abon ikan diturunkan dari etalase.", REASON):
        assert part in text_of(answer), part
    again = client.post(link, sent, follow=True)
    assert again.status_code == 200 and Takedown.objects.count() == 1, "sent twice, carried out once"
    address = reverse("publishing:put-back", args=[Takedown.objects.get().pk])
    answer = client.post(address, follow=True)
    assert "Abon ikan boleh tampil lagi" in text_of(answer) and Listing.objects.count() == 2
    assert "Ini sudah boleh tampil lagi" in text_of(client.post(address, follow=True))


def test_wrong_input_is_told_and_nothing_typed_is_lost(client, shown, other, office):
    client.force_login(office)
    address = reverse("publishing:take-down", args=[shown.pk])
    answer = client.post(address, {"product": other.pk, "reason": ""})
    assert answer.status_code == 422 and answer.context["form"]["product"].value() == str(other.pk)
    answer = client.post(address, {"product": "bukan", "reason": REASON})
    assert answer.status_code == 422 and REASON in text_of(answer)
    answer = client.post(address, {"product": "", "reason": "x" * (REASON_LENGTH + 1)})
    assert answer.status_code == 422 and not Takedown.objects.exists()
    assert client.get(f"{address}?produk=bukan").status_code == 200


def test_who_mends_it_reads_why_and_nobody_else(client, shown, world, owner, companion, office):
    take(shown, office)
    for person in (owner, companion):
        text = text_of(page_of(client, person, shown))
        assert "Usaha ini diturunkan dari etalase." in text and REASON in text and office.name in text
        assert "Perbaiki, lalu minta ditampilkan lagi." in text and "Tampilkan lagi" not in text
    text = text_of(page_of(client, world.user("secretary"), shown))
    assert REASON not in text and "diturunkan" not in text
    text = text_of(page_of(client, world.user("kecamatan"), shown))
    assert REASON in text and "Tampilkan lagi" in text and "Perbaiki, lalu" not in text


def test_whoever_may_not_moderate_is_shown_no_door(client, shown, world, owner, companion):
    for person in (owner, companion, world.user("secretary")):
        answer = page_of(client, person, shown)
        assert "Di etalase" in text_of(answer) and "/turunkan/" not in answer.content.decode()

"""Orders on the phone of their maker; who else learns that one is unpaid: the chair after 14 days, nobody more."""

from __future__ import annotations

import datetime as dt
from urllib.parse import unquote

import pytest
from django.urls import reverse

from anyelir.deadlines.models import Deadline
from anyelir.deadlines.queries import lines
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.orders import actions
from anyelir.enterprise.orders.access import can_view_order, visible_orders
from anyelir.enterprise.orders.models import BuyerOrder
from anyelir.enterprise.trade.models import Ownership
from anyelir.membership.models import BodyMember
from anyelir.rules.time_zones import end_of_day
from tests import businesses, groups, orders
from tests import factories as make
from tests.people import ROLES

pytestmark = pytest.mark.django_db
NOBODY_ELSE = [role for role in ROLES if role not in ("anonymous", "chair", "dasawisma")]


def amount(product) -> str:
    return f"jumlah_{product.pk.hex}"


def test_an_order_is_written_down_then_brought_and_paid_by_one_press_each(world, maker, sign_in, address):
    phone = sign_in(maker)
    page = address("list", world.business.pk)
    assert phone.get(address("home")).headers["Location"] == page
    sent = {"buyer": "Rapat RT 3", "kind": "guest", amount(world.product): "20"}
    assert phone.post(address("place", world.business.pk), sent).headers["Location"] == page
    order = BuyerOrder.objects.get(buyer="Rapat RT 3")
    seen = phone.get(page, {"kotak": "diantar"}).content.decode()
    assert "Rapat RT 3" in seen and "Rp 260.000" in seen
    assert phone.post(address("deliver", order.pk)).headers["Location"] == page
    seen = phone.get(page).content.decode()
    assert "2 pesanan sudah diantar, belum dibayar: Rp 780.000." in seen
    assert phone.post(address("pay", order.pk)).headers["Location"] == page
    seen = phone.get(page, {"kotak": "lunas"}).content.decode()
    assert "Rapat RT 3" in seen and "Dibayar bulan ini: <b>Rp 260.000</b>" in seen
    phone.post(address("cancel", world.order.pk))
    assert "Semua yang diantar sudah dibayar." in phone.get(page).content.decode()


def test_a_reminder_is_kind_and_has_no_number(world, maker, sign_in, address):
    page = sign_in(maker).get(address("list", world.business.pk))
    [card] = page.context["cards"]
    words = unquote(card.reminder.partition("?text=")[2])
    assert words.startswith("Pesanan 40 Keripik pisang sudah diantar") and "Rp 520.000" in words
    assert card.reminder.startswith("https://wa.me/?text=")


def test_wrong_input_is_said_and_nothing_typed_is_lost(world, maker, sign_in, address):
    phone, page = sign_in(maker), address("place", world.business.pk)
    sent = {"buyer": "Warung Bu Ijah", "kind": "shop", amount(world.product): "banyak"}
    answer = phone.post(page, sent)
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {amount(world.product)}
    assert "Warung Bu Ijah" in answer.content.decode()
    answer = phone.post(page, sent | {amount(world.product): ""})
    assert answer.status_code == 422 and answer.context["form"].refused_code == "lines_missing"
    answer = phone.post(page, sent | {amount(world.product): "2", "due_on": "2020-01-01"})
    assert answer.context["form"].errors.keys() == {"due_on"}
    businesses.close(world.business)
    answer = phone.post(page, sent | {amount(world.product): "2"})
    assert answer.status_code == 409 and answer.context["form"].refused_code == "business_closed"


def test_a_second_press_is_told(world, maker, sign_in, address):
    phone = sign_in(maker)
    phone.post(address("pay", world.order.pk))
    seen = phone.post(address("pay", world.order.pk), follow=True).content.decode()
    assert "Pesanan ini sudah dibayar." in seen


def test_a_business_without_a_price_says_what_is_missing(world, maker, sign_in, address):
    type(world.product).objects.filter(pk=world.product.pk).update(price_idr=None)
    assert (
        "Isi dulu harga produknya" in sign_in(maker).get(address("place", world.business.pk)).content.decode()
    )


@pytest.mark.parametrize(("days", "is_seen"), [(14, False), (15, True)])
def test_after_fourteen_days_the_chair_of_her_group_sees_it_too(
    world, maker, sign_in, address, days, is_seen
):
    order = orders.order(world.product, "Kantor Camat", brought=days)
    chair = world.user("chair")
    assert visible_orders(chair).filter(pk=order.pk).exists() == is_seen == can_view_order(chair, order)
    seen = sign_in(chair).get(address("home")).content.decode()
    assert ("Kantor Camat" in seen) == is_seen
    assert sign_in(chair).post(address("pay", order.pk)).status_code == (302 if is_seen else 404)
    order.refresh_from_db()
    assert (order.paid_on is not None) == is_seen
    assert "Kantor Camat" not in sign_in(chair).get(address("home")).content.decode()


def test_nobody_but_the_maker_and_the_chair_ever_sees_who_has_not_paid(world, maker, sign_in, address):
    """Every role of the cast, a companion, the dinas, the treasurer, and the owner of another business."""
    late = orders.order(world.product, "Kantor Camat", brought=30)
    others = [world.user(role) for role in NOBODY_ELSE]
    for name, role, where in (
        ("pendamping", "business_companion", {"place": world.rw}),
        ("dinas", "cooperative_office", {"place": world.kabupaten}),
        ("bendahara", "group_treasurer", {"unit": world.group}),
        ("pemilik", "business_owner", {"unit": businesses.business(world.rw, "Jamu Ratna")}),
    ):
        others.append(make.user(name))
        make.grant(others[-1], role, **where)
    for user in others:
        assert not visible_orders(user).exists(), user
        assert not can_view_order(user, late), user
        reader = sign_in(user)
        assert reader.get(address("list", world.business.pk)).status_code in (403, 404), user
        assert reader.post(address("pay", late.pk)).status_code == 404, user
        for page in (reverse("trade:list"), reverse("trade:show", args=[world.business.pk]), address("home")):
            assert "Kantor Camat" not in reader.get(page).content.decode(), (user, page)
    late.refresh_from_db()
    assert late.paid_on is None


def test_the_deadline_stands_with_the_maker_and_the_chair_alone(world, maker, today):
    product = world.product
    order = actions.place_order(
        business=world.business, kind="shop", buyer="Kantor Camat", quantities={product.pk: 1}, by=maker
    )
    actions.deliver_order(order=order, by=maker)
    past = today - dt.timedelta(days=20)
    BuyerOrder.objects.filter(pk=order.pk).update(ordered_on=past, delivered_on=past)
    rows, now = Deadline.objects.filter(kind="order.unpaid"), end_of_day(world.rw.pk, dt.date(2199, 1, 1))
    for user in (maker, world.user("chair")):
        [line] = lines(user, rows, now)
        assert (
            line.owed.url == address_of_home() and "Kantor Camat" not in f"{line.owed.title}{line.owed.note}"
        )
    for role in NOBODY_ELSE:
        assert lines(world.user(role), rows, now) == []


def address_of_home() -> str:
    return reverse("orders:home")


def test_whoever_left_the_group_is_the_chairs_matter_no_more(world, maker):
    order = orders.order(world.product, brought=30)
    people = BodyMember.objects.filter(body=body_of(world.group), member__user=maker)
    people.update(until=dt.date(2026, 1, 1))
    assert not can_view_order(world.user("chair"), order)
    assert not visible_orders(world.user("chair")).exists()


def test_the_chair_runs_the_orders_of_a_business_of_the_group(world, sign_in, address):
    owned = businesses.business(world.rw, "Warung Mekar Sari")
    Ownership.objects.filter(business=owned).update(name="", group=world.group)
    order = orders.order(businesses.product(owned))
    chair = sign_in(world.user("chair"))
    assert chair.get(address("home")).headers["Location"] == address("list", owned.pk)
    assert chair.post(address("pay", order.pk)).headers["Location"] == address("list", owned.pk)


def test_an_order_names_the_activity_for_which_it_is(world, maker, sign_in, address, today):
    """Of the bodies whose plan she reads: the chair for her group, and nobody a visit of somebody else's."""
    Ownership.objects.filter(business=world.business).update(name="", group=world.group)
    visit = make.activity(body_of(world.group), "Kunjungan tamu provinsi")
    other = make.activity(body_of(groups.group(world.rw, "Melati")), "Bazar Melati")
    make.activity(body_of(world.group), "Batal", state="cancelled", cancel_reason="Hujan")
    make.activity(body_of(world.group), "Tahun lalu", on=today - dt.timedelta(days=31))
    page = address("place", world.business.pk)
    sent = {"buyer": "Sekretariat", "kind": "guest", amount(world.product): "5"}
    chair = sign_in(world.user("chair"))
    offered = chair.get(page).context["form"].fields["activity"].queryset
    assert visit in offered and not {"Batal", "Tahun lalu", "Bazar Melati"} & {row.title for row in offered}
    answer = chair.post(page, sent | {"activity": other.pk})
    assert answer.status_code == 422 and "Sekretariat" in answer.content.decode()
    assert chair.post(page, sent | {"activity": visit.pk}).status_code == 302
    order = BuyerOrder.objects.get(buyer="Sekretariat")
    assert order.activity == visit
    box = {"kotak": "diantar"}
    assert "Kunjungan tamu provinsi" in chair.get(address("list", world.business.pk), box).content.decode()
    phone = sign_in(maker)
    assert "Untuk kegiatan" not in phone.get(page).content.decode()
    assert phone.post(page, sent | {"activity": visit.pk}).status_code == 422


@pytest.mark.parametrize(("hour", "is_seen"), [(16, False), (17, True)])
def test_no_chair_sees_it_before_the_day_of_the_west_is_over(world, maker, monkeypatch, hour, is_seen):
    """At 16.30 UTC tomorrow has begun in the east; where the order was brought it is still the fourteenth day."""
    order = orders.order(world.product, "Kantor Camat")
    on = dt.date(2026, 11, 30) - dt.timedelta(days=14)
    BuyerOrder.objects.filter(pk=order.pk).update(ordered_on=on, delivered_on=on)
    order.refresh_from_db()
    moment = dt.datetime(2026, 11, 30, hour, 30, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    chair = world.user("chair")
    assert visible_orders(chair).filter(pk=order.pk).exists() == is_seen == can_view_order(chair, order)

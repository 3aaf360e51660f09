"""Other rooms follow a business inside of its write: each action tells, once, and what a follower raises undoes it."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.action import ACTIONS, whole
from anyelir.core.refusal import Refused
from anyelir.core.registry import Registry
from anyelir.enterprise.trade import actions, changes
from anyelir.enterprise.trade.changes import Follower, tell_changed
from anyelir.enterprise.trade.models import Business
from tests import businesses
from tests.apps.enterprise.trade.test_products import FACTS, PHOTO

pytestmark = pytest.mark.django_db
NOVEMBER = dt.date(2026, 11, 2)
CARD = {"business_name": "Keripik Seruni", "about": "", "ordering": "Balas pesan ini."}


@pytest.fixture
def heard(monkeypatch):
    """What one follower was told, call by call."""
    calls: list[frozenset] = []
    followers = Registry("followers of a test", is_required=False)
    followers.declare(Follower("test", calls.append))
    monkeypatch.setattr(changes, "FOLLOWERS", followers)
    return calls


def acts(world, by) -> dict:
    """Every action of the room with what it takes."""
    business, product, photo = world.business, world.product, businesses.photo(world.product)
    return {
        "business.begin": lambda: actions.begin_business(
            region=world.rw, skills=["snacks"], product_name="Jamu", unit="botol", owner_name="Ratna", by=by
        ),
        "batch.cost": lambda: actions.cost_batch(product=product, by=by, **businesses.COSTS),
        "product.price": lambda: actions.set_price(product=product, price_idr=9_000, by=by),
        "product.card": lambda: actions.save_card(product=product, by=by, **CARD),
        "product.add": lambda: actions.add_product(business=business, by=by, **FACTS),
        "product.edit": lambda: actions.edit_product(product=product, brand="Seruni", by=by),
        "product.add_photo": lambda: actions.add_photo(product=product, photo=PHOTO, by=by),
        "product.lead_photo": lambda: actions.lead_with_photo(photo=photo, by=by),
        "product.remove_photo": lambda: actions.remove_photo(photo=photo, by=by),
        "product.end": lambda: actions.end_product(product=product, by=by),
        "product.offer_again": lambda: actions.offer_again(product=product, by=by),
        "business.edit": lambda: actions.edit_business(business=business, name="Seruni Jaya", by=by),
        "business.run": lambda: actions.run_business(business=business, by=by),
        "business.confirm": lambda: actions.confirm_business(business=business, by=by),
        "owner.set": lambda: actions.set_owner(business=business, since=NOVEMBER, name="Ratna Anjani", by=by),
        "consent.give": lambda: actions.give_consent(
            business=business, shows_owner=True, shows_phone=False, place="desa", given_how="paper", by=by
        ),
        "consent.withdraw": lambda: actions.withdraw_consent(business=business, by=by),
        "sales.note": lambda: actions.note_sales(business=business, month=NOVEMBER, amount_idr=5, by=by),
        "business.pause": lambda: actions.pause_business(business=business, by=by),
        "business.close": lambda: actions.close_business(
            business=business, on=business.begun_on, reason="Pindah", by=by
        ),
    }


def test_every_action_tells_once_what_changed(world, companion, heard, kept):
    for name, act in acts(world, companion).items():
        heard.clear()
        act()
        assert len(heard) == 1 and len(heard[0]) == 1, name
        if name != "business.begin":
            assert heard == [frozenset({world.business.pk})], name


def test_no_action_of_the_room_is_forgotten(world, companion):
    """A centre changes its members, which ``test_sentra`` hears."""
    of_room = {
        name for name, each in ACTIONS.items() if each.function.__module__.startswith(actions.__name__)
    }
    of_centres = {name for name in of_room if name.startswith("sentra.")}
    assert of_room - of_centres == acts(world, companion).keys()


def test_what_a_follower_raises_undoes_the_write(world, companion, monkeypatch):
    def refuse(_pks):
        raise Refused("not_now", "Nanti.")

    followers = Registry("refusing followers of a test", is_required=False)
    followers.declare(Follower("test", refuse))
    monkeypatch.setattr(changes, "FOLLOWERS", followers)
    with pytest.raises(Refused):
        actions.edit_business(business=world.business, name="Seruni Jaya", by=companion)
    assert Business.objects.get(pk=world.business.pk).name == "Keripik Seruni"


def test_many_writes_of_one_portion_are_told_together(world, heard):
    other = businesses.business(world.rw, "Jamu Kencur")
    with whole():
        tell_changed(world.business)
        tell_changed(other, world.business)
        assert heard == []
    assert heard == [frozenset({world.business.pk, other.pk})]
    tell_changed(other)
    assert heard[1:] == [frozenset({other.pk})]

"""The dinas of the kabupaten, the companion of RW 14, and an aid at any step."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.clock import today_at
from anyelir.enterprise.aid import actions
from anyelir.files.models import FileBase
from anyelir.files.reading import WEBP, Prepared
from tests import aids, businesses
from tests import factories as make

PHOTO = Prepared(FileBase.Kind.PHOTO, WEBP, b"RIFF....WEBPVP8 ", b"RIFF....WEBPVP8 ", 4, 3)


@pytest.fixture
def companion(world):
    """Of RW 14 alone, and no member of anything there."""
    user = make.user("wida", "Wida Nurlela")
    make.grant(user, "business_companion", world.rw)
    return user


@pytest.fixture
def today(world) -> dt.date:
    return today_at(world.rw.pk)


@pytest.fixture
def address():
    return lambda name, *args: reverse(f"aid:{name}", args=args)


@pytest.fixture
def seamstress(world):
    """A business that has nothing yet."""
    return businesses.business(world.rw, "Benang Emas", "Ratna Anjani")


class Way:
    """``way("procured")`` takes an aid of the business up to that step, each a day after the one before."""

    def __init__(self, receiver, by, start: dt.date) -> None:
        self.aid_round = aids.aid_round(receiver.region)
        self.aid = aids.aid(receiver, quantity=2, proposed_on=start)
        self.by, self.start = by, start

    def __call__(self, step: str):
        for number, (name, act) in enumerate(self.acts(), start=1):
            self.aid = act(aid=self.aid, on=self.start + dt.timedelta(days=number), by=self.by)
            if name == step:
                break
        return self.aid

    def acts(self):
        return [
            ("verified", lambda **given: actions.verify_aid(is_passed=True, **given)),
            (
                "decided",
                lambda **given: actions.decide_aid(
                    aid_round=self.aid_round, budget_idr=2 * aids.PRICE_IDR, **given
                ),
            ),
            ("granted", lambda **given: actions.grant_aid(nphd_no="NPHD 1", **given)),
            ("procured", lambda **given: actions.procure_aid(unit_price_idr=aids.PRICE_IDR, **given)),
            (
                "handed_over",
                lambda **given: actions.hand_over_aid(
                    bast_no="BAST 1",
                    bast_idr=2 * aids.PRICE_IDR,
                    giver_signer="Rahmat Hidayat",
                    receiver_signer="Ratna Anjani",
                    photo=PHOTO,
                    **given,
                ),
            ),
        ]


@pytest.fixture
def way(kept, seamstress, office, today):
    """Begun long enough ago for every visit."""
    return Way(seamstress, office, today - dt.timedelta(days=500))

"""A purpose, a recipient and a way out of the house for the tests; nothing leaves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import ngettext_lazy

from anyelir.channels import purposes, recipients, transports
from anyelir.channels.models import Message
from anyelir.channels.purposes import Purpose, Template
from anyelir.channels.queueing import queue_message
from anyelir.channels.recipients import Address, RecipientKind, To
from anyelir.channels.sending import send_waiting
from anyelir.channels.transports import Transport

# 10.00 in Bogor.
NOW = dt.datetime(2026, 11, 10, 3, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
REGION = "32.01.01"
PURPOSE = Purpose(
    "test.reminder",
    "Pengingat percobaan",
    {
        "waiting": Template(
            "Pengingat",
            ngettext_lazy("Ada %(count)d hal menunggu.", "Ada %(count)d hal menunggu.", "count"),
            ("count",),
        ),
        "plain": Template("Kabar", "Buka Anyelir."),
    },
    lasts=dt.timedelta(days=3),
)
ADDRESSES = {
    "mobile": Address(phone="0812-3456-7890"),
    "landline": Address(phone="(021) 555-1234"),
    "mail": Address(email="kantor@contoh.test"),
    "none": Address(),
}


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    known = RecipientKind("test", "Percobaan", ADDRESSES.get, lambda key: f"Kantor {key}")
    monkeypatch.setattr(purposes.PURPOSES, "_declared", {PURPOSE.key: PURPOSE})
    monkeypatch.setattr(recipients.RECIPIENTS, "_declared", {"test": known})


class Way:
    """A transport that writes down what it is given; ``fails`` is what it raises."""

    def __init__(self) -> None:
        self.letters: list = []
        self.fails: Exception | None = None

    def send(self, letter) -> None:
        if self.fails is not None:
            raise self.fails
        self.letters.append(letter)


@pytest.fixture
def way(monkeypatch, settings):
    trial = Way()
    own_transport = {"trial": Transport("trial", "percobaan", lambda _address: True, trial.send)}
    monkeypatch.setattr(transports.TRANSPORTS, "_declared", transports.TRANSPORTS._declared | own_transport)
    settings.CHANNELS = ["trial"]
    return trial


def queue(key="mobile", *, now=NOW, region=REGION, template="waiting", counts=None, **options) -> Message:
    counts = {"count": 2} if counts is None else counts
    return queue_message(
        Message, purpose=PURPOSE.key, template=template, counts=counts, to=To("test", key), region=region, now=now,
        **options,
    )  # fmt: skip


def send(now=NOW) -> int:
    return send_waiting(clock=lambda: now)


def state_of(message) -> str:
    message.refresh_from_db()
    return message.state

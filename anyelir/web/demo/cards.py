"""The card of one member of Poklak Mekar Sari; its code is made once for this site, like the password."""

from __future__ import annotations

from django.conf import settings

from anyelir.accounts.models import User
from anyelir.core.ids import uuid7
from anyelir.enterprise.groups.card_secrets import hash_of_code, hash_of_pin, new_card_code
from anyelir.enterprise.groups.models import Group, MemberCard
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.keyfiles import write_once
from anyelir.web.demo.groups import POKLAK
from anyelir.web.demo.places import DemoPlaces

# She borrowed for her kitchen and pays every month.
HOLDER = "Dedeh Rohayati"
PIN = "5183"


def card_of_the_demo() -> str:
    path = settings.KEYS / "demo_card.txt"
    write_once(path, f"{new_card_code()}\n")
    return path.read_text().strip()


def hand_over_card(places: DemoPlaces) -> None:
    """A card that the action makes shows its code once; this one is printed at every start."""
    person = body_of(Group.objects.get(name=POKLAK, region=places.rw)).people.get(name=HOLDER)
    key = uuid7()
    MemberCard.objects.create(
        id=key,
        body_member=person,
        code_hash=hash_of_code(card_of_the_demo()),
        pin_hash=hash_of_pin(key, PIN),
        issued_by=User.objects.get(username="lina").pk,
    )

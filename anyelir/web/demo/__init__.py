"""The demo: real places of the field reports, invented people, and a year of plausible numbers."""

from __future__ import annotations

from typing import TextIO

from django.db import transaction

from anyelir.accounts.models import User
from anyelir.enterprise.groups.card_secrets import shown_code
from anyelir.web.demo.accounts import PEOPLE, Account, make_accounts, password
from anyelir.web.demo.aids import keep_aid
from anyelir.web.demo.assistance import keep_assistance
from anyelir.web.demo.books import keep_books
from anyelir.web.demo.businesses import begin_businesses
from anyelir.web.demo.cards import HOLDER, PIN, card_of_the_demo, hand_over_card
from anyelir.web.demo.dasawisma import keep_dasawisma
from anyelir.web.demo.funds import keep_fund
from anyelir.web.demo.groups import found_groups, keep_groups
from anyelir.web.demo.handovers import OF_THE_HANDOVER, prepare_handover
from anyelir.web.demo.history import make_history
from anyelir.web.demo.letters import keep_letters
from anyelir.web.demo.market import keep_market
from anyelir.web.demo.meetings import keep_meetings
from anyelir.web.demo.money import keep_money
from anyelir.web.demo.old_books import found_old_group, take_over_old_books
from anyelir.web.demo.orders import OF_THE_ORDERS, keep_orders
from anyelir.web.demo.permits import keep_permits
from anyelir.web.demo.places import make_places
from anyelir.web.demo.programmes import keep_programmes
from anyelir.web.demo.promises import keep_promises
from anyelir.web.demo.secretariat import keep_secretariat
from anyelir.web.demo.showcase import open_shops
from anyelir.web.demo.stories import make_stories, numbers_told, refer_children

FIRST_USER = PEOPLE[0].username


def is_prepared() -> bool:
    """Whether this site holds the demo already."""
    return User.objects.filter(username=FIRST_USER).exists()


def prepare(out: TextIO) -> None:
    """Fill an empty site with the demo; a site that has it already is left alone."""
    if is_prepared():
        return
    from anyelir.reports.folding import rebuild

    # All or nothing: a demo that is interrupted is made anew on the next run.
    with transaction.atomic():
        print("Menyiapkan wilayah, puskesmas, dan posyandu contoh ...", file=out, flush=True)
        places = make_places()
        print("Mengimpor buku e-PPGBM contoh ...", file=out, flush=True)
        make_stories(places)
        print("Membuat dua belas bulan sebelumnya ...", file=out, flush=True)
        make_history(places)
        refer_children(places)
        numbers_told(places)
        found_groups(places)
        found_old_group()
        make_accounts(places)
        keep_money(places)
        keep_dasawisma(places)
        keep_groups(places)
        keep_fund(places)
        hand_over_card(places)
        take_over_old_books()
        begin_businesses(places.rw)
        keep_permits()
        keep_aid(places)
        keep_orders(places, password())
        keep_assistance()
        keep_market(places)
        open_shops(places.kelurahan)
        keep_secretariat(places)
        keep_letters(places)
        keep_books(places)
        keep_meetings(places)
        keep_promises(places)
        keep_programmes()
        prepare_handover(password())
        print("Menghitung rekap ...", file=out, flush=True)
        rebuild()


def accounts() -> list[Account]:
    """The sign-in accounts of the demo, one a role."""
    return [
        Account(person.username, password(), str(person.title))
        for person in [*PEOPLE, *OF_THE_ORDERS, *OF_THE_HANDOVER]
    ]


def card() -> Account:
    """The card with which a member of the demo opens her own book, in the place of a password her digits."""
    return Account(shown_code(card_of_the_demo()), PIN, f"{HOLDER}, /buku/")

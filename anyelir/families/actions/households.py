"""House, household (KRT) and family (KK): a new family, its card, its address, the place where its house stands."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.families import hooks, looking
from anyelir.families.actions.building import ADDRESS_LENGTH, checked_name, new_family
from anyelir.families.actions.fields import checked_card
from anyelir.families.actions.people import add_member
from anyelir.families.actions.recognising import KnownRecord
from anyelir.families.actions.registering import Registered, known_again, person_of
from anyelir.families.models import Family, House, Household, Person
from anyelir.families.summaries import person_words
from anyelir.regions.models import Region


@action("family.register", stored=person_words, record_of=person_of, result_of=known_again)
def register_family(
    *,
    region: Region,
    head: dict[str, Any],
    card_no: str = "",
    address: str = "",
    beside: Family | None = None,
    shares_household: bool = True,
    registered_region: Region | None = None,
    registered_address: str = "",
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Registered:
    """A new family with its head; ``head`` holds fields of EDITABLE. A family with that card is refused.

    ``beside`` names a family that lives in the same house (region and address are then those of the house), and
    ``shares_household`` whether both are one household, that is, have one head and one kitchen.

    Refuses: card_not_16_digits, card_taken; as add_member.
    """
    card_no = checked_card(card_no)
    _refuse_card_of_another(card_no, by)
    family = new_family(region, checked_name(head["name"]), card_no, _one_line(address))
    if beside is not None:
        _move_in(family, beside, shares_household)
    family.registered_region = registered_region
    family.registered_address = _one_line(registered_address)
    _store(family)
    note(by=by, verb="family.register", what=family, region=family.region_id)
    return add_member(family=family, by=by, **{"relation": Person.Relation.HEAD, **head})


def _move_in(family: Family, beside: Family, shares_household: bool) -> None:
    """Into the house of another family, and into its household when they share one."""
    family.region = beside.household.house.region
    if shares_household:
        family.household = beside.household
    else:
        family.household.house = beside.household.house


def _store(family: Family) -> None:
    for record in (family.household.house, family.household, family):
        if record._state.adding:
            record.save(force_insert=True)


@action("family.edit")
def edit_family(
    *,
    family: Family,
    place: Region | None = None,
    card_no: str | None = None,
    address: str,
    registered_region: Region | None = None,
    registered_address: str = "",
    by: Actor,
) -> Family:
    """Card, address and place; None leaves place and card as they are.

    Address and place belong to the house, so they change for all families in it: a place that was wrong is put
    right here, a family that went to live elsewhere moves (``moving.move_family``).

    Refuses: card_not_16_digits, card_taken, look_ups_spent, number_elsewhere.
    """
    family = held(family)
    if card_no is not None:
        family.card_no = checked_card(card_no)
        family.card_index = Family.index_of_card(family.card_no)
        _refuse_card_of_another(family.card_no, by, family)
    family.registered_region = registered_region
    family.registered_address = _one_line(registered_address)
    family.save()
    house = family.household.house
    house.address = _one_line(address)
    house.save(update_fields=["address", "updated_at"])
    if place is not None and place.pk != house.region_id:
        _put_right(house, place)
    family.refresh_from_db()
    note(by=by, verb="family.edit", what=family, region=family.region_id, fields=["address", "card_no"])
    return family


def _put_right(house: House, place: Region) -> None:
    """Correct the place of a house: its families and people have the same, and their numbers are counted again."""
    house.region = place
    house.save(update_fields=["region", "updated_at"])
    families = Family.objects.filter(household__house=house)
    people = Person.objects.filter(family__household__house=house)
    families.update(region=place)
    people.update(region=place)
    hooks.tell_changed(list(people.values_list("pk", flat=True)))


def new_home(region: Region, address: str) -> Household:
    """A household in a house of its own, stored."""
    house = House.objects.create(region=region, address=_one_line(address))
    return Household.objects.create(house=house)


def _refuse_card_of_another(card_no: str, by: Actor, family: Family | None = None) -> None:
    if not card_no:
        return
    holders = Family.objects.filter(card_index=Family.index_of_card(card_no))
    looking.refuse_when_spent(by, looking.FORM.limit, [looking.FORM.verb])
    family_of_card = holders.exclude(pk=family.pk if family else None).first()
    holder = looking.holder_in_scope(family_of_card, by, field="card_no")
    if holder is not None:
        text = _("Nomor KK ini sudah terdaftar. Periksa angkanya, atau buka keluarga yang sudah ada.")
        raise KnownRecord("card_taken", text, holder, field="card_no")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:ADDRESS_LENGTH]

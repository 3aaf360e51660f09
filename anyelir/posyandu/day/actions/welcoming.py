"""A child who comes for the first time: registered on the spot, enrolled and ready to be weighed."""

from __future__ import annotations

import uuid
from typing import Any

from anyelir.core.action import action
from anyelir.core.audit import Actor
from anyelir.families.actions import edit_family, edit_person, find_or_register_child
from anyelir.families.models import Person
from anyelir.posyandu.day.actions.day import register_visit
from anyelir.posyandu.day.models import PosyanduSession
from anyelir.posyandu.register.actions.children import enrol_child, transfer_child
from anyelir.posyandu.register.queries.belonging import current_enrolment
from anyelir.posyandu.register.summaries import child_words

# What the form of a new child says of the child itself; the rest is where it lives and which day it came.
SAID_OF_CHILD = (
    "name",
    "sex",
    "born_on",
    "birth_precision",
    "mother_name",
    "nik",
    "birth_weight_g",
    "birth_length_cm",
    "growth_card",
    "growth_card_on",
)


@action("child.welcome", stored=child_words)
def welcome_child(
    *,
    session: PosyanduSession,
    by: Actor,
    op_id: uuid.UUID | None = None,
    move_here: bool = False,
    **description: Any,
) -> Person:
    """The child of that description, known or new, as a visitor of the day.

    ``description`` is what ``families.find_or_register_child`` takes. A child of another posyandu is moved here
    only when ``move_here`` says that the family wants it.

    Refuses: as enrol_child, find_or_register_child, register_visit, transfer_child.
    """
    posyandu, day = session.posyandu, session.held_on
    registered = find_or_register_child(region_code=posyandu.region_id, by=by, **description)
    current = current_enrolment(registered.person)
    if move_here and current is not None and current.posyandu_id != posyandu.pk:
        transfer_child(child=registered.person, to=posyandu, on=day, by=by)
    else:
        enrol_child(posyandu=posyandu, child=registered.person, since=day, by=by)
    register_visit(session=session, child=registered.person, by=by)
    return registered.person


@action("child.mend")
def mend_welcomed_child(*, child: Person, by: Actor, **description: Any) -> Person:
    """The form of a new child came again with other words: the record of that child becomes what they say.

    A NIK left empty does not take away the one that is known.

    Refuses: as edit_family, edit_person.
    """
    said = {name: description[name] for name in SAID_OF_CHILD if name in description}
    if not said.get("nik"):
        said.pop("nik", None)
    address, family = description.get("address", ""), child.family
    if address and address != family.household.house.address:
        edit_family(
            family=family,
            address=address,
            registered_region=family.registered_region,
            registered_address=family.registered_address,
            by=by,
        )
    return edit_person(person=child, by=by, **said)

"""A new child who may be known: who it may be, for the eyes of whoever may see that child, and the answer."""

from __future__ import annotations

from django.http import Http404

from anyelir.core.refusal import Refused
from anyelir.families.access import can_view_person
from anyelir.families.actions import KnownRecord, PerhapsKnown
from anyelir.families.models import Person
from anyelir.posyandu.register import access
from anyelir.posyandu.register.actions import NeedsAnswer
from anyelir.posyandu.register.summaries import described


def perhaps_known(user, refused: Refused) -> dict[str, object]:
    """What the page of a new child asks or tells beside the refusal; nobody is named to those who may not see him."""
    if isinstance(refused, PerhapsKnown):
        seen = [person for person in refused.people if _may_see(user, person)]
        return {
            "asked": [(person, described(person)) for person in seen],
            "is_asked": True,
            "is_by_number": refused.code == "perhaps_holder",
            "asks_request": refused.code if len(seen) < len(refused.people) else "",
        }
    if isinstance(refused, KnownRecord) and isinstance(refused.record, Person):
        return {"holder": described(refused.record)} if _may_see(user, refused.record) else {}
    return {}


def met(user, refused: Refused) -> Person | None:
    """The child whom a refusal met out of the person's sight, to be asked for there; None for a number's holder."""
    if isinstance(refused, NeedsAnswer):
        return refused.child
    if isinstance(refused, PerhapsKnown):
        return next((person for person in refused.people if not _may_see(user, person)), None)
    return None


def recognised(user, pk) -> Person:
    """The child whom the person chose; 404 for one whom the person may not see."""
    person = Person.objects.filter(pk=pk).first()
    if person is None or not _may_see(user, person.survivor):
        raise Http404
    return person.survivor


def _may_see(user, person: Person) -> bool:
    """Who cares for the child, or works with the families of its place; a former posyandu learns nothing new."""
    return can_view_person(user, person) or access.cares_for(user, person)

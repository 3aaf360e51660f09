"""Which acts change the numbers of businesses, in which of their months; and which do not, and why."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from anyelir.core.clock import today_anywhere, today_at
from anyelir.core.indicator import Leaf
from anyelir.core.staleness import Act, Stale, Staleness
from anyelir.enterprise.assistance.models import Assistance
from anyelir.enterprise.outcome.register import YEAR, desa_of
from anyelir.enterprise.outcome.unit import FIRST_MONTH, first_counted, first_months, kecamatan_of
from anyelir.enterprise.trade import people
from anyelir.enterprise.trade.models import Business, Ownership, Sentra
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level, contains, is_within
from anyelir.rules.aid import LAST_VISIT, visit_due_on
from anyelir.rules.business.sales_change import MONTHS
from anyelir.rules.dates import add_months
from anyelir.rules.months import months_between

# What the facts read of a person.
OF_A_PERSON = {"sex", "relation"}
Leaves = Callable[[Sequence[Act]], Iterator[Leaf]]


def leaves_since(code: str, first: dt.date, last: dt.date | None = None) -> Iterator[Leaf]:
    """Of the place in which a code is counted, each month between two days; never beyond this month."""
    today = today_anywhere()
    months = months_between(first_counted(first), min(last or today, today))
    return (Leaf(desa_of(code), month) for month in months)


def of_a_business(day_of: Callable[[Business], dt.date]) -> Leaves:
    """From that day on, where the business lies."""

    def leaves_of(acts: Sequence[Act]) -> Iterator[Leaf]:
        for act in acts:
            yield from leaves_since(act.what.region_id, day_of(act.what))

    return leaves_of


def _today(business: Business) -> dt.date:
    return today_at(business.region_id)


def _owned_since(business: Business) -> dt.date:
    """The first day of the owner who was written down last."""
    since = business.owners.order_by("-since").values_list("since", flat=True).first()
    return since or business.begun_on


def of_sales(acts: Sequence[Act]) -> Iterator[Leaf]:
    """A month of sales makes a business active for some months, and is compared once more a year later."""
    written = Counter(act.what.pk for act in acts)
    for business in {act.what.pk: act.what for act in acts}.values():
        notes = business.sales.order_by("-created_at", "-id").values_list("month", flat=True)
        for month in notes[: written[business.pk]]:
            yield from leaves_since(business.region_id, month, add_months(month, YEAR + MONTHS))


def of_papers(acts: Sequence[Act]) -> Iterator[Leaf]:
    """The days of a paper are as somebody reads them, and any of them may be corrected."""
    for act in acts:
        business = act.what.business
        yield from leaves_since(business.region_id, business.begun_on)


def of_aid(acts: Sequence[Act]) -> Iterator[Leaf]:
    for act in acts:
        yield from leaves_since(act.what.place, act.what.closed_on or act.what.handed_over_on)


def of_a_visit(acts: Sequence[Act]) -> Iterator[Leaf]:
    """In the year in which the last visit of the item is counted."""
    for act in acts:
        aid = act.what.aid
        due_on = visit_due_on(aid.handed_over_on, LAST_VISIT)
        yield from leaves_since(aid.place, due_on, add_months(due_on, YEAR - 1))


def of_help(acts: Sequence[Act]) -> Iterator[Leaf]:
    """In the year after the help; an activity stands for all whom it trained."""
    for act in acts:
        is_one = isinstance(act.what, Assistance)
        for assistance in [act.what] if is_one else act.what.assistances.all():
            last = add_months(assistance.on, YEAR - 1)
            yield from leaves_since(assistance.region_id, assistance.on, last)


def of_a_sentra(acts: Sequence[Act]) -> Iterator[Leaf]:
    """Its own kecamatan; with the first of a province all of it begins to be counted."""
    for act in acts:
        sentra = act.what
        since = sentra.until or sentra.since
        province = at_level(sentra.region_id, Level.PROVINSI) or ""
        earlier = Sentra.objects.filter(is_within(province), since__lte=sentra.since).exclude(pk=sentra.pk)
        if earlier.exists():
            codes: Iterable[str] = [at_level(sentra.region_id, Level.KECAMATAN) or sentra.region_id]
        else:
            codes = kecamatan_of([province])
        for code in codes:
            yield from leaves_since(code, since)


def of_people(acts: Sequence[Act]) -> Iterator[Leaf]:
    """The businesses that these people own or owned, most of whom own none."""
    persons = {person for act in acts for person in _people(act)}
    owned = Ownership.objects.filter(person__in=persons).select_related("business")
    for owner in owned:
        yield from leaves_since(owner.business.region_id, owner.since, owner.until)


def _people(act: Act) -> Iterable[uuid.UUID]:
    if merged := people.merged_people(act.what):
        return merged
    return [act.what.pk] if OF_A_PERSON & set(act.detail["fields"]) else []


def of_places(acts: Sequence[Act]) -> Iterator[Leaf]:
    """Businesses of a place that ended are counted where they are now, and no more where they were."""
    for act in acts:
        yield from leaves_since(act.what.pk, FIRST_MONTH)
    codes = {
        code for act in acts for code in (act.what.pk, act.detail.get("new"), act.detail.get("to")) if code
    }
    for key, first in first_months().items():
        if any(contains(key, code) or contains(code, key) for code in codes):
            yield from leaves_since(key, first)


STALE = (
    Stale(("business.begin", "business.take_in"), of_a_business(lambda business: business.begun_on)),
    Stale(("business.run", "business.pause", "business.confirm"), of_a_business(_today)),
    Stale(("business.close",), of_a_business(lambda business: business.closed_on or business.begun_on)),
    Stale(("owner.set",), of_a_business(_owned_since)),
    Stale(("sales.note",), of_sales),
    Stale(("permit.save", "permit.revoke"), of_papers),
    Stale(("aid.hand_over", "aid.close"), of_aid),
    Stale(("aid.visit",), of_a_visit),
    Stale(("assistance.record", "assistance.train", "followup.record"), of_help),
    Stale(("sentra.name", "sentra.end"), of_a_sentra),
    Stale(("person.edit", "person.merge", "person.merge_undone"), of_people),
    Stale(("region.end", "region.replace"), of_places),
)

_READ = "Somebody read; nothing was written."
_PRODUCT = "What a business makes, at which price, is counted nowhere."
_STEP = "An aid counts from the day on which it was handed over."
_PROOF = "A paper counts by its days; who compared its proof is no part of them."
_CONSENT = "What may be published is counted nowhere."
_PERSON = "Of an owner it counts whether she is a woman and heads her family, and nothing else."
_PLACE = "Only desa and kelurahan are counted, and they come and go with the official list."
_GROUP = "A group is counted by no number here; the aid that it got lies where the group was founded."
HARMLESS = {
    "aid.decide": _STEP,
    "aid.decree": _STEP,
    "aid.grant": _STEP,
    "aid.procure": _STEP,
    "aid.propose": _STEP,
    "aid.round": _STEP,
    "aid.verify": _STEP,
    "assistance.photo": "A photo shows what the follow-up says.",
    "batch.cost": _PRODUCT,
    "business.edit": "Name, figures, channels and companion are counted nowhere.",
    "business.export": _READ,
    "consent.give": _CONSENT,
    "consent.withdraw": _CONSENT,
    "owner.read": _READ,
    "owner.read_contact": _READ,
    "permit.answer": "What a product needs is not what its business has.",
    "permit.evidence": _PROOF,
    "permit.renew": "A paper whose file is ready does not stand in for the one that runs.",
    "permit.verify": _PROOF,
    "product.add": _PRODUCT,
    "product.card": _PRODUCT,
    "product.edit": _PRODUCT,
    "product.end": _PRODUCT,
    "product.offer_again": _PRODUCT,
    "product.photo": _PRODUCT,
    "product.price": _PRODUCT,
    "sentra.edit": "Its product and its decree are counted nowhere.",
    "sentra.member": "A centre counts however many belong to it.",
    "book.answer": _GROUP,
    "book.ask": _GROUP,
    "card.end": _GROUP,
    "card.issue": _GROUP,
    "card.unlock": _GROUP,
    "group.assess": _GROUP,
    "group.close": _GROUP,
    "group.edit": _GROUP,
    "group.found": _GROUP,
    "group.officer": _GROUP,
    "group.read_people": _READ,
    "family.edit": _PERSON,
    "family.move": _PERSON,
    "family.register": _PERSON,
    "family.view": _READ,
    "number.held_back": "A number of somebody else was not stored.",
    "person.compare": _READ,
    "person.death_withdrawn": _PERSON,
    "person.died": _PERSON,
    "person.look_up": _READ,
    "person.move": _PERSON,
    "person.not_same": "Two records stay two until they are merged.",
    "person.propose": "Two records stay two until they are merged.",
    "person.register": _PERSON,
    "person.search": _READ,
    "person.show_nik": _READ,
    "person.show_phone": _READ,
    "person.view": _READ,
    "region.add": _PLACE,
    "region.rename": _PLACE,
    "region.reopen": _PLACE,
}
STALENESS = Staleness(STALE, HARMLESS)

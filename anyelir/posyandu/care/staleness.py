"""Which acts change the numbers of posyandu, in which of their months; and which do not, and why."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from anyelir.core.clock import today_anywhere
from anyelir.core.indicator import Leaf
from anyelir.core.staleness import Act, Stale, Staleness
from anyelir.families.models import Family, MergeProposal, Person
from anyelir.posyandu.care.unit import first_months
from anyelir.posyandu.day.queries.measured_places import Measured, where_measured
from anyelir.posyandu.register.models import Enrolment, PosyanduKader
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month, months_between

# A weight decides the status of its own month and of the next, and through 2T and 3T of two more.
MONTHS_AFTER = 3
# So many children are looked up with one query; SQLite allows few more parameters.
CHILDREN_AT_ONCE = 500
# What the facts read of a person and of a posyandu.
OF_A_PERSON = {
    "sex", "born_on", "birth_precision", "birth_weight_g", "growth_card", "growth_card_on", "died_on", "moved_on",
}  # fmt: skip
OF_A_POSYANDU = {"region", "is_self_funded", "decree_on", "closed_on"}

Months = list[dt.date]
Counting = list[tuple[uuid.UUID, dt.date, dt.date | None]]


def months_until_now(first: dt.date, last: dt.date | None = None) -> Months:
    """First days of the months from ``first`` to ``last``, both included; never beyond this month."""
    today = today_anywhere()
    return months_between(first, min(last or today, today))


def leaves(posyandu: uuid.UUID, months: Iterable[dt.date]) -> Iterator[Leaf]:
    return (Leaf(str(posyandu), month) for month in months)


def one_month(day_of: Callable[[Act], dt.date]) -> Callable[[Sequence[Act]], Iterator[Leaf]]:
    """The month of that day, at the posyandu of the record."""

    def leaves_of(acts: Sequence[Act]) -> Iterator[Leaf]:
        for act in acts:
            yield from leaves(act.what.posyandu_id, [first_of_month(day_of(act))])

    return leaves_of


def since(day_of: Callable[[Act], dt.date]) -> Callable[[Sequence[Act]], Iterator[Leaf]]:
    """Every month from that day to today: what is counted as a stock, such as kader and strata."""

    def leaves_of(acts: Sequence[Act]) -> Iterator[Leaf]:
        for act in acts:
            yield from leaves(act.what.posyandu_id, months_until_now(day_of(act)))

    return leaves_of


def of_a_new_posyandu(acts: Sequence[Act]) -> Iterator[Leaf]:
    for act in acts:
        yield from leaves(act.what.pk, months_until_now(today_anywhere()))


def of_an_edited_posyandu(acts: Sequence[Act]) -> Iterator[Leaf]:
    """Every month in which it has numbers, where it moved or where something changed that has no date."""
    edited = [act.what for act in acts if OF_A_POSYANDU & set(act.detail["fields"])]
    for key, first in first_months([posyandu.pk for posyandu in edited]).items():
        yield from (Leaf(key, month) for month in months_until_now(first))


def of_a_service(acts: Sequence[Act]) -> Iterator[Leaf]:
    """From the day on which a kader begins or ends to serve at a posyandu, not where the kader stops altogether."""
    for act in acts:
        if isinstance(act.what, PosyanduKader):
            yield from leaves(act.what.posyandu_id, months_until_now(act.what.until or act.what.since))


def of_a_pair_of_members(acts: Sequence[Act]) -> Iterator[Leaf]:
    """Who serves twice at one posyandu counts once from now on, or twice again."""
    for act in acts:
        both = PosyanduKader.objects.filter(member__in=[act.what.kept_id, act.what.other_id])
        for posyandu, since in both.values_list("posyandu_id", "since"):
            yield from leaves(posyandu, months_until_now(since))


def of_an_enrolment(acts: Sequence[Act]) -> Iterator[Leaf]:
    """The months in which the child belongs there, or belongs there now too."""
    for act in acts:
        enrolment = act.what
        last = dt.date.fromisoformat(act.detail["was"]) if "was" in act.detail else enrolment.until
        yield from leaves(enrolment.posyandu_id, months_until_now(enrolment.since, last))
    yield from _of_weighings({(act.what.child_id, first_of_month(act.what.since)) for act in acts})


def of_a_leaving(acts: Sequence[Act]) -> Iterator[Leaf]:
    """From the last day on, or from the one that was said before."""
    for act in acts:
        days = [act.what.until, *([dt.date.fromisoformat(act.detail["was"])] if "was" in act.detail else [])]
        yield from leaves(act.what.posyandu_id, months_until_now(min(days)))


def of_a_weighing(acts: Sequence[Act]) -> Iterator[Leaf]:
    """A weight appeared, changed or vanished.

    It touches every posyandu that counts the child in these months, and the next month in which the child was
    weighed: that weighing may turn from "first" (B) to "after a gap" (O) however long the gap is.
    """
    yield from _of_weighings({(act.what.child_id, first_of_month(act.what.measured_on)) for act in acts})


def of_people(acts: Sequence[Act]) -> Iterator[Leaf]:
    """Every month in which a posyandu counted these people, most of whom no posyandu ever counted."""
    for part in _chunks(sorted({person for act in acts for person in _people(act)})):
        for posts in _counting(part).values():
            for posyandu, first, last in posts:
                yield from leaves(posyandu, months_until_now(first, last))
        for measured in where_measured(part).values():
            yield from (Leaf(str(each.posyandu), first_of_month(each.day)) for each in measured)


def _people(act: Act) -> Iterable[uuid.UUID]:
    if isinstance(act.what, MergeProposal):
        return act.what.kept_id, act.what.other_id
    if isinstance(act.what, Family):
        return Person.objects.filter(family=act.what).values_list("pk", flat=True)
    is_counted = "fields" not in act.detail or OF_A_PERSON & set(act.detail["fields"])
    return [act.what.pk] if is_counted else []


def _of_weighings(weighings: set[tuple[uuid.UUID, dt.date]]) -> Iterator[Leaf]:
    """What the weighings touch as things stand now, with two queries for some hundred children."""
    months = defaultdict(set)
    for child, month in weighings:
        months[child].add(month)
    for part in _chunks(sorted(months)):
        counting, measured = _counting(part), where_measured(part)
        for child in part:
            for month in months[child]:
                yield from _of_one(month, counting[child], measured[child])


def _chunks(children: list[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    return (children[at : at + CHILDREN_AT_ONCE] for at in range(0, len(children), CHILDREN_AT_ONCE))


def _counting(children: list[uuid.UUID]) -> dict[uuid.UUID, Counting]:
    """The posyandu that count each child, with the days from and until when."""
    by_child = defaultdict(list)
    columns = ("child_id", "posyandu_id", "since", "until")
    for child, *enrolment in Enrolment.objects.filter(child__in=children).values_list(*columns):
        by_child[child].append(tuple(enrolment))
    return by_child


def _of_one(month: dt.date, counting: Counting, measured: list[Measured]) -> Iterator[Leaf]:
    """A weighing of one child in a month."""
    months = set(months_until_now(month, add_months(month, MONTHS_AFTER)))
    later = [day for _posyandu, day, is_weight in measured if is_weight and day >= add_months(month, 1)]
    if later:
        months.add(first_of_month(min(later)))
    posts = [(posyandu, first) for posyandu, first, last in counting if last is None or last >= month]
    posts += [(posyandu, day) for posyandu, day, _is_weight in measured if day >= month]
    # Before its first day with the child a posyandu has no numbers of it, perhaps none at all.
    for posyandu, start in posts:
        yield from leaves(posyandu, (each for each in months if each >= first_of_month(start)))


STALE = (
    Stale(("posyandu.register",), of_a_new_posyandu),
    Stale(("posyandu.edit",), of_an_edited_posyandu),
    Stale(("posyandu.assess",), since(lambda act: act.what.assessed_on)),
    Stale(("kader.assign", "kader.end"), of_a_service),
    Stale(("member.merge", "member.merge_undone"), of_a_pair_of_members),
    Stale(("child.enrol",), of_an_enrolment),
    Stale(("child.leave",), of_a_leaving),
    Stale(("session.open", "session.close"), one_month(lambda act: act.what.held_on)),
    Stale(
        (
            "measurement.record",
            "measurement.correct",
            "measurement.withdraw",
            "measurement.move",
            "measurement.choose",
            "measurement.read_curve",
        ),
        of_a_weighing,
    ),
    Stale(("month.close", "month.reopen"), one_month(lambda act: act.what.month)),
    Stale(
        (
            "referral.create",
            "referral.attended",
            "referral.cancelled",
            "referral.no_show",
            "referral.result",
        ),
        one_month(lambda act: act.what.referred_on),
    ),
    Stale(
        (
            "person.edit",
            "person.died",
            "person.death_withdrawn",
            "person.move",
            "person.merge",
            "person.merge_undone",
            "family.move",
        ),
        of_people,
    ),
)

_READ = "Somebody read; nothing was written."
_ASKED = "A move is asked for; what is granted enrols the child by an act of its own."
_FILE = "The file of a decree is counted nowhere; its date is part of the posyandu."
_VISIT = "A visit counts through what was measured, which is an act of its own."
_OFFICE = "An office in a team, a place among its people or a right on the site is counted at no posyandu."
_NAME = "A posyandu counts who serves there, not what is known of her."
_PROPOSED = "Two records stay two until they are merged."
_ANSWERED = "Whether a referral was answered was decided by the step before."
HARMLESS = {
    "referral.received": "The puskesmas knows of it; that is no answer yet.",
    "referral.returned": _ANSWERED,
    "referral.closed": _ANSWERED,
    "child.read": _READ,
    "family.view": _READ,
    "person.compare": _READ,
    "person.look_up": _READ,
    "person.search": _READ,
    "person.show_nik": _READ,
    "person.show_phone": _READ,
    "person.view": _READ,
    "transfer.ask": _ASKED,
    "transfer.grant": _ASKED,
    "transfer.refuse": _ASKED,
    "posyandu.keep_decree": _FILE,
    "posyandu.erase_decree": _FILE,
    "visit.register": _VISIT,
    "visit.recorded": _VISIT,
    "visit.served": _VISIT,
    "visit.counselled": _VISIT,
    "session.reopen": "The day was held whether it is open or closed, and its kader stay as they were told.",
    "family.edit": "A child counts where its posyandu lies, not where its house stands.",
    "family.register": "A family is in no posyandu; its children are enrolled by acts of their own.",
    "person.register": "A new person is in no posyandu; a child is enrolled by an act of its own.",
    "paper.issue": "A paper says what was counted already.",
    "kader.register": "A kader serves a region; her service at a posyandu is an act of its own.",
    "kader.edit": _NAME,
    "member.compare": _READ,
    "member.edit": _NAME,
    "member.not_same": _PROPOSED,
    "member.read": _READ,
    "user.read": _READ,
    "body.join": _OFFICE,
    "body.leave": _OFFICE,
    "grant.confirm": _OFFICE,
    "grant.confirm_ending": _OFFICE,
    "grant.end": _OFFICE,
    "grant.give": _OFFICE,
    "grant.propose_ending": _OFFICE,
    "grant.withdraw_ending": _OFFICE,
    "post.appoint": _OFFICE,
    "post.correct": _OFFICE,
    "post.end": _OFFICE,
    "post.hand_over": _OFFICE,
    "post.vacant": _OFFICE,
    "team.address": _OFFICE,
    "number.held_back": "A number of somebody else was not stored.",
    "person.propose": _PROPOSED,
    "person.not_same": _PROPOSED,
}
STALENESS = Staleness(STALE, HARMLESS)

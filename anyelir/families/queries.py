"""Lists and look-ups. Lists walk an index by key, never count and never skip rows (see bench/search.py).

Inside a desa (some thousand people) any part of a name is found; above it the beginning of its first, second or
third word, because only a prefix is a range of an index.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.db.models.functions import Replace

from anyelir.core.paging import PageOfRows, paginate
from anyelir.families.models import Family, MergeProposal, Move, Person
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level, level_of, within
from anyelir.rules import identity
from anyelir.rules.names import name_key, spellings

SMALLEST_PREFIX = 3
# A number of the state, whole or in part, or one of ours.
NUMBER = re.compile(r"[0-9]{6,20}|T[0-9A-F]{12}")
WHOLE_NUMBER = re.compile(r"[0-9]{16}|T[0-9A-F]{12}")
WIDE_LEVELS = (None, Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN)
FAMILY_ORDER = ("region_id", "head_key", "id")
PERSON_ORDER = ("region_id", "name_key", "id")
WORD_KEYS = ("name_key", "second_key", "third_key")
HEADS = (Person.Relation.HEAD, Person.Relation.HOUSEHOLD_HEAD)
PAGE = 50
SMALL_CHOICE = 12


def is_wide(code: str) -> bool:
    """Whether a region is larger than a desa."""
    return level_of(code) in WIDE_LEVELS


def families_page(code: str, scope: QuerySet[Family], cursor: str = "") -> PageOfRows[Family]:
    """Families of a region in the order of place and name of the head."""
    rows = inhabited(within(scope, code)).defer("card_no").select_related("region")
    return paginate(rows, order=FAMILY_ORDER, cursor=cursor, size=PAGE)


def inhabited(families: QuerySet[Family]) -> QuerySet[Family]:
    """Families that live here: not moved away, and not left empty because all were merged or joined others.

    Asked of the index of members for each row that is shown, so no door has to keep a flag up to date.
    """
    members = Person.objects.filter(family=OuterRef("pk"), merged_into=None)
    return families.filter(Exists(members), moved_on=None)


def families_named(scope: QuerySet[Family], code: str, text: str) -> QuerySet[Family]:
    """Families with that KK number, or in the desa of ``code`` with a head of that name; none for an empty text."""
    scope = inhabited(scope).defer("card_no").select_related("region", "household__house")
    if looks_like_number(text):
        return scope.filter(card_index=Family.index_of_card(identity.compact(text)))
    key = name_key(text)
    if not key:
        return scope.none()
    desa = at_level(code, Level.DESAKEL) or code
    near = within(scope, desa).filter(head_key__gte=key, head_key__lt=f"{key}~")
    return near.order_by("head_key", "id")[:SMALL_CHOICE]


def people_page(code: str, scope: QuerySet[Person], text: str, cursor: str = "") -> PageOfRows[Person]:
    """People whose name fits ``text``: any part of it in a desa, the beginning of a word in a larger region."""
    rows = within(scope, code).filter(merged_into=None).defer("nik", "phone").select_related("region")
    if is_wide(code):
        return _page_by_words(rows, _found_key(text, partial(_begins_a_word, rows)), cursor)
    key = _found_key(text, lambda key: rows.filter(name_key__contains=key).exists())
    return paginate(rows.filter(name_key__contains=key), order=PERSON_ORDER, cursor=cursor, size=PAGE)


def named(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Rows whose name holds every word of ``text``, whatever blanks stand in either: for short lists."""
    rows = rows.alias(joined_name=without_blanks("name_key"))
    for word in name_key(text).split():
        rows = rows.filter(joined_name__contains=word)
    return rows


def without_blanks(field: str) -> Replace:
    return Replace(field, Value(" "), Value(""))


def people_beginning(scope: QuerySet[Person], text: str) -> QuerySet[Person]:
    """People whose name begins with ``text``, in the order of the names."""
    rows = scope.filter(merged_into=None)
    key = _found_key(text, lambda key: _beginning(rows, "name_key", key).exists())
    return _beginning(rows, "name_key", key).order_by("name_key")


def _found_key(text: str, is_found: Callable[[str], bool]) -> str:
    """The key of what was typed, or its first other spelling that is found: "nur aini" for Nuraini."""
    key = name_key(text)
    return next((spelled for spelled in spellings(key) if is_found(spelled)), key)


def _begins_a_word(rows: QuerySet[Person], key: str) -> bool:
    return any(_beginning(rows, field, key).exists() for field in WORD_KEYS)


def _page_by_words(rows: QuerySet[Person], key: str, cursor: str) -> PageOfRows[Person]:
    """First the names that begin with the key, then those whose second and third word does.

    Each is one range of one index, walked in its order; the cursor says in which of them a page begins.
    """
    number, _, place = cursor.partition(".")
    first = int(number) if number in ("1", "2") else 0
    people: list[Person] = []
    for step in range(first, len(WORD_KEYS)):
        field = WORD_KEYS[step]
        page = paginate(
            _in_step(rows, step, key),
            order=(field, "region_id", "id"),
            cursor=place if step == first else "",
            size=PAGE - len(people),
        )
        people += page.rows
        if page.next_cursor:
            return PageOfRows(people, next_cursor=f"{step}.{page.next_cursor}")
        if len(people) == PAGE:
            return PageOfRows(people, next_cursor=_next_step(rows, key, step + 1))
    return PageOfRows(people)


def _next_step(rows: QuerySet[Person], key: str, step: int) -> str:
    """The cursor of the first range from ``step`` on that has a row at all."""
    steps = range(step, len(WORD_KEYS))
    return next((f"{later}." for later in steps if _in_step(rows, later, key).exists()), "")


def _in_step(rows: QuerySet[Person], step: int, key: str) -> QuerySet[Person]:
    """Names whose word of that step begins with the key and no earlier one does: Siti Sitirah is shown once."""
    beginning = _beginning(rows, WORD_KEYS[step], key)
    for earlier in WORD_KEYS[:step]:
        beginning = beginning.exclude(**{f"{earlier}__gte": key, f"{earlier}__lt": f"{key}~"})
    return beginning


def _beginning(rows: QuerySet[Person], field: str, key: str) -> QuerySet[Person]:
    # The bounds are a range of the index on both databases; "~" sorts behind every letter of a key.
    return rows.filter(**{f"{field}__gte": key, f"{field}__lt": f"{key}~"})


def is_long_enough(code: str, text: str) -> bool:
    """Above a desa a search needs three letters, or it would walk half the register."""
    return len(name_key(text)) >= (SMALLEST_PREFIX if is_wide(code) else 1)


def by_number(scope: QuerySet[Person], text: str) -> QuerySet[Person]:
    """People of the scope with that NIK, temporary number, or in the family with that KK number.

    Nothing outside the scope is read, so a number that is held elsewhere takes the same steps as one that nobody has.
    A number of a record that was merged finds the one that stands for it. Each index is asked alone: a condition
    over two tables joined by "or" would read the whole register.
    """
    compact = identity.compact(text)
    if not compact.isdecimal():
        return scope.filter(pk__in=_standing(scope.filter(temporary_no=compact)))
    card = Family.index_of_card(compact)
    members = scope.filter(family__card_index=card, merged_into=None).order_by().values_list("pk", flat=True)
    holders = _standing(scope.filter(nik_index=Person.index_of_nik(compact)))
    return scope.filter(pk__in=[*holders, *members[:PAGE]]).order_by("born_on", "id")


def _standing(people: QuerySet[Person]) -> list[uuid.UUID]:
    """The keys of the records that stand for these people today."""
    return [person.survivor.pk for person in people.defer("nik", "phone")]


def looks_like_number(text: str) -> bool:
    """Whether somebody typed a NIK, a KK number or a temporary number rather than a name."""
    return bool(NUMBER.fullmatch(identity.compact(text)))


def is_whole_number(text: str) -> bool:
    """Whether all of a number is there: only then it is looked up, and the look-up counted."""
    return bool(WHOLE_NUMBER.fullmatch(identity.compact(text)))


def members(family: Family) -> QuerySet[Person]:
    """Everybody in a family, also who died or moved: the head first, then by age."""
    first = Case(When(relation__in=HEADS, then=0), When(relation=Person.Relation.SPOUSE, then=1), default=2)
    people: QuerySet[Person] = family.people.filter(merged_into=None).defer("nik", "phone")
    return people.order_by(first, "born_on", "id")


def household_head(family: Family) -> Person | None:
    """The living head of the household (KRT), who may stand on another family card of the house."""
    people = Person.objects.filter(family__household=family.household_id, merged_into=None)
    return (
        people.filter(relation=Person.Relation.HOUSEHOLD_HEAD, died_on=None, moved_on=None)
        .defer("nik", "phone")
        .first()
    )


def house_mates(scope: QuerySet[Family], family: Family) -> QuerySet[Family]:
    """The other families of the house."""
    same_house = scope.filter(household__house=family.household.house_id).exclude(pk=family.pk)
    return inhabited(same_house).defer("card_no").order_by("head_key", "id")


def moves_of(moves: QuerySet[Move]) -> QuerySet[Move]:
    """Moves of a family or a person, the latest first."""
    return moves.select_related("from_region", "to_region", "person", "family").order_by("-moved_on", "-id")


def children_of(scope: QuerySet[Person], person: Person) -> QuerySet[Person]:
    """Whose mother or father the person is; each index is asked alone."""
    known = scope.filter(merged_into=None).values_list("pk", flat=True).order_by()
    keys = [*known.filter(mother=person), *known.filter(father=person)]
    return Person.objects.filter(pk__in=keys).defer("nik", "phone").order_by("born_on", "id")


def waiting_proposals(scope: QuerySet[MergeProposal], state: str) -> QuerySet[MergeProposal]:
    """Proposals in a state with both records; one whose record was merged elsewhere meanwhile waits for nothing."""
    rows = scope.filter(state=state).select_related("kept__region", "other__region", "region")
    if state == MergeProposal.State.PROPOSED:
        rows = rows.filter(kept__merged_into=None, other__merged_into=None)
    return rows


def possible_twins(scope: QuerySet[Person], person: Person, text: str) -> QuerySet[Person]:
    """People of the same desa whose name has ``text``, for choosing the record that is the same person."""
    desa = at_level(person.region_id, Level.DESAKEL) or person.region_id
    key = name_key(text)
    if not key:
        return scope.none()
    named = within(scope, desa).filter(name_key__contains=key, merged_into=None).exclude(pk=person.pk)
    first = named.order_by(*PERSON_ORDER).values("pk")[:SMALL_CHOICE]
    rows = scope.filter(pk__in=list(first.values_list("pk", flat=True))).defer("nik", "phone")
    return rows.select_related("region").order_by(*PERSON_ORDER)

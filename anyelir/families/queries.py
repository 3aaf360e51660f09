"""Lists and look-ups. Lists walk an index by key, never count and never skip rows (see the search bench).

Inside a desa (some thousand people) any part of a name is found; above it the beginning of the name, because only
a prefix is a range of the index.
"""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.paging import Page, paginate
from anyelir.families.models import Family, Person
from anyelir.regions.models import Level
from anyelir.regions.scope import level_of, within
from anyelir.rules import identity
from anyelir.rules.names import name_key

SMALLEST_PREFIX = 3
WIDE_LEVELS = (None, Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN)
FAMILY_ORDER = ("region_id", "head_key", "id")
PERSON_ORDER = ("region_id", "name_key", "id")
PERSON_ORDER_WIDE = ("name_key", "region_id", "id")
PAGE = 50
LIST_FIELDS = (
    "family",
    "name",
    "sex",
    "born_on",
    "birth_precision",
    "mother_name",
    "region",
    "died_on",
    "moved_on",
)


def is_wide(code: str) -> bool:
    """Whether a region is larger than a desa."""
    return level_of(code) in WIDE_LEVELS


def families_page(code: str, scope: QuerySet[Family], cursor: str = "") -> Page[Family]:
    """Families of a region in the order of place and name of the head."""
    rows = within(scope, code).filter(moved_on=None).defer("card_no").select_related("region")
    return paginate(rows, order=FAMILY_ORDER, cursor=cursor, size=PAGE)


def people_page(code: str, scope: QuerySet[Person], text: str, cursor: str = "") -> Page[Person]:
    """People whose name fits ``text``: any part of it in a desa, its beginning in a larger region."""
    key = name_key(text)
    rows = within(scope, code).filter(merged_into=None).defer("nik", "phone").select_related("region")
    if is_wide(code):
        # The range bounds use the index on both databases; "~" sorts behind every letter of a key.
        rows = rows.filter(name_key__gte=key, name_key__lt=f"{key}~")
        return paginate(rows, order=PERSON_ORDER_WIDE, cursor=cursor, size=PAGE)
    return paginate(rows.filter(name_key__contains=key), order=PERSON_ORDER, cursor=cursor, size=PAGE)


def is_long_enough(code: str, text: str) -> bool:
    """Above a desa a search needs three letters, or it would walk half the register."""
    return len(name_key(text)) >= (SMALLEST_PREFIX if is_wide(code) else 1)


def by_number(scope: QuerySet[Person], text: str) -> QuerySet[Person]:
    """People with that NIK, temporary number, or in the family with that KK number."""
    compact = identity.compact(text)
    found = scope.filter(merged_into=None)
    if compact.isdecimal():
        family = Family.index_of_card(compact)
        return found.filter(nik_index=Person.index_of_nik(compact)) | found.filter(family__card_index=family)
    return found.filter(temporary_no=compact.upper())


def looks_like_number(text: str) -> bool:
    """Whether somebody typed a number rather than a name."""
    compact = identity.compact(text)
    return len(compact) >= 10 and sum(sign.isdigit() for sign in compact) >= 6

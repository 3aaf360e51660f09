"""What a contest asks of a group, in one press: what it is, how it stands, and what is missing in each of its books.

The rooms above declare the books that they keep for a group; nobody's name stands in any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_at
from anyelir.core.registry import Registry
from anyelir.core.tidiness import GAP_KINDS, SixBook
from anyelir.core.wording import number
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.membership.models import Body, Post
from anyelir.membership.queries import posts_of

OFFICES = (Post.Office.CHAIR, Post.Office.SECRETARY, Post.Office.TREASURER)


@dataclass(frozen=True)
class GroupBook:
    """A book that contests look at. ``missing(group, body)`` says what is not complete, without any name."""

    key: str
    title: str | Promise
    missing: Callable[[Group, Body], Sequence[str]]
    rank: int = 50


GROUP_BOOKS: Registry[GroupBook] = Registry("groups.books", order=lambda book: book.rank)


@dataclass(frozen=True)
class GroupBookState:
    """A book of a group on the day it is asked for; nothing missing is complete."""

    title: str | Promise
    missing: Sequence[str]


def book_states(group: Group) -> list[GroupBookState]:
    """Every book with what is missing, in the order of their ranks."""
    body = body_of(group)
    return [GroupBookState(book.title, [*book.missing(group, body)]) for book in GROUP_BOOKS]


def complete_count(books: Sequence[GroupBookState]) -> int:
    return sum(not book.missing for book in books)


def _decree(group: Group, body: Body) -> list[str]:
    return [] if group.decree_no and group.decree_on else [_("Nomor dan tanggal SK belum dicatat.")]


def _products(group: Group, body: Body) -> list[str]:
    return [] if group.products else [_("Produk belum dituliskan.")]


def _stage(group: Group, body: Body) -> list[str]:
    return [] if group.stages.exists() else [_("Strata belum dinilai.")]


def _members(group: Group, body: Body) -> list[str]:
    return [] if body.people.filter(until=None).exists() else [_("Belum ada anggota.")]


def _officers(group: Group, body: Body) -> list[str]:
    held_by = {post.office for post in posts_of(body) if post.member is not None}
    return [_("%s belum ada.") % office.label for office in OFFICES if office not in held_by]


def _of_six(book: SixBook) -> Callable[[Group, Body], list[str]]:
    """What the rooms below find missing in that book this year; only how much, because a line may name somebody."""

    def missing(group: Group, body: Body) -> list[str]:
        year = today_at(body.region_id).year
        count = sum(len(kind.gaps(body, year)) for kind in GAP_KINDS if kind.book == book)
        return [_("%s hal belum lengkap tahun ini.") % number(count)] if count else []

    return missing


GROUP_BOOKS.declare(
    GroupBook("decree", gettext_lazy("SK pendirian"), _decree, rank=10),
    GroupBook("stage", gettext_lazy("Strata"), _stage, rank=15),
    GroupBook("members", gettext_lazy("Buku anggota"), _members, rank=20),
    GroupBook("officers", gettext_lazy("Pengurus"), _officers, rank=25),
    GroupBook("products", gettext_lazy("Produk unggulan"), _products, rank=30),
    GroupBook("cash", gettext_lazy("Buku kas"), _of_six(SixBook.CASH), rank=40),
    GroupBook("minutes", gettext_lazy("Notulen rapat"), _of_six(SixBook.MINUTES), rank=60),
    GroupBook("activities", gettext_lazy("Buku kegiatan"), _of_six(SixBook.ACTIVITIES), rank=70),
    GroupBook("goods", gettext_lazy("Buku inventaris"), _of_six(SixBook.GOODS), rank=80),
)

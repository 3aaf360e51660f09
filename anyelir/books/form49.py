"""The registers as they are printed: members (4.9a, eleven columns), members and kader (4.9b, thirteen)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from anyelir.books.printout import printed_book
from anyelir.books.queries import RegisterRow
from anyelir.books.queries.registers import MEMBERS
from anyelir.core.wording import day
from anyelir.documents.booklet import Booklet
from anyelir.membership.models import Body, Member, Post, Sex
from anyelir.membership.offices import post_name
from anyelir.rules.age import completed_years
from anyelir.rules.books import all_books

LETTERS = {Sex.MALE: "L", Sex.FEMALE: "P"}


def form_49(body: Body, book: str, rows: Sequence[RegisterRow], on: dt.date) -> Booklet:
    cells = _member_cells if book == MEMBERS else _kader_cells
    return printed_book(
        all_books(on)[book],
        body,
        day(on),
        [[str(no), *cells(row, on)] for no, row in enumerate(rows, start=1)],
    )


def _member_cells(row: RegisterRow, on: dt.date) -> list[str]:
    member = row.member
    office = office_text(row.posts) or (_("Kader") if row.serves_unit else "")
    born = [member.birth_place, birth_text(member, on)]
    return [
        member.name,
        office,
        LETTERS.get(Sex(member.sex), "") if member.sex else "",
        *born,
        *_living(member),
        decrees(row.posts),
    ]


def _kader_cells(row: RegisterRow, on: dt.date) -> list[str]:
    member = row.member
    trainings = [str(service.what) for service in row.trainings]
    if row.serves_unit:
        trainings.append(_("Posyandu"))
    functions = [office_text(row.posts), _("ya") if row.is_general else "", ", ".join(trainings)]
    sex = LETTERS.get(Sex(member.sex), "") if member.sex else ""
    return [
        member.registration_no,
        member.name,
        sex,
        *functions,
        birth_text(member, on),
        *_living(member),
        since_text(row),
    ]


def _living(member: Member) -> list[str]:
    """Status, address, education, occupation."""
    return [str(member.get_marital_display()), member.address, member.education, member.occupation]


def sex_letter(member: Member) -> str:
    """L or P, as the forms have it."""
    return LETTERS[Sex(member.sex)] if member.sex else ""


def birth_text(member: Member, on: dt.date) -> str:
    """``12-03-1985 / 41``: the age is counted to the day of the register."""
    if member.born_on is None:
        return ""
    return f"{member.born_on:%d-%m-%Y} / {completed_years(member.born_on, on)}"


def office_text(posts: Sequence[Post]) -> str:
    """``Plt. Ketua; Ketua Pokja IV``."""
    return "; ".join(_office(post) for post in posts)


def _office(post: Post) -> str:
    return f"{_('Plt.')} {post_name(post)}" if post.is_acting else post_name(post)


def decrees(posts: Sequence[Post]) -> str:
    """By which decrees the posts are held."""
    return "; ".join(dict.fromkeys(_("SK %s") % post.decree_no for post in posts if post.decree_no))


def since_text(row: RegisterRow) -> str:
    days = [service.since for service in row.services]
    return _("sejak %s") % min(days).year if days else ""

"""What the fund shows in the profile of a group."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.enterprise.fund.queries import fund_of_body
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.profile import GROUP_BOOKS, GroupBook
from anyelir.membership.models import Body


def _loan_book(group: Group, body: Body) -> list[str]:
    return [] if fund_of_body(body) is not None else [_("Dana bergulir belum dibuka.")]


def declare() -> None:
    GROUP_BOOKS.declare(
        GroupBook("loans", gettext_lazy("Buku pinjaman, angsuran, iuran, simpanan"), _loan_book, rank=50)
    )

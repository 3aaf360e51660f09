"""Each page asks exactly its right: not another one that today's roles happen to have as well.

Every role of today may view reports, teams and posyandu, so a page that asks the wrong one of them answers all of
them as it should. Here are roles that nobody has: one with every right but one, and one with nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.urls import reverse

from anyelir.core.permission import Permission as P
from anyelir.membership.roles import ROLES, Role
from tests import factories as make
from tests.architecture.url_matrix import every_row

# Rights by address; all of them are needed, and no other.
NEEDED = {
    (P.ACTIVITY_VIEW,): "meetings:attendance-file meetings:attendance-list",
    (P.ACTIVITY_RUN,): (
        "meetings:attend meetings:card-sheet meetings:cards meetings:costs meetings:edit-rundown"
        " meetings:invitation meetings:photos meetings:rundown meetings:withdraw meetings:write-minutes"
    ),
    (P.AUDIT_VIEW,): "web:audit",
    (P.BOOK_VIEW,): (
        "books:inventory books:inventory-file books:inventory-home books:goods"
        " books:register books:register-file books:register-home"
        " books:book books:book-file books:books books:books-home books:line"
    ),
    (P.BOOK_EDIT,): (
        "books:correct-line books:edit-goods books:move-goods books:new-goods"
        " books:new-line books:strike-line"
    ),
    (P.CHILD_VIEW,): "posyandu:child posyandu:children posyandu:result",
    (P.CHILD_VIEW, P.REFERRAL_CREATE): "posyandu:refer",
    (P.CHILD_VIEW, P.SESSION_RUN): "posyandu:correct posyandu:move posyandu:transfer",
    (P.FAMILY_EDIT,): (
        "families:add-member families:died families:edit-family families:edit-person families:move"
        " families:move-person families:propose families:register"
    ),
    (P.FAMILY_VIEW,): "families:family families:list families:person families:start",
    (P.GROUP_EDIT,): ("groups:assess groups:close groups:edit groups:found groups:officer"),
    (P.GROUP_VIEW,): "groups:list groups:profile groups:show",
    (P.MESSAGE_SEND,): "channels:outbox partners:home",
    (P.PERSON_MERGE,): "families:compare families:merge-desk",
    (P.POSYANDU_EDIT,): "posyandu:add",
    (P.POSYANDU_VIEW,): "posyandu:decree posyandu:detail posyandu:list",
    (P.POSYANDU_VIEW, P.POSYANDU_EDIT): "posyandu:add-kader posyandu:edit posyandu:end-kader",
    (P.POSYANDU_VIEW, P.REPORT_VIEW): "reports:sheet reports:sheet-file",
    (P.POSYANDU_VIEW, P.SESSION_RUN): (
        "posyandu:close-day posyandu:day posyandu:new-child posyandu:next-child posyandu:session"
    ),
    (P.POSYANDU_VIEW, P.STAGE_ASSESS): "posyandu:assess",
    (P.REGION_EDIT,): "regions:add regions:end regions:rename",
    (P.REPORT_VIEW,): "regions:detail regions:home reports:start",
    (P.SESSION_RUN,): "posyandu:ask posyandu:requests posyandu:today",
    (P.TEAM_EDIT,): (
        "membership:add-kader membership:address membership:appoint membership:correct-post"
        " membership:end-kader membership:end-post membership:hand-over"
    ),
    (P.TEAM_VIEW,): "membership:kader-list membership:member membership:team membership:teams",
    (P.USER_MANAGE,): (
        "membership:add-user membership:edit-user membership:new-grant membership:new-user"
        " membership:user membership:users"
    ),
}
ROWS = every_row()


@pytest.fixture
def holding(world, sign_in, monkeypatch):
    """``holding(rights)`` is somebody in the kelurahan, or at a unit of it, who holds these and no others."""

    def signed_in(rights: Iterable[P], unit: str = ""):
        slug = f"made_up_{len(ROLES)}"
        role = Role(slug, slug, slug, frozenset(rights), unit_kind=unit)
        monkeypatch.setitem(ROLES._declared, slug, role)
        somebody = make.user(slug.replace("_", ""), "Dina Mariana")
        if unit:
            make.grant(somebody, slug, unit=getattr(world, unit))
        else:
            make.grant(somebody, slug, world.kelurahan)
        return sign_in(somebody)

    return signed_in


def answer(client, world, name: str):
    row = ROWS[name]
    return client.get(reverse(name, kwargs=row.url_arguments(world)) + row.query)


def is_open(client, world, name: str) -> bool:
    return answer(client, world, name).status_code in (200, 302)


def leads(client, world, name: str) -> str:
    """Where a page leads, or that it is there."""
    page = answer(client, world, name)
    return page.headers.get("Location", "") or str(page.status_code)


@pytest.mark.parametrize("rights", NEEDED, ids="-".join)
def test_a_page_asks_its_rights_and_no_others(rights, world, holding):
    nothing_else, everything = holding(rights), holding(P)
    all_but = {right: holding(set(P) - {right}) for right in rights}
    for name in NEEDED[rights].split():
        assert is_open(nothing_else, world, name), name
        assert leads(nothing_else, world, name) == leads(everything, world, name), name
        assert [right for right, client in all_but.items() if is_open(client, world, name)] == [], name


def test_referrals_are_for_those_who_send_and_those_who_answer_them(world, holding):
    either = {P.REFERRAL_CREATE, P.REFERRAL_ANSWER}
    assert all(is_open(holding({right}), world, "posyandu:referral-inbox") for right in either)
    assert not is_open(holding(set(P) - either), world, "posyandu:referral-inbox")


@pytest.mark.parametrize("name", ["reports:dashboard", "reports:download"])
def test_numbers_are_read_by_whoever_reads_some_catalogue(name, world, holding):
    either = {P.REPORT_VIEW, P.BUSINESS_VIEW}
    assert all(is_open(holding({right}), world, name) for right in either)
    assert not is_open(holding(set(P) - either), world, name)


def test_a_sheet_is_brought_by_whoever_may_import_some_kind(world, holding):
    either = {P.IMPORT_RUN, P.BUSINESS_IMPORT}
    assert all(is_open(holding({right}), world, "exchange:home") for right in either)
    assert not is_open(holding(set(P) - either), world, "exchange:home")


def test_a_puskesmas_registers_posyandu_by_exactly_its_right(world, holding):
    assert is_open(holding({P.POSYANDU_EDIT}, "puskesmas"), world, "posyandu:add")
    assert not is_open(holding(set(P) - {P.POSYANDU_EDIT}, "puskesmas"), world, "posyandu:add")


# What a page leads to, and the right without which nobody is led there.
LINKS = [
    ("posyandu:list", "posyandu:add", P.POSYANDU_EDIT),
    ("books:inventory", "books:new-goods", P.BOOK_EDIT),
    ("books:goods", "books:edit-goods", P.BOOK_EDIT),
    ("books:book", "books:new-line", P.BOOK_EDIT),
    ("books:line", "books:correct-line", P.BOOK_EDIT),
    ("books:goods", "books:move-goods", P.BOOK_EDIT),
    ("posyandu:children", "posyandu:requests", P.SESSION_RUN),
    ("posyandu:child", "posyandu:refer", P.REFERRAL_CREATE),
    ("posyandu:child", "posyandu:transfer", P.SESSION_RUN),
    ("posyandu:child", "posyandu:measure", P.SESSION_RUN),
    ("posyandu:detail", "posyandu:edit", P.POSYANDU_EDIT),
    ("posyandu:detail", "posyandu:assess", P.STAGE_ASSESS),
    ("regions:detail", "regions:add", P.REGION_EDIT),
    ("membership:team", "membership:appoint", P.TEAM_EDIT),
    ("membership:member", "membership:end-kader", P.TEAM_EDIT),
    ("families:family", "families:edit-family", P.FAMILY_EDIT),
    ("families:person", "families:edit-person", P.FAMILY_EDIT),
]


@pytest.mark.parametrize(("page", "link", "right"), LINKS, ids=[f"{link[0]}-{link[1]}" for link in LINKS])
def test_a_page_leads_only_where_its_reader_may_go(page, link, right, world, holding):
    address = reverse(link, kwargs=ROWS[link].url_arguments(world))
    everything, all_but = holding(P), holding(set(P) - {right})
    assert address in answer(everything, world, page).content.decode()
    assert address not in answer(all_but, world, page).content.decode()

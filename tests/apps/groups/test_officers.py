"""Posts and people of a group, its end, and what a contest reads of it."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups import actions, panels
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.profile import book_states
from anyelir.enterprise.groups.queries.register import body_of, form_422
from anyelir.membership.models import Post
from tests import factories as make
from tests import groups

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
MARCH, JUNE = dt.date(2026, 3, 2), dt.date(2026, 6, 1)


def appoint(world, office="chair", name="Euis Komariah", since=MARCH, **more) -> Post:
    values = {"group": world.group, "office": office, "name": name, "since": since}
    return actions.name_officer(**{**values, "by": world.user("secretary"), **more})


def holders(world) -> list[tuple[str, str, dt.date | None]]:
    posts = Post.objects.filter(body=body_of(world.group)).order_by("since", "id")
    return [(post.office, post.name, post.until) for post in posts]


def test_an_officer_is_a_member_and_follows_the_one_before(world):
    appoint(world)
    appoint(world, name="Sumiati Rahayu", since=JUNE)
    assert holders(world) == [
        ("chair", "Euis Komariah", dt.date(2026, 5, 31)),
        ("chair", "Sumiati Rahayu", None),
    ]
    # Sumiati was one already, Euis became one.
    people = body_of(world.group).people.exclude(member=None).order_by("number")
    assert [(person.name, person.member.name) for person in people] == [
        ("Sumiati Rahayu", "Sumiati Rahayu"),
        ("Euis Komariah", "Euis Komariah"),
    ]
    assert (
        len(people)
        == body_of(world.group).people.filter(name__in=["Sumiati Rahayu", "Euis Komariah"]).count()
    )
    assert AuditEntry.objects.filter(verb="group.officer").count() == 2


def test_chair_and_treasurer_are_two(world):
    appoint(world)
    with pytest.raises(Refused) as refused:
        appoint(world, "treasurer", "euis komariah", JUNE)
    assert refused.value.code == "same_person"
    assert appoint(world, "treasurer", "Imas Masitoh").office == "treasurer"


def test_an_officer_has_a_name_that_means_one(world):
    body = body_of(world.group)
    for _twice in range(2):
        make.body_member(body, "Wati", number=50 + _twice)
    for name, code in (("  ", "name_missing"), ("wati", "several_namesakes")):
        with pytest.raises(Refused) as refused:
            appoint(world, name=name)
        assert refused.value.code == code


def close(world, group=None, **changes):
    values = {"group": group or world.group, "on": make.today(), "reason": "Bergabung dengan Poklak Melati"}
    return actions.close_group(**{**values, "by": world.user("secretary"), **changes})


def test_a_group_with_money_stays_open(world):
    with pytest.raises(Refused) as refused:
        close(world)
    assert refused.value.code == "has_open_fund"


def test_a_group_without_money_ends_with_its_posts(world):
    empty = groups.group(world.rw, "Melati")
    appoint(world, group=empty)
    close(world, empty)
    empty.refresh_from_db()
    assert empty.closed_on == make.today() and body_of(empty).until == make.today()
    assert Post.objects.get(body=body_of(empty)).until == make.today()
    assert AuditEntry.objects.filter(verb="group.close").count() == 1
    for again in (lambda: close(world, empty), lambda: appoint(world, group=empty)):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.code == "group_closed"
    with pytest.raises(Refused) as refused:
        actions.join_group(group=empty, name="Ratih", by=world.user("dasawisma"))
    assert refused.value.code == "group_closed"


def test_what_must_be_done_first_is_said(world, monkeypatch):
    poksus = groups.group(world.kelurahan, "Ciriung", kind="poksus")
    below = groups.group(world.rw, "Melati", parent=poksus)
    monkeypatch.setattr(panels, "_before_closing", [lambda group: ["Masih ada pinjaman."]])
    wrong = [
        (poksus, {}, "still_has_poklak"),
        (below, {}, "something_left"),
        (below, {"reason": " "}, "reason_missing"),
        (below, {"on": dt.date(2019, 12, 31)}, "date_in_future"),
    ]
    for group, changes, code in wrong:
        with pytest.raises(Refused) as refused:
            close(world, group, **changes)
        assert refused.value.code == code
    assert not Group.objects.exclude(closed_on=None).exists()


def test_form_422_counts_groups_of_up2k_and_those_who_take_part(world):
    body = body_of(world.group)
    make.body_member(body, "Ratih", number=60)
    make.body_member(body, "Neneng", number=61, until=make.today())
    groups.group_stage(world.group, "pemula", on=dt.date(2021, 1, 1))
    groups.group_stage(world.group, "utama", on=dt.date(2026, 1, 1))
    groups.group_stage(groups.group(world.rw, "Melati"), "utama")
    groups.group_stage(groups.group(world.rw, "Anggrek", programme="uppks"), "utama")
    groups.group_stage(
        groups.group(world.rw, "Dahlia", closed_on=make.today(), closing_reason="Sepi"), "utama"
    )
    rows = {
        row.column: (row.stage, row.groups, row.members) for row in form_422(Group.objects.all(), world.rw)
    }
    assert rows == {26: ("pemula", 0, 0), 28: ("madya", 0, 0), 30: ("utama", 2, 3), 32: ("mandiri", 0, 0)}


def test_the_profile_says_what_is_missing_and_no_name(world):
    appoint(world)
    states = {str(state.title): list(state.missing) for state in book_states(world.group)}
    assert states["Pengurus"] == ["Sekretaris belum ada.", "Bendahara belum ada."]
    assert states["SK pendirian"] == ["Nomor dan tanggal SK belum dicatat."]
    assert states["Strata"] == ["Strata belum dinilai."]
    assert states["Buku anggota"] == []
    # September and October are over.
    assert states["Buku kas"] == ["2 hal belum lengkap tahun ini."]
    groups.group_stage(world.group)
    actions.edit_group(
        group=world.group, decree_no="7/2026", decree_on=MARCH, products="Kue", by=world.user("secretary")
    )
    world.group.refresh_from_db()
    states = {str(state.title): list(state.missing) for state in book_states(world.group)}
    assert [states[title] for title in ("SK pendirian", "Strata", "Produk unggulan")] == [[], [], []]
    assert "Euis" not in str(states)

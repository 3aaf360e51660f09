"""What a hand-over says of promises."""

from __future__ import annotations

import pytest

from anyelir.commitments.handover import promises_part
from tests import factories as make
from tests import promises

pytestmark = pytest.mark.django_db


def test_open_promises_the_late_ones_first_and_no_name(world, team):
    commitment = promises.commitment(team)
    promises.clause(commitment, what="Tanpa hari", post=world.post)
    promises.clause(commitment, what="Terlambat", due_on=promises.in_days(-2))
    part = promises_part(team, make.today())
    assert (part.figure, part.beside, part.asks_a_look) == ("2", "1 lewat tenggat", True)
    [table] = part.blocks
    assert [row[1] for row in table.rows] == ["Terlambat", "Tanpa hari"]
    assert table.rows[1][0] == f"Anggota, {team}" and "Wulan" not in str(table)


def test_more_than_a_page_is_cut_and_counted(team):
    commitment = promises.commitment(team)
    for _number in range(15):
        promises.clause(commitment)
    table, rest = promises_part(team, make.today()).blocks
    assert (len(table.rows), rest.text) == (12, "dan 3 lainnya")


def test_nothing_open_is_said(team):
    assert promises_part(team, make.today()).figure == "0"

"""What the inventory adds to the annual report: the things of that day in the columns of form 4.12."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.books.annual import goods_blocks
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_things_of_the_body_stand_in_the_columns_of_412(world):
    body = make.body(world.rw)
    make.goods(body, "Timbangan", 2, acquired_on=dt.date(2026, 5, 4), origin="Desa", place="Balai RW")
    make.goods(make.body(world.elsewhere), "Milik lain")
    heading, table = goods_blocks(body, 2026)
    assert heading.text.startswith("Inventaris ") and len(table.columns) == 8
    assert [list(row) for row in table.rows] == [
        ["1", "Timbangan", "Desa", "4 Mei 2026", "2", "Balai RW", "baik 2", ""]
    ]


def test_of_a_year_before_anything_came_nothing_is_said(world):
    body = make.body(world.rw)
    make.goods(body, "Timbangan", 2, acquired_on=dt.date(2026, 5, 4))
    assert goods_blocks(body, 2025) == []

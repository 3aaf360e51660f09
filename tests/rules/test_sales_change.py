"""How sales changed, against values worked out by hand."""

from __future__ import annotations

import pytest

from anyelir.rules.business.sales_change import SALES_CHANGES, sales_change


@pytest.mark.parametrize(
    ("now_idr", "before_idr", "percent"),
    [
        ([1_200_000, 1_200_000, 3_000_000], [1_000_000, 900_000, 1_100_000], 20),
        ([900_000, 900_000], [1_000_000, 1_000_000], -10),
        ([1_070_000] * 3, [1_000_000] * 3, 5),
        ([1_080_000] * 3, [1_000_000] * 3, 10),
        ([0, 0, 0], [1_000_000] * 3, -100),
        ([9_000_000] * 3, [1_000_000] * 3, 200),
        ([1_000_000], [1_000_000] * 3, None),
        ([1_000_000] * 3, [1_000_000], None),
        ([1_000_000] * 3, [0, 0, 0], None),
    ],
)
def test_a_change_is_told_in_steps_between_its_borders(now_idr, before_idr, percent):
    assert sales_change(now_idr, before_idr) == percent
    assert percent is None or percent in SALES_CHANGES

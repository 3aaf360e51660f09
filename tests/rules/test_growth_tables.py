"""The stored WHO tables: complete, unchanged, and what WHO printed."""

import hashlib

import numpy as np
import pytest

from anyelir.rules.growth import lms

# name: rows (both sexes), sha256 of the little-endian int32 values
STORED = {
    "waz": (3714, "acf03dce224ab8ece94ce56b3d5904b05162dca22f3b7ca3301f9888b685a00b"),
    "haz": (3714, "00ed6a752f5b1c16e40b12c8b11e36d981e4d5846994683a23a7e51d6edf18bc"),
    "baz": (3714, "585d8f6fe144933f9596f4ec760b3bd3caaed361bdb4bd630a2c99c40175ded6"),
    "hcz": (3714, "d336b9375dc182a1a5ac5c8ae276d26b67b171078917c47078db2b1073be6221"),
    "acz": (3532, "2acfea66fd4d846397b7e9e4ff7336cc4646d5f1458e86b54963622e974df484"),
    "wfl": (1302, "4008e962933db1f575295ec574f749f0ead5d0069fe8384d3f1afa5c4e680290"),
    "wfh": (1102, "a95de04d6404e93d585ccd9020ffbabea736cd5bcb44dfe8775daea0a1726fad"),
    "waz_month": (122, "1826e1c55960f43263a5fce947aa6f66adde9e09add20095966e4e5ac59c0458"),
    "haz_month": (338, "a7dfbbc444e516d037a6e159bdbdb2177258891bc36a32edf3892f5c0633098c"),
    "baz_month": (338, "60afb22393699798ca71615cbf4991046b0f1fb08c005dcff60b37ea57711f9f"),
}


def test_no_table_is_missing_or_extra():
    assert set(lms.packed()) == set(STORED) == set(lms.FIRST_ROW)


@pytest.mark.parametrize("name", STORED)
def test_rows_and_checksum(name):
    rows, digest = STORED[name]
    stored = lms.packed()[name]
    assert stored.shape[0] * stored.shape[1] == rows
    assert hashlib.sha256(np.ascontiguousarray(stored, dtype="<i4").tobytes()).hexdigest() == digest


# printed by WHO: (table, sex row, row, L, M, S)
PRINTED = [
    ("waz", 0, 0, 0.3487, 3.3464, 0.14602),
    ("waz", 1, 0, 0.3809, 3.2322, 0.14171),
    ("haz", 0, 0, 1, 49.8842, 0.03795),
    ("haz", 1, 0, 1, 49.1477, 0.0379),
    ("wfl", 1, 450, -0.3833, 2.4607, 0.09029),
    ("waz_month", 0, 60, -0.1922, 18.3328, 0.12947),
    ("haz_month", 1, 228, 1, 163.1548, 0.04009),
    ("baz_month", 1, 61, -0.8886, 15.2441, 0.09692),
]


@pytest.mark.parametrize(("name", "sex", "row", "l", "m", "s"), PRINTED)
def test_printed_values(name, sex, row, l, m, s):  # noqa: E741
    table = lms.table(name)
    at = row - table.first
    assert (table.l[sex, at], table.m[sex, at], table.s[sex, at]) == (l, m, s)


@pytest.mark.parametrize(
    ("name", "last"), [("waz", 1856), ("acz", 1856), ("wfl", 1100), ("wfh", 1200), ("haz_month", 228)]
)
def test_last_row(name, last):
    assert lms.table(name).last == last


@pytest.mark.parametrize("name", STORED)
def test_sd_lines_rise(name):
    table = lms.table(name)
    lines = np.stack([table.sd(k) for k in range(-3, 4)])
    assert (np.diff(lines, axis=0) > 0).all()
    assert np.allclose(lines[3], table.m)

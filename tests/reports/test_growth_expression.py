"""The Ibis expression gives, hundredth by hundredth, what the arrays give."""

import ibis
import numpy as np
import pyarrow as pa
import pytest

from anyelir.reports import growth_expression
from anyelir.rules import growth
from anyelir.rules.growth import arrays
from tests.rules.test_growth import as_child, reference_rows
from tests.rules.test_growth_arrays import columns


@pytest.fixture(scope="module")
def duckdb():
    connection = ibis.duckdb.connect()
    yield connection
    connection.disconnect()


def by_expression(connection, many):
    """Scores by DuckDB, NULL shown as the sentinel of the arrays, in the order of the input."""
    table = pa.table({"place": np.arange(len(many["sex"])), **many})
    result = growth_expression.assess(ibis.memtable(table), growth_expression.who_rows())
    rows = connection.to_pyarrow(result.order_by("place"))
    scores = {index: rows[index].fill_null(arrays.MISSING).to_pylist() for index in growth.INDICES}
    return scores, rows


def random_children(n, seed):
    rng = np.random.default_rng(seed)
    unknown = rng.random(n) < 0.1
    return {
        "sex": rng.integers(0, 3, n).astype(np.int8),
        "age_days": np.where(unknown, -1, rng.integers(0, 1900, n)).astype(np.int32),
        "weight_g": rng.integers(-1, 30_000, n).astype(np.int32),
        "length_cc": rng.integers(-1, 13_000, n).astype(np.int32),
        "posture": rng.integers(0, 3, n).astype(np.int8),
        "head_cc": rng.integers(0, 6000, n).astype(np.int32),
        "arm_cc": rng.integers(0, 3000, n).astype(np.int32),
        "oedema": rng.random(n) < 0.02,
    }


def likely_children(n, seed):
    """Values near the tables, where z-scores are ordinary and rounding could differ."""
    rng = np.random.default_rng(seed)
    age = rng.integers(0, 1827, n)
    length = (50 + 55 * (age / 1826) ** 0.6) * rng.normal(1, 0.045, n)
    return {
        **random_children(n, seed),
        "sex": rng.integers(1, 3, n).astype(np.int8),
        "age_days": age.astype(np.int32),
        "weight_g": np.rint((length / 100) ** 2 * 16_000 * rng.normal(1, 0.15, n)).astype(np.int32),
        "length_cc": np.rint(length * 100).astype(np.int32),
        "head_cc": np.rint((35 + 14 * (age / 1826) ** 0.4) * rng.normal(1, 0.04, n) * 100).astype(np.int32),
        "arm_cc": np.rint(15 * rng.normal(1, 0.1, n) * 100).astype(np.int32),
    }


@pytest.mark.parametrize(
    "many",
    [
        columns([as_child(row) for row in reference_rows()]),
        random_children(50_000, 1),
        likely_children(200_000, 2),
    ],
    ids=["WHO reference", "anything", "likely"],
)
def test_bit_for_bit(duckdb, many):
    scores, rows = by_expression(duckdb, many)
    expected = growth.assess_many(**many)
    for index in growth.INDICES:
        assert scores[index] == expected.centi_z[index].tolist(), index
    assert rows["nine_month_flag"].to_pylist() == expected.nine_month_flag.tolist()
    measured = many["length_cc"] > 0
    assert (rows["corrected_cc"].to_numpy()[measured] == expected.corrected_cc[measured]).all()


def test_null_is_unknown(duckdb):
    table = pa.table(
        {
            "child": pa.array(["ordinary", "no age", "no sex", "no weight", "no posture"]),
            "sex": pa.array([2, 2, None, 2, 2], pa.int8()),
            "age_days": pa.array([400, None, 400, 400, 400], pa.int32()),
            "weight_g": pa.array([9000, 9000, 9000, None, 9000], pa.int32()),
            "length_cc": pa.array([7400] * 5, pa.int32()),
            "posture": pa.array([1, 1, 1, 1, None], pa.int8()),
            "head_cc": pa.array([None] * 5, pa.int32()),
            "arm_cc": pa.array([None] * 5, pa.int32()),
            "oedema": pa.array([None] * 5, pa.bool_()),
        }
    )
    result = growth_expression.assess(ibis.memtable(table), growth_expression.who_rows())
    rows = {row["child"]: row for row in duckdb.to_pyarrow(result).to_pylist()}
    ordinary = rows["ordinary"]
    assert (ordinary["waz"], ordinary["haz"], ordinary["whz"], ordinary["baz"]) == (-18, -53, 5, 15)
    assert (ordinary["hcz"], ordinary["acz"]) == (None, None)
    assert [rows["no age"][index] for index in growth.INDICES] == [None, None, 5, None, None, None]
    assert [rows["no sex"][index] for index in growth.INDICES] == [None] * 6
    assert (rows["no weight"]["waz"], rows["no weight"]["haz"]) == (None, -53)
    assert rows["no posture"]["whz"] == 5


def test_rows_are_complete():
    assert growth_expression.age_rows().num_rows == 2 * 1827
    assert growth_expression.length_rows().num_rows == 2 * 6501 + 2 * 5501
    assert growth_expression.age_rows()["acz_power"].null_count == 2 * 91


def test_scores_are_small_integers(duckdb):
    expression = growth_expression.assess(
        ibis.memtable(pa.table(random_children(1, 3))), growth_expression.who_rows()
    )
    assert {str(expression[index].type()) for index in growth.INDICES} == {"int16"}

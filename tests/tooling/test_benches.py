"""The benches that fill tables by hand know the columns of today."""

from __future__ import annotations

import pytest

from anyelir.families.models import Family, House, Household, Person
from bench.family_register import Register

TABLES = [
    (House, Register.HOUSE),
    (Household, Register.HOUSEHOLD),
    (Family, Register.FAMILY),
    (Person, Register.PERSON),
]


@pytest.mark.parametrize(("model", "columns"), TABLES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_register_of_the_search_bench_has_every_column_that_may_not_be_empty(model, columns):
    fields = {field.name: field for field in model._meta.concrete_fields if not field.generated}
    assert set(columns) <= set(fields)
    assert {name for name, field in fields.items() if not field.null} <= set(columns)

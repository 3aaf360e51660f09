"""The benches know the tables and the templates of today."""

from __future__ import annotations

import pytest

from anyelir.documents.engine import set_paper
from anyelir.families.models import Family, House, Household, Person
from bench import papers
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


@pytest.mark.parametrize(
    ("template", "facts"), [(papers.FORM, papers.form()), (papers.CERTIFICATE, papers.certificate(1))]
)
def test_the_bench_of_papers_sets_what_the_site_sets(template, facts):
    facts = {**facts, "rows": facts["rows"][:2]} if "rows" in facts else facts
    assert set_paper(template, facts).startswith(b"%PDF")

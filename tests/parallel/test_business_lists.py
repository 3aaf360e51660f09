"""The same list of businesses from several desks at once: each business is taken in once."""

from __future__ import annotations

import pytest
from django.db import connection

from anyelir.core.audit import SYSTEM
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade.models import Business
from anyelir.exchange.importing import import_sheet
from anyelir.exchange.kinds import KINDS
from tests.apps.enterprise.intake.conftest import PLAIN, make_places, write_list
from tests.parallel.conftest import all_at_once, in_a_file


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that threads share."""
    if connection.vendor != "sqlite":
        yield
        return
    with in_a_file(tmp_path / "site.sqlite3"):
        yield


def test_eight_who_take_in_one_list_make_each_business_once(shared, tmp_path):
    make_places()
    path = write_list(tmp_path / "umkm.xlsx", {}, PLAIN | {"Nama Usaha": "Rajut Melati"})
    reports = all_at_once(lambda _number: import_sheet(KINDS["businesses"], path, by=SYSTEM, codes=["32.01"]))
    assert sum(report.created for report in reports) == 2
    assert {report.rows for report in reports} == {2} and not any(report.to_mend for report in reports)
    assert (Business.objects.count(), Permit.objects.count()) == (2, 2)

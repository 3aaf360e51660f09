"""What a hand-over says of agendas."""

from __future__ import annotations

import pytest

from anyelir.agendas.handover import agenda_part
from anyelir.regions.models import Level
from tests import factories as make
from tests import promises

pytestmark = pytest.mark.django_db


def test_requests_without_an_answer_and_what_waits(world, team, group):
    asked = promises.passing(promises.point(make.body(world.kecamatan), "Enam buku"), Level.DESAKEL)
    promises.passing(
        promises.point(make.body(world.kabupaten), "Data"), Level.DESAKEL, answer_by=promises.in_days(-1)
    )
    promises.passing(promises.point(team))
    part = agenda_part(team, make.today())
    assert (part.figure, part.asks_a_look) == ("2", True)
    assert part.beside == "1 pokok bahasan menunggu, 1 titipan ke bawah berjalan"
    assert [row[1] for row in part.blocks[0].rows] == ["Data", "Enam buku"]
    promises.report(asked, team)
    assert agenda_part(team, make.today()).figure == "1"


def test_a_body_with_nothing_has_no_part(group):
    assert agenda_part(group, make.today()) is None

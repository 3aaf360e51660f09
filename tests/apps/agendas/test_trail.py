"""Every act of agendas stands in the trail."""

from __future__ import annotations

import pytest

from anyelir.agendas import actions
from anyelir.core.models import AuditEntry
from anyelir.regions.models import Level
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_each_act_is_noted_once(team, group, hendra, yanti):
    first = actions.add_point(body=team, title="Kebun", by=hendra)
    actions.add_point(body=team, title="Iuran", by=hendra)
    actions.move_point(point=first, up=False, by=hendra)
    actions.change_point(point=first, title="Kebun bersama", by=hendra)
    given = {"outcome": "noted", "activity": make.activity(team)}
    actions.decide_point(point=first, by=hendra, **given)
    [passing] = actions.pass_points(body=team, points=[first], levels=[Level.RW], by=hendra)
    actions.adopt_point(passing=passing, body=group, by=yanti)
    for outcome in ("discussed", "done"):
        actions.answer_passing(passing=passing, body=group, outcome=outcome, by=yanti)
    actions.end_passing(passing=passing, by=hendra)
    rows = AuditEntry.objects.filter(verb__startswith="agenda.").order_by("id")
    assert [(row.verb, row.actor_name) for row in rows] == [
        ("agenda.add", "Hendra Gunawan"),
        ("agenda.add", "Hendra Gunawan"),
        ("agenda.move", "Hendra Gunawan"),
        ("agenda.change", "Hendra Gunawan"),
        ("agenda.decide", "Hendra Gunawan"),
        ("agenda.pass", "Hendra Gunawan"),
        ("agenda.adopt", "Yanti Oktavia"),
        ("agenda.answer", "Yanti Oktavia"),
        ("agenda.answer_again", "Yanti Oktavia"),
        ("agenda.end", "Hendra Gunawan"),
    ]
    text = " ".join(str(row.detail) for row in rows)
    assert "Kebun" not in text

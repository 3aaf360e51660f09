"""What is promised, divided and reached: sums are exact whoever edits, nothing that was announced moves silently."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from anyelir.core.models import AuditEntry
from anyelir.programmes.plan import actions
from anyelir.programmes.plan.models import Quota, TargetDivision
from anyelir.programmes.plan.queries.numbers import (
    announced_division,
    number_of_place,
    place_lines,
    standing,
    view_of,
)
from anyelir.regions.queries import children
from anyelir.rules.targets import Pace
from tests import factories as make
from tests import programmes, promises
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


class TestPromising:
    def test_a_number_has_a_unit_and_perhaps_a_day(self, team, hendra):
        running = programmes.draft(team)
        asked = {"programme": running, "counts": "companion", "value": 1001, "by": hendra}
        assert code_of(actions.set_target, **asked | {"counts": "laporan"}) == "unit_unknown"
        assert code_of(actions.set_target, **asked | {"value": 0}) == "value_below_one"
        early = running.starts_on - DAY
        assert code_of(actions.set_target, **asked, due_on=early) == "due_before_start"
        made = actions.set_target(**asked)
        assert AuditEntry.objects.filter(verb="target.set", object_id=str(made.pk)).exists()
        assert made.due_on is None and made.since == running.starts_on
        assert view_of(made, "kader").progress.pace is Pace.NO_DEADLINE

    def test_a_change_is_a_new_row_with_its_reason(self, number, hendra):
        asked = {"programme": number.programme, "counts": "companion", "by": hendra}
        assert code_of(actions.set_target, **asked, value=1001) == "nothing_changed"
        assert code_of(actions.set_target, **asked, value=900) == "reason_missing"
        later = actions.set_target(**asked, value=900, reason="Desa dimekarkan")
        number.refresh_from_db()
        assert number.replaced_at is not None and number.value == 1001
        assert [*number.programme.targets.filter(replaced_at=None)] == [later]
        divide = {"target": number, "parent": number.programme.body.region, "basis": "even", "by": hendra}
        assert code_of(actions.divide_target, **divide) == "target_replaced"

    def test_before_the_launch_nobody_asks_why(self, team, hendra):
        draft = programmes.draft(team)
        programmes.target(draft)
        assert actions.set_target(programme=draft, counts="companion", value=9, by=hendra).value == 9


class TestCounting:
    def test_a_place_counts_for_itself_and_once(self, world, number, hendra):
        add = {"target": number, "by": hendra, "on": make.today()}
        actions.add_tally(region=world.kelurahan, total=150, **add | {"on": make.today() - DAY})
        actions.add_tally(region=world.rw, total=7, **add)
        actions.add_tally(region=world.rw, total=9, **add)
        assert AuditEntry.objects.filter(verb="tally.add", region_code=world.rw.pk).count() == 2
        stand = standing(number.programme, number.counts)
        assert stand.by_place == {world.kelurahan.pk: 150, world.rw.pk: 9} and stand.total == 159
        assert [(point.on, point.achieved) for point in stand.points] == [
            (make.today() - DAY, 150),
            (make.today(), 159),
        ]
        lines = place_lines(number, world.kelurahan.pk, stand)
        assert {line.region.pk: line.achieved for line in lines}[world.rw.pk] == 9
        assert standing(number.programme, number.counts, world.rw.pk).total == 9

    def test_what_is_refused(self, world, number, hendra):
        add = {"target": number, "region": world.rw, "by": hendra, "on": make.today(), "total": 10}
        actions.add_tally(**add)
        assert code_of(actions.add_tally, **add | {"total": 9}) == "total_fell"
        assert actions.add_tally(**add | {"total": 9}, reason="Satu pindah").total == 9
        assert code_of(actions.add_tally, **add | {"on": make.today() - DAY}) == "dates_not_in_order"
        assert code_of(actions.add_tally, **add | {"on": promises.in_days(1)}) == "date_ahead"
        assert code_of(actions.add_tally, **add | {"total": -1}) == "total_wrong"
        assert code_of(actions.add_tally, **add | {"region": world.elsewhere}) == "region_outside"
        waiting = programmes.target(programmes.draft(number.programme.body))
        assert code_of(actions.add_tally, **add | {"target": waiting}) == "not_launched"


class TestDividing:
    def test_by_families_and_by_hand_with_exact_sums(self, world, number, hendra):
        places = [*children(world.kelurahan.pk)]
        asked = {"target": number, "parent": world.kelurahan, "by": hendra}
        row = actions.divide_target(**asked, basis="families")
        assert AuditEntry.objects.get(verb="target.divide").detail["basis"] == "families"
        assert sum(quota.value for quota in row.quotas.all()) == 1001
        assert {quota.region_id for quota in row.quotas.all()} == {place.pk for place in places}
        again = actions.divide_target(**asked, basis="even", fixed={places[0].pk: 1})
        assert again.quotas.get(region=places[0]).value == 1 and again.quotas.get(region=places[0]).is_fixed
        assert TargetDivision.objects.filter(target=number).count() == 1
        assert number_of_place(number, places[0]) is None

    def test_what_is_refused(self, world, number, hendra):
        places = [*children(world.kelurahan.pk)]
        asked = {"target": number, "parent": world.kelurahan, "basis": "even", "by": hendra}
        everything = {place.pk: 1 for place in places}
        assert code_of(actions.divide_target, **asked, fixed=everything) == "left_over"
        assert code_of(actions.divide_target, **asked, fixed={places[0].pk: 1002}) == "larger_than_parent"
        assert code_of(actions.divide_target, **asked, fixed={world.elsewhere.pk: 1}) == "not_your_children"
        assert code_of(actions.divide_target, **asked | {"parent": world.rw}) == "no_number"
        programmes.tally(number, places[0], 5)
        assert code_of(actions.divide_target, **asked, fixed={places[0].pk: 4}) == "smaller_than_achieved"
        lowest = world.rt
        of_lowest = programmes.target(programmes.programme(make.body(lowest)))
        assert (
            code_of(actions.divide_target, **asked | {"target": of_lowest, "parent": lowest}) == "no_children"
        )

    def test_what_was_announced_stays_and_the_next_shows_what_moves(self, world, number, hendra):
        places = [*children(world.kelurahan.pk)]
        asked = {"target": number, "parent": world.kelurahan, "basis": "even", "by": hendra}
        first = actions.announce_division(division=actions.divide_target(**asked), by=hendra)
        shares = dict(first.quotas.values_list("region_id", "value"))
        assert number_of_place(number, places[0]) == shares[places[0].pk]
        assert code_of(actions.announce_division, division=first, by=hendra) == "already_announced"
        same = actions.divide_target(**asked)
        assert code_of(actions.announce_division, division=same, by=hendra) == "nothing_changed"
        other = actions.divide_target(**asked, fixed={places[0].pk: shares[places[0].pk] + 2})
        assert number_of_place(number, places[0]) == shares[places[0].pk]
        actions.announce_division(division=other, by=hendra)
        assert number_of_place(number, places[0]) == shares[places[0].pk] + 2
        assert announced_division(number, world.kelurahan.pk).version == 2
        assert dict(first.quotas.values_list("region_id", "value")) == shares

    def test_a_division_of_another_sum_is_not_announced(self, world, number, hendra):
        row = programmes.division(number, world.kelurahan, 1000)
        assert code_of(actions.announce_division, division=row, by=hendra) == "sum_differs"

    def test_sums_stay_exact_under_random_edits(self, world, number, hendra):
        """Down two levels, with numbers fixed at random and places that have reached something."""
        chance = random.Random(12)
        for _round in range(25):
            parent = chance.choice([world.kelurahan, world.rw])
            value = number_of_place(number, parent)
            places = [*children(parent.pk)]
            if value is None or not places:
                continue
            fixed = {place.pk: chance.randint(0, value) for place in chance.sample(places, len(places) // 2)}
            asked = {"target": number, "parent": parent, "basis": chance.choice(["even", "families", "hand"])}
            try:
                row = actions.divide_target(**asked, fixed=fixed, by=hendra)
                actions.announce_division(division=row, by=hendra)
            except actions.dividing.Refused as refused:
                assert refused.code in {"larger_than_parent", "left_over", "nothing_changed"}, refused.code
                continue
            shares = Quota.objects.filter(division=row)
            assert sum(shares.values_list("value", flat=True)) == value
            assert all(shares.get(region=code).value == asked_for for code, asked_for in fixed.items())

"""A programme from its draft to its end: what is refused, and what stays as it was."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from anyelir.core.models import AuditEntry
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.programmes.plan import actions
from anyelir.programmes.plan.models import Programme
from anyelir.programmes.plan.patterns_shipped import shipped_types
from anyelir.rules.programmes import PatternKind, countable_units
from tests import factories as make
from tests import programmes, promises
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
THEORY = "Jika ada pendamping, maka keluarga bertanya, karena ada yang dikenal."


def drafted(team, by, **facts) -> Programme:
    words = {"title": "1001 Kader", "theory": THEORY, "starts_on": programmes.SINCE, **facts}
    return actions.draft_programme(body=team, kind="kader_pendamping", by=by, **words)


def verbs_of(record) -> list[str]:
    return [
        *AuditEntry.objects.filter(object_id=str(record.pk)).order_by("at").values_list("verb", flat=True)
    ]


def launched(programme, by, **given) -> Programme:
    return actions.launch_programme(programme=programme, by=by, **{"on": make.today(), **given})


def test_every_shipped_kind_counts_a_unit_that_may_be_promised():
    units = countable_units(make.today())
    assert shipped_types() and all(pattern.kind is PatternKind.TYPE for pattern in shipped_types().values())
    assert {pattern.body.counts for pattern in shipped_types().values()} <= units.keys()
    assert [*shipped_types()][-1] == "lokal"


def test_a_draft_says_what_it_lacks(world, team, hendra):
    assert code_of(drafted, team, hendra, title=" ") == "title_missing"
    assert code_of(drafted, body_of(world.group), hendra) == "no_team"
    assert code_of(actions.draft_programme, body=team, kind="chat", title="x", by=hendra) == "kind_unknown"
    made = drafted(team, hendra)
    assert made.state == Programme.State.DRAFT and made.default_unit == "companion"
    assert verbs_of(made) == ["programme.draft"]


@pytest.mark.parametrize("field", ["title", "theory"])
def test_nobody_promises_fewer_reports(team, hendra, field):
    assert (
        code_of(drafted, team, hendra, **{field: "0 laporan KDRT di 27 kelurahan"}) == "target_fewer_reports"
    )
    made = drafted(team, hendra)
    assert (
        code_of(actions.change_programme, programme=made, by=hendra, **{field: "Bebas kekerasan"})
        == "target_fewer_reports"
    )


class TestLaunching:
    def test_a_number_a_theory_and_a_pledge_or_a_word_about_it(self, team, signer, hendra):
        programme = drafted(team, hendra, theory="")
        assert code_of(launched, programme, signer, reason="Menunggu") == "no_target"
        programmes.target(programme)
        assert code_of(launched, programme, signer, reason="Menunggu") == "no_theory"
        actions.change_programme(programme=programme, by=hendra, theory=THEORY)
        assert code_of(launched, programme, signer) == "pledge_unsigned"
        assert code_of(launched, programme, signer, on=promises.in_days(1), reason="x") == "date_ahead"
        made = launched(programme, signer, reason="Wali kota tanda tangan bulan depan.")
        assert made.state == Programme.State.LAUNCHED and made.no_pledge_why
        assert code_of(launched, programme, signer, reason="x") == "already_launched"

    def test_the_pledge_is_its_own_and_signed_by_all(self, world, team, signer):
        programme = programmes.draft(team)
        programmes.target(programme)
        far = promises.commitment(make.body(world.kecamatan), "Jauh")
        assert code_of(launched, programme, signer, pledge=far) == "pledge_elsewhere"
        paper = promises.commitment(team, "Ikrar", make.body(world.kecamatan))
        assert code_of(launched, programme, signer, pledge=paper) == "pledge_unsigned"
        paper.signed_on = make.today()
        paper.save()
        made = launched(programme, signer, pledge=paper, reason="tidak dipakai")
        assert (made.pledge, made.no_pledge_why) == (paper, "")

    def test_the_day_it_starts_is_fixed_then(self, team, hendra):
        running = programmes.programme(team)
        moved = {"programme": running, "by": hendra, "starts_on": dt.date(2026, 3, 1)}
        assert code_of(actions.change_programme, **moved) == "day_fixed"
        assert actions.change_programme(programme=running, by=hendra, press="150 kader").press == "150 kader"

    def test_the_database_keeps_a_launch_whole(self, team):
        for wrong in ({"no_pledge_why": ""}, {"launched_on": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                programmes.programme(team, **wrong)


class TestClosing:
    def test_it_ends_with_words(self, team, hendra):
        closing = {"on": make.today(), "closing_words": "240 siap.", "by": hendra}
        draft = programmes.draft(team)
        assert code_of(actions.close_programme, programme=draft, **closing) == "not_launched"
        running = programmes.programme(team)
        wrong = {"programme": running, **closing}
        assert code_of(actions.close_programme, **wrong | {"closing_words": " "}) == "words_missing"
        assert code_of(actions.close_programme, **wrong | {"on": promises.in_days(1)}) == "date_ahead"
        early = programmes.SINCE - dt.timedelta(days=1)
        assert code_of(actions.close_programme, **wrong | {"on": early}) == "dates_not_in_order"
        assert actions.close_programme(**wrong).state == Programme.State.CLOSED

    def test_what_ended_stays(self, world, team, hendra, signer):
        number = programmes.target(
            programmes.programme(team, closed_on=make.today(), closing_words="Selesai")
        )
        row = programmes.division(number, team.region, 1001)
        ended = {"programme": number.programme, "by": hendra}
        counted = {"target": number, "region": team.region, "by": hendra}
        parted = {"target": number, "parent": team.region, "by": hendra}
        for act, given in (
            (actions.change_programme, {**ended, "title": "x"}),
            (actions.launch_programme, {**ended, "on": make.today(), "reason": "x"}),
            (actions.close_programme, {**ended, "on": make.today(), "closing_words": "x"}),
            (actions.set_target, {**ended, "counts": "family", "value": 5}),
            (actions.add_tally, {**counted, "on": make.today(), "total": 1}),
            (actions.divide_target, {**parted, "basis": "even"}),
            (actions.announce_division, {"division": row, "by": hendra}),
        ):  # fmt: skip
            assert code_of(act, **given) == "programme_closed", act.action.name

"""The pages of agendas: from above, the own points, the press, counts that open downwards, answers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.agendas import queries
from anyelir.agendas.models import Passing, PassingReport, Point
from anyelir.core.ids import uuid7
from anyelir.deadlines.models import Deadline
from anyelir.deadlines.ticking import tick
from anyelir.regions.models import Level
from anyelir.rules.time_zones import end_of_day
from tests import factories as make
from tests import promises
from tests.pages import flat

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"agendas:{name}", args=args)


@pytest.fixture
def desk(sign_in, hendra):
    return sign_in(hendra)


@pytest.fixture
def rw_desk(sign_in, yanti):
    return sign_in(yanti)


def test_a_point_goes_down_in_one_press_and_comes_back(world, team, group, desk, rw_desk):
    desk.post(at("new-point", team.pk), {"title": "Kebun pekarangan", "text": "Lima pot", "op_id": uuid7()})
    point = Point.objects.get(title="Kebun pekarangan")
    page = flat(desk.get(at("pass-points", team.pk)).content.decode())
    assert (
        "Kebun pekarangan" in page
        and "Dasawisma" in page
        and "Kecamatan" not in page.split("Turunkan ke")[-1]
    )
    before = Passing.objects.count()
    sent = {"points": [point.pk], "levels": ["rw", "dasawisma"], "answer_by": promises.in_days(7)}
    sent["op_id"] = uuid7()
    for _time in range(2):
        assert desk.post(at("pass-points", team.pk), sent).status_code == 302
    assert Passing.objects.count() == before + 1
    passing = Passing.objects.get(point=point)

    asked = flat(rw_desk.get(at("agenda", group.pk)).content.decode())
    assert "Titipan dari atas" in asked and "Kebun pekarangan" in asked and "Lima pot" in asked
    assert "Titipan TP PKK Ciriung: Kebun pekarangan" in rw_desk.get("/tugas/").content.decode()
    answered = rw_desk.post(
        at("answer", group.pk, passing.pk), {"outcome": "done", "words": "Dua belas kebun", "op_id": uuid7()}
    )
    assert answered.url == at("agenda", group.pk)
    assert "Titipan TP PKK Ciriung: Kebun pekarangan" not in rw_desk.get("/tugas/").content.decode()

    back = flat(desk.get(at("passing", passing.pk)).content.decode())
    assert "RW 14" in back and "Dua belas kebun" in back and "Sudah dikerjakan" in back
    assert "1 RW belum menjawab" in back and "1 dari 2 sudah menjawab" in back
    assert "Mohon dibahas di rapat terdekat" in back
    assert "Yanti" not in back, "nobody above sees who answered"
    assert "1 RW belum menjawab" in flat(desk.get(at("agenda", team.pk)).content.decode())
    desk.post(at("end-passing", passing.pk))
    ended = flat(desk.get(at("passing", passing.pk)).content.decode())
    assert "sudah diakhiri" in ended and "Mohon dibahas" not in ended and "Dua belas kebun" in ended


def test_counts_open_downwards_inside_the_own_place_alone(world, team, desk, sign_in):
    make.region(f"{world.rt.pk}/DW01", "Melati 1")
    make.region(f"{world.next_kelurahan.pk}/DW01", "Mawar 9")
    passing = promises.passing(promises.point(make.body(world.kecamatan)), Level.DASAWISMA)
    page = at("passing", passing.pk)

    def shown(browser, code=""):
        return flat(browser.get(f"{page}?di={code}").content.decode()).partition("siapa-belum")[2]

    above = sign_in(world.user("kecamatan"))
    assert "2 Dasawisma belum menjawab" in shown(above)
    there = shown(above, world.next_kelurahan.pk)
    assert "Mawar 9" in there and "Melati 1" not in there
    here = shown(desk)
    assert "1 Dasawisma belum menjawab" in here and "Melati 1" in here and "Mawar 9" not in here
    for code in (world.next_kelurahan.pk, world.kecamatan.pk, "99", "x'y"):
        assert shown(desk, code) == here
    assert "Naik satu tingkat" in shown(desk, world.rw.pk) and "Naik satu tingkat" not in here


def test_a_kader_of_a_dasawisma_reads_and_answers_for_her_own_alone(world, team, dasawisma, sign_in):
    dewi = make.user("dewi", "Dewi Sartika")
    make.grant(dewi, "kader_dasawisma", dasawisma.region)
    browser = sign_in(dewi)
    passing = promises.passing(promises.point(team, "Jentik"), Level.DASAWISMA, Level.RT)
    assert browser.get(at("home")).url == at("agenda", dasawisma.pk)
    assert "Jentik" in browser.get(at("agenda", dasawisma.pk)).content.decode()
    neighbour = make.body(make.region(f"{world.rt.pk}/DW02", "Melati 2"))
    for body in (neighbour, make.body(world.rt), team):
        assert browser.get(at("agenda", body.pk)).status_code == 404
        answer = browser.post(at("answer", body.pk, passing.pk), {"outcome": "done"})
        assert answer.status_code == 404
    assert browser.post(at("answer", dasawisma.pk, passing.pk), {"outcome": "done"}).status_code == 302
    assert [*PassingReport.objects.filter(passing=passing).values_list("region", flat=True)] == [
        dasawisma.region_id
    ]
    seen = flat(browser.get(at("passing", passing.pk)).content.decode())
    assert "Dasawisma Melati 1" in seen and "Melati 2" not in seen


def test_what_cannot_be_saved_is_said_and_kept(world, team, group, desk, rw_desk):
    passing = promises.passing(promises.point(team, "Jentik"), Level.RW)
    refused = rw_desk.post(at("answer", group.pk, passing.pk), {"outcome": "cannot", "words": " "})
    assert refused.status_code == 422 and "Tulis apa yang menghalangi" in refused.content.decode()
    long = rw_desk.post(at("answer", group.pk, passing.pk), {"outcome": "done", "words": "x" * 281})
    assert long.status_code == 422 and "x" * 281 in long.content.decode()
    empty = desk.post(at("pass-points", team.pk), {"levels": ["rw"]})
    assert empty.status_code == 422 and "Pilih paling sedikit satu." in empty.content.decode()
    up = desk.post(at("pass-points", team.pk), {"points": [passing.point_id], "levels": ["kecamatan"]})
    assert up.status_code == 422 and "Pilih dari daftar." in up.content.decode()
    point = promises.point(team, "Iuran")
    decided = desk.post(at("decide-point", point.pk), {"outcome": "decided", "decision": "Rp 2.000"})
    assert decided.status_code == 422 and "Pilih rapat lembaga ini" in decided.content.decode()
    assert "Rp 2.000" in decided.content.decode()


def test_a_decision_with_an_owner(world, team, desk):
    point = promises.point(team, "Iuran")
    sent = {
        "outcome": "decided",
        "decision": "Rp 2.000",
        "activity": world.activity.pk,
        "owner": world.post.pk,
    }
    assert desk.post(at("decide-point", point.pk), sent | {"due_on": promises.in_days(5)}).status_code == 302
    point.refresh_from_db()
    assert (point.owner_post, point.owner_body, point.due_on) == (world.post, team, promises.in_days(5))
    assert "Rp 2.000" in desk.get(at("agenda", team.pk)).content.decode()


def test_a_request_is_taken_onto_the_own_agenda(world, team, group, rw_desk):
    passing = promises.passing(promises.point(team, "Jentik"), Level.RW)
    rw_desk.post(at("adopt", group.pk, passing.pk))
    assert queries.agenda_of(group).get().title == "Jentik"
    page = rw_desk.get(at("agenda", group.pk)).content.decode()
    assert "titipan TP PKK Ciriung" in flat(page)
    assert rw_desk.post(at("adopt", group.pk, uuid7())).status_code == 404


def test_moving_by_the_buttons(team, desk):
    first, second = promises.point(team, "Satu"), promises.point(team, "Dua")
    desk.post(at("move-up", second.pk))
    assert [*queries.agenda_of(team)] == [second, first]
    desk.post(at("move-down", second.pk))
    assert [*queries.agenda_of(team)] == [first, second]


def test_late_answers_stand_with_the_deadlines_of_who_owes_and_who_asked(world, team, group, desk, rw_desk):
    point = promises.point(team, "Jentik")
    sent = {"points": [point.pk], "levels": ["rw"], "answer_by": promises.in_days(1)}
    desk.post(at("pass-points", team.pk), sent)
    passing = Passing.objects.get(point=point)
    tick(end_of_day(team.region_id, promises.in_days(3)))
    passing_deadline = passing.point.title
    Deadline.objects.filter(kind="agendas.passing").update(
        due_at=end_of_day(team.region_id, promises.in_days(-3))
    )
    for browser in (desk, rw_desk):
        assert passing_deadline in browser.get(reverse("deadlines:home")).content.decode()
    promises.report(passing, group)
    assert passing_deadline not in rw_desk.get(reverse("deadlines:home")).content.decode()

"""The trail in words: every act of the code has one, days end at midnight, a closer look is noted."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.core.audit import note
from anyelir.core.models import AuditEntry
from anyelir.core.trail import VERBS
from anyelir.web import trail
from tests.architecture.sources import python_files

pytestmark = pytest.mark.django_db
VERB = re.compile(r"""(?:verb=|note(?:_[a-z]+)?\([a-z_]+, |_decide\([a-z_]+, by, )"([a-z_]+\.[a-z_]+)\"""")
LATER = re.compile(r'else "([a-z_]+\.[a-z_]+)"')


def verbs_of_the_code() -> set[str]:
    text = "\n".join(path.read_text() for path in python_files())
    return set(VERB.findall(text)) | set(LATER.findall(text))


def is_of_words(path) -> bool:
    """Files that say the words of acts; the shell's own also notes one."""
    return path.name == "trail.py" and path.parent.name not in ("core", "views")


def declared_verbs() -> set[str]:
    return {verb.slug for verb in VERBS}


def test_every_act_has_words():
    verbs = verbs_of_the_code()
    assert {"measurement.correct", "person.merge", "user.close", "grant.give"} <= verbs
    assert sorted(verbs - declared_verbs()) == []


def test_no_act_has_words_that_nothing_notes():
    """Verbs are written out in the code, or made of a prefix and a step (``visit.{step}``)."""
    text = "\n".join(path.read_text() for path in python_files() if not is_of_words(path))
    made = tuple(re.findall(r'f"([a-z_]+\.){', text))
    idle = [verb for verb in declared_verbs() if f'"{verb}"' not in text and not verb.startswith(made)]
    assert sorted(idle) == []


def test_states_of_a_referral_have_words():
    from anyelir.posyandu.care.models import Referral

    assert {f"referral.{state}" for state in Referral.Status.values if state != "created"} <= declared_verbs()


def line_at(moment: dt.datetime, world) -> AuditEntry:
    kader = world.user("kader")
    return AuditEntry.objects.create(
        at=moment,
        actor_id=kader.pk,
        actor_name=kader.name,
        verb="uji",
        kind="uji",
        region_code=world.rw.code,
    )


@pytest.mark.parametrize(
    ("clock", "is_found"),
    [((23, 59, 59), False), ((0, 0, 0), True), ((23, 59, 58), True)],
    ids=["just before", "first second", "last second"],
)
def test_a_day_is_the_local_day(world, clock, is_found):
    day = dt.date(2026, 11, 10)
    on = day - dt.timedelta(days=1) if clock == (23, 59, 59) else day
    entry = line_at(timezone.make_aware(dt.datetime.combine(on, dt.time(*clock))), world)
    lines = trail.lines(world.user("secretary"), since=day, until=day)
    assert (entry in lines) == is_found


def test_a_place_and_a_record_narrow_the_trail(world):
    here = note(by=world.user("kader"), verb="uji", what=world.child, region=world.rw.code)
    there = note(by=world.user("kader"), verb="uji", what=world.next_child, region=world.next_rw.code)
    reader = world.user("secretary")
    assert set(trail.lines(reader, place=world.rw.code, what="uji")) == {here}
    assert set(trail.lines(reader, record=str(world.next_child.pk))) == {there}
    assert set(trail.lines(reader, what="uji")) == {here, there}
    assert not trail.lines(reader, place=world.elsewhere.code).exists()


def test_lines_without_a_place_are_for_the_nation(world):
    note(by=world.user("kader"), verb="uji", what="uji")
    assert trail.lines(world.user("pusat"), what="uji").exists()
    assert not trail.lines(world.user("provinsi"), what="uji").exists()


def test_words_and_places_are_read_at_once(world, django_assert_num_queries):
    for number in range(5):
        note(by=world.user("kader"), verb="kader.register", what="uji", region=world.rw.code, n=number)
    entries = list(trail.lines(world.user("secretary"), what="kader.register"))
    with django_assert_num_queries(1):
        lines = trail.lines_of(entries)
    assert {str(line.act) for line in lines} == {"mendaftarkan kader"}
    assert {line.place for line in lines} == {world.rw.label}


def test_a_given_role_is_named(world):
    entry = note(by=world.user("secretary"), verb="grant.give", what="uji", role="kader_posyandu")
    assert str(trail.lines_of([entry])[0].about) == "Kader posyandu"


def test_looking_after_one_person_leaves_a_line_and_leafing_through_does_not(client, world):
    client.force_login(world.user("secretary"))
    client.get("/jejak/")
    assert not AuditEntry.objects.filter(verb="audit.read").exists()
    client.get("/jejak/", {"orang": "Sari"})
    read = AuditEntry.objects.get(verb="audit.read")
    assert read.detail == {"who": "Sari"} and read.region_code == world.kelurahan.code


def test_the_next_page_keeps_the_filter(client, world):
    for _number in range(60):
        note(by=world.user("kader"), verb="uji", what="uji", region=world.rw.code)
    client.force_login(world.user("secretary"))
    page = client.get("/jejak/", {"orang": "Sari"}).content.decode()
    address = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert "orang=Sari" in address and client.get(f"/jejak/{address}").status_code == 200


def test_a_refused_page_is_noted_with_its_address_and_without_a_word_that_was_typed(world, sign_in):
    kader = world.user("kader")
    address = reverse("families:move", args=[world.family.pk])
    for client, sent in ((sign_in(kader), {"to_text": "Rahasia"}), (sign_in(None), {})):
        assert client.post(address, sent).status_code in (302, 422)
    assert sign_in(world.user("stranger")).get(address).status_code == 404
    by_kader, by_stranger = AuditEntry.objects.filter(verb="page.refused").order_by("at")
    assert (by_kader.actor_id, by_kader.detail["method"], by_kader.detail["status"]) == (
        kader.pk,
        "POST",
        422,
    )
    assert (by_stranger.detail["status"], by_stranger.region_code) == (404, world.elsewhere.code)
    assert by_stranger.detail["keys"] == {"pk": str(world.family.pk)} and "Rahasia" not in str(
        by_kader.detail
    )

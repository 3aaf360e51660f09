"""Pages of arisan: the office keeps it, everybody checks a draw, and no page of it shows a name to a stranger."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.arisan import actions
from anyelir.arisan.models import Arisan, ArisanShare, Draw
from anyelir.core.models import AuditEntry
from tests import factories as make
from tests.apps.arisan.conftest import meeting
from tests.refusals import refused_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(sign_in, table):
    make.grant(table.by, "group_officer", table.body.region)
    browser = sign_in(table.by)

    def open_page(name, key, sent=None):
        address = reverse(f"arisan:{name}", args=[key])
        return browser.get(address) if sent is None else browser.post(address, sent)

    return open_page


def test_a_cycle_begins_on_its_page(page, table):
    people = [str(person.pk) for person in table.people]
    sent = {"title": "Arisan Melati", "stake_idr": "20.000", "on": "01-09-2026", "people": people}
    assert page("start", table.body.pk, sent).status_code == 302
    arisan = Arisan.objects.get()
    assert [share.body_member for share in ArisanShare.objects.all()] == table.people
    page("join", arisan.pk, {"person": people[0]})
    share = ArisanShare.objects.get(number=7)
    page("leave", share.pk, {"successor": people[1]})
    assert ArisanShare.objects.get(number=7, until=None).body_member == table.people[1]
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"arisan.join", "arisan.leave"} <= verbs


def test_locked_before_and_opened_in_the_meeting(page, table, arisan, client):
    page("commit", arisan.pk, {})
    draw = Draw.objects.get()
    address = reverse("arisan:check", args=[draw.spelled_code])
    before = client.get(address).content.decode()
    assert draw.commitment in before and draw.secret not in before
    meeting(table, 5)
    with refused_with("word_empty"):
        assert page("reveal", table.sheet.pk, {"word": " "}).status_code == 422
    assert page("reveal", table.sheet.pk, {"word": "Melati mekar"}).status_code == 302
    draw.refresh_from_db()
    text = client.get(address).content.decode()
    assert draw.secret in text and "melati mekar" in text and "kuncinya cocok dan nomornya sama" in text
    assert not any(person.name in text for person in table.people) and arisan.title not in text


def test_the_glass_and_a_round_that_does_not_count(page, table, arisan, client):
    meeting(table, 5)
    page("glass", table.sheet.pk, {"number": "3"})
    draw = Draw.objects.get()
    assert draw.winner.number == 3
    assert "dikocok dari gelas" in client.get(reverse("arisan:check", args=[draw.code])).content.decode()
    first, second = table.people[:2]
    sent = {"reason": "Dua kertas menempel", "witness_one": str(first.pk), "witness_two": str(second.pk)}
    assert page("void", draw.pk, sent).status_code == 302
    text = client.get(reverse("arisan:check", args=[draw.code])).content.decode()
    assert "dibatalkan" in text and first.name not in text and "menempel" not in text
    assert AuditEntry.objects.filter(verb="draw.void").count() == 1
    assert "Ibu 3" not in text and "Ibu 3" in page("show", arisan.pk).content.decode()


def test_a_code_that_never_was(client):
    assert client.get(reverse("arisan:check", args=["ABCDE-23456"])).status_code == 404


def test_a_code_is_guessed_no_more_than_so_often(client):
    statuses = {client.get(reverse("arisan:check", args=["ABCDE-23456"])).status_code for _ in range(61)}
    assert statuses == {404, 429}


def test_the_sheet_shows_the_arisan(sign_in, table, arisan):
    make.grant(table.by, "group_officer", table.body.region)
    actions.commit_draw(arisan=arisan, by=table.by)
    meeting(table, 5)
    text = sign_in(table.by).get(reverse("contributions:sheet", args=[table.sheet.pk])).content.decode()
    assert "Putaran 1 dari 7" in text and "Buka undian" in text and '"arisan": 40000' in text

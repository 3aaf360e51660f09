"""The outbox: who sees it, what a person does in it, and that no page is a list of numbers."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from anyelir.channels import actions
from anyelir.channels.models import Message
from anyelir.channels.purposes import PURPOSES
from anyelir.channels.views import LINKS
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from tests.apps.channels.conftest import NOW, queue, send, state_of
from tests.refusals import refused_with

pytestmark = pytest.mark.django_db
NUMBER = "6281234567890"


@pytest.fixture
def handed(world, settings):
    settings.CHANNELS = ["whatsapp"]
    world.message.delete()
    message = queue(region=world.kecamatan.pk)
    send()
    assert state_of(message) == "handed"
    return message


def page(client, name="outbox", *args, **query) -> str:
    return client.get(reverse(f"channels:{name}", args=args), query).content.decode()


class TestWhoSees:
    def test_messages_of_the_own_region(self, world, sign_in, handed):
        text = page(sign_in(world.user("kecamatan")))
        assert "Satu pesan menunggu Ibu/Bapak." in text and "Kantor mobile" in text
        assert "Semua pesan berjalan sendiri." in page(sign_in(world.user("secretary")))
        assert "Kantor mobile" in page(sign_in(world.user("kabupaten")))
        assert "Kantor mobile" not in page(sign_in(world.user("stranger")))

    def test_a_stranger_and_a_kader_find_none(self, world, sign_in, handed):
        address = reverse("channels:message", args=[handed.pk])
        statuses = {
            role: sign_in(world.user(role)).get(address).status_code
            for role in ("kecamatan", "stranger", "kader")
        }
        assert statuses == {"kecamatan": 200, "stranger": 404, "kader": 404}

    def test_boxes(self, world, sign_in, handed):
        client = sign_in(world.user("kecamatan"))
        assert "Kantor mobile" in page(client, kotak="somebody")
        assert "Kantor mobile" not in page(client, kotak="done") and "Belum ada pesan" in page(
            client, kotak="waiting"
        )
        assert "Kantor mobile" in page(client, kotak="unknown")

    def test_it_waits_under_tasks(self, world, sign_in, handed):
        tasks = sign_in(world.user("kecamatan")).get(reverse("web:tasks")).content.decode()
        assert "1 pesan menunggu Ibu/Bapak" in tasks
        assert (
            "pesan menunggu" not in sign_in(world.user("stranger")).get(reverse("web:tasks")).content.decode()
        )

    def test_a_message_of_a_purpose_that_is_gone(self, world, sign_in, handed, monkeypatch):
        monkeypatch.setattr(PURPOSES, "_declared", {})
        client = sign_in(world.user("kecamatan"))
        assert "test.reminder" in page(client) and "sudah tidak ada" in page(client, "message", handed.pk)


class TestNumbers:
    def test_no_page_shows_one_until_it_is_asked_for(self, world, sign_in, handed):
        client = sign_in(world.user("kecamatan"))
        for text in (page(client), page(client, "message", handed.pk)):
            assert NUMBER not in text and "0812" not in text and "wa.me" not in text
        shown = client.post(reverse("channels:link", args=[handed.pk])).content.decode()
        assert f"https://wa.me/{NUMBER}?text=Ada%202%20hal%20menunggu." in shown
        [line] = AuditEntry.objects.filter(verb="message.link")
        assert line.object_id == str(handed.pk) and NUMBER not in str(line.detail)
        assert line.actor_id == world.user("kecamatan").pk

    def test_nor_many_one_by_one(self, world, sign_in, handed):
        client, address = sign_in(world.user("kecamatan")), reverse("channels:link", args=[handed.pk])
        assert [client.post(address).status_code for _time in range(LINKS.limit)] == [200] * LINKS.limit
        with refused_with("links_spent"):
            assert client.post(address).status_code == 429
        assert AuditEntry.objects.filter(verb="message.link").count() == LINKS.limit
        assert sign_in(world.user("kabupaten")).post(address).status_code == 200

    def test_only_of_a_message_that_waits_for_it(self, world, sign_in, handed):
        client, address = sign_in(world.user("kecamatan")), reverse("channels:link", args=[handed.pk])
        Message.objects.update(to_key="landline")
        answer = client.post(address)
        assert answer.status_code == 409 and "tidak punya nomor HP" in answer.content.decode()
        Message.objects.update(to_key="mobile", state="cancelled")
        answer = client.post(address)
        assert answer.status_code == 409 and NUMBER not in answer.content.decode()
        assert not AuditEntry.objects.filter(verb="message.link").exists()


class TestActs:
    def act(self, message, what, by):
        return what(message=message, by=by, op_id=uuid.uuid4())

    def test_marked_as_sent(self, world, sign_in, handed):
        user = world.user("kecamatan")
        answer = sign_in(user).post(reverse("channels:sent", args=[handed.pk]))
        assert answer.url == reverse("channels:message", args=[handed.pk])
        assert state_of(handed) == "sent" and handed.sent_by == user.pk and handed.sent_at is not None
        assert AuditEntry.objects.filter(verb="message.mark_sent", object_id=str(handed.pk)).count() == 1

    def test_sent_again(self, world, sign_in, handed):
        Message.objects.update(state="failed", reason="unreachable", tries=6)
        sign_in(world.user("kecamatan")).post(reverse("channels:again", args=[handed.pk]))
        assert state_of(handed) == "queued" and (handed.tries, handed.reason) == (0, "")
        assert handed.expires_at > handed.next_try > NOW
        assert AuditEntry.objects.filter(verb="message.resend").count() == 1

    def test_cancelled(self, world, sign_in, handed):
        sign_in(world.user("kecamatan")).post(reverse("channels:cancel", args=[handed.pk]))
        assert state_of(handed) == "cancelled" and send() == 0
        assert AuditEntry.objects.filter(verb="message.cancel").count() == 1

    @pytest.mark.parametrize("state", Message.State.values)
    def test_each_act_has_its_states(self, world, handed, state):
        may = {
            actions.mark_sent: ("handed", "unsure"),
            actions.resend_message: ("failed", "unsure", "expired", "cancelled"),
            actions.cancel_message: ("queued", "handed", "failed", "unsure"),
        }
        for what, states in may.items():
            sent_at = NOW if state == "sent" else None
            Message.objects.update(state=state, sent_at=sent_at, sent_by=None)
            if state in states:
                self.act(handed, what, world.user("kecamatan"))
                continue
            with pytest.raises(Refused) as refused:
                self.act(handed, what, world.user("kecamatan"))
            assert refused.value.code == "message_moving"

    def test_a_purpose_that_is_gone_is_not_sent_again(self, world, handed, monkeypatch):
        Message.objects.update(state="failed")
        monkeypatch.setattr(PURPOSES, "_declared", {})
        with pytest.raises(Refused) as refused:
            self.act(handed, actions.resend_message, world.user("kecamatan"))
        assert refused.value.code == "purpose_gone"

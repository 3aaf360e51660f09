"""The queue: by day, with patience and a limit, once, by whichever way there is."""

from __future__ import annotations

import datetime as dt
import os
import signal
import time
import uuid

import pytest
from django.db import IntegrityError, connection, connections, models, transaction

from anyelir.channels import sending
from anyelir.channels.models import Message, MessageBase
from anyelir.channels.purposes import PURPOSES
from anyelir.channels.queueing import queue_message
from anyelir.channels.recipients import To
from anyelir.channels.sending import PATIENCE, PAUSES, send_waiting
from anyelir.channels.transports import NotSent, Rejected
from anyelir.core.jobs import JOBS
from tests.apps.channels.conftest import HOUR, NOW, PURPOSE, REGION, queue, send, state_of
from tests.parallel.conftest import all_at_once, in_a_file

MINUTE = dt.timedelta(minutes=1)


@pytest.mark.django_db
class TestQueue:
    def test_counts_and_nothing_else(self):
        assert queue(counts={"count": 0}).counts == {"count": 0}
        for counts in ({"count": "Putri"}, {"count": -1}, {"count": True}, {"count": 1, "name": 2}, {}):
            with pytest.raises(ValueError, match="nothing else"):
                queue(counts=counts)

    def test_what_no_room_declares_is_refused(self):
        for purpose, template in (("test.unknown", "waiting"), (PURPOSE.key, "unknown")):
            with pytest.raises(KeyError):
                queue_message(
                    Message,
                    purpose=purpose,
                    template=template,
                    counts={},
                    to=To("test", "x"),
                    region="",
                    now=NOW,
                )

    def test_once_is_once(self):
        first = queue(once="a/2026-11-10")
        assert queue(once="a/2026-11-10", counts={"count": 5}).pk == first.pk
        assert queue(once="a/2026-11-11").pk != first.pk
        assert queue().pk != queue().pk
        assert Message.objects.get(pk=first.pk).counts == {"count": 2}


@pytest.mark.django_db
class TestSending:
    def test_sent_once(self, way):
        message = queue()
        assert (send(), send()) == (1, 0)
        assert state_of(message) == "sent" and message.sent_at == NOW and message.tries == 1
        [letter] = way.letters
        assert (letter.subject, letter.text) == ("Pengingat", "Ada 2 hal menunggu.")
        assert (letter.to, letter.id) == ("Kantor mobile", message.pk)

    def test_not_before_its_time(self, way):
        message = queue(now=NOW + HOUR)
        assert send() == 0 and send(NOW + HOUR) == 1 and state_of(message) == "sent"

    @pytest.mark.parametrize(
        ("region", "hour_utc", "leaves"), [("32.01.01", 13, 23), ("51.07", 12, 22), ("91.03", 11, 21)]
    )
    def test_at_night_it_waits_for_the_morning_of_its_place(self, way, region, hour_utc, leaves):
        night = NOW.replace(hour=hour_utc)
        message = queue(now=night, region=region)
        assert send(night) == 1 and state_of(message) == "queued" and way.letters == []
        assert message.next_try == night.replace(hour=leaves)
        assert (
            send(message.next_try - MINUTE) == 0
            and send(message.next_try) == 1
            and state_of(message) == "sent"
        )

    def test_during_a_campaign_it_waits_and_what_is_old_is_never_said(self, way, settings):
        settings.CAMPAIGNS = [(dt.date(2026, 11, 1), dt.date(2026, 11, 11))]
        short = queue()
        send()
        assert state_of(short) == "queued"
        # The twelfth, 06.00 in Bogor.
        assert short.next_try == dt.datetime(2026, 11, 11, 23, tzinfo=dt.UTC)
        settings.CAMPAIGNS = [(dt.date(2026, 11, 1), dt.date(2026, 12, 31))]
        late = queue()
        send()
        assert state_of(late) == "expired" and way.letters == []

    def test_what_health_hangs_on_goes_on(self, way, settings, monkeypatch):
        settings.CAMPAIGNS = [(dt.date(2026, 11, 1), dt.date(2026, 12, 31))]
        monkeypatch.setattr(
            PURPOSES, "_declared", {PURPOSE.key: type(PURPOSE)(**{**vars(PURPOSE), "runs_on": True})}
        )
        message = queue()
        send()
        assert state_of(message) == "sent"

    def test_the_campaigns_of_the_table_count_as_well(self, way):
        then = dt.datetime(2024, 10, 10, 3, tzinfo=dt.UTC)
        message = queue(now=then)
        send(then)
        assert state_of(message) == "expired" and way.letters == []

    def test_a_purpose_that_is_gone_is_not_sent(self, way, monkeypatch):
        message = queue()
        monkeypatch.setattr(PURPOSES, "_declared", {})
        send()
        assert state_of(message) == "expired" and way.letters == []

    def test_tries_again_with_longer_pauses_and_gives_up(self, way):
        message, tries = queue(), []
        way.fails = NotSent()
        for _round in range(20):
            now = message.next_try
            if not send(now):
                break
            if state_of(message) == "queued":
                assert message.claim is None and message.next_try > now
                tries += [(message.tries, message.next_try - now)]
        assert tries[:4] == [*enumerate(PAUSES[:4], start=1)]
        assert (message.state, message.reason, message.tries) == ("failed", "unreachable", len(PAUSES) + 1)

    def test_back_in_time_it_is_sent(self, way):
        message = queue()
        way.fails = NotSent()
        send()
        way.fails = None
        assert send(NOW + PAUSES[0]) == 1 and state_of(message) == "sent" and message.tries == 2

    def test_refused_is_final(self, way):
        message = queue()
        way.fails = Rejected()
        send()
        assert state_of(message) == "failed" and message.reason == "rejected" and send(NOW + 9 * HOUR) == 0

    def test_where_nobody_knows_nobody_repeats(self, way):
        message = queue()
        way.fails = TimeoutError()
        send()
        assert state_of(message) == "unsure" and send(NOW + 9 * HOUR) == 0

    def test_one_that_fails_holds_nobody_up(self, way):
        messages = [queue(), queue(), queue()]
        tried = []

        def send_it(letter):
            tried.append(letter.id)
            if letter.id == messages[0].pk:
                raise RuntimeError

        object.__setattr__(sending.TRANSPORTS["trial"], "send", send_it)
        send()
        assert [state_of(message) for message in messages] == ["unsure", "sent", "sent"]

    @pytest.mark.parametrize(
        ("channels", "key", "state", "transport"),
        [
            (["sms"], "landline", "failed", ""),
            (["sms", "smtp"], "none", "failed", ""),
            (["whatsapp"], "mobile", "handed", "whatsapp"),
            (["whatsapp"], "landline", "failed", ""),
            (["smtp", "whatsapp"], "mobile", "handed", "whatsapp"),
        ],
    )
    def test_the_first_way_that_leads_there(self, settings, channels, key, state, transport):
        settings.CHANNELS = channels
        message = queue(key)
        send()
        assert (state_of(message), message.transport) == (state, transport)
        assert message.reason == ("no_address" if state == "failed" else "")

    def test_a_recipient_who_is_gone(self, way):
        message = queue("nobody")
        send()
        assert state_of(message) == "failed" and message.reason == "no_address"

    def test_the_job_is_there(self):
        assert JOBS["messages"].work() == 0


@pytest.mark.django_db
class TestClaims:
    def claimed(self, transport="sms", at=NOW) -> Message:
        message = queue()
        Message.objects.update(
            state="sending", claim=uuid.uuid4(), claimed_at=at, transport=transport, updated_at=at
        )
        return message

    def test_a_claim_of_the_dead_is_not_sent_again(self, way):
        message = self.claimed()
        assert send(NOW + PATIENCE - MINUTE) == 0 and state_of(message) == "sending"
        assert send(NOW + PATIENCE) == 0 and state_of(message) == "unsure" and way.letters == []

    def test_a_file_may_be_written_again(self, settings):
        settings.CHANNELS = ["file"]
        message = self.claimed("file")
        assert send(NOW + PATIENCE) == 1 and state_of(message) == "sent"

    def test_who_was_taken_for_dead_still_says_that_it_left(self, way):
        """The clock jumped ahead while somebody was sending."""
        message = self.claimed()
        send(NOW + 5 * HOUR)
        message.refresh_from_db()
        sending._finish(message, state="sent", sent_at=NOW)
        assert state_of(message) == "sent"

    def test_who_comes_second_changes_nothing(self, way):
        message = queue()
        read_before = Message.objects.get()
        send()
        assert not sending._deal_with(read_before, NOW) and len(way.letters) == 1
        stranger = Message.objects.get()
        stranger.claim = uuid.uuid4()
        sending._finish(stranger, state="failed")
        assert state_of(message) == "sent"

    @pytest.mark.parametrize(
        "half", [{"claim": uuid.UUID(int=1)}, {"claimed_at": NOW}, {"state": "sent"}, {"sent_at": NOW}]
    )
    def test_what_belongs_together_stands_together(self, half):
        message = queue()
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(**half)


@pytest.fixture
def shared(transactional_db, tmp_path):
    if connection.vendor != "sqlite":
        yield
        return
    with in_a_file(tmp_path / "site.sqlite3"):
        yield


@pytest.mark.django_db(transaction=True)
def test_eight_workers_send_each_message_once(shared, way):
    for _number in range(20):
        queue()
    outcomes = all_at_once(lambda _number: send())
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert len(way.letters) == 20 and len({letter.id for letter in way.letters}) == 20
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_sends_sends_no_second_sms(shared, way):
    message = queue()
    reading, writing = os.pipe()
    connections.close_all()
    child = os.fork()
    if child == 0:

        def hang(_letter):
            os.write(writing, b"x")
            time.sleep(60)

        object.__setattr__(sending.TRANSPORTS["trial"], "send", hang)
        send()
        os._exit(1)
    assert os.read(reading, 1) == b"x"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert send() == 0 and state_of(message) == "sending"
    assert send(NOW + PATIENCE) == 0 and state_of(message) == "unsure" and way.letters == []


class OwnMessage(MessageBase):
    """A message of a room with tables of its own."""

    class Meta(MessageBase.Meta):
        app_label = "channels_of_tests"
        managed = False


@pytest.fixture
def own_table(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(OwnMessage)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(OwnMessage)


@pytest.mark.django_db(transaction=True)
def test_a_room_with_tables_of_its_own_uses_the_code_without_ours(own_table, way):
    queue_message(
        OwnMessage,
        purpose=PURPOSE.key,
        template="plain",
        counts={},
        to=To("test", "x"),
        region=REGION,
        now=NOW,
    )
    queue_message(
        OwnMessage,
        purpose=PURPOSE.key,
        template="plain",
        counts={},
        to=To("test", "mail"),
        region=REGION,
        now=NOW,
    )
    assert send() == 0 and send_waiting(model=OwnMessage, clock=lambda: NOW) == 2
    assert sorted(OwnMessage.objects.values_list("state", flat=True)) == ["failed", "sent"]
    assert not Message.objects.exists() and isinstance(OwnMessage._meta.pk, models.UUIDField)

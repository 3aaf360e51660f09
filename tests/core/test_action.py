"""The one kind of write: what every action gets from its decorator."""

from __future__ import annotations

import datetime as dt
import errno
import logging
import uuid
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError

from anyelir.core import audit, metrics
from anyelir.core.action import ACTIONS, OperationDiffers, action, whole
from anyelir.core.audit import SYSTEM, note
from anyelir.core.content import keyed_hash, plain
from anyelir.core.log_lines import actor_mark
from anyelir.core.models import AuditEntry, Lease, Operation
from anyelir.core.refusal import Refused

UNTIL = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)


@dataclass
class Somebody:
    """An actor who is not the system."""

    id: uuid.UUID
    name: str = "Sari Lestari"


@action("test.take", stored=lambda lease: f"lease {lease.name}", circumstances=("said_at",))
def take(*, name: str, weight: Decimal | None = None, said_at=None, by, op_id=None) -> Lease:
    note(by=by, verb="test.take", what="core.lease")
    if name == "refused":
        raise Refused("not_this", "Pilih yang lain.")
    return Lease.objects.create(name=name, holder=uuid.uuid4(), until=UNTIL)


@action("test.take_two", record_of=lambda both: both[0], result_of=lambda lease: (lease, None))
def take_two(*, names: list[str], by, op_id=None) -> tuple[Lease, Lease]:
    first, second = (take(name=name, by=by) for name in names)
    return first, second


@action("test.other")
def other(*, name: str, by, op_id=None) -> Lease:
    return take(name=name, by=by)


@action("test.find_or_take")
def find_or_take(*, name: str, looks: list[int], by) -> Lease:
    """Looks too early the first time, as one of two who come at once does."""
    looks.append(1)
    known = Lease.objects.filter(name=name).first() if len(looks) > 1 else None
    return known or Lease.objects.create(name=name, holder=uuid.uuid4(), until=UNTIL)


@action("test.try")
def attempt(*, by) -> None:
    note(by=by, verb="test.probe", what="core.lease", whatever_happens=True)
    note(by=by, verb="test.change", what="core.lease")
    raise Refused("no", "Tidak.")


@action("test.write_a_file")
def write_a_file(*, error: Exception, by) -> None:
    raise error


@pytest.mark.django_db
class TestTheSameSendingTwice:
    def test_the_same_content_gives_the_stored_result(self):
        op_id = uuid.uuid4()
        first = take(name="a", weight=Decimal("18.6"), by=SYSTEM, op_id=op_id)
        again = take(name="a", weight=Decimal("18.60"), by=SYSTEM, op_id=op_id)
        assert first == again
        assert Lease.objects.count() == AuditEntry.objects.count() == 1

    def test_other_content_is_refused_by_words_that_name_what_is_stored(self):
        op_id = uuid.uuid4()
        stored = take(name="a", by=SYSTEM, op_id=op_id)
        with pytest.raises(OperationDiffers) as refused:
            take(name="b", by=SYSTEM, op_id=op_id)
        assert refused.value.record == stored
        assert "lease a" in refused.value.text
        assert not Lease.objects.filter(name="b").exists()

    def test_a_circumstance_is_no_content(self):
        op_id = uuid.uuid4()
        first = take(name="a", said_at=UNTIL, by=SYSTEM, op_id=op_id)
        assert take(name="a", said_at=None, by=SYSTEM, op_id=op_id) == first

    def test_an_id_is_of_one_action(self):
        op_id = uuid.uuid4()
        take(name="a", by=SYSTEM, op_id=op_id)
        with pytest.raises(OperationDiffers) as refused:
            other(name="a", by=SYSTEM, op_id=op_id)
        assert "lease a" in refused.value.text

    def test_somebody_else_hears_nothing_of_what_is_stored(self):
        op_id = uuid.uuid4()
        take(name="a", by=Somebody(uuid.uuid4()), op_id=op_id)
        for name in ("a", "b"):
            with pytest.raises(Refused) as refused:
                take(name=name, by=Somebody(uuid.uuid4()), op_id=op_id)
            assert refused.value.code == "operation_of_another"
            assert "lease" not in refused.value.text

    def test_a_refused_sending_may_be_mended_and_sent_again(self):
        op_id = uuid.uuid4()
        with pytest.raises(Refused):
            take(name="refused", by=SYSTEM, op_id=op_id)
        assert not Operation.objects.exists()
        assert take(name="a", by=SYSTEM, op_id=op_id).name == "a"

    def test_a_result_of_several_records_is_made_again(self):
        op_id = uuid.uuid4()
        first, _second = take_two(names=["a", "b"], by=SYSTEM, op_id=op_id)
        assert take_two(names=["a", "b"], by=SYSTEM, op_id=op_id) == (first, None)

    def test_what_was_deleted_meanwhile_is_not_made_twice(self):
        op_id = uuid.uuid4()
        take(name="a", by=SYSTEM, op_id=op_id).delete()
        assert take(name="a", by=SYSTEM, op_id=op_id) is None
        with pytest.raises(Refused) as refused:
            take(name="b", by=SYSTEM, op_id=op_id)
        assert refused.value.code == "operation_differs"

    def test_no_content_is_kept(self):
        op_id = uuid.uuid4()
        take(name="3201011503260001", by=SYSTEM, op_id=op_id)
        kept = Operation.objects.get(pk=op_id)
        assert len(kept.content) == 43
        assert kept.content == keyed_hash("test.take", {"name": "3201011503260001", "weight": None})


@pytest.mark.django_db
class TestWholeOrNotAtAll:
    def test_a_refusal_takes_lines_and_rows_with_it(self):
        with pytest.raises(Refused):
            take_two(names=["a", "refused"], by=SYSTEM)
        assert not Lease.objects.exists()
        assert not AuditEntry.objects.exists()

    def test_an_inner_refusal_that_is_caught_takes_its_own_lines_alone(self):
        with whole():
            take(name="a", by=SYSTEM)
            with pytest.raises(Refused):
                take(name="refused", by=SYSTEM)
            assert not AuditEntry.objects.exists()
        assert AuditEntry.objects.count() == 1

    def test_an_attempt_is_in_the_trail_although_it_was_refused(self):
        with pytest.raises(Refused):
            attempt(by=SYSTEM)
        assert [entry.verb for entry in AuditEntry.objects.all()] == ["test.probe"]

    def test_an_attempt_outside_of_any_action_is_written_at_once(self):
        note(by=SYSTEM, verb="test.probe", what="core.lease", whatever_happens=True)
        assert AuditEntry.objects.count() == 1
        with audit.attempts(), audit.attempts():
            note(by=SYSTEM, verb="test.probe", what="core.lease", whatever_happens=True)
        assert AuditEntry.objects.count() == 2

    def test_whoever_comes_second_looks_again(self):
        stored = take(name="a", by=SYSTEM)
        looks: list[int] = []
        assert find_or_take(name="a", looks=looks, by=SYSTEM) == stored
        assert len(looks) == 2

    def test_a_clash_that_stays_is_words_and_no_fault(self):
        take(name="a", by=SYSTEM)
        with pytest.raises(Refused) as refused:
            take(name="a", by=SYSTEM)
        assert refused.value.code == "stored_meanwhile"

    def test_another_broken_constraint_stays_a_fault(self):
        @action("test.broken")
        def broken(*, by) -> Lease:
            return Lease.objects.create(name="a", holder=None, until=UNTIL)

        with pytest.raises(IntegrityError):
            broken(by=SYSTEM)


@pytest.mark.django_db
class TestTheLineOfTheLog:
    def line(self, caplog, **given) -> dict:
        caplog.clear()
        with caplog.at_level(logging.INFO, logger="anyelir.action"):
            try:
                take(**given)
            except Refused:
                pass
        (record,) = caplog.records
        return record.facts

    def test_it_has_keys_and_no_name(self, caplog):
        sari = Somebody(uuid.uuid4())
        facts = self.line(caplog, name="a", by=sari)
        assert facts.pop("ms") >= 0
        assert facts == {
            "actor": actor_mark(sari.id),
            "action": "test.take",
            "object": "core.lease:a",
            "outcome": "ok",
        }
        assert str(sari.id) not in str(facts)

    def test_it_has_the_code_of_a_refusal(self, caplog):
        facts = self.line(caplog, name="refused", by=SYSTEM)
        assert (facts["actor"], facts["object"], facts["outcome"]) == ("-", "-", "refused:not_this")

    def test_steps_of_an_action_have_none_of_their_own(self, caplog):
        with caplog.at_level(logging.INFO, logger="anyelir.action"):
            take_two(names=["a", "b"], by=SYSTEM)
        assert len(caplog.records) == 1

    def test_it_is_counted_by_name_and_outcome(self):
        def count(outcome: str) -> float:
            return metrics.ACTIONS.labels("test.take", outcome)._value.get()

        before = count("ok"), count("refused")
        take(name="a", by=SYSTEM)
        with pytest.raises(Refused):
            take(name="refused", by=SYSTEM)
        assert (count("ok"), count("refused")) == (before[0] + 1, before[1] + 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), OSError(errno.EDQUOT, "")]
)
class TestAFullDisk:
    def test_it_is_a_refusal_that_a_form_can_show(self, error):
        with pytest.raises(Refused) as refused:
            write_a_file(error=error, by=SYSTEM)
        assert (refused.value.code, refused.value.status) == ("storage_full", 507)
        assert "Penyimpanan penuh" in refused.value.text and "belum tersimpan" in refused.value.text


class TestDeclaring:
    def test_two_of_one_name_are_a_fault(self):
        with pytest.raises(ValueError, match="test.take"):
            action("test.take")(lambda *, by: None)
        assert ACTIONS["test.take"].function.__name__ == "take"

    def test_positions_are_a_fault(self):
        with pytest.raises(TypeError):
            action("test.positions")(lambda name, *, by: None)
        with pytest.raises(TypeError):
            action("test.nobody")(lambda *, name: None)
        with pytest.raises(TypeError):
            take("a", by=SYSTEM)


class TestContent:
    @pytest.mark.parametrize(
        ("first", "same"),
        [
            (Decimal("18.60"), Decimal("18.6")),
            (18, Decimal("18.0")),
            (0.5, Decimal("0.5")),
            ({"b": 1, "a": 2}, {"a": 2, "b": 1}),
            ({"x", "y"}, {"y", "x"}),
            ([1, 2], (1, 2)),
            (Lease(name="a"), Lease(name="a")),
            (ContentFile(b"foto", "a.jpg"), ContentFile(b"foto", "b.jpg")),
            (100, Decimal("1E+2")),
        ],
    )
    def test_equal(self, first, same):
        for record in (first, same):
            if isinstance(record, Lease):
                record._state.adding = False
        assert keyed_hash("a", {"x": first}) == keyed_hash("a", {"x": same})

    @pytest.mark.parametrize(
        ("first", "another"),
        [
            (Decimal("18.6"), Decimal("18.9")),
            ("18.6", Decimal("18.6")),
            (None, ""),
            (True, 1),
            (False, None),
            (dt.date(2026, 11, 10), dt.datetime(2026, 11, 10)),
            ([1, 2], [2, 1]),
            (["ab", "c"], ["a", "bc"]),
            ({"a": {"b": 1}}, {"a": 1, "b": 1}),
            (ContentFile(b"foto"), ContentFile(b"fotO")),
            (b"foto", "foto"),
        ],
    )
    def test_different(self, first, another):
        assert keyed_hash("a", {"x": first}) != keyed_hash("a", {"x": another})

    def test_of_another_action(self):
        assert keyed_hash("a", {}) != keyed_hash("b", {})

    def test_a_file_is_left_at_its_start(self):
        file = ContentFile(b"foto")
        plain(file)
        assert file.read() == b"foto"

    @pytest.mark.parametrize("value", [object(), Lease.objects.all(), Lease(name="a")])
    def test_what_has_no_content_is_a_fault(self, value):
        with pytest.raises(TypeError):
            plain(value)

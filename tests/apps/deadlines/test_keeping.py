"""Deadlines of any record and any model: set, moved, settled, seen by whoever may do what is owed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from anyelir.core.audit import SYSTEM
from anyelir.core.deadlines import KINDS
from anyelir.deadlines.access import can_view_deadline
from anyelir.deadlines.keeping import set_deadline, settle_deadline, text_key, text_keys
from anyelir.deadlines.models import SITE, Deadline, DeadlineBase
from anyelir.deadlines.queries import lines, overdue, overdue_counts
from anyelir.deadlines.ticking import tick
from anyelir.regions.models import Region
from anyelir.rules.time_zones import end_of_day
from tests import factories as make
from tests.apps.deadlines.conftest import DAY, DUE, KEY, kind, owe

pytestmark = pytest.mark.django_db


def test_one_open_deadline_of_a_kind_and_record(acts):
    record = make.user()
    first = owe(record)
    assert owe(record, DUE + DAY).pk == first.pk and Deadline.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.create(kind=KEY, object_key=text_key(record), due_at=DUE)
    settle_deadline(Deadline, kind=KEY, record=record, by=SYSTEM)
    assert owe(record).pk != first.pk


def test_done_says_when_and_by_whom(acts):
    record, by = make.user(), make.user("pembuat")
    owe(record)
    assert settle_deadline(Deadline, kind=KEY, record=record, by=by)
    assert not settle_deadline(Deadline, kind=KEY, record=record, by=by)
    first = Deadline.objects.get()
    assert first.done_at is not None and first.done_by == by.pk
    owe(record)
    settle_deadline(Deadline, kind=KEY, record=record, by=SYSTEM)
    assert Deadline.objects.exclude(pk=first.pk).get().done_by == SITE


@pytest.mark.parametrize("half", [{"done_at": DUE}, {"done_by": SITE}])
def test_when_and_by_whom_stand_together(half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.create(kind=KEY, object_key="1", due_at=DUE, **half)


def test_keys_are_the_same_in_python_and_in_the_database():
    place = make.region("32", "Jawa Barat")
    person = make.user()
    assert [row["_text_key"] for row in text_keys(type(person).objects.all())] == [text_key(person)]
    assert [row["_text_key"] for row in text_keys(Region.objects.all())] == [text_key(place)] == ["32"]


def test_a_day_is_over_at_midnight_of_the_place():
    day = dt.date(2026, 11, 10)
    assert end_of_day("32.01", day) == dt.datetime(2026, 11, 10, 17, tzinfo=dt.UTC)
    assert end_of_day("51.07", day) == dt.datetime(2026, 11, 10, 16, tzinfo=dt.UTC)
    assert end_of_day("91.03", day) == dt.datetime(2026, 11, 10, 15, tzinfo=dt.UTC)
    assert end_of_day("", day) == end_of_day("32", day)


class TestList:
    @pytest.fixture
    def late(self, world, acts):
        """One family late, one not yet, one done, and one far away that is late as well."""
        owe(world.family, DUE)
        owe(make.family(world.rt, "Belum"), timezone.now() + DAY)
        done = make.family(world.rt, "Selesai")
        owe(done)
        settle_deadline(Deadline, kind=KEY, record=done, by=SYSTEM)
        owe(make.family(world.elsewhere, "Jauh"), DUE, region="51.07")
        return world

    def test_only_what_is_late_and_mine(self, late):
        now = DUE + 3 * DAY
        rows = overdue(late.user("secretary"), now)
        assert [row.object_key for row in rows] == [text_key(late.family)]
        assert [(k.key, n) for k, n in overdue_counts(late.user("secretary"), now)] == [(KEY, 1)]
        [line] = lines(late.user("secretary"), rows, now)
        assert (line.days, line.owed.url) == (4, f"/k/{late.family.pk}/")
        assert not overdue(late.user("kabupaten"), now).exists()
        assert not overdue(make.user("tanpa-peran"), now).exists()

    def test_late_begins_when_the_day_is_over(self, late):
        assert not overdue(late.user("secretary"), DUE - dt.timedelta(seconds=1)).exists()
        assert lines(late.user("secretary"), overdue(late.user("secretary"), DUE), DUE)[0].days == 1

    def test_the_list_and_the_rule_agree(self, late):
        for role in ("secretary", "kader", "kabupaten", "stranger", "bidan"):
            user = late.user(role)
            seen = {row.pk for row in Deadline.objects.all() if can_view_deadline(user, row)}
            assert seen == set(overdue(user, timezone.now() + 9 * DAY).values_list("pk", flat=True))

    def test_a_kind_that_is_gone_belongs_to_nobody(self, late, declared):
        declared()
        assert not overdue(late.user("secretary"), DUE + DAY).exists()
        assert not can_view_deadline(late.user("secretary"), Deadline.objects.first())

    def test_a_line_whose_record_went_out_of_sight_is_left_out(self, late):
        rows = list(overdue(late.user("secretary"), DUE))
        assert lines(late.user("stranger"), rows, DUE) == []

    def test_the_page_and_the_tasks(self, late, sign_in):
        page = sign_in(late.user("secretary")).get(reverse("deadlines:home")).content.decode()
        assert "Satu hal lewat batas waktunya." in page and f"/k/{late.family.pk}/" in page
        tasks = sign_in(late.user("secretary")).get(reverse("web:tasks")).content.decode()
        assert "1 lewat batas waktu: Kunjungan" in tasks and reverse("deadlines:home") in tasks
        assert (
            "Tidak ada yang lewat"
            in sign_in(late.user("kabupaten")).get(reverse("deadlines:home")).content.decode()
        )


class OwnDeadline(DeadlineBase):
    """A deadline of a room with tables of its own."""

    class Meta(DeadlineBase.Meta):
        app_label = "deadlines_of_tests"
        managed = False


@pytest.fixture
def own_table(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(OwnDeadline)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(OwnDeadline)


@pytest.mark.django_db(transaction=True)
def test_a_room_with_tables_of_its_own_uses_the_code_without_ours(own_table, declared):
    acts: list = []
    [row] = declared(kind(acts))
    record = make.user()
    set_deadline(OwnDeadline, kind=KEY, record=record, region="32", due_at=DUE)
    assert tick(DUE) == 0
    assert tick(DUE, model=OwnDeadline, kinds=[row]) == 2 and tick(DUE, model=OwnDeadline, kinds=[row]) == 0
    assert settle_deadline(OwnDeadline, kind=KEY, record=record, by=SYSTEM)
    assert OwnDeadline.objects.get().done_by == SITE and not Deadline.objects.exists()
    assert isinstance(OwnDeadline._meta.pk, models.UUIDField) and KEY in KINDS

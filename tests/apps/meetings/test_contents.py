"""Photos with the word of those on them, and cost lines that may name a line of the cash book."""

from __future__ import annotations

import pytest

from anyelir.core.models import AuditEntry
from anyelir.files.models import StoredFile
from anyelir.files.owners import may_see
from anyelir.files.reading import Prepared
from anyelir.meetings import actions
from anyelir.meetings.actions.contents import MOST_PHOTOS, PHOTO_OWNER
from anyelir.meetings.models import ActivityPhoto, CostLine
from tests import factories as make
from tests import meetings
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo_file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Prepared("photo", "image/webp", b"x")


class TestPhotos:
    def add(self, meeting, file, by, **more):
        values = {"caption": "Peserta", "has_consent": True, **more}
        return actions.add_photo(activity=meeting, file=file, by=by, **values)

    def test_only_with_consent_and_words_and_never_more_than_a_dozen(self, meeting, photo_file, hendra):
        scan = Prepared("scan", "application/pdf", b"x")
        assert code_of(self.add, meeting, scan, hendra) == "no_photo"
        assert code_of(self.add, meeting, photo_file, hendra, caption=" ") == "caption_missing"
        assert code_of(self.add, meeting, photo_file, hendra, has_consent=False) == "consent_missing"
        assert not StoredFile.objects.exists()
        for _each in range(MOST_PHOTOS):
            self.add(meeting, photo_file, hendra)
        assert code_of(self.add, meeting, photo_file, hendra) == "photos_full"
        assert AuditEntry.objects.filter(verb="activity.add_photo").count() == MOST_PHOTOS

    def test_a_photo_goes_with_its_file(self, meeting, photo_file, hendra):
        photo = self.add(meeting, photo_file, hendra)
        assert photo.agreed_by == hendra.id
        actions.remove_photo(photo=photo, by=hendra)
        assert StoredFile.objects.get().erased_at is not None and not ActivityPhoto.objects.exists()
        assert code_of(actions.remove_photo, photo=photo, by=hendra) == "photo_gone"
        assert AuditEntry.objects.filter(verb="activity.remove_photo").count() == 1

    def test_who_reads_the_activity_sees_its_photos(self, world, meeting, hendra):
        key = str(meeting.pk)
        seen = {role for role, user in world.users.items() if user and may_see(user, PHOTO_OWNER, key)}
        assert seen == {"secretary"}

    def test_none_of_what_was_cancelled(self, body, photo_file, hendra):
        gone = make.activity(body, state="cancelled", cancel_reason="Hujan")
        assert code_of(self.add, gone, photo_file, hendra) == "activity_cancelled"
        given = {"source": "apbd", "text": "Konsumsi", "amount_idr": 1, "by": hendra}
        assert code_of(actions.add_cost, activity=gone, **given) == "activity_cancelled"


class TestCosts:
    def add(self, meeting, by, **more):
        values = {"source": "swadaya", "text": "Konsumsi", "amount_idr": 250_000, **more}
        return actions.add_cost(activity=meeting, by=by, **values)

    def test_what_no_cost_may_say(self, world, meeting, hendra):
        assert code_of(self.add, meeting, hendra, text="\u200b") == "cost_words_missing"
        for amount_idr in (0, -1, 100_000_000_001):
            assert code_of(self.add, meeting, hendra, amount_idr=amount_idr) == "amount_not_positive"
        # The books in the cast are those of the posyandu.
        assert code_of(self.add, meeting, hendra, entry=world.ledger_entry) == "entry_elsewhere"
        assert not CostLine.objects.exists()

    def test_a_line_of_the_cash_book_pays_for_one_thing(self, world, hendra):
        of_posyandu = make.activity(world.ledger.body)
        self.add(of_posyandu, hendra, entry=world.ledger_entry)
        assert code_of(self.add, of_posyandu, hendra, entry=world.ledger_entry) == "entry_taken"

    def test_a_wrong_line_is_taken_away(self, meeting, hendra):
        cost = meetings.cost(meeting)
        actions.drop_cost(cost=cost, by=hendra)
        assert code_of(actions.drop_cost, cost=cost, by=hendra) == "cost_gone"
        self.add(meeting, hendra)
        verbs = set(AuditEntry.objects.values_list("verb", flat=True))
        assert {"activity.add_cost", "activity.drop_cost"} <= verbs

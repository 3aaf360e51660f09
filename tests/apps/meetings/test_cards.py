"""Cards: one for each, of which the code says nothing; a lost one stops; a stranger's is told as little as any."""

from __future__ import annotations

import hashlib
import io
import json
import re
from pathlib import Path

import pypdf
import pytest

from anyelir.core.models import AuditEntry
from anyelir.documents.engine import set_paper
from anyelir.documents.qr import qr_code
from anyelir.meetings import actions
from anyelir.meetings.card_papers import TEMPLATE, cards_pdf
from anyelir.meetings.models import PersonCard
from anyelir.meetings.recognising import recognise
from tests import factories as make
from tests import meetings
from tests.apps.documents.test_booklet import words_of_pdf
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "papers.json").read_text())
FACTS = {
    "title": "Kartu", "made_on": "2026-11-29", "body": "TP PKK Ciriung",
    "cards": [{"name": "Eti Rohaeti", "note": "Nomor 1", "code": "ABCDE-23456", "qr": qr_code("ABCDE23456")}],
}  # fmt: skip


def give(body, by):
    return actions.give_cards(body=body, by=by)


class TestGiving:
    def test_each_gets_one_and_a_woman_with_a_post_no_second(self, world, body, eti, hendra):
        post = make.post(body, "chair", "Mira Lestari")
        make.body_member(body, "Mira Lestari", number=7, member=post.member)
        give(body, hendra)
        cards = PersonCard.objects.all()
        assert {(card.member, card.body_member) for card in cards} == {
            (post.member, None),
            (world.post.member, None),
            (None, eti),
        }
        assert code_of(give, body, hendra) == "cards_given"
        make.post(body, "secretary", "Rini")
        give(body, hendra)
        assert PersonCard.objects.count() == 4
        details = [each.detail for each in AuditEntry.objects.filter(verb="card.give").order_by("at")]
        assert details == [{"cards": 3}, {"cards": 1}]

    def test_nobody_here(self, world, hendra):
        assert code_of(give, make.body(world.rt), hendra) == "nobody_here"

    def test_the_sheet_names_them_and_tells_nothing_else(self, body, hendra):
        for number in range(11):
            make.body_member(body, f"Ibu {number}", number=number + 1)
        give(body, hendra)
        content = cards_pdf(body, "Kartu anggota")
        text = " ".join(words_of_pdf(content))
        assert all(f"Ibu {number}" in text for number in range(11))
        # Ten on a sheet.
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 2

    def test_the_template_is_released_and_does_not_change(self):
        paper = set_paper(TEMPLATE, FACTS)
        assert hashlib.sha256(paper).hexdigest() == GOLDEN[TEMPLATE]

    def test_its_code_is_a_kind_that_phones_read(self, body, hendra):
        """A short text would become Micro QR, which no phone knows: it has one corner instead of three."""
        widths = re.findall(r'width="(\d+)"', qr_code("ABCDE23456"))
        assert int(widths[0]) >= 21

    def test_a_replaced_card_stops_at_once(self, meeting, eti, hendra):
        card = meetings.card(eti)
        made = actions.replace_card(card=card, by=hendra)
        assert code_of(recognise, meeting, card.code) == "card_unknown"
        assert recognise(meeting, made.code).body_member == eti
        assert code_of(actions.replace_card, card=card, by=hendra) == "card_ended"
        assert AuditEntry.objects.filter(verb="card.replace").count() == 1


class TestRecognising:
    def test_by_card_however_it_is_typed_and_by_number(self, meeting, eti):
        card = meetings.card(eti)
        for typed in (card.code, card.code.lower(), f" {card.code[:5]}-{card.code[5:]} ", str(eti.number)):
            assert recognise(meeting, typed).body_member == eti

    def test_a_member_is_found_whose_twin_got_the_card(self, world, meeting):
        kept, other = (make.member(world.kelurahan, "Wulan") for _each in range(2))
        card = meetings.card(other)
        other.merged_into = kept
        other.save()
        assert recognise(meeting, card.code).member == kept

    @pytest.mark.parametrize("typed", ["", "x", "2345678923", "https://example.org", "0" * 40])
    def test_what_is_no_card(self, meeting, typed):
        assert code_of(recognise, meeting, typed) == "card_unknown"

    def test_a_number_that_nobody_has_and_one_of_another_body(self, world, meeting, eti):
        assert code_of(recognise, meeting, "999") == "number_unknown"
        other = make.body_member(make.body(world.rw), "Nani", number=31)
        assert code_of(recognise, meeting, str(other.number)) == "number_unknown"

    def test_the_card_of_another_kabupaten_tells_nothing_of_her(self, world, meeting):
        card = meetings.card(make.body_member(make.body(world.elsewhere), "Ni Luh Sari"))
        with pytest.raises(Exception, match="tamu") as refused:
            recognise(meeting, card.code)
        assert refused.value.code == "not_of_this_place" and "Luh" not in refused.value.text

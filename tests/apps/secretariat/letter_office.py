"""The office of a TP PKK: a secretary who writes, a chair who signs, and short words for what they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from anyelir.accounts.models import User
from anyelir.membership.models import Body, Post
from anyelir.secretariat import actions
from anyelir.secretariat.actions import LetterContent, PaperLetter
from anyelir.secretariat.models import Letter
from tests import factories as make

CHECK_URL = "https://contoh.go.id/cek/"
TEXT = "Dengan hormat,\n\nKami mengundang Ibu pada hari Kamis.\n\nTerima kasih."


@dataclass(frozen=True)
class Office:
    body: Body
    secretary: User
    chair: User
    post: Post

    def content(self, **fields: Any) -> LetterContent:
        given = {"subject": "Undangan rapat", "kind": "invitation", "party": "Ketua Pokja I", "text": TEXT}
        return LetterContent(**{**given, "signatory": self.post, **fields})

    def draft(self, **fields: Any) -> Letter:
        return actions.draft_letter(body=self.body, content=self.content(**fields), by=self.secretary)

    def initialled(self, **fields: Any) -> Letter:
        return actions.initial_letter(letter=self.draft(**fields), by=self.secretary)

    def sign(self, letter: Letter, by: User | None = None) -> Letter:
        return actions.sign_letter(letter=letter, check_url=CHECK_URL, by=by or self.chair)

    def signed(self, **fields: Any) -> Letter:
        return self.sign(self.initialled(**fields))

    def sent(self, *, way: str = "hand", **fields: Any) -> Letter:
        letter = self.signed(**fields)
        given = {"recipient": letter.party, "way": way, "handed_on": letter.on, "by": self.secretary}
        actions.send_letter(letter=letter, **given)
        letter.refresh_from_db()
        return letter

    def record(self, scan=None, **fields: Any):
        given = {"party": "TP PKK Kab. Karangasem", "subject": "Permohonan kunjungan", "on": make.today()}
        content = PaperLetter(**{**given, "number_text": "045/SB/PKK.KRS/XI/2026", **fields})
        given = {"content": content, "received_on": make.today(), "by": self.secretary}
        return actions.record_letter(body=self.body, scan=scan, **given)


def open_office(place, secretary: User, *, chair_name: str = "Dewi Lestari") -> Office:
    """The body of a place with a chair who has an account of her own."""
    chair = make.user(name=chair_name)
    make.grant(chair, "team_chair", place)
    body = make.body(place)
    post = make.post(body, Post.Office.CHAIR, chair_name)
    post.member.user = chair
    post.member.save()
    return Office(body, secretary, chair, post)

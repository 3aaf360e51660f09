"""Random histories of letters: the room and a plain model never differ, and no number is missing or given twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anyelir.core.refusal import Refused
from anyelir.documents.models import Paper
from anyelir.secretariat import actions
from anyelir.secretariat.models import Letter
from tests import factories as make
from tests.apps.secretariat.letter_office import open_office

KINDS = {"plain": "letter", "invitation": "letter", "decision": "decision"}
# Few letters, so that acts meet each other.
AT = st.integers(0, 3)
DAYS = st.integers(-3, 1)
ACTS = st.one_of(
    st.tuples(st.just("draft"), st.sampled_from([*KINDS]), st.none() | DAYS, st.booleans()),
    st.tuples(st.sampled_from(["edit", "initial", "initial", "sign", "sign", "send", "receive", "void"]), AT),
)
ALLOWED = {
    "edit": {"draft", "initialled"},
    "initial": {"draft"},
    "sign": {"initialled"},
    "send": {"signed", "sent", "received"},
    "void": {"signed", "sent"},
}


@dataclass
class PlainLetter:
    kind: str
    day: int | None
    has_recipient: bool
    state: str = "draft"
    no: int | None = None
    sendings: int = 0
    receipts: int = 0


@dataclass
class PlainBook:
    """What the room must do, without a database: a refusal's code, or "" when it is done."""

    letters: list[PlainLetter] = field(default_factory=list)
    last: Counter = field(default_factory=Counter)
    last_day: dict[str, int] = field(default_factory=lambda: defaultdict(lambda: -9))

    def act(self, name: str, letter: PlainLetter) -> str:
        if name == "receive":
            return self._receive(letter)
        if letter.state not in ALLOWED[name]:
            return letter.state
        return getattr(self, f"_{name}")(letter)

    def _edit(self, letter: PlainLetter) -> str:
        letter.state = "draft"
        return ""

    def _initial(self, letter: PlainLetter) -> str:
        if not letter.has_recipient:
            return "recipient_missing"
        letter.state = "initialled"
        return ""

    def _sign(self, letter: PlainLetter) -> str:
        day, series = 0 if letter.day is None else letter.day, KINDS[letter.kind]
        if day > 0:
            return "date_ahead"
        if day < self.last_day[series]:
            return "before_last"
        self.last[series] += 1
        self.last_day[series], letter.day, letter.no, letter.state = day, day, self.last[series], "signed"
        return ""

    def _send(self, letter: PlainLetter) -> str:
        letter.state = "sent" if letter.state == "signed" else letter.state
        letter.sendings += 1
        return ""

    def _receive(self, letter: PlainLetter) -> str:
        if letter.state not in ("sent", "received"):
            return letter.state
        if letter.receipts == letter.sendings:
            return "receipt_known"
        letter.receipts += 1
        letter.state = "received"
        return ""

    def _void(self, letter: PlainLetter) -> str:
        letter.state = "void"
        return ""


class TestHistories(TestCase):
    """The paper itself is set elsewhere: a child process for each would take most of the time."""

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(ACTS, min_size=5, max_size=30))
    def test_the_room_and_the_model_never_differ(self, acts):
        office = self.office()
        book, rows = PlainBook(), []
        with mock.patch("anyelir.documents.issuing.set_papers", return_value=[b"%PDF"]):
            for name, *given in acts:
                if name == "draft":
                    kind, day, has_recipient = given
                    book.letters.append(PlainLetter(kind, day, has_recipient))
                    rows.append(self.draft(office, kind, day, has_recipient))
                elif given[0] < len(rows):
                    said = self.room(office, name, rows[given[0]])
                    assert said == book.act(name, book.letters[given[0]]), (name, given)
        self.assert_same(office, book, rows)

    def office(self):
        make.region("32", "Jawa Barat"), make.region("32.01", "Kab. Bogor")
        secretary = make.user()
        return open_office(make.region("32.01"), secretary)

    def draft(self, office, kind, day, has_recipient):
        on = None if day is None else make.today() + make.dt.timedelta(days=day)
        return office.draft(kind=kind, on=on, party="Camat" if has_recipient else "")

    def room(self, office, name, letter) -> str:
        try:
            getattr(self, f"do_{name}")(office, Letter.objects.get(pk=letter.pk))
        except Refused as refused:
            return refused.code
        return ""

    def do_edit(self, office, letter):
        given = {"kind": letter.kind, "on": letter.on, "party": letter.party, "text": f"{letter.text} lagi"}
        actions.edit_letter(letter=letter, content=office.content(**given), by=office.secretary)

    def do_initial(self, office, letter):
        actions.initial_letter(letter=letter, by=office.secretary)

    def do_sign(self, office, letter):
        office.sign(letter)

    def do_send(self, office, letter):
        given = {"recipient": "Camat", "way": "hand", "handed_on": make.today(), "by": office.secretary}
        actions.send_letter(letter=letter, **given)

    def do_receive(self, office, letter):
        dispatch = letter.dispatches.order_by("received_on", "id").filter(received_on=None).first()
        dispatch = dispatch or letter.dispatches.first()
        if dispatch is None:
            raise Refused(letter.state, "x")
        given = {"received_on": make.today(), "received_by": "Ani", "by": office.secretary}
        actions.receive_dispatch(dispatch=dispatch, **given)

    def do_void(self, office, letter):
        actions.void_letter(letter=letter, reason="Salah", by=office.secretary)

    def assert_same(self, office, book, rows):
        for plain, row in zip(book.letters, rows, strict=True):
            row.refresh_from_db()
            assert (plain.state, plain.no) == (row.state, row.no)
            assert (row.void_reason != "") == (row.state == "void")
            assert row.steps.last().state == row.state
        for series in ("letter", "decision"):
            numbers = office.body.letters.filter(series=series).values_list("no", flat=True)
            assert sorted(numbers) == list(range(1, book.last[series] + 1))
        papers = Paper.objects.filter(owner_kind="secretariat.letter")
        assert papers.count() == sum(book.last.values())
        assert papers.filter(state="revoked").count() == sum(each.state == "void" for each in book.letters)

"""A letter from the draft to the check page: its states, its number, its paper, and what is refused on the way."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.db import IntegrityError, transaction

from anyelir.core.models import AuditEntry, NumberSequence
from anyelir.documents import issuing
from anyelir.documents.models import Paper
from anyelir.secretariat import actions, letter_papers
from anyelir.secretariat.models import Letter, LetterStep
from tests import factories as make
from tests.apps.secretariat.letter_office import CHECK_URL
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
YESTERDAY = make.today() - dt.timedelta(days=1)
TOMORROW = make.today() + dt.timedelta(days=1)


def verbs() -> list[str]:
    return [
        *AuditEntry.objects.filter(verb__startswith="letter").order_by("id").values_list("verb", flat=True)
    ]


def series_of(office):
    return NumberSequence.objects.filter(series__contains=str(office.body.pk))


def sign(office, letter, by=None):
    return code_of(actions.sign_letter, letter=letter, check_url=CHECK_URL, by=by or office.chair)


def test_a_number_is_taken_at_the_signing_and_not_before(office):
    letter = office.initialled()
    assert (letter.no, letter.number_text, letter.on) == (None, "", None)
    assert not series_of(office).exists()
    letter = office.sign(letter)
    today = make.today()
    assert (letter.no, letter.year, letter.on) == (1, today.year, today)
    assert letter.number_text.startswith("01/UND/PKK.Pabuaran/") and letter.number_text.endswith(
        f"/{today.year}"
    )
    assert letter.signed_name == "Dewi Lestari"
    assert [step.state for step in letter.steps.all()] == ["draft", "initialled", "signed"]
    assert verbs() == ["letter.draft", "letter.initial", "letter.sign"]


def test_letters_of_one_series_share_their_numbers_and_decisions_have_their_own(office, far_office):
    numbers = [
        office.signed(kind=kind).no for kind in ("invitation", "plain", "decision", "assignment", "decision")
    ]
    assert numbers == [1, 2, 1, 3, 2]
    assert far_office.signed().no == 1


def test_the_paper_is_kept_as_bytes_and_found_by_its_code(office):
    letter = office.signed()
    paper = Paper.objects.get()
    assert letter_papers.letter_pdf(letter) == bytes(paper.content)
    assert hashlib.sha256(bytes(paper.content)).hexdigest() == paper.digest
    assert (paper.number_text, paper.title) == (letter.number_text, "Surat undangan")
    assert issuing.paper_by_code(Paper, paper.code) == paper
    Letter.objects.filter(pk=letter.pk).update(text="lain sekali")
    letter.refresh_from_db()
    assert letter_papers.letter_pdf(letter) == bytes(paper.content)


def test_a_preview_is_not_kept(office):
    pdf = letter_papers.letter_pdf(office.draft())
    assert pdf.startswith(b"%PDF") and not Paper.objects.exists()


def test_a_void_letter_keeps_its_number_and_its_reason(office):
    first = actions.void_letter(letter=office.signed(), reason="Salah tanggal rapat", by=office.secretary)
    assert (first.no, first.state, first.void_reason) == (1, "void", "Salah tanggal rapat")
    assert office.signed().no == 2
    assert Paper.objects.get(owner_key=str(first.pk)).state == "revoked"
    assert not letter_papers.is_counted(str(first.pk))
    assert verbs()[3] == "letter.void"


def test_a_paper_that_cannot_be_set_takes_no_number(office, monkeypatch):
    letter = office.initialled()

    def broken(*_given, **_named):
        raise RuntimeError("child died")

    with monkeypatch.context() as patch:
        patch.setattr(issuing, "set_papers", broken)
        with pytest.raises(RuntimeError):
            office.sign(letter)
    letter.refresh_from_db()
    assert (letter.state, letter.no) == ("initialled", None)
    assert not series_of(office).exists() and not LetterStep.objects.filter(state="signed").exists()
    assert office.sign(letter).no == 1


def test_a_letter_to_nobody_is_not_initialled(office):
    letter = office.draft(party="")
    assert code_of(actions.initial_letter, letter=letter, by=office.secretary) == "recipient_missing"
    letter = office.draft(text="")
    assert code_of(actions.initial_letter, letter=letter, by=office.secretary) == "text_missing"


def test_a_vacant_post_signs_nothing(office):
    vacant = make.post(office.body, "deputy", "")
    for signatory in (vacant, None):
        letter = office.draft(signatory=signatory)
        assert code_of(actions.initial_letter, letter=letter, by=office.secretary) == "signatory_vacant"
    letter = office.initialled()
    office.post.until = YESTERDAY
    office.post.save()
    assert sign(office, letter) == "signatory_vacant"


def test_nobody_signs_for_another(office):
    letter = office.initialled()
    assert sign(office, letter, office.secretary) == "not_signatory"
    office.post.member.user = None
    office.post.member.save()
    assert office.sign(letter, office.secretary).no == 1


def test_a_post_of_another_body_signs_nothing_here(office, far_office):
    content = office.content(signatory=far_office.post)
    given = {"body": office.body, "content": content, "by": office.secretary}
    assert code_of(actions.draft_letter, **given) == "signatory_elsewhere"


def test_no_letter_is_dated_before_the_last_number(office):
    office.signed(on=make.today())
    letter = office.initialled(on=YESTERDAY)
    assert sign(office, letter) == "before_last"
    assert office.signed().no == 2, "the refused one took no number"
    assert office.signed(on=YESTERDAY, kind="decision").no == 1, "another series"
    assert sign(office, office.initialled(on=TOMORROW)) == "date_ahead"


def test_each_year_begins_anew(office):
    last_year = make.today().replace(year=make.today().year - 1)
    assert office.signed(on=last_year).no == 1
    assert office.signed().no == 1


def test_a_signed_letter_is_not_edited(office):
    letter = office.signed()
    given = {"letter": letter, "content": office.content(text="Lain"), "by": office.secretary}
    assert code_of(actions.edit_letter, **given) == "signed"
    actions.void_letter(letter=letter, reason="Salah", by=office.secretary)
    assert code_of(actions.edit_letter, **given) == "void"


def test_an_edit_takes_the_initials_back(office):
    letter = office.initialled()
    given = {"letter": letter, "by": office.secretary}
    assert actions.edit_letter(content=office.content(), **given).state == "initialled", "nothing changed"
    assert actions.edit_letter(content=office.content(text="Lain"), **given).state == "draft"
    assert sign(office, letter) == "draft"
    assert verbs() == ["letter.draft", "letter.initial", "letter.edit"]


def test_each_state_allows_its_own_acts(office):
    letter = office.draft()
    void = {"reason": "Salah", "by": office.secretary}
    initial = {"by": office.secretary}
    assert sign(office, letter) == "draft"
    assert code_of(actions.void_letter, letter=letter, **void) == "draft"
    actions.initial_letter(letter=letter, **initial)
    assert code_of(actions.void_letter, letter=letter, **void) == "initialled"
    assert code_of(actions.initial_letter, letter=letter, **initial) == "initialled"
    office.sign(letter)
    assert sign(office, letter) == "signed"
    assert code_of(actions.void_letter, letter=letter, **(void | {"reason": " "})) == "reason_missing"
    sent = office.sent()
    assert code_of(actions.initial_letter, letter=sent, **initial) == "sent"
    assert actions.void_letter(letter=sent, **void).state == "void"


def test_a_letterhead_writes_the_next_numbers(office):
    given = {"body": office.body, "town": "Cibinong", "contact": "021-123", "by": office.secretary}
    assert code_of(actions.set_letterhead, organ="PKK", pattern="{kind}", **given) == "pattern_unreadable"
    actions.set_letterhead(organ="PKK.Kel", pattern="{code}/{no:03}/{organ}/{month}/{year}", **given)
    assert verbs() == ["letterhead.set"]
    letter = office.initialled()
    assert sign(office, letter) == "code_missing"
    letter = office.signed(class_code="005")
    assert letter.number_text.startswith("005/001/PKK.Kel/")


def test_the_database_keeps_numbers_and_states_together(office):
    letter, draft = office.signed(), office.draft()
    wrong = [
        (letter, {"no": None}),
        (letter, {"state": "draft"}),
        (letter, {"number_text": ""}),
        (letter, {"state": "void"}),
        (letter, {"void_reason": "x"}),
        (draft, {"no": 7}),
        (draft, {"state": "signed"}),
        (draft, {"number_text": "7"}),
    ]
    for each, values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=each.pk).update(**values)
    second = office.signed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(no=letter.no)


def test_steps_are_written_once(office):
    office.draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterStep.objects.update(by_name="Orang lain")

"""Letters of a body: the list in and out, one letter, writing and changing it, its head and its PDF."""

from __future__ import annotations

import uuid

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.clock import today_at
from anyelir.core.downloads import PDF, file_to_open
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, done, methods
from anyelir.core.submissions import posted, searched
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.membership.finding import body_at, choose_body
from anyelir.rules.letter_kinds import letter_kinds
from anyelir.secretariat import access, actions, queries
from anyelir.secretariat.forms.letters import LetterForm, LetterheadForm
from anyelir.secretariat.letter_papers import OWNER, kept_letter, letter_facts, letter_pdf
from anyelir.secretariat.letter_wording import addressee_of, heading, way_of
from anyelir.secretariat.letterheads import letterhead_of, written_number
from anyelir.secretariat.models import Letter
from anyelir.secretariat.views.letter_finding import letter_at

FIELDS_OF_LETTER = (
    *("kind", "party", "party_place", "subject", "text", "attachments", "copies", "signatory"),
    *("secrecy", "class_code", "on"),
)


@methods("GET")
def letters(request):
    """Where the person's letters begin: her body, or a choice of them."""
    return choose_body(
        request,
        access.letter_bodies(request.user),
        lambda body: reverse("secretariat:letter-book", args=[body.pk]),
        rights=access.LETTER_RIGHTS,
        title=_("Surat lembaga yang mana?"),
        lead=_("Setiap lembaga punya agenda dan nomor suratnya sendiri."),
    )


@methods("GET")
def letter_book(request, pk):
    body = body_at(request, pk, access.can_view_letters)
    is_out = request.GET.get("arah") == "keluar"
    years = queries.letter_years(body)
    year = next((year for year in years if str(year) == request.GET.get("tahun")), years[0])
    text = searched(request)
    rows_of = queries.letters_out if is_out else queries.letters_in
    rows = rows_of(access.visible_letters(request.user), body, year, text)
    context = {
        "body": body,
        "region": body.region,
        "is_out": is_out,
        "years": years,
        "year": year,
        "text": text,
        "page": paginate(rows, order=("-id",), cursor=request.GET.get("kursor", "")),
        "arriving": _arriving(request, body),
        "may_write": access.can_write_letters(request.user, body),
        "has_others": access.letter_bodies(request.user).count() > 1,
    }
    return render(request, "secretariat/letter_book.html", context)


def _arriving(request, body):
    arriving = access.arriving_letters(request.user).filter(to_body=body)
    return arriving.select_related("body__region").order_by("id")


@methods("GET")
def letter(request, pk):
    shown = letter_at(request, pk)
    _note_reading(request, shown)
    return render(request, "secretariat/letter.html", letter_context(request, shown))


def _note_reading(request, shown: Letter) -> None:
    """Who read a limited letter stands in the trail."""
    if shown.is_limited:
        note(by=request.user, verb="letter.read_limited", what=shown, region=shown.body.region_id)


def letter_context(request, shown: Letter):
    """All that the page of a letter shows; who got it from another body sees it in the place of the own one."""
    user, body = request.user, shown.body
    arrivals, is_own = [*access.arrivals_at(user, shown)], access.can_view_letters(user, body)
    home = body if is_own or not arrivals else arrivals[0].body
    return {
        "letter": shown,
        "region": home.region,
        "body": body,
        "book": home if access.can_view_letters(user, home) else None,
        "heading": heading(shown) if shown.is_out and is_own else shown.subject,
        "facts": letter_facts(shown, letterhead_of(body)) if shown.is_out else None,
        "way": way_of(shown) if shown.is_out and is_own else (),
        "paper": kept_letter(shown) if shown.is_out else None,
        "scans": files_of(StoredFile, OWNER, shown.pk),
        "dispatches": shown.dispatches.all() if is_own else (),
        "arrivals": [_arrival_context(user, arrival) for arrival in arrivals],
        "is_own": is_own,
        "may_write": access.can_write(user, shown),
        "may_sign": access.can_sign(user, shown),
    }


def _arrival_context(user, arrival):
    dispositions = arrival.dispositions.select_related("post__member", "arrival__letter", "arrival__body")
    return {
        "arrival": arrival,
        "may_hand_on": access.can_hand_on(user, arrival),
        "may_answer": access.can_write_letters(user, arrival.body),
        "dispositions": [(each, addressee_of(each), access.can_work_on(user, each)) for each in dispositions],
    }


def _content(cleaned) -> actions.LetterContent:
    return actions.LetterContent(**{name: cleaned[name] for name in (*FIELDS_OF_LETTER, "to_body")})


def _answered(request) -> Letter | None:
    """The letter that is answered, if the person may read it."""
    try:
        key = uuid.UUID(request.GET.get("jawab", ""))
    except ValueError:
        return None
    visible = access.visible_letters(request.user).select_related("body")
    return visible.filter(pk=key, arrivals__isnull=False).first()


def _reply_to(answered: Letter) -> dict[str, str]:
    if answered.is_out:
        sender = {"party": _("Ketua %s") % answered.body, "to_region": answered.body.region_id}
    else:
        sender = {"party": answered.party, "party_place": answered.party_place}
    return {**sender, "subject": (_("Jawaban atas: %s") % answered.subject)[:200]}


@methods("GET", "POST")
def write_letter(request, pk):
    body = body_at(request, pk, access.can_write_letters)
    answered = _answered(request)
    form = LetterForm(posted(request), body=body, initial=_reply_to(answered) if answered else {})

    def save(cleaned):
        given = {"content": _content(cleaned), "answers": answered, "op_id": cleaned["op_id"]}
        made = actions.draft_letter(body=body, by=request.user, **given)
        return done(
            request,
            _("Konsep surat disimpan. Nomor baru diberikan saat ditandatangani."),
            "secretariat:letter",
            made.pk,
        )

    context = {"title": _("Tulis surat"), "body": body, "region": body.region, **_numbering(body)}
    return answer(request, form, save, "secretariat/letter_form.html", context)


@methods("GET", "POST")
def edit_letter(request, pk):
    kept = letter_at(request, pk, access.can_write)
    initial = {name: getattr(kept, name) for name in FIELDS_OF_LETTER}
    initial |= {"signatory": kept.signatory_id, "to_region": kept.to_body.region_id if kept.to_body else ""}
    form = LetterForm(posted(request), body=kept.body, initial=initial)

    def save(cleaned):
        given = {"content": _content(cleaned), "op_id": cleaned["op_id"]}
        actions.edit_letter(letter=kept, by=request.user, **given)
        return done(request, _("Konsep surat disimpan."), "secretariat:letter", kept.pk)

    context = {"title": _("Perbaiki surat"), "letter": kept, "body": kept.body, "region": kept.body.region}
    return answer(request, form, save, "secretariat/letter_form.html", context | _numbering(kept.body))


def _numbering(body):
    """What a number will look like, and whether the sign of its kind is only what offices usually write."""
    kinds = letter_kinds(today_at(body.region_id)).values()
    example = Letter(body=body, kind=Letter.Kind.PLAIN, class_code="005", on=today_at(body.region_id))
    return {
        "example": written_number(example, letterhead_of(body), 12),
        "unconfirmed": any(not kind.is_confirmed for kind in kinds),
    }


@methods("GET", "POST")
def letterhead(request, pk):
    body = body_at(request, pk, access.can_write_letters)
    head = letterhead_of(body)
    names = ("organ", "pattern", "town", "contact")
    form = LetterheadForm(posted(request), initial={name: getattr(head, name) for name in names})

    def save(cleaned):
        actions.set_letterhead(body=body, by=request.user, **cleaned)
        return done(request, _("Kop dan susunan nomor disimpan."), "secretariat:letter-book", body.pk)

    context = {"title": _("Kop dan nomor surat"), "body": body, "region": body.region, **_numbering(body)}
    return answer(request, form, save, "secretariat/letter_form.html", context)


@methods("GET")
def letter_paper(request, pk):
    """The bytes that were signed, or a preview that says so; the name of the file says nothing of the letter."""
    shown = letter_at(request, pk)
    if not shown.is_out:
        raise Http404
    _note_reading(request, shown)
    name = f"surat-{shown.year}-{shown.no}.pdf" if shown.no else "konsep-surat.pdf"
    return file_to_open(letter_pdf(shown), PDF, name)

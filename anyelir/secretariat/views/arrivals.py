"""Letters that came in: recording, correcting, dispositions and what became of them, the sheet 4.8."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted, posted_files
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.membership.finding import body_at
from anyelir.secretariat import access, actions
from anyelir.secretariat.forms.letters import CorrectLetterForm, DispositionForm, PaperLetterForm, WorkForm
from anyelir.secretariat.letter_papers import OWNER
from anyelir.secretariat.letter_wording import addressee_of
from anyelir.secretariat.views.letter_acts import FORM
from anyelir.secretariat.views.letter_finding import arrival_at

COPIED = ("party", "number_text", "on", "subject", "kind", "attachments", "secrecy")


def _content(cleaned) -> actions.PaperLetter:
    return actions.PaperLetter(**{name: cleaned[name] for name in COPIED})


@methods("GET", "POST")
def record_letter(request, pk):
    body = body_at(request, pk, access.can_write_letters)
    form = PaperLetterForm(*posted_files(request), place=body.region_id)

    def save(cleaned):
        given = {name: cleaned[name] for name in ("received_on", "scan", "op_id")}
        arrival = actions.record_letter(body=body, content=_content(cleaned), by=request.user, **given)
        text = _("Surat masuk dicatat dengan nomor agenda %s.") % arrival.no
        return done(request, text, "secretariat:letter", arrival.letter_id)

    context = {"title": _("Catat surat masuk"), "body": body, "region": body.region}
    return answer(request, form, save, "secretariat/letter_form.html", context)


@methods("GET", "POST")
def correct_letter(request, pk):
    arrival = arrival_at(request, pk, access.can_hand_on)
    letter = arrival.letter
    initial = {name: getattr(letter, name) for name in COPIED}
    form = CorrectLetterForm(posted(request), place=arrival.body.region_id, initial=initial)

    def save(cleaned):
        given = {"content": _content(cleaned), "op_id": cleaned["op_id"]}
        actions.correct_letter(arrival=arrival, by=request.user, **given)
        return done(request, _("Catatan surat dibetulkan."), "secretariat:letter", pk)

    context = {"title": _("Betulkan catatan surat masuk"), "letter": letter, "body": arrival.body}
    return answer(
        request, form, save, "secretariat/letter_form.html", context | {"region": arrival.body.region}
    )


def _context(arrival, title, button, **more):
    letter = arrival.letter
    return {
        "letter": letter,
        "region": arrival.body.region,
        "heading": letter.subject,
        "title": title,
        "button": button,
        **more,
    }


@methods("GET", "POST")
def dispose_letter(request, pk):
    arrival = arrival_at(request, pk, access.can_hand_on)
    form = DispositionForm(posted(request), arrival=arrival)

    def save(cleaned):
        actions.dispose_letter(arrival=arrival, by=request.user, **cleaned)
        return done(
            request,
            _("Disposisi disimpan. Penerimanya melihatnya di halaman Tugas."),
            "secretariat:letter",
            pk,
        )

    return answer(request, form, save, FORM, _context(arrival, _("Disposisi"), _("Simpan disposisi")))


@methods("GET", "POST")
def work_on_disposition(request, pk, disposition_pk):
    arrival = arrival_at(request, pk, lambda _user, _arrival: True)
    disposition = arrival.dispositions.filter(pk=disposition_pk).select_related("post__member").first()
    if disposition is None:
        raise Http404
    if not access.can_work_on(request.user, disposition):
        raise PermissionDenied
    form = WorkForm(posted(request), initial={"state": "done", "result": disposition.result})

    def save(cleaned):
        actions.work_on_disposition(disposition=disposition, by=request.user, **cleaned)
        return done(request, _("Disposisi diperbarui."), "secretariat:letter", pk)

    lead = f"{addressee_of(disposition)}: {disposition.instruction}"
    return answer(
        request, form, save, FORM, _context(arrival, _("Kerjakan disposisi"), _("Simpan"), lead=lead)
    )


@methods("POST")
def finish_letter(request, pk):
    arrival = arrival_at(request, pk, access.can_hand_on)

    def act() -> str:
        actions.finish_letter(arrival=arrival, by=request.user, op_id=posted_op_id(request))
        return _("Surat ditandai selesai.")

    return press(request, act, "secretariat:letter", pk=pk)


@methods("GET")
def disposition_sheet(request, pk):
    """The sheet 4.8, with lines to write on where nothing is said yet."""
    arrival = arrival_at(request, pk, access.can_hand_on)
    dispositions = arrival.dispositions.select_related("post__member")
    context = {
        "arrival": arrival,
        "letter": arrival.letter,
        "region": arrival.body.region,
        "dispositions": [(each, addressee_of(each)) for each in dispositions],
        "pages": len(files_of(StoredFile, OWNER, arrival.letter_id)),
    }
    return render(request, "secretariat/letter_disposition_sheet.html", context)

"""What is done with a letter out: initialled, signed, sent, received, made void; its signed original scanned."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.screens import answer, anybody, done, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted, posted_files
from anyelir.secretariat import access, actions
from anyelir.secretariat.forms.letters import DispatchReceiptForm, ScanForm, SendForm, VoidForm
from anyelir.secretariat.letter_wording import heading
from anyelir.secretariat.views.letter_finding import letter_at

FORM = "secretariat/letter_act.html"


def _context(letter, title, button, **more):
    """The page of one act, with the letter that it is about on top."""
    head = {"heading": heading(letter) if letter.is_out else letter.subject}
    return {"letter": letter, "region": letter.body.region, "title": title, "button": button, **head, **more}


@methods("POST")
def initial_letter(request, pk):
    letter = letter_at(request, pk, access.can_write)

    def act() -> str:
        actions.initial_letter(letter=letter, by=request.user, op_id=posted_op_id(request))
        return _("Surat sudah diparaf. Penanda tangan melihatnya di halaman Tugas.")

    return press(request, act, "secretariat:letter", pk=pk)


@methods("POST")
def sign_letter(request, pk):
    letter = letter_at(request, pk, access.can_sign)
    check_url = request.build_absolute_uri(reverse("documents:ask"))

    def act() -> str:
        given = {"check_url": check_url, "op_id": posted_op_id(request)}
        signed = actions.sign_letter(letter=letter, by=request.user, **given)
        return _("Surat ditandatangani dengan nomor %s.") % signed.number_text

    return press(request, act, "secretariat:letter", pk=pk)


@methods("GET", "POST")
def send_letter(request, pk):
    letter = letter_at(request, pk, access.can_write)
    form = SendForm(posted(request), letter=letter)

    def save(cleaned):
        actions.send_letter(letter=letter, by=request.user, **cleaned)
        return done(request, _("Kiriman dicatat di buku ekspedisi."), "secretariat:letter", pk)

    return answer(request, form, save, FORM, _context(letter, _("Kirim surat"), _("Catat kiriman")))


@methods("GET", "POST")
def receive_dispatch(request, pk, dispatch_pk):
    letter = letter_at(request, pk, access.can_write)
    dispatch = letter.dispatches.filter(pk=dispatch_pk).first()
    if dispatch is None:
        raise Http404
    form = DispatchReceiptForm(posted(request), place=letter.body.region_id)

    def save(cleaned):
        actions.receive_dispatch(dispatch=dispatch, by=request.user, **cleaned)
        return done(request, _("Tanda terima dicatat."), "secretariat:letter", pk)

    context = _context(letter, _("Catat tanda terima"), _("Catat"), dispatch=dispatch)
    return answer(request, form, save, FORM, context)


@methods("GET", "POST")
def void_letter(request, pk):
    letter = letter_at(request, pk, access.can_write)
    form = VoidForm(posted(request))

    def save(cleaned):
        actions.void_letter(letter=letter, by=request.user, **cleaned)
        return done(request, _("Surat dibatalkan. Nomornya tetap tercatat."), "secretariat:letter", pk)

    lead = _("Nomornya tidak dipakai lagi, dan halaman cek menjawab bahwa surat ini tidak berlaku.")
    return answer(
        request, form, save, FORM, _context(letter, _("Batalkan surat"), _("Batalkan surat"), lead=lead)
    )


@methods("GET", "POST")
def keep_scan(request, pk):
    """Of a letter that came in, or of a signed original."""
    letter = letter_at(request, pk, access.can_write)
    form = ScanForm(*posted_files(request))

    def save(cleaned):
        actions.keep_scan(letter=letter, by=request.user, **cleaned)
        return done(request, _("Berkas disimpan."), "secretariat:letter", pk)

    context = _context(letter, _("Foto atau pindai surat"), _("Simpan berkas"))
    return answer(request, form, save, FORM, context)


@methods("POST")
def open_letter(request, pk):
    """The body to which it was sent opens it."""
    letter = load_or_refuse(access.arriving_letters(request.user), anybody, pk=pk)

    def act() -> str:
        arrival = actions.open_letter(letter=letter, by=request.user, op_id=posted_op_id(request))
        return _("Surat diterima dengan nomor agenda %s.") % arrival.no

    return press(request, act, "secretariat:letter", pk=pk)

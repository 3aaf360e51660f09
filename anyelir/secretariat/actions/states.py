"""What state a letter must be in for an act, and the step that it takes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.audit import Actor
from anyelir.core.refusal import Refused
from anyelir.secretariat.models import Letter, LetterStep

State = Letter.State


def refuse_other_states(letter: Letter, *wanted: Letter.State) -> None:
    """Refuses: draft, initialled, signed, sent, received, void."""
    if letter.state in wanted:
        return
    if letter.state == State.DRAFT:
        raise Refused("draft", _("Surat ini masih konsep. Paraf dulu, lalu tanda tangani."))
    if letter.state == State.INITIALLED:
        raise Refused("initialled", _("Surat ini sudah diparaf dan menunggu tanda tangan."))
    if letter.state == State.SIGNED:
        text = _("Surat ini sudah ditandatangani dan isinya tetap. Kirim, atau batalkan dengan alasan.")
        raise Refused("signed", text)
    if letter.state == State.SENT:
        raise Refused("sent", _("Surat ini sudah dikirim. Kalau isinya salah, batalkan dengan alasan."))
    if letter.state == State.RECEIVED:
        raise Refused("received", _("Surat ini sudah diterima. Untuk membetulkan, kirim surat baru."))
    text = _("Surat ini sudah dibatalkan dan nomornya tidak dipakai lagi. Tulis surat baru.")
    raise Refused("void", text)


def step_of(letter: Letter, state: Letter.State, by: Actor) -> LetterStep:
    """The step, for the act to store."""
    return LetterStep(letter=letter, state=state, by=by.id, by_name=by.name)

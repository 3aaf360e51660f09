"""Letters in words: to whom, how it stands, what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.core.wording import short_day
from anyelir.membership.offices import pokja_name, post_name
from anyelir.secretariat.models import Disposition, Letter

State = Letter.State
PATH = (State.DRAFT, State.INITIALLED, State.SIGNED, State.SENT, State.RECEIVED)


def addressee_of(disposition: Disposition) -> str:
    """``Ketua Pokja II, Tuti`` or ``Pokja II``."""
    if disposition.post is None:
        return pokja_name(disposition.pokja)
    return ", ".join(filter(None, [post_name(disposition.post), disposition.post.name]))


def recipient_of(letter: Letter) -> str:
    return letter.party or str(_("penerima yang belum diisi"))


def heading(letter: Letter) -> str:
    """The letter and what it waits for, in one sentence."""
    params = {"to": recipient_of(letter), "kind": letter.get_kind_display()}
    sentences = {
        State.DRAFT: _("Konsep %(kind)s untuk %(to)s."),
        State.INITIALLED: _("%(kind)s untuk %(to)s tinggal ditandatangani."),
        State.SIGNED: _("%(kind)s untuk %(to)s tinggal dikirim."),
        State.SENT: _("%(kind)s untuk %(to)s sudah dikirim."),
        State.RECEIVED: _("%(kind)s untuk %(to)s sudah diterima."),
        State.VOID: _("%(kind)s untuk %(to)s dibatalkan."),
    }
    sentence = sentences[State(letter.state)] % {**params, "kind": str(params["kind"]).lower()}
    return sentence[:1].upper() + sentence[1:]


@dataclass(frozen=True)
class WayPoint:
    """A step of the way of a letter: done, now, or to come."""

    title: str
    note: str
    is_done: bool
    is_now: bool = False


def way_of(letter: Letter) -> list[WayPoint]:
    """What happened, then what is still to come; a void letter ends where it was made void."""
    points = [_done(letter, step) for step in _lasting(letter)]
    if letter.state == State.VOID:
        return points
    rest = PATH[PATH.index(State(letter.state)) + 1 :]
    return points + [
        WayPoint(_to_come(state), _note_to_come(letter, state), False, at == 0)
        for at, state in enumerate(rest)
    ]


def _lasting(letter: Letter):
    """The last step into each state that still holds: initials that an edit took back are gone."""
    steps = list(letter.steps.all())
    begin = max((at for at, step in enumerate(steps) if step.state == State.DRAFT), default=0)
    return steps[begin:]


def _done(letter: Letter, step) -> WayPoint:
    titles = {
        State.DRAFT: _("Ditulis"),
        State.INITIALLED: _("Diparaf"),
        State.SIGNED: _("Ditandatangani"),
        State.SENT: _("Dikirim"),
        State.RECEIVED: _("Diterima"),
        State.VOID: _("Dibatalkan"),
    }
    note = f"{short_day(step.created_at)}, {step.by_name}"
    if step.state == State.SIGNED:
        note = _("%(note)s. Nomor %(no)s, tidak berubah lagi.") % {"note": note, "no": letter.no}
    if step.state == State.VOID:
        note = f"{note}. {letter.void_reason}"
    return WayPoint(str(titles[State(step.state)]), note, True)


def _to_come(state: Letter.State) -> str:
    titles = {
        State.INITIALLED: _("Diparaf"),
        State.SIGNED: _("Ditandatangani"),
        State.SENT: _("Dikirim"),
        State.RECEIVED: _("Diterima"),
    }
    return str(titles[state])


def _note_to_come(letter: Letter, state: Letter.State) -> str:
    if state == State.SIGNED:
        who = letter.signatory.name if letter.signatory is not None else ""
        return _("Nomor diberikan saat ditandatangani %s.") % who if who else _("Nomor diberikan saat itu.")
    return ""

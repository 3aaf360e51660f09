"""One page for each step of an aid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, done, methods
from anyelir.core.submissions import posted, posted_files
from anyelir.enterprise.aid import access, actions
from anyelir.enterprise.aid.forms.steps import (
    AgreementForm,
    AidDecisionForm,
    AidHandOverForm,
    CloseForm,
    ProcureForm,
    ProposeForm,
    VerifyForm,
)
from anyelir.enterprise.aid.models import Aid
from anyelir.enterprise.aid.queries.aids import cost_of_items, given_before
from anyelir.enterprise.aid.views.finding import aid_at
from anyelir.enterprise.trade.access import can_edit_business, workable_businesses
from anyelir.membership.access import has_anywhere
from anyelir.regions.scope import ancestors

FORM = "aid/step.html"


def around(aid: Aid, title: str, **more: Any) -> Mapping[str, Any]:
    return {"aid": aid, "region": aid.receiver.region, "title": title, **more}


@methods("GET", "POST")
def propose(request):
    """For a business or group of the own ones or of the own place."""
    user = request.user
    if not any(has_anywhere(user, right) for right in access.OF_THE_RECEIVER):
        raise PermissionDenied
    businesses = workable_businesses(user).exclude(stage="closed").order_by("name", "id")
    groups = access.proposing_groups(user).filter(closed_on=None).order_by("name", "id")
    form = ProposeForm(posted(request), businesses=businesses, groups=groups)

    def save(cleaned):
        _refuse_others(user, cleaned)
        aid = actions.propose_aid(by=user, **cleaned)
        return done(request, _("Usulan tercatat. Dinas memeriksanya di tempat."), "aid:show", aid.pk)

    return answer(request, form, save, "aid/propose.html", {"title": _("Usulkan bantuan alat")})


def _refuse_others(user: Any, cleaned: Mapping[str, Any]) -> None:
    """The lists of the form hold no others; this is the second door. Refuses: not_yours."""
    business, group = cleaned.get("business"), cleaned.get("group")
    is_foreign = (business is not None and not can_edit_business(user, business)) or (
        group is not None and not access.can_propose_for_group(user, group)
    )
    if is_foreign:
        raise Refused("not_yours", _("Pilih usaha atau kelompok Ibu/Bapak sendiri."), status=422)


@methods("GET", "POST")
def verify(request, pk):
    """The same asked for again is said here: what and which year, and not to whom it was given."""
    aid = aid_at(request, pk, access.can_verify_aid)
    form = VerifyForm(posted(request), place=aid.place)

    def save(cleaned):
        made = actions.verify_aid(aid=aid, by=request.user, **cleaned)
        return done(request, _("Hasil pemeriksaan tercatat: %s.") % made.step_label, "aid:show", pk)

    context = around(aid, _("Hasil pemeriksaan"), before=given_before(aid), shows_reason=True)
    return answer(request, form, save, FORM, context)


@methods("GET", "POST")
def decide(request, pk):
    """Rounds of the place and of the places above it."""
    aid = aid_at(request, pk, access.can_decide_aid)
    above = [*ancestors(aid.place), aid.place]
    rounds = access.visible_rounds(request.user).filter(region_id__in=above).exclude(decree_no="")
    form = AidDecisionForm(posted(request), place=aid.place, rounds=rounds)

    def save(cleaned):
        actions.decide_aid(aid=aid, by=request.user, **cleaned)
        return done(request, _("Penerima ditetapkan."), "aid:show", pk)

    return answer(request, form, save, FORM, around(aid, _("Tetapkan dengan SK"), has_rounds=rounds.exists()))


@methods("GET", "POST")
def grant(request, pk):
    aid = aid_at(request, pk, access.can_decide_aid)

    def save(cleaned):
        actions.grant_aid(aid=aid, by=request.user, **cleaned)
        return done(request, _("NPHD tercatat."), "aid:show", pk)

    form = AgreementForm(posted(request), place=aid.place)
    return answer(request, form, save, FORM, around(aid, _("Catat NPHD")))


@methods("GET", "POST")
def procure(request, pk):
    aid = aid_at(request, pk, access.can_decide_aid)

    def save(cleaned):
        actions.procure_aid(aid=aid, by=request.user, **cleaned)
        return done(request, _("Barang tercatat. Cetak labelnya sebelum diserahkan."), "aid:show", pk)

    form = ProcureForm(posted(request), place=aid.place)
    return answer(request, form, save, FORM, around(aid, _("Catat pengadaan")))


@methods("GET", "POST")
def hand_over(request, pk):
    aid = aid_at(request, pk, access.can_decide_aid)
    initial = {"bast_idr": cost_of_items(aid) or None}
    form = AidHandOverForm(*posted_files(request), place=aid.place, initial=initial)

    def save(cleaned):
        actions.hand_over_aid(aid=aid, by=request.user, **cleaned)
        return done(request, _("Serah terima tercatat. Kunjungan pertama sebulan lagi."), "aid:show", pk)

    return answer(request, form, save, FORM, around(aid, _("Catat serah terima")))


@methods("GET", "POST")
def close(request, pk):
    aid = aid_at(request, pk, access.can_decide_aid)

    def save(cleaned):
        made = actions.close_aid(aid=aid, by=request.user, **cleaned)
        return done(request, _("Bantuan ditutup: %s.") % made.step_label, "aid:show", pk)

    form = CloseForm(posted(request), place=aid.place)
    return answer(request, form, save, FORM, around(aid, _("Tutup bantuan")))

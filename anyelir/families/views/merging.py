"""The merge desk: two records side by side, one decision, and a way back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anyelir.core.audit import note
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.families import access, actions
from anyelir.families.models import MergeProposal
from anyelir.families.views.loading import proposal_or_404
from anyelir.membership.access import has_anywhere

STATES = MergeProposal.State


@require_safe
def desk(request):
    """Proposals that wait, or those decided lately."""
    if not has_anywhere(request.user, Permission.PERSON_MERGE):
        raise PermissionDenied
    wanted = request.GET.get("keadaan", "")
    state = wanted if wanted in STATES.values else STATES.PROPOSED
    rows = (
        access.visible_proposals(request.user).filter(state=state).select_related("kept", "other", "region")
    )
    page = paginate(rows, order=["-score", "-id"], cursor=request.GET.get("kursor", ""))
    return render(
        request, "families/merge_desk.html", {"page": page, "state": state, "states": STATES.choices}
    )


@require_safe
def compare(request, pk):
    """Both records with what agrees and what differs."""
    proposal = proposal_or_404(request.user, pk)
    note(by=request.user, verb="person.compare", what=proposal, region=proposal.region_id)
    rows = [
        (label, _shown(proposal.kept, field), _shown(proposal.other, field))
        for field, label in (
            ("name", _("Nama")),
            ("get_sex_display", _("Jenis kelamin")),
            ("born_on", _("Tanggal lahir")),
            ("mother_name", _("Nama ibu")),
            ("has_nik", "NIK"),
            ("region_label", _("Tempat tinggal")),
        )
    ]
    context = {"proposal": proposal, "region": proposal.region, "rows": rows}
    return render(request, "families/compare.html", context)


def _shown(person, field: str):
    if field == "has_nik":
        return _("ada") if person.nik_index else _("belum punya")
    if field == "region_label":
        return person.region.label
    value = getattr(person, field)
    return value() if callable(value) else value


@require_POST
def decide(request, pk):
    """One person, two people, or back to undecided."""
    proposal = proposal_or_404(request.user, pk)
    choice = request.POST.get("keputusan", "")
    decisions = {
        "gabung": (actions.merge, _("Kedua catatan sudah digabung. Keputusan ini bisa dibatalkan.")),
        "beda": (actions.dismiss, _("Dicatat sebagai dua orang yang berbeda.")),
        "batal": (actions.undo, _("Keputusan dibatalkan. Semua kembali seperti semula.")),
    }
    if choice not in decisions:
        messages.error(request, _("Pilih salah satu keputusan."))
        return redirect("families:compare", pk=pk)
    action, text = decisions[choice]
    action(proposal, by=request.user)
    messages.success(request, text)
    return redirect("families:compare", pk=pk)

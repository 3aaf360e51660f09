"""The merge desk: two records side by side, one decision, and a way back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.merging import carry_out
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted, searched
from anyelir.families import access, actions, comparing, queries
from anyelir.families.forms import TwinForm
from anyelir.families.models import MergeProposal
from anyelir.families.views.loading import person_at, proposal_at
from anyelir.membership.access import has_anywhere

STATES = MergeProposal.State


@methods("GET")
def desk(request):
    """Proposals that wait, or those decided lately."""
    if not has_anywhere(request.user, Permission.PERSON_MERGE):
        raise PermissionDenied
    wanted = request.GET.get("keadaan", "")
    state = wanted if wanted in STATES.values else STATES.PROPOSED
    rows = queries.waiting_proposals(access.visible_proposals(request.user), state)
    page = paginate(rows, order=["-score", "-id"], cursor=request.GET.get("kursor", ""))
    return render(
        request, "families/merge_desk.html", {"page": page, "state": state, "states": STATES.choices}
    )


@methods("GET")
def compare(request, pk):
    """Both records with what agrees and what differs, and why they were proposed."""
    proposal = proposal_at(request.user, pk)
    note(by=request.user, verb="person.compare", what=proposal, region=proposal.region_id)
    context = {
        "proposal": proposal,
        "region": proposal.region,
        "lines": comparing.lines_of(proposal),
        "reasons": comparing.reasons_of(proposal),
        "keep": comparing.better_kept(proposal),
    }
    return render(request, "families/compare.html", context)


@methods("POST")
def decide(request, pk):
    """One person, two people, or back to undecided; what cannot be done now is said on the page itself."""
    proposal = proposal_at(request.user, pk)
    given = {"proposal": proposal, "by": request.user, "op_id": posted_op_id(request)}

    def decide_now() -> str:
        return carry_out(
            request.POST,
            merge=lambda keep_other: actions.merge_people(keep_other=keep_other, **given),
            dismiss=lambda: actions.dismiss_merge(**given),
            undo=lambda: actions.undo_merge(**given),
        )

    return press(request, decide_now, "families:compare", pk=pk)


@methods("GET", "POST")
def propose(request, pk):
    """Whoever writes people of the place may say that two records are one person; the merge desk decides."""
    person = person_at(request.user, pk, to_edit=True)
    name_typed = searched(request) or person.name.split()[0]
    people = queries.possible_twins(access.visible_people(request.user), person, name_typed)
    form = TwinForm(posted(request), people=people)

    def save(cleaned):
        made = actions.propose_merge(
            person=person, other=cleaned["other"], by=request.user, op_id=cleaned["op_id"]
        )
        return _after_proposal(request, person, made)

    if request.method != "POST":
        note(by=request.user, verb="person.search", what="families.person", region=person.region_id)
    context = {
        "person": person,
        "region": person.region,
        "name_typed": name_typed,
        "has_people": people.exists(),
    }
    return answer(request, form, save, "families/propose.html", context)


def _after_proposal(request, person, made: MergeProposal):
    if access.can_merge(request.user, made.region_id):
        return redirect("families:compare", pk=made.pk)
    text = _("Usulan dicatat. Petugas yang berwenang akan memeriksanya.")
    return done(request, text, "families:person", pk=person.pk)

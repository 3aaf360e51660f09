"""One member: what is known of the human, her posts and services; and the desk for two who may be one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.merging import carry_out
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import done, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.membership import actions, queries
from anyelir.membership.access import can, can_view_member, has_anywhere, known_members, known_pairs
from anyelir.membership.comparing import lines_of
from anyelir.membership.forms import MemberForm
from anyelir.membership.models import Member, MemberPair
from anyelir.membership.views.finding import form_page

FACTS = tuple(name for name in MemberForm.base_fields if name != "op_id")
State = MemberPair.State


def _member_at(request, pk) -> Member:
    def may(member):
        if request.method == "POST":
            return can(request.user, Permission.TEAM_EDIT, member.region_id)
        return can_view_member(request.user, member)

    return load_or_refuse(known_members(request.user).select_related("region", "user"), may, pk=pk)


@methods("GET", "POST")
def member(request, pk):
    """What is known of a human, for who keeps the register; posts and services for who sees the team."""
    current = _member_at(request, pk)
    region = current.region
    if request.method == "GET":
        note(by=request.user, verb="member.read", what=current, region=region.code)
    initial = {name: getattr(current, name) for name in FACTS}
    form = MemberForm(posted(request), initial=initial, place=region.code)

    def save(cleaned):
        actions.change_member(member=current, by=request.user, **cleaned)
        return done(request, _("Data anggota tersimpan."), "membership:member", pk)

    context = {
        "template": "membership/member.html",
        "person": current,
        "region": region,
        "posts": queries.posts_of_member(current),
        "services": queries.services_of_member(current),
        "pairs": queries.pairs_of(current),
        "can_edit": can(request.user, Permission.TEAM_EDIT, region.code),
        "can_make_user": can(request.user, Permission.USER_MANAGE, region.code),
        "menu_page": "kader",
    }
    return form_page(request, form, save, **context)


@methods("GET")
def desk(request):
    """Pairs that wait, or those decided lately."""
    if not has_anywhere(request.user, Permission.TEAM_EDIT):
        raise PermissionDenied
    wanted = request.GET.get("keadaan", "")
    state = wanted if wanted in State.values else State.PROPOSED
    rows = queries.pairs_on_desk(request.user, state)
    page = paginate(rows, order=["-id"], cursor=request.GET.get("kursor", ""))
    context = {"page": page, "state": state, "states": State.choices, "menu_page": "kader"}
    return render(request, "membership/desk.html", context)


def _pair_at(request, pk) -> MemberPair:
    known = known_pairs(request.user).select_related("kept__region", "other__region", "region")
    return load_or_refuse(known, lambda pair: can(request.user, Permission.TEAM_EDIT, pair.region_id), pk=pk)


@methods("GET")
def pair(request, pk):
    """Both records with what agrees and what differs."""
    current = _pair_at(request, pk)
    note(by=request.user, verb="member.compare", what=current, region=current.region_id)
    context = {"pair": current, "region": current.region, "lines": lines_of(current)}
    context |= {"keep": "pertama", "menu_page": "kader"}
    return render(request, "membership/pair.html", context)


@methods("POST")
def decide_pair(request, pk):
    """One human, two humans, or back to undecided; what cannot be done now is said on the page itself."""
    current = _pair_at(request, pk)
    given = {"pair": current, "by": request.user, "op_id": posted_op_id(request)}

    def decide() -> str:
        return carry_out(
            request.POST,
            merge=lambda keep_other: actions.merge_members(keep_other=keep_other, **given),
            dismiss=lambda: actions.dismiss_pair(**given),
            undo=lambda: actions.undo_pair(**given),
        )

    return press(request, decide, "membership:pair", pk=pk)

"""Ending the roles of many people at once: proposed with a look at whose they are, confirmed by a second person."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission
from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.core.wording import number
from anyelir.membership import actions, queries
from anyelir.membership.access import has_anywhere, known_endings
from anyelir.membership.forms import EndManyForm
from anyelir.membership.granting import can_end_all, endable_roles, is_second_person, managed_regions
from anyelir.membership.models import GrantEnding
from anyelir.regions.scope import NATION

SHOWN_NAMES = 30
MENU = {"menu_page": "accounts"}


@methods("GET", "POST")
def endings(request):
    """What was proposed, and a form for another proposal."""
    user = request.user
    if not has_anywhere(user, Permission.USER_MANAGE):
        raise PermissionDenied
    codes = managed_regions(user)
    within = codes[0] if len(codes) == 1 else NATION
    roles = {role.slug: role for code in codes for role in endable_roles(user, code)}
    form = EndManyForm(posted(request), place=within, roles=roles.values(), within_code=within)

    def save(cleaned):
        made = actions.propose_ending(by=user, **cleaned)
        text = _("Usul tersimpan. Belum ada yang berakhir sampai orang kedua setuju.")
        return done(request, text, "membership:ending", made.pk)

    context = {"endings": known_endings(user).select_related("region")[:SHOWN_NAMES], **MENU}
    return answer(request, form, save, "membership/endings.html", context)


def _ending_at(request, pk) -> GrantEnding:
    """Of the regions where the person manages people."""

    def may_see(ending):
        return can_end_all(request.user, ending.roles, ending.region_id or NATION)

    return load_or_refuse(known_endings(request.user).select_related("region"), may_see, pk=pk)


@methods("GET")
def ending(request, pk):
    """Whose roles they are: by role, by place, and the first names."""
    record = _ending_at(request, pk)
    place, is_open = record.region_id or NATION, record.state == GrantEnding.State.PROPOSED
    grants = queries.grants_to_end(record)
    context = {
        "ending": record,
        "by_role": queries.counts_by_role(grants) if is_open else {},
        "by_place": queries.counts_by_place(grants, place) if is_open else [],
        "grants": grants.select_related("user", "region").order_by("user__name", "pk")[:SHOWN_NAMES],
        "rest": max(0, record.count - SHOWN_NAMES),
        "is_open": is_open,
        "may_confirm": is_open and is_second_person(request.user, record.proposed_by, place),
        **MENU,
    }
    return render(request, "membership/ending.html", context)


@methods("POST")
def confirm_ending(request, pk):
    record = _ending_at(request, pk)

    def act() -> str:
        ended = actions.confirm_ending(ending=record, by=request.user, op_id=posted_op_id(request))
        return _("%s peran sudah diakhiri.") % number(ended.count)

    return press(request, act, "membership:ending", pk=pk)


@methods("POST")
def withdraw_ending(request, pk):
    record = _ending_at(request, pk)

    def act() -> str:
        actions.withdraw_ending(ending=record, by=request.user)
        return _("Usul dibatalkan. Semua peran tetap.")

    return press(request, act, "membership:ending", pk=pk)

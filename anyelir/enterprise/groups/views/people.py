"""People of a group: its members for who serves in it, its officers for who appoints them."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.enterprise.groups import access, actions
from anyelir.enterprise.groups.forms.group import JoinGroupForm, LeaveGroupForm, OfficerForm
from anyelir.enterprise.groups.models import MemberCard
from anyelir.enterprise.groups.queries.register import body_of, group_of
from anyelir.enterprise.groups.views.finding import group_at
from anyelir.membership import actions as membership


@methods("GET")
def members(request, pk):
    """Everybody by number; those who left are shown when asked for."""
    group = group_at(request, pk, access.can_read_people)
    shows_all = request.GET.get("semua") == "ya"
    people = body_of(group).people.all()
    if not shows_all:
        people = people.filter(until=None)
    note(by=request.user, verb="group.read_people", what=group, region=group.region_id)
    page = paginate(people, order=("number", "id"), cursor=request.GET.get("kursor", ""))
    cards = MemberCard.objects.filter(body_member__in=page.rows, ended_at=None)
    by_person = {card.body_member_id: card for card in cards}
    context = {
        "group": group,
        "region": group.region,
        "page": page,
        "rows": [(person, by_person.get(person.pk)) for person in page],
        "shows_all": shows_all,
        "may_keep": access.can_run_fund(request.user, group) and group.closed_on is None,
    }
    return render(request, "groups/members.html", context)


@methods("GET", "POST")
def join(request, pk):
    group = group_at(request, pk, access.can_run_fund)
    form = JoinGroupForm(posted(request), region=group.region)

    def save(cleaned):
        made = actions.join_group(group=group, by=request.user, **cleaned)
        text = _("%(name)s tercatat sebagai anggota nomor %(number)s.")
        return done(request, text % {"name": made.name, "number": made.number}, "groups:members", pk=pk)

    context = {"title": _("Anggota baru"), "group": group, "region": group.region, "back": "groups:members"}
    return answer(request, form, save, "groups/form.html", context)


@methods("GET", "POST")
def leave(request, pk):
    """The last day of a member; what she has or owes is settled first."""
    people = access.known_group_people(request.user).select_related("body__region")
    person = load_or_refuse(people, lambda each: _may_keep(request.user, each), pk=pk)
    group = group_of(person.body)
    form = LeaveGroupForm(posted(request), place=group.region_id)

    def save(cleaned):
        membership.leave_body(person=person, by=request.user, **cleaned)
        return done(request, _("%s tercatat keluar.") % person.name, "groups:members", pk=group.pk)

    context = {"group": group, "region": group.region, "back": "groups:members"}
    context["title"] = _("%s keluar") % person.name
    return answer(request, form, save, "groups/form.html", context)


def _may_keep(user, person) -> bool:
    group = group_of(person.body)
    return group is not None and access.can_run_fund(user, group)


@methods("GET", "POST")
def officer(request, pk):
    group = group_at(request, pk, access.can_name_officers)
    initial = {"office": request.GET.get("jabatan", "")}
    form = OfficerForm(posted(request), initial=initial, place=group.region_id)

    def save(cleaned):
        actions.name_officer(group=group, by=request.user, **cleaned)
        return done(request, _("Pengurus sudah dicatat."), "groups:show", pk=pk)

    context = {"title": _("Catat pengurus"), "group": group, "region": group.region}
    return answer(request, form, save, "groups/form.html", context)

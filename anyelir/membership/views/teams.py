"""Teams: the chart, appointing, handing over, ending, mending."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission
from anyelir.core.screens import done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.membership import actions, queries
from anyelir.membership.access import can, has_anywhere, known_posts
from anyelir.membership.forms import CorrectPostForm, EndPostForm, HandOverForm, PostForm, SecretariatForm
from anyelir.membership.models import TeamMember
from anyelir.membership.views.finding import form_page, place_with

HOLDER = ("name", "sex", "is_acting", "decree_no", "decree_on", "since", "until")


@methods("GET")
def teams(request):
    """Where the person's view of teams begins."""
    if not has_anywhere(request.user, Permission.TEAM_VIEW):
        raise PermissionDenied
    regions = queries.team_regions(request.user)
    if len(regions) == 1:
        return redirect("membership:team", regions[0].code)
    return render(request, "membership/teams.html", {"regions": regions})


@methods("GET")
def team(request, code):
    """The team of a region with its posts, its history, the teams below and the kader."""
    region = place_with(request, code, Permission.TEAM_VIEW)
    own_team = queries.team_of(code)
    members = list(queries.members_of(own_team))
    context = {
        "region": region,
        "team": own_team,
        "is_group": queries.is_group(region),
        "parts": queries.team_chart(region, members),
        "vacant": sum(not member.name for member in members),
        "held": sum(bool(member.name) for member in members),
        "former": queries.former_members(own_team),
        "below": queries.teams_below(region),
        "kader": queries.kader_counts(queries.visible_kader(request.user), code),
        "can_edit": can(request.user, Permission.TEAM_EDIT, code),
    }
    return render(request, "membership/team.html", context)


def _done(request, region, text):
    return done(request, text, "membership:team", region.code)


@methods("GET", "POST")
def appoint(request, code):
    """A post that was not recorded yet; the chart sends along which one."""
    region = place_with(request, code, Permission.TEAM_EDIT)
    initial = {"office": request.GET.get("jabatan", ""), "pokja": request.GET.get("pokja", "")}
    form = PostForm(posted(request), initial=initial, place=region.code)

    def save(cleaned):
        actions.appoint_member(region=region, by=request.user, **cleaned)
        return _done(request, region, _("Jabatan sudah dicatat."))

    return form_page(request, form, save, title=_("Catat jabatan"), region=region, back="team")


def _member_at(request, pk) -> TeamMember:
    known = known_posts(request.user).select_related("team__region")

    def may_edit(member):
        return can(request.user, Permission.TEAM_EDIT, member.team.region_id)

    return load_or_refuse(known, may_edit, pk=pk)


def _post_words(member: TeamMember) -> str:
    numeral = ("", "I", "II", "III", "IV")[member.pokja or 0]
    return f"{member.get_office_display()} {numeral}".strip()


@methods("GET", "POST")
def hand_over(request, pk):
    """Somebody else takes the post, or it becomes vacant."""
    member = _member_at(request, pk)
    region = member.team.region
    form = HandOverForm(posted(request), place=region.code)

    def save(cleaned):
        actions.hand_over_post(member=member, by=request.user, **cleaned)
        return _done(request, region, _("Serah terima sudah dicatat."))

    title = _("Ganti %s") % _post_words(member)
    now = _("Sekarang: %s") % member.name if member.name else _("Sekarang lowong")
    return form_page(request, form, save, title=title, region=region, lead=now, back="team")


@methods("GET", "POST")
def correct_post(request, pk):
    """Mend what was written wrongly."""
    member = _member_at(request, pk)
    region = member.team.region
    initial = {name: getattr(member, name) for name in HOLDER}
    form = CorrectPostForm(posted(request), initial=initial, place=region.code)

    def save(cleaned):
        actions.correct_post(member=member, by=request.user, **cleaned)
        return _done(request, region, _("Catatan jabatan sudah dibetulkan."))

    title = _("Betulkan %s") % _post_words(member)
    lead = _("Orangnya berganti? Pakai tombol Ganti, supaya riwayatnya tersimpan.")
    return form_page(request, form, save, title=title, region=region, lead=lead, back="team")


@methods("GET", "POST")
def end_post(request, pk):
    """The end of a term."""
    member = _member_at(request, pk)
    region = member.team.region
    form = EndPostForm(posted(request), place=region.code)

    def save(cleaned):
        actions.end_post(member=member, by=request.user, **cleaned)
        return _done(request, region, _("Masa jabatan sudah diakhiri."))

    title = _("Akhiri jabatan %s") % (member.name or _post_words(member))
    return form_page(request, form, save, title=title, region=region, lead=_post_words(member), back="team")


@methods("GET", "POST")
def address(request, code):
    """Where the secretariat is."""
    region = place_with(request, code, Permission.TEAM_EDIT)
    own_team = queries.team_of(code)
    form = SecretariatForm(posted(request), initial={"address": own_team.address if own_team else ""})

    def save(cleaned):
        actions.set_address(region=region, by=request.user, **cleaned)
        return _done(request, region, _("Alamat sekretariat tersimpan."))

    return form_page(request, form, save, title=_("Alamat sekretariat"), region=region, back="team")

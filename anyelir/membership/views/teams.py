"""Bodies: the chart, appointing, handing over, ending, mending."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission
from anyelir.core.screens import done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.membership import actions, queries
from anyelir.membership.access import can, has_anywhere, known_posts
from anyelir.membership.bodies import kind_of, known_body
from anyelir.membership.forms import CorrectPostForm, EndPostForm, HandOverForm, PostForm, SecretariatForm
from anyelir.membership.models import Post
from anyelir.membership.offices import post_name
from anyelir.membership.views.finding import form_page, place_with

TERMS = ("is_acting", "decree_no", "decree_on", "since", "until")


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
    """The body of a region with its posts, its history, the bodies below and the kader."""
    region = place_with(request, code, Permission.TEAM_VIEW)
    body = known_body(code)
    posts = list(queries.posts_of(body))
    context = {
        "region": region,
        "body": body,
        "title": kind_of(region).label,
        "parts": queries.body_chart(region, posts),
        "vacant": sum(post.member is None for post in posts),
        "held": sum(post.member is not None for post in posts),
        "former": queries.former_posts(body),
        "below": queries.teams_below(region),
        "kader": queries.kader_counts(queries.visible_services(request.user), code),
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
    form = PostForm(posted(request), initial=initial, place=region)

    def save(cleaned):
        actions.appoint_member(region=region, by=request.user, **cleaned)
        return _done(request, region, _("Jabatan sudah dicatat."))

    return form_page(request, form, save, title=_("Catat jabatan"), region=region, back="team")


def _post_at(request, pk) -> Post:
    known = known_posts(request.user).select_related("body__region", "member")

    def may_edit(post):
        return can(request.user, Permission.TEAM_EDIT, post.body.region_id)

    return load_or_refuse(known, may_edit, pk=pk)


@methods("GET", "POST")
def hand_over(request, pk):
    """Somebody else takes the post, or it becomes vacant."""
    post = _post_at(request, pk)
    region = post.body.region
    form = HandOverForm(posted(request), place=region)

    def save(cleaned):
        actions.hand_over_post(post=post, by=request.user, **cleaned)
        return _done(request, region, _("Serah terima sudah dicatat."))

    title = _("Ganti %s") % post_name(post)
    lead = _("Sekarang: %s") % post.name if post.name else _("Sekarang lowong")
    return form_page(request, form, save, title=title, region=region, lead=lead, back="team")


@methods("GET", "POST")
def correct_post(request, pk):
    """Mend what was written wrongly; the name itself is mended on the page of the member."""
    post = _post_at(request, pk)
    region = post.body.region
    initial = {name: getattr(post, name) for name in TERMS}
    form = CorrectPostForm(posted(request), initial=initial, place=region.code)

    def save(cleaned):
        actions.correct_post(post=post, by=request.user, **cleaned)
        return _done(request, region, _("Catatan jabatan sudah dibetulkan."))

    title = _("Betulkan %s") % post_name(post)
    lead = _("Orangnya berganti? Pakai tombol Ganti, supaya riwayatnya tersimpan.")
    return form_page(request, form, save, title=title, region=region, lead=lead, back="team")


@methods("GET", "POST")
def end_post(request, pk):
    """The end of a term."""
    post = _post_at(request, pk)
    region = post.body.region
    form = EndPostForm(posted(request), place=region.code)

    def save(cleaned):
        actions.end_post(post=post, by=request.user, **cleaned)
        return _done(request, region, _("Masa jabatan sudah diakhiri."))

    title = _("Akhiri jabatan %s") % (post.name or post_name(post))
    return form_page(request, form, save, title=title, region=region, lead=post_name(post), back="team")


@methods("GET", "POST")
def address(request, code):
    """Where the secretariat is."""
    region = place_with(request, code, Permission.TEAM_EDIT)
    body = known_body(code)
    form = SecretariatForm(posted(request), initial={"address": body.address if body else ""})

    def save(cleaned):
        actions.set_address(region=region, by=request.user, **cleaned)
        return _done(request, region, _("Alamat sekretariat tersimpan."))

    return form_page(request, form, save, title=_("Alamat sekretariat"), region=region, back="team")

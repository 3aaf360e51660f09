"""Hand-overs: the list, preparing, the page of the two, the pack, signing, confirming."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.downloads import PDF, file_to_open
from anyelir.core.permission import Permission
from anyelir.core.screens import answer, done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.core.wording import day
from anyelir.documents.booklet import booklet_pdf
from anyelir.documents.issuing import paper_of
from anyelir.documents.models import Paper
from anyelir.handovers import access, actions, queries
from anyelir.handovers.forms import (
    BoxCountForm,
    CancelPackForm,
    ChangePackForm,
    ConfirmPackForm,
    PrepareForm,
    SignForm,
)
from anyelir.handovers.models import HandOver
from anyelir.handovers.pack import OWNER_KIND, digest_of, pack_booklet
from anyelir.handovers.showing import page_of
from anyelir.membership.access import has_anywhere, known_posts
from anyelir.membership.models import Post
from anyelir.membership.offices import post_name
from anyelir.secretariat.marks import mark_of

MENU = {"menu_page": "handovers"}


@methods("GET")
def home(request):
    """What was prepared, and the posts for which one can be prepared."""
    visible = access.visible_handovers(request.user)
    if not has_anywhere(request.user, Permission.HANDOVER_RUN) and not visible.exists():
        raise PermissionDenied
    context = {
        "handovers": queries.with_people(visible),
        "posts": queries.posts_to_hand_over(access.preparing_bodies(request.user)),
    }
    return render(request, "handovers/home.html", context | MENU)


def _handover_at(request, pk, allowed=access.can_view_handover) -> HandOver:
    known = queries.with_people(access.known_handovers(request.user))
    return load_or_refuse(known, lambda handover: allowed(request.user, handover), pk=pk)


def _may_change(user, handover: HandOver) -> bool:
    return access.can_prepare(user, handover.body)


def _may_confirm(user, handover: HandOver) -> bool:
    return access.is_one_of_two(user, handover) or access.is_office_above(user, handover.body)


@methods("GET", "POST")
def prepare(request, pk):
    """Somebody else takes a post over."""
    known = known_posts(request.user).select_related("body__region", "member")
    post: Post = load_or_refuse(known, lambda each: access.can_prepare(request.user, each.body), pk=pk)
    form = PrepareForm(posted(request), place=post.body.region)

    def save(cleaned):
        made = actions.prepare_handover(post=post, by=request.user, **cleaned)
        return done(
            request, _("Serah terima disiapkan. Sekarang dibaca berdua."), "handovers:handover", made.pk
        )

    context = {"title": _("Serah terima %s") % post_name(post), "body": post.body, "post": post}
    return answer(request, form, save, "handovers/form.html", context | MENU)


@methods("GET")
def handover(request, pk):
    record = _handover_at(request, pk)
    note(by=request.user, verb="handover.read", what=record, region=record.body.region_id)
    context = {"page": page_of(request.user, record), "handover": record, "body": record.body}
    return render(request, "handovers/handover.html", context | MENU)


@methods("GET", "POST")
def change(request, pk):
    record = _handover_at(request, pk, _may_change)
    initial = {name: getattr(record, name) for name in ("on", "decree_no", "decree_on", "lessons")}
    initial["seen"] = mark_of(record)
    form = ChangePackForm(posted(request), initial=initial, place=record.body.region_id)

    def save(cleaned):
        actions.change_handover(handover=record, by=request.user, **cleaned)
        return done(
            request, _("Tersimpan. Yang sudah tanda tangan, tanda tangan lagi."), "handovers:handover", pk
        )

    return _form_page(request, form, save, record, _("Ubah serah terima"))


@methods("GET", "POST")
def count(request, pk):
    """The money, counted by both at one table."""
    record = _handover_at(request, pk, access.can_read_pack)
    form = BoxCountForm(posted(request), initial={"reason": record.count_reason})

    def save(cleaned):
        actions.write_count(handover=record, by=request.user, **cleaned)
        return done(request, _("Hitungan tersimpan di berkas."), "handovers:handover", pk)

    return _form_page(request, form, save, record, _("Hitung uang tunai bersama"))


@methods("GET", "POST")
def cancel(request, pk):
    record = _handover_at(request, pk, _may_change)
    form = CancelPackForm(posted(request))

    def save(cleaned):
        actions.cancel_handover(handover=record, by=request.user, **cleaned)
        return done(request, _("Serah terima dibatalkan. Tidak ada yang berubah."), "handovers:home")

    return _form_page(request, form, save, record, _("Batalkan serah terima"))


@methods("GET", "POST")
def sign(request, pk):
    """One of the two draws her signature; who takes over on the day takes over with it."""
    record = _handover_at(request, pk, access.is_one_of_two)
    form = SignForm(posted(request), initial={"seen": digest_of(record)})
    page = page_of(request.user, record)

    def save(cleaned):
        given = {key: cleaned[key] for key in ("seen", "picture", "op_id")}
        if page.accepts:
            actions.accept_handover(handover=record, check_url=_check_url(request), by=request.user, **given)
            return done(request, _("Serah terima selesai."), "handovers:handover", pk)
        actions.sign_pack(handover=record, by=request.user, **given)
        return done(request, _("Tanda tangan tersimpan."), "handovers:handover", pk)

    context = {"page": page, "handover": record, "body": record.body, "title": _("Tanda tangan berkas")}
    return answer(request, form, save, "handovers/sign.html", context | MENU)


@methods("GET", "POST")
def confirm(request, pk):
    """The office above confirms with the code of the signed pack; the incoming when both signed here."""
    record = _handover_at(request, pk, _may_confirm)
    form = ConfirmPackForm(posted(request))

    def save(cleaned):
        actions.confirm_handover(handover=record, check_url=_check_url(request), by=request.user, **cleaned)
        return done(request, _("Serah terima selesai."), "handovers:handover", pk)

    return _form_page(request, form, save, record, _("Konfirmasi serah terima"))


def _check_url(request) -> str:
    return request.build_absolute_uri(reverse("documents:ask"))


@methods("GET")
def pack(request, pk):
    """The bytes that were signed; before, the pack as it stands, with "KONSEP" across it unless it is to be signed."""
    record = _handover_at(request, pk, access.can_read_pack)
    paper = paper_of(Paper, OWNER_KIND, str(record.pk))
    if paper is not None:
        content = bytes(paper.content)
    else:
        content = booklet_pdf(pack_booklet(record), draft="" if "tanda" in request.GET else _("KONSEP"))
    note(by=request.user, verb="handover.print", what=record, region=record.body.region_id)
    return file_to_open(content, PDF, f"serah-terima-{slugify(str(record.body))}.pdf")


def _form_page(request, form, save, record: HandOver, title: str):
    context = {"title": title, "body": record.body, "handover": record, "lead": day(record.on)}
    return answer(request, form, save, "handovers/form.html", context | MENU)

"""Who served so many years without a break, by name; thanks in one press, and their papers."""

from __future__ import annotations

import io
import zipfile

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.clock import today_at
from anyelir.core.downloads import PDF, file_to_keep, file_to_open
from anyelir.core.screens import load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.documents.issuing import paper_of
from anyelir.documents.models import Paper
from anyelir.honours import access, actions, queries
from anyelir.honours.actions import OWNER_KIND
from anyelir.honours.models import Thanks
from anyelir.membership.bodies import known_body
from anyelir.membership.finding import body_at
from anyelir.membership.models import Body
from anyelir.membership.places import members_in
from anyelir.regions.finding import region_at
from anyelir.rules.service_years import longest_break

SHOWN = 100
ZIP = "application/zip"
MENU = {"menu_page": "honours"}


@methods("GET")
def honours_list(request, code):
    """Those with an award by name, a hundred on a page; who is close, for her own desa."""
    region = region_at(request.user, code, access.can_view_honours)
    on, award = today_at(code), request.GET.get("penghargaan", "")
    served = queries.service_years(members_in([code]), on)
    listed = queries.reached(served, award if award in Thanks.Award.values else "")
    page = _page_of(request, len(listed))
    body = known_body(code)
    may_thank = body is not None and access.can_thank(request.user, body)
    context = {
        "region": region,
        "body": body,
        "rows": listed[(page - 1) * SHOWN : page * SHOWN],
        "count": len(listed),
        "page": page,
        "after": page + 1 if len(listed) > page * SHOWN else 0,
        "award": award,
        "awards": Thanks.Award.choices,
        "gap_days": longest_break(on),
        "close": queries.close(served, on) if access.tells_who_is_close(request.user, code) else [],
        "waiting": len(queries.to_thank(body)) if may_thank and body is not None else 0,
        "may_thank": may_thank,
        "thanks": _thanks_of(request.user, body),
        **MENU,
    }
    return render(request, "honours/list.html", context)


def _page_of(request, count: int) -> int:
    """The page in the address; another one is the first."""
    typed = request.GET.get("halaman", "")
    last = max(1, -(-count // SHOWN))
    return int(typed) if typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) <= last else 1


def _thanks_of(user, body: Body | None):
    if body is None:
        return Thanks.objects.none()
    rows = access.visible_thanks(user).filter(body=body)
    return rows.select_related("member").order_by("member__name", "id")[:SHOWN]


@methods("POST")
def thank(request, pk):
    """A paper for each who waits."""
    body = body_at(request, pk, access.can_thank)

    def act() -> str:
        check_url = request.build_absolute_uri(reverse("documents:ask"))
        given = {"check_url": check_url, "by": request.user, "op_id": posted_op_id(request)}
        count = actions.thank_members(body=body, **given) or 0
        text = _("%s ucapan terima kasih dibuat.")
        return text % count

    return press(request, act, "honours:list", code=body.region_id)


@methods("GET")
def paper(request, pk):
    known = access.known_thanks(request.user).select_related("body")
    thanks = load_or_refuse(known, lambda each: access.can_view_thanks(request.user, each), pk=pk)
    kept = paper_of(Paper, OWNER_KIND, str(thanks.pk))
    if kept is None:
        raise Http404
    note(by=request.user, verb="honours.print", what=thanks, region=thanks.body.region_id)
    return file_to_open(bytes(kept.content), PDF, "ucapan-terima-kasih.pdf")


@methods("GET")
def all_papers(request, pk):
    """All papers of the year that runs in one file, to be printed and handed over."""
    body = body_at(request, pk, access.can_thank)
    rows = Thanks.objects.filter(body=body, on__year=today_at(body.region_id).year).values_list(
        "pk", flat=True
    )
    keys = [str(key) for key in rows]
    papers = Paper.objects.filter(owner_kind=OWNER_KIND, owner_key__in=keys, state=Paper.State.VALID)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for each in papers.order_by("year", "number"):
            archive.writestr(f"{each.year}-{each.number:04d}.pdf", bytes(each.content))
    note(by=request.user, verb="honours.print", what=body, region=body.region_id, count=len(keys))
    return file_to_keep(target.getvalue(), ZIP, "ucapan-terima-kasih.zip")

"""The append-only trail of the reader's own regions. Reading it is an act that leaves a line as well."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from anyelir.core.audit import note
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import methods
from anyelir.membership.access import granted_regions, has_anywhere
from anyelir.web import trail
from anyelir.web.forms import TrailForm

ORDER = ("-at", "-id")


@methods("GET")
def audit(request):
    if not has_anywhere(request.user, Permission.AUDIT_VIEW):
        raise PermissionDenied
    form = TrailForm(request.GET or None, verbs=trail.verb_choices())
    wanted = form.criteria()
    cursor = request.GET.get("kursor", "")
    page = paginate(trail.lines(request.user, **wanted), order=ORDER, cursor=cursor)
    if wanted.keys() & {"who", "record"}:
        # Looking after one person or one record is personal detail; leafing through is not.
        widest = min(granted_regions(request.user, Permission.AUDIT_VIEW), key=len)
        note(by=request.user, verb="audit.read", what="core.auditentry", region=widest, **_plain(wanted))
    context = {"page": page, "lines": trail.lines_of(page.rows), "form": form}
    context["is_filtered"] = bool(wanted)
    return render(request, "web/audit.html", context)


def _plain(wanted: dict) -> dict[str, str]:
    return {name: str(value) for name, value in wanted.items()}

"""One clause: what was done of it, its parts below, its end."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.commitments import access, actions, queries
from anyelir.commitments.forms import DropForm, DueForm, FollowForm, PassOnForm
from anyelir.commitments.models import PROOF, Clause
from anyelir.commitments.showing import clause_line, clause_lines, parts_said
from anyelir.commitments.views.finding import clause_at
from anyelir.core.clock import today_at
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted, posted_files
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.regions.queries import children

FORM = "commitments/form.html"


@methods("GET")
def clause(request, pk):
    current = clause_at(request, pk)
    sees_proof = access.can_view_proof(request.user, current)
    today = today_at(current.doer.region_id)
    parts = [*queries.parts_of(current)] if sees_proof else []
    context = {
        "clause": current,
        "line": clause_line(current, today),
        "body": current.doer,
        "region": current.doer.region,
        "sees_commitment": access.can_view_commitment(request.user, current.commitment),
        "follow_ups": _follow_ups(current, sees_proof),
        "parts": clause_lines(parts, today),
        "parts_said": parts_said(parts) if parts else "",
        **_acts(request.user, current),
        "menu_page": "commitments",
    }
    return render(request, "commitments/clause.html", context)


def _follow_ups(current: Clause, sees_proof: bool) -> list[tuple]:
    """Whoever was only told that it is late reads the words, without the files."""
    rows = queries.follow_ups_of(current)
    return [
        (row, files_of(StoredFile, PROOF, row.pk) if sees_proof and row.has_proof else []) for row in rows
    ]


def _acts(user, current: Clause) -> dict[str, bool]:
    """What this person may do with it now."""
    is_running = current.is_open and current.commitment.is_binding
    follows = is_running and access.can_follow(user, current)
    drops = current.is_open and access.can_drop(user, current)
    return {
        "may_follow": follows,
        "may_pass": follows and not current.doer.unit_kind and children(current.doer.region_id).exists(),
        "may_drop": drops,
        "may_date": current.due_on is None and is_running and (follows or drops),
    }


def _around(current: Clause, title: str, **more) -> dict:
    back = reverse("commitments:clause", args=[current.pk])
    context = {"body": current.doer, "region": current.doer.region, "title": title, "lead": current.what}
    return {**context, "back": back, "menu_page": "commitments", **more}


@methods("GET", "POST")
def follow(request, pk):
    current = clause_at(request, pk, access.can_follow)
    form = FollowForm(*posted_files(request), place=current.doer.region_id)

    def save(cleaned):
        actions.follow_clause(clause=current, body=current.doer, by=request.user, **cleaned)
        return done(request, _("Tindak lanjut dicatat."), "commitments:clause", pk)

    return answer(request, form, save, FORM, _around(current, _("Catat tindak lanjut")))


@methods("POST")
def close(request, pk):
    current = clause_at(request, pk, access.can_follow)

    def act() -> str:
        given = {"clause": current, "body": current.doer, "op_id": posted_op_id(request)}
        actions.close_clause(by=request.user, **given)
        return _("Butir selesai. Terima kasih.")

    return press(request, act, "commitments:clause", pk=pk)


@methods("GET", "POST")
def drop(request, pk):
    current = clause_at(request, pk, access.can_drop)
    form = DropForm(posted(request))

    def save(cleaned):
        actions.drop_clause(clause=current, body=current.setter, by=request.user, **cleaned)
        return done(request, _("Butir dihentikan."), "commitments:clause", pk)

    return answer(request, form, save, FORM, _around(current, _("Hentikan butir")))


def may_date(user, current: Clause) -> bool:
    return access.can_follow(user, current) or access.can_drop(user, current)


@methods("GET", "POST")
def date(request, pk):
    current = clause_at(request, pk, may_date)
    follows = access.can_follow(request.user, current)
    form = DueForm(posted(request), place=current.doer.region_id)

    def save(cleaned):
        body = current.doer if follows else current.setter
        actions.date_clause(clause=current, body=body, by=request.user, **cleaned)
        return done(request, _("Tenggat dicatat."), "commitments:clause", pk)

    return answer(request, form, save, FORM, _around(current, _("Beri tenggat")))


@methods("GET", "POST")
def pass_on(request, pk):
    current = clause_at(request, pk, access.can_follow)
    form = PassOnForm(posted(request), clause=current)

    def save(cleaned):
        actions.pass_clause(clause=current, body=current.doer, by=request.user, **cleaned)
        return done(request, _("Butir diteruskan."), "commitments:clause", pk)

    return answer(request, form, save, FORM, _around(current, _("Teruskan ke bawah")))

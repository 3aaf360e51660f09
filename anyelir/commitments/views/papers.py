"""Papers with parties: made, written, signed, printed."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from anyelir.commitments import access, actions, queries
from anyelir.commitments.forms import ClauseForm, CommitmentForm, PartyForm, PartySignForm
from anyelir.commitments.models import Party
from anyelir.commitments.papers import commitment_pdf
from anyelir.commitments.showing import clause_lines
from anyelir.commitments.views.finding import can_write, commitment_at, party_at
from anyelir.core.clock import today_at
from anyelir.core.downloads import PDF, file_to_keep
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.submissions import posted
from anyelir.membership.finding import body_at

FORM = "commitments/form.html"


def _around(body, title, back, **more) -> dict:
    context = {"body": body, "region": body.region, "title": title, "back": back}
    return {**context, "menu_page": "commitments", **more}


@methods("GET", "POST")
def make(request, pk):
    body = body_at(request, pk, access.can_run_promises)
    form = CommitmentForm(posted(request), place=body.region_id)

    def save(cleaned):
        made = actions.make_commitment(body=body, by=request.user, **cleaned)
        text = _("Komitmen dibuat. Tulis pihak dan butirnya, lalu tanda tangani.")
        return done(request, text, "commitments:commitment", made.pk)

    back = reverse("commitments:promises", args=[pk])
    return answer(request, form, save, FORM, _around(body, _("Buat komitmen"), back))


@methods("GET")
def commitment(request, pk):
    current = commitment_at(request, pk)
    body = current.body
    parties = [*current.parties.select_related("body__region", "commitment__body__region")]
    is_begun = any(party.signed_on for party in parties)
    context = {
        "commitment": current,
        "body": body,
        "region": body.region,
        "parties": [(party, _may_sign(request, party)) for party in parties],
        "lines": clause_lines(queries.agreed_clauses(current), today_at(body.region_id)),
        "may_write": can_write(request.user, current) and current.signed_on is None,
        "may_add_party": can_write(request.user, current) and current.has_paper and not is_begun,
        "menu_page": "commitments",
    }
    return render(request, "commitments/commitment.html", context)


def _may_sign(request, party: Party) -> bool:
    waits = party.signed_on is None and party.commitment.has_paper
    return waits and access.can_sign_for(request.user, party)


@methods("GET")
def paper(request, pk):
    current = commitment_at(request, pk)
    return file_to_keep(commitment_pdf(current), PDF, f"{slugify(current.title)}.pdf")


@methods("GET", "POST")
def add_party(request, pk):
    current = commitment_at(request, pk, can_write)
    form = PartyForm(posted(request))

    def save(cleaned):
        actions.add_party(commitment=current, by=request.user, **cleaned)
        return done(request, _("Pihak ditambahkan."), "commitments:commitment", pk)

    back = reverse("commitments:commitment", args=[pk])
    return answer(request, form, save, FORM, _around(current.body, _("Tambah pihak"), back))


@methods("POST")
def remove_party(request, pk):
    party = party_at(request, pk, lambda user, party: can_write(user, party.commitment))

    def act() -> str:
        actions.remove_party(party=party, by=request.user)
        return _("Pihak diambil dari komitmen.")

    return press(request, act, "commitments:commitment", pk=party.commitment_id)


@methods("GET", "POST")
def sign(request, pk):
    party = party_at(request, pk, access.can_sign_for)
    current = party.commitment
    proposed = party.signer or (request.user.name if party.body_id else "")
    form = PartySignForm(posted(request), place=current.body.region_id, initial={"signer": proposed})
    check_url = request.build_absolute_uri(reverse("documents:ask"))

    def save(cleaned):
        actions.sign_party(party=party, check_url=check_url, by=request.user, **cleaned)
        text = _("Tanda tangan %s dicatat.") % party
        return done(request, text, "commitments:commitment", current.pk)

    back = reverse("commitments:commitment", args=[current.pk])
    context = _around(current.body, _("Tanda tangani komitmen"), back, lead=f"{party}: {current.title}")
    return answer(request, form, save, FORM, context)


@methods("GET", "POST")
def add_clause(request, pk):
    current = commitment_at(request, pk, can_write)
    form = ClauseForm(posted(request), commitment=current)

    def save(cleaned):
        actions.add_clause(commitment=current, by=request.user, **cleaned)
        return done(request, _("Butir ditambahkan."), "commitments:commitment", pk)

    back = reverse("commitments:commitment", args=[pk])
    return answer(request, form, save, FORM, _around(current.body, _("Tambah butir"), back))

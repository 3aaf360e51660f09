"""The permits of a business: which it has, one of them, writing it down, its proof, verified, revoked, renewed."""

from __future__ import annotations

import uuid

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted, posted_files
from anyelir.enterprise.permits import access, actions
from anyelir.enterprise.permits.forms.permits import EvidenceForm, PermitForm, RevokeForm, written_facts
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.pages import PermitLine, lines_of
from anyelir.enterprise.permits.queries.permits import evidence_of, permits_of, products_of
from anyelir.enterprise.permits.states import number_problems
from anyelir.enterprise.permits.views.finding import permit_at
from anyelir.enterprise.permits.wording import decoded_parts, warnings_of
from anyelir.enterprise.trade.access import can_edit_business, can_view_business
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.queries.products import is_food
from anyelir.enterprise.trade.views.finding import business_at


@methods("GET")
def business(request, pk):
    """What this business has, and what could be added."""
    owner = business_at(request, pk, can_view_business)
    context = _around(owner) | {
        "lines": lines_of(permits_of(owner), today_at(owner.region_id)),
        "products": [(made, is_food(made.category)) for made in owner.products.filter(ended_on=None)],
        "kinds": Permit.Kind.choices,
        "may_edit": can_edit_business(request.user, owner) and owner.stage != Business.Stage.CLOSED,
    }
    return render(request, "permits/business.html", context)


@methods("GET", "POST")
def new(request, pk, kind):
    if kind not in Permit.Kind.values:
        raise Http404
    owner = business_at(request, pk, can_edit_business)
    initial = {"products": owner.products.filter(pk__in=_asked_product(request))}
    form = PermitForm(posted(request), business=owner, kind=kind, initial=initial)

    def save(cleaned):
        permit = actions.save_permit(business=owner, kind=kind, by=request.user, **cleaned)
        return done(request, _saved(permit), "permits:show", permit.pk)

    context = _around(owner) | {"title": Permit.Kind(kind).label}
    return answer(request, form, save, "permits/form.html", context)


@methods("GET", "POST")
def edit(request, pk):
    permit = permit_at(request, pk, access.can_edit_permit)
    owner = permit.business
    form = PermitForm(posted(request), business=owner, kind=permit.kind, initial=written_facts(permit))

    def save(cleaned):
        actions.save_permit(business=owner, kind=permit.kind, permit=permit, by=request.user, **cleaned)
        return done(request, _("Catatan izin disimpan."), "permits:show", pk)

    return answer(request, form, save, "permits/form.html", _around(owner, permit) | {"title": str(permit)})


@methods("GET")
def show(request, pk):
    """One permit: its state today, what its number says, what looks odd, its proof and who looked at it."""
    permit = permit_at(request, pk, access.can_view_permit)
    user, on = request.user, today_at(permit.business.region_id)
    sees_evidence = access.can_see_evidence(user, permit)
    context = _around(permit.business, permit) | {
        "line": PermitLine(permit, on),
        "parts": decoded_parts(permit, on) if permit.number else [],
        "warnings": warnings_of(permit, on),
        "is_readable": not any(problem.is_error for problem in number_problems(permit, on)),
        "sees_evidence": sees_evidence,
        "evidence": evidence_of(permit) if sees_evidence else None,
        "may_edit": access.can_edit_permit(user, permit) and permit.revoked_on is None,
        "may_verify": access.can_verify_permit(user, permit) and not access.is_own_permit(user, permit),
        "renewal": Permit.objects.filter(renews=permit).first(),
        "products": products_of(permit),
    }
    return render(request, "permits/permit.html", context)


@methods("GET", "POST")
def evidence(request, pk):
    """On a page of its own: a file that cannot be read takes nothing with it that was typed."""
    permit = permit_at(request, pk, access.can_edit_permit)
    form = EvidenceForm(*posted_files(request))

    def save(cleaned):
        actions.keep_evidence(permit=permit, by=request.user, **cleaned)
        return done(request, _("Bukti disimpan. Dinas akan mencocokkannya."), "permits:show", pk)

    context = _around(permit.business, permit) | {"title": _("Bukti izin"), "takes_file": True}
    return answer(request, form, save, "permits/form.html", context)


@methods("POST")
def verify(request, pk):
    permit = permit_at(request, pk, access.can_verify_permit)

    def act() -> str:
        actions.verify_permit(permit=permit, by=request.user, op_id=posted_op_id(request))
        return _("Bukti sudah dicocokkan. Terima kasih.")

    return press(request, act, "permits:show", pk=pk)


@methods("GET", "POST")
def revoke(request, pk):
    permit = permit_at(request, pk, access.can_see_evidence)
    form = RevokeForm(posted(request), place=permit.business.region_id)

    def save(cleaned):
        actions.revoke_permit(permit=permit, by=request.user, **cleaned)
        return done(request, _("Pencabutan dicatat."), "permits:show", pk)

    context = _around(permit.business, permit) | {"title": _("Izin dicabut")}
    return answer(request, form, save, "permits/form.html", context)


@methods("POST")
def renew(request, pk):
    permit = permit_at(request, pk, access.can_edit_permit)

    def act() -> str:
        actions.renew_permit(permit=permit, by=request.user, op_id=posted_op_id(request))
        return _(
            "Perpanjangan dimulai: berkas siap hari ini. Izin yang lama tetap berlaku sampai tanggalnya."
        )

    return press(request, act, "permits:business", pk=permit.business_id)


def _asked_product(request) -> list[uuid.UUID]:
    """The product from whose path somebody came."""
    try:
        return [uuid.UUID(request.GET.get("produk", ""))]
    except ValueError:
        return []


def _saved(permit: Permit) -> str:
    if permit.number:
        return _("Izin dicatat. Tambahkan foto sertifikatnya supaya dinas bisa mencocokkan.")
    return _("Dicatat. Lanjutkan di sini setelah langkah berikutnya selesai.")


def _around(owner: Business, permit: Permit | None = None) -> dict:
    return {"business": owner, "region": owner.region, "permit": permit, "menu_page": "permits"}

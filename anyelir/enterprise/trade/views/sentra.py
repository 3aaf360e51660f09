"""Business centres: the coverage of a place, the page of one, its naming, its members and its end."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission as P
from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.submissions import posted
from anyelir.enterprise.trade import access, actions
from anyelir.enterprise.trade.forms.sentra import JoinSentraForm, NewSentraForm, SentraForm
from anyelir.enterprise.trade.queries.products import category_label
from anyelir.enterprise.trade.queries.sentra import coverage, possible_members
from anyelir.enterprise.trade.views.finding import business_at
from anyelir.membership.access import granted_regions
from anyelir.regions.finding import region_at
from anyelir.regions.models import Level


@methods("GET")
def home(request):
    """The first place whose businesses the person looks after."""
    codes = [code for code in granted_regions(request.user, P.BUSINESS_VIEW) if code]
    if not codes:
        raise PermissionDenied
    return redirect("trade:coverage", min(codes, key=len))


@methods("GET")
def map_of(request, code):
    region = region_at(request.user, code, access.can_view_businesses_at)
    context = {
        "region": region,
        "coverage": coverage(code),
        "is_province": region.level == Level.PROVINSI,
        "may_edit": access.can_edit_sentra_at(request.user, code),
    }
    return render(request, "trade/coverage.html", context)


@methods("GET", "POST")
def name(request, code):
    region = region_at(request.user, code, access.can_edit_sentra_at)
    form = NewSentraForm(posted(request), place=code)

    def save(cleaned):
        made = actions.name_sentra(region=region, by=request.user, **cleaned)
        return done(request, _("Sentra %s ditetapkan.") % made, "trade:sentra", made.pk)

    context = {"title": _("Tetapkan sentra"), "region": region}
    return answer(request, form, save, "trade/sentra_form.html", context)


def _sentra_at(request, pk, allowed):
    known = access.known_sentras(request.user).select_related("region")
    return load_or_refuse(known, lambda sentra: allowed(request.user, sentra.region_id), pk=pk)


@methods("GET")
def show(request, pk):
    sentra = _sentra_at(request, pk, access.can_view_sentra_at)
    may_edit = access.can_edit_sentra_at(request.user, sentra.region_id) and sentra.until is None
    context = {
        "sentra": sentra,
        "region": sentra.region,
        "category": category_label(sentra.category),
        "members": sentra.members.order_by("name", "id"),
        "readable": set(
            access.visible_businesses(request.user).filter(sentra=sentra).values_list("pk", flat=True)
        ),
        "may_edit": may_edit,
        "form": _join_form(request, sentra) if may_edit else None,
    }
    return render(request, "trade/sentra.html", context)


def _join_form(request, sentra):
    return JoinSentraForm(
        posted(request), businesses=possible_members(sentra, access.visible_businesses(request.user))
    )


@methods("GET", "POST")
def edit(request, pk):
    sentra = _sentra_at(request, pk, access.can_edit_sentra_at)
    initial = {field: getattr(sentra, field) for field in SentraForm.base_fields}
    form = SentraForm(posted(request), initial=initial, place=sentra.region_id)

    def save(cleaned):
        actions.edit_sentra(sentra=sentra, by=request.user, **cleaned)
        return done(request, _("Data sentra disimpan."), "trade:sentra", pk)

    context = {"title": _("Data sentra"), "region": sentra.region, "sentra": sentra}
    return answer(request, form, save, "trade/sentra_form.html", context)


@methods("POST")
def end(request, pk):
    sentra = _sentra_at(request, pk, access.can_edit_sentra_at)

    def act():
        actions.end_sentra(sentra=sentra, by=request.user)
        return _("Sentra %s berakhir hari ini. Anggotanya tetap tercatat sebagai usaha.") % sentra

    return press(request, act, "trade:sentra", pk=pk)


@methods("GET", "POST")
def join(request, pk):
    sentra = _sentra_at(request, pk, access.can_edit_sentra_at)
    form = _join_form(request, sentra)

    def save(cleaned):
        business = actions.join_sentra(sentra=sentra, by=request.user, **cleaned)
        return done(request, _("%s menjadi anggota sentra.") % business, "trade:sentra", pk)

    context = {"title": _("Tambah anggota sentra"), "region": sentra.region, "sentra": sentra}
    return answer(request, form, save, "trade/sentra_form.html", context)


@methods("POST")
def leave(request, pk):
    business = business_at(request, pk, access.can_edit_sentra_of)
    sentra = business.sentra

    def act():
        actions.leave_sentra(business=business, by=request.user)
        return _("%s bukan anggota sentra lagi.") % business

    if sentra is None:
        return press(request, act, "trade:show", pk=pk)
    return press(request, act, "trade:sentra", pk=sentra.pk)

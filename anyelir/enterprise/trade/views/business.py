"""The register page of one business: its facts, its stages and its end."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.screens import answer, done, methods, press
from anyelir.core.submissions import posted
from anyelir.enterprise.trade import access, actions
from anyelir.enterprise.trade.forms.business import BusinessFactsForm, CloseBusinessForm, RunForm
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.queries.businesses import offered_companions
from anyelir.enterprise.trade.queries.products import offered_products
from anyelir.enterprise.trade.views.finding import business_at


def _around(business: Business, title: str) -> dict:
    return {"title": title, "business": business, "region": business.region}


@methods("GET", "POST")
def edit(request, pk):
    business = business_at(request, pk, access.can_edit_business)
    initial = {name: getattr(business, name) for name in BusinessFactsForm.base_fields}
    initial |= {"channels": business.channels.split(), "companion": business.companion_id}
    form = BusinessFactsForm(
        posted(request),
        initial=initial,
        place=business.region_id,
        companions=offered_companions(business),
    )

    def save(cleaned):
        actions.edit_business(business=business, by=request.user, **cleaned)
        return done(request, _("Data usaha disimpan."), "trade:show", pk)

    return answer(request, form, save, "trade/facts.html", _around(business, _("Data usaha")))


@methods("GET", "POST")
def run(request, pk):
    """What is known already stands on the page; only the day is asked."""
    business = business_at(request, pk, access.can_edit_business)
    initial = {"started_on": business.started_on} if business.started_on else {}
    form = RunForm(posted(request), initial=initial, place=business.region_id)

    def save(cleaned):
        actions.run_business(business=business, by=request.user, **cleaned)
        return done(request, _("%s sekarang usaha yang berjalan.") % business, "trade:show", pk)

    context = _around(business, _("Jadikan usaha yang berjalan"))
    return answer(request, form, save, "trade/run.html", context | {"products": offered_products(business)})


@methods("POST")
def pause(request, pk):
    business = business_at(request, pk, access.can_edit_business)

    def act():
        actions.pause_business(business=business, by=request.user)
        return _("Dicatat berhenti sementara. Tekan Jalankan lagi kalau sudah mulai.")

    return press(request, act, "trade:show", pk=pk)


@methods("POST")
def confirm(request, pk):
    business = business_at(request, pk, access.can_edit_business)

    def act():
        actions.confirm_business(business=business, by=request.user)
        return _("Terima kasih. Usaha ini dipastikan masih berjalan hari ini.")

    return press(request, act, "trade:show", pk=pk)


@methods("GET", "POST")
def close(request, pk):
    """The page says first what ends with it and what stays."""
    business = business_at(request, pk, access.can_edit_business)
    form = CloseBusinessForm(posted(request), place=business.region_id)

    def save(cleaned):
        actions.close_business(business=business, by=request.user, **cleaned)
        return done(request, _("%s ditutup. Catatannya tetap ada.") % business, "trade:show", pk)

    context = _around(business, _("Tutup usaha"))
    return answer(request, form, save, "trade/close.html", context | {"products": offered_products(business)})

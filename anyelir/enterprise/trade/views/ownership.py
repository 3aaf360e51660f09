"""Whose a business is, what may be published of it, and what was sold in a month."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.clock import today_at
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.submissions import posted, posted_files, searched
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade import access, actions
from anyelir.enterprise.trade.forms.ownership import ConsentForm, OwnerForm, SalesForm
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.people import offered_people
from anyelir.enterprise.trade.queries.businesses import owner_name, owner_of
from anyelir.enterprise.trade.queries.consents import consent_of, consent_paper
from anyelir.enterprise.trade.queries.sales import counting_notes, offered_months
from anyelir.enterprise.trade.views.finding import business_at
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level, is_within


def _around(business: Business, title: str) -> dict:
    return {"title": title, "business": business, "region": business.region}


@methods("GET", "POST")
def owner(request, pk):
    """Search for a person first (``?cari=``), or write a name."""
    business = business_at(request, pk, access.can_edit_business)
    current = owner_of(business)
    text = searched(request) or searched(request, method="POST")
    initial = {}
    if current is not None:
        initial = {
            "name": current.name,
            "group": current.group_id,
            "phone": current.phone,
            "since": current.since,
        }
    desa = at_level(business.region_id, Level.DESAKEL) or business.region_id
    form = OwnerForm(
        posted(request),
        initial=initial,
        place=business.region_id,
        groups=Group.objects.filter(is_within(desa), closed_on=None),
        offered=offered_people(request.user, business.region_id, text),
    )

    def save(cleaned):
        actions.set_owner(business=business, by=request.user, **cleaned)
        return done(request, _("Pemilik dicatat."), "trade:show", pk)

    if request.method == "GET" and current is not None:
        note(by=request.user, verb="owner.read_contact", what=business, region=business.region_id)
    context = _around(business, _("Pemilik")) | {"text": text, "owner_name": owner_name(current)}
    return answer(request, form, save, "trade/owner.html", context)


@methods("GET")
def contact(request, pk):
    """The number of the owner, noted each time that it is opened."""
    business = business_at(request, pk, access.can_edit_business)
    current = owner_of(business)
    if current is None:
        raise Http404
    note(by=request.user, verb="owner.read_contact", what=business, region=business.region_id)
    context = _around(business, _("Kontak pemilik")) | {
        "owner_name": owner_name(current),
        "phone": current.phone,
    }
    return render(request, "trade/contact.html", context)


@methods("GET", "POST")
def consent(request, pk):
    business = business_at(request, pk, access.can_edit_business)
    current = consent_of(business)
    names = ("shows_owner", "shows_phone", "place", "until")
    initial = {name: getattr(current, name) for name in names} if current is not None else {}
    form = ConsentForm(*posted_files(request), initial=initial, place=business.region_id)

    def save(cleaned):
        actions.give_consent(business=business, by=request.user, **cleaned)
        return done(request, _("Persetujuan dicatat. Usaha ini boleh tampil untuk umum."), "trade:show", pk)

    context = _around(business, _("Persetujuan tampil untuk umum"))
    context |= {"consent": current, "paper": consent_paper(current)}
    return answer(request, form, save, "trade/consent.html", context)


@methods("POST")
def withdraw(request, pk):
    business = business_at(request, pk, access.can_edit_business)

    def act():
        actions.withdraw_consent(business=business, by=request.user)
        return _("Persetujuan dicabut. Usaha ini tidak tampil lagi untuk umum.")

    return press(request, act, "trade:show", pk=pk)


@methods("GET", "POST")
def sales(request, pk):
    """What was sold in a month: two taps and the amount."""
    business = business_at(request, pk, access.can_edit_business)
    months = offered_months(business, today_at(business.region_id))
    form = SalesForm(posted(request), months=months, initial={"month": months[0].isoformat()})

    def save(cleaned):
        actions.note_sales(business=business, by=request.user, **cleaned)
        return done(request, _("Penjualan dicatat. Terima kasih."), "trade:sales", pk)

    def context():
        notes = counting_notes(business)
        return _around(business, _("Penjualan")) | {"notes": [*notes.values()][:12]}

    return answer(request, form, save, "trade/sales.html", context)

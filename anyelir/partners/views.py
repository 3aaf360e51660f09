"""Puskesmas and how they are reached: office numbers, one page for each."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import answer, anybody, done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.membership.access import has_anywhere
from anyelir.partners import access, actions
from anyelir.partners.forms import ContactForm


@methods("GET")
def home(request):
    if not has_anywhere(request.user, Permission.MESSAGE_SEND):
        raise PermissionDenied
    rows = access.visible_puskesmas(request.user).select_related("region")
    page = paginate(rows, order=("name", "id"), cursor=request.GET.get("kursor", ""))
    return render(request, "partners/home.html", {"page": page})


@methods("GET", "POST")
def contact(request, pk):
    known = access.visible_puskesmas(request.user).select_related("region")
    puskesmas = load_or_refuse(known, anybody, pk=pk)
    form = ContactForm(posted(request), initial={"phone": puskesmas.phone, "email": puskesmas.email})

    def save(cleaned):
        actions.set_contact(puskesmas=puskesmas, by=request.user, **cleaned)
        return done(request, _("Nomor dan surel disimpan."), "partners:home")

    return answer(request, form, save, "partners/contact.html", {"puskesmas": puskesmas})

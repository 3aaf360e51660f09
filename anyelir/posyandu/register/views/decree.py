"""The decree of a posyandu: number, date, and the pages as photos or PDF."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anyelir.core.refusal import Refused
from anyelir.core.sending import posted_op_id
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.posyandu.register import access, actions
from anyelir.posyandu.register.attachments import DECREE
from anyelir.posyandu.register.forms.decree import DecreeForm
from anyelir.posyandu.register.views.finding import posyandu_at
from anyelir.posyandu.register.views.refusing import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def decree(request, pk):
    """Whoever sees the posyandu reads the decree; who edits it brings a page."""
    is_sent = request.method == "POST"
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu if is_sent else access.can_view_posyandu)
    form = DecreeForm(request.POST, request.FILES) if is_sent else DecreeForm()
    status = 200
    if is_sent:
        status = 422
        if form.is_valid():
            try:
                actions.keep_decree(posyandu=posyandu, by=request.user, **form.cleaned_data)
                messages.success(request, _("Berkas SK disimpan."))
                return redirect("posyandu:decree", pk=pk)
            except Refused as refused:
                status = add_refusal(form, refused)
    context = {"posyandu": posyandu, "region": posyandu.region, "form": form}
    context["files"] = files_of(StoredFile, DECREE, posyandu.pk)
    context["can_edit"] = access.can_edit_posyandu(request.user, posyandu)
    return render(request, "posyandu/decree.html", context, status=status)


@require_POST
def erase(request, pk, file_pk):
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu)
    file = get_object_or_404(StoredFile, pk=file_pk, owner_kind=DECREE, owner_key=str(posyandu.pk))
    actions.erase_decree(posyandu=posyandu, file=file, by=request.user, op_id=posted_op_id(request))
    messages.success(request, _("Berkas SK dihapus."))
    return redirect("posyandu:decree", pk=pk)
